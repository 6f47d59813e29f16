"""People, chats, roles and invitations."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.kept import Address, Person
from deliberation.roles import Role
from storage.erased import of_person
from storage.session import Row
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("people")
FILES = queries("files")
POLLS = queries("polls")


class People(Part):
    async def person(self, telegram_id: int) -> Person | None:
        row = await self._session.one(Q["person"], telegram_id=telegram_id)
        return None if row is None else person_of(row)

    async def meet(self, fresh: Person) -> Person:
        values = {"id": fresh.id, "telegram_id": fresh.telegram_id, "language": fresh.language}
        row = await self._session.one(Q["meet"], **values)
        return fresh if row is None else person_of(row)

    async def speak(self, person: str, language: str) -> None:
        await self._session.run(Q["speak"], person=person, language=language)

    async def prefer(self, person: str, new_messages: bool) -> None:
        await self._session.run(Q["prefer"], person=person, new_messages=int(new_messages))

    async def meet_chat(self, fresh_id: str, telegram_id: int) -> str:
        row = await self._session.one(Q["meet_chat"], id=fresh_id, telegram_id=telegram_id)
        return fresh_id if row is None else str(row["id"])

    async def lose_chat(self, telegram_id: int, now: int) -> bool:
        return await self._session.run(Q["lose_chat"], telegram_id=telegram_id, now=now) == 1

    async def regain_chat(self, telegram_id: int) -> bool:
        self.told = True  # what waited for this chat can be sent now
        return await self._session.run(Q["regain_chat"], telegram_id=telegram_id) == 1

    async def migrate_chat(self, telegram_id: int, new_telegram_id: int) -> bool:
        values = {"telegram_id": telegram_id, "new_telegram_id": new_telegram_id}
        if not await self._session.run(Q["migrate_chat"], **values):
            return False
        await self._session.run(POLLS["leave_mirrors_behind"], telegram_id=new_telegram_id)
        self.told = bool(await self._session.run(POLLS["post_again"], telegram_id=new_telegram_id)) or self.told
        return True

    async def erase(self, person: Person) -> None:
        await self._session.run(POLLS["hold_tallies_of"], person=person.id)
        await self._session.run(POLLS["want_views_of"], person=person.id)
        await self._session.run(Q["erase_from_events"], person=person.id)
        await self._session.run(Q["erase_from_inbox"], telegram_id=person.telegram_id)
        await self._session.run(Q["erase_chat"], telegram_id=person.telegram_id)
        await self._session.run(Q["erase_prepared_meetings"], person=person.id)
        await self._session.run(Q["erase_person"], person=person.id)
        await self._session.run(Q["erase_from_broadcasts"])
        await self._session.run(FILES["purge_files"])
        self.erased = True
        self.gone.append(of_person(person.id))

    async def roles(self, telegram_id: int) -> Sequence[Role]:
        return [Role(row["role"]) for row in await self._session.all(Q["roles"], telegram_id=telegram_id)]

    async def addresses(self, role: Role) -> Sequence[Address]:
        rows = await self._session.all(Q["addresses"], role=role.value)
        return [Address(row["chat_id"], row["person_id"]) for row in rows]

    async def address(self, person: str) -> Address | None:
        row = await self._session.one(Q["address"], person=person)
        return None if row is None else Address(row["chat_id"], person)


def person_of(row: Row) -> Person:
    """The person that a row of `people` holds."""
    return Person(row["id"], row["telegram_id"], row["language"], bool(row["new_messages"]))

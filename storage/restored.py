"""A database that was put back from a backup: who is in it that should not be there any more, and what is in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from deliberation.kept import Person
from storage.erased import ANSWERS, PERSON, Erasure, digest
from storage.session import Database, Session
from storage.sql import queries
from storage.transaction.people import person_of

Q = queries("backups")


@dataclass(frozen=True)
class Back:
    """People who had been erased, and participations of others whose answers had been taken back."""

    people: list[Person]
    participations: list[str]


@dataclass(frozen=True)
class Left:
    """When the last thing in it happened (milliseconds UTC; None: nothing did), and how much it has still to tell."""

    newest: int | None
    waiting: int


async def came_back(database: Database, erasures: Iterable[Erasure]) -> Back:
    """Whom the backup has brought back to life."""
    people = {one.digest for one in erasures if one.kind == PERSON}
    answers = {one.digest: one.revision for one in erasures if one.kind == ANSWERS}

    async def work(session: Session) -> Back:
        known = [person_of(row) for row in await session.all(Q["people"])] if people else []
        begun = await session.all(Q["participations"]) if answers else []
        return Back(
            [person for person in known if digest(person.id) in people],
            [row["id"] for row in begun if row["revision"] < answers.get(digest(row["id"]), 0)],
        )

    return await database.read(work)


async def left(database: Database) -> Left:
    """What an operator should know of it."""

    async def work(session: Session) -> Left:
        newest, waiting = await session.one(Q["newest"]), await session.one(Q["waiting"])
        return Left(None if newest is None else newest["at"], 0 if waiting is None else waiting["waiting"])

    return await database.read(work)

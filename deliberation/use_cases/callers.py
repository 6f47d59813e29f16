"""Who calls, and on what: the person and the chat behind an update, and the live message that a button hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.errors import Forbidden, MovedOn
from deliberation.kept import Kind, Person, View
from deliberation.ports import Transaction
from deliberation.use_cases.commands import Sender


@dataclass(frozen=True)
class Fresh:
    """Ids for what may have to be made. `participation`, `token` and `secret` are random; the others only have to be
    new.
    """

    person: str
    chat: str
    participation: str
    token: str
    secret: str


async def meet(tx: Transaction, sender: Sender, fresh: Fresh) -> tuple[Person, str]:
    """The person and the id of their chat, made when new; a chat that had been lost is found again."""
    person = await tx.meet(Person(fresh.person, sender.person, sender.language))
    return person, await tx.meet_chat(fresh.chat, sender.chat)


async def own_view(tx: Transaction, sender: Sender, token: str, *kinds: Kind) -> tuple[View, Person]:
    """The view, of one of these kinds, that a button hangs on, and its person. Raises `Forbidden`, and `MovedOn` where
    there is none.
    """
    view = await tx.view(token)
    person = await tx.person(sender.person)
    if view is None or person is None or view.kind not in kinds:
        raise MovedOn
    if view.person != person.id or view.telegram_chat != sender.chat:
        raise Forbidden
    return view, person

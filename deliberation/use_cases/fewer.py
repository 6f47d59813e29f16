"""How many messages somebody wants that they did not ask for: looked at and chosen by each for themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.attention import MESSAGES, Wanted
from deliberation.errors import MovedOn
from deliberation.events import MessagesChosen
from deliberation.kept import Kind
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import Fresh, meet, own_view
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.viewing import Showing, bring, gather


@dataclass(frozen=True)
class LookAtMessages:
    """`/messages`."""

    sender: Sender
    now: int
    fresh: Fresh


@dataclass(frozen=True)
class ChooseMessages:
    """A button of that page; `wanted` is one of `Wanted`, if it is a button of ours."""

    sender: Sender
    now: int
    token: str
    message: int | None
    wanted: str


@requires(Capability.TAKE_PART)
async def look_at_messages(tx: Transaction, command: LookAtMessages) -> Showing:
    """Show what is chosen, in a new message."""
    person, chat = await meet(tx, command.sender, command.fresh)
    return await bring(tx, (Kind.ACCOUNT, MESSAGES), person, chat, command)


@requires(Capability.TAKE_PART)
async def choose_messages(tx: Transaction, command: ChooseMessages) -> Showing:
    """Choose. However old the button is, it says what somebody wants now."""
    view, person = await own_view(tx, command.sender, command.token, Kind.ACCOUNT)
    if view.subject != MESSAGES or view.retired or command.wanted not in set(Wanted):
        raise MovedOn
    await tx.want(person.id, Wanted(command.wanted))
    await tx.note(MessagesChosen(command.wanted), actor=person.id, subject=person.id, now=command.now)
    touched = replace(view, wanted=view.wanted + 1, message=view.message or command.message, remark=None)
    await tx.touch_view(touched, lease=command.now + LEASE)
    return await gather(tx, touched, person, command.now)

"""What could not be done, and what can: said above the card where somebody is, so that its buttons come with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.kept import Address, Urgency
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import Fresh, meet
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.viewing import Showing, show_again

HELP = "help"
"""The code of what can be done here, which is no problem."""


@dataclass(frozen=True)
class Explain:
    """Tell the sender what could not be done: the code and parameters of a `Problem`, or `HELP`."""

    sender: Sender
    now: int
    code: str
    parameters: Mapping[str, str | int]
    fresh: Fresh


@requires(Capability.TAKE_PART)
async def explain(tx: Transaction, command: Explain) -> Showing | None:
    """Say it above the card where the sender is, sent anew; None, and a notice, for who is nowhere."""
    person, chat = await meet(tx, command.sender, command.fresh)
    remark = Explained(command.code, command.parameters)
    view = await tx.latest_view(command.sender.chat)
    if view is None or view.person != person.id:
        await tx.notify(Address(chat, person.id), remark, Urgency.ANSWER, command.now, None)
        return None
    return await show_again(tx, view, person, command, remark)

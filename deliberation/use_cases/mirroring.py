"""Telegram's own poll beside one of ours, where that is wished: put up, and ended with it.

Both are notices of the group, so that neither is lost; what they do is done when they are delivered. One that was sent
twice is known twice, and all but the last are ended. Only where the process ended between the sending and the record is
there one that nobody here knows: votes on it count nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.kept import Mirror, Urgency, View
from deliberation.notices import Mirrored, MirrorOver
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.polling import PollShown, question


@dataclass(frozen=True)
class RecordMirror:
    """Telegram's own poll stands in the group: what Telegram calls it, and its message. `token` is of ours."""

    sender: Sender
    now: int
    token: str
    version: int
    poll: str
    message: int


@requires(Capability.KEEP_HOUSE)
async def record_mirror(tx: Transaction, command: RecordMirror) -> None:
    """From now on votes on it count. Where ours was closed or posted anew meanwhile, it ends at once."""
    view = await tx.view(command.token)
    if view is None:
        return
    await tx.hold_tally(view.subject)  # whoever ends mirrors does so too: one of both finds the other's
    made = Mirror(command.poll, command.token, command.version, command.message, view.chat, view.subject)
    await tx.add_mirror(made)
    live = await _is_live(tx, command.token)
    for mirror in await tx.mirrors_of(view.subject):
        if mirror.token == made.token and not (live and mirror.poll == made.poll):
            await _end(tx, mirror, command.now)


async def put_up_mirror(tx: Transaction, shown: PollShown, now: int) -> None:
    """Beside a message that is posted now; once people can vote."""
    about = shown.consultation
    if about.poll is not None and about.poll.mirror and question(about) is not None:
        notice = Mirrored(about.id, about.version, shown.view.token)
        occurrence = f"mirror:{shown.view.token}:{shown.view.telegram_chat}"
        due = max(now, shown.opens)
        await tx.tell_group(shown.view.chat, shown.language, notice, Urgency.ANSWER, now=due, occurrence=occurrence)


async def end_mirrors(tx: Transaction, consultation: str, now: int, chat: str | None = None) -> None:
    """All of them, or those in one group. Comes before anything about the messages of the poll, as a vote does it."""
    await tx.hold_tally(consultation)
    for mirror in await tx.mirrors_of(consultation):
        if chat in {None, mirror.chat}:
            await _end(tx, mirror, now)


async def mirror_anew(tx: Transaction, telegram_chat: int, now: int) -> None:
    """In a group that has a new id the poll is posted anew, and so is what stands beside it."""
    for mirror in await tx.mirrors_in(telegram_chat):
        await tx.end_mirror(mirror.poll)
        view = await tx.view(mirror.token)
        if view is not None and not view.retired:
            await _again(tx, mirror, view, now)


async def _again(tx: Transaction, mirror: Mirror, view: View, now: int) -> None:
    about = await tx.definition(mirror.consultation, mirror.version)
    notice = Mirrored(mirror.consultation, mirror.version, mirror.token)
    occurrence = f"mirror:{mirror.token}:{view.telegram_chat}"
    await tx.tell_group(mirror.chat, about.languages[0], notice, Urgency.ANSWER, now=now, occurrence=occurrence)


async def _end(tx: Transaction, mirror: Mirror, now: int) -> None:
    await tx.end_mirror(mirror.poll)
    occurrence = f"mirror over:{mirror.poll}"
    await tx.tell_group(mirror.chat, "en", MirrorOver(mirror.poll), Urgency.ANSWER, now=now, occurrence=occurrence)


async def _is_live(tx: Transaction, token: str) -> bool:
    """Whether our message still stands for a poll that takes votes."""
    view = await tx.view(token)
    if view is None or view.retired:
        return False
    return any(not phase.closed for phase in await tx.phases(view.subject, hold=False))

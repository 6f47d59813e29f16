"""Residents wait to hear what became of what they said: whoever may look through it is reminded, once a day at most."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.attention import day_of, quiet, quiet_from
from deliberation.digests import News, What
from deliberation.kept import Address, Load, Urgency
from deliberation.moderation import HOUR, TOO_LONG
from deliberation.notices import ModerationWaits
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.results import who_runs
from deliberation.use_cases.town import town_zone


@dataclass(frozen=True)
class RemindModerators:
    sender: Sender
    now: int


@requires(Capability.KEEP_HOUSE)
async def remind_moderators(tx: Transaction, command: RemindModerators) -> None:
    """Tell them where something has waited for more than a day; not at night. Repeating changes nothing."""
    zone = await town_zone(tx)
    if quiet(command.now, zone):
        return
    told: dict[Address, list[News]] = {}
    for consultation, load in (await tx.loads()).items():
        if load.oldest < command.now // HOUR - TOO_LONG:
            news = await _news(tx, consultation, load)
            for address in await who_runs(tx, consultation):
                told.setdefault(address, []).append(news)
    day, until = day_of(command.now, zone), quiet_from(command.now, zone)
    for address, lines in told.items():
        occurrence = f"moderation:{day}:{address.person}"
        notice = ModerationWaits.of(lines)
        await tx.notify(address, notice, Urgency.REMINDER, command.now, occurrence, expires=until)


async def _news(tx: Transaction, consultation: str, load: Load) -> News:
    version = await tx.current_version(consultation)
    if version is None:
        raise KeyError(consultation)
    about = await tx.definition(consultation, version)
    return News(What.WAITING, about.title, about.languages[0], about.timezone, number=load.number)

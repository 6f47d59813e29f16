"""`fairdeal audit`: what was done by those who run things. What residents do is listed here no more than in chat."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from html import unescape
from zoneinfo import ZoneInfo

from bot.cli.consultations import store_of
from bot.cli.language import terminal_language
from bot.config import Config
from bot.errors import Misconfigured
from deliberation.kept import Noted
from deliberation.ports import Transaction
from deliberation.use_cases.matters.audit import by_person
from deliberation.use_cases.town import town_zone
from screens.audit import Team, fact_line, somebody
from screens.voice import Voice, voice


async def audit(config: Config, since: str | None, count: int, *, as_json: bool) -> int:
    """Print the newest facts first, at most `count`; `since` is a day of the town's, as 2027-05-20."""

    async def read(tx: Transaction) -> tuple[Sequence[Noted], Team, str]:
        zone = await town_zone(tx)
        return await tx.listed(_begin(since, zone), count, 0), await by_person(tx), zone

    async with store_of(config) as store:
        facts, team, zone = await store.look(read)
    v = voice(terminal_language(os.environ))
    for fact in facts:
        print(_as_json(fact, team, v) if as_json else unescape(fact_line(fact, team, zone, v)))
    return 0


def _begin(since: str | None, zone: str) -> int:
    if since is None:
        return 0
    try:
        day = datetime.fromisoformat(since).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise Misconfigured(f"{since} is not a day. Write it as 2027-05-20.") from None
    return int(day.timestamp() * 1000)


def _as_json(fact: Noted, team: Team, v: Voice) -> str:
    """One line, for programs: ids as they are."""
    at = datetime.fromtimestamp(fact.at / 1000, tz=UTC).isoformat(timespec="milliseconds")
    who = {"actor": fact.actor, "who": somebody(fact.actor, team, v)}
    return json.dumps({"at": at, **who, "what": fact.name, "about": fact.subject, "details": dict(fact.details)})

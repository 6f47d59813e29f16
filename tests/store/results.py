"""A consultation that came to its end, for tests: its result frozen, and somebody who reads it."""

from __future__ import annotations

from typing import Any

from deliberation.roles import Role
from deliberation.use_cases.publishing import ask_publish, ask_reply
from deliberation.use_cases.releasing import release
from deliberation.use_cases.summaries import read_summary
from tests.store.desk import become, taps, writes
from tests.store.town import Town

ORGANISER = 91


async def release_it(town: Town, people: int = 12) -> None:
    """So many answer, it closes, and its result is frozen."""
    for person in range(100, 100 + people):
        await town.answered(person, "a", "because")
    await town.perform(release, await town.releasing(await town.close()))


async def at(town: Town, person: int, what: str, text: str = "") -> Any:
    """An organiser who is asked once more: before publishing, or before the reply with this text."""
    shown = await taps(town, await become(town, person, Role.ORGANISER), read_summary, "tiny")
    if what == "publish":
        return await taps(town, shown, ask_publish)
    await taps(town, shown, ask_reply)
    return await writes(town, person, text)

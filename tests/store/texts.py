"""A consultation whose answers may be quoted and entrusted, closed, with what people wrote waiting; for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.surveying import analysed
from deliberation.definition import Tapped
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.releasing import KeepTexts, Release, draw_up, keep_texts, release
from deliberation.use_cases.reviewing import open_review
from deliberation.use_cases.running import ClosePhase, close_phase
from deliberation.use_cases.summaries import read_summary
from storage.sql import load
from tests.deliberation.files import choice, phase, table, toml, words
from tests.store.desk import become, taps
from tests.store.town import CLOSED, THRESHOLD, Town

COLOUR, WHY = {**choice("colour"), "ordered": True}, words("why", limit=1000)
NAME = "quoted"
Q = load(
    "-- name: own\n-- Somebody else offers it, or nobody.\n"
    "UPDATE consultations SET owner_id = (SELECT id FROM people WHERE telegram_id = :owner) WHERE id = :consultation"
)
BOTH = {"quotes": True, "rows": True}


def shared(name: str = NAME, version: int = 1, **sharing: bool) -> str:
    return toml(table(phase(COLOUR, WHY), id=name, version=version, sharing=sharing or BOTH))


async def answer(town: Town, person: int, text: str = "because", name: str = NAME) -> str:
    """Somebody's whole way; returns the id of it."""
    shown = await town.tap(await town.agreed(person, name), Tapped("a"))
    await town.write(person, text)
    return shown.participation.id


async def end(town: Town, name: str = NAME) -> None:
    """It closes, its texts are kept, and its result is frozen."""
    town.now = max(town.now, CLOSED)
    for over in await town.store.look(lambda tx: tx.phases_to_close(town.now)):
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, town.now, over, town.new_id()))
    closed = next(phase for phase in await town.store.look(lambda tx: tx.phases(name, hold=False)) if phase.closed)
    found = await town.store.look(lambda tx: draw_up(tx, closed, THRESHOLD, analysed))
    await town.perform(keep_texts, KeepTexts(HOUSE_ITSELF, town.now, name, found.texts))
    await town.perform(release, Release(HOUSE_ITSELF, town.now, closed, f"release of {name}", found.summary))


async def written(town: Town, texts: Sequence[str], *, first: int = 100) -> list[str]:
    """So many people write this, and it ends; returns the ids of their ways."""
    await town.launch(shared())
    ways = [await answer(town, first + number, text) for number, text in enumerate(texts)]
    await end(town)
    return ways


async def reads(town: Town, person: int, role: Role = Role.ORGANISER, name: str = NAME) -> Any:
    """Somebody with this role, whose desk stands at what came of it."""
    return await taps(town, await become(town, person, role), read_summary, name)


async def owned(town: Town, person: int, name: str = NAME) -> None:
    """From now on the consultation is this person's."""

    values = {"owner": person, "consultation": name}
    await town.database.unit(lambda session: session.run(Q["own"], **values))


async def reviews(town: Town, person: int, role: Role = Role.ORGANISER) -> Any:
    """Somebody who looks through what was written."""
    return await taps(town, await reads(town, person, role), open_review)

"""What residents say among statements, put where it is kept; and whoever looks through it."""

from __future__ import annotations

from typing import Any

from deliberation.roles import Role
from deliberation.statements.statement import State, Statement
from deliberation.use_cases.benches import open_moderation
from deliberation.use_cases.steering import look_after
from storage.sql import load
from tests.deliberation.files import phase, statements, table, toml
from tests.store.desk import become, come, taps
from tests.store.town import Town

NAME = "ideas"
REASON = load(
    "-- name: give\n-- A reason that waits.\n"
    "INSERT INTO reasons (participation_id, step_id, number, consultation_id, side, content, language, state, flagged,"
    " why, sent_hour, heard)"
    " VALUES (:participation, 'ideas', :number, 'ideas', :side, :text, 'en', 'waiting', 0, NULL, :hour, 0)"
)["give"]


def source(**keys: Any) -> str:
    """A consultation with four statements, to which residents add their own."""
    return toml(table(phase(statements(own=True, reasons=3, **keys)), id=NAME))


async def participation(town: Town, person: int) -> str:
    """Whoever takes part already, or comes in now."""
    shown = await town.enter(person, NAME)
    if shown.participation.consented_at is None:
        shown = await town.agreed(person, NAME)
    return str(shown.participation.id)


async def says(town: Town, person: int, text: str, state: State = State.WAITING, *, hour: int = 0) -> int:
    """Somebody says something; its number."""
    author = await participation(town, person)

    async def work(session: Any) -> int:
        tx = town.store._transaction(session)
        said = Statement(-1, text, "en", state, author=author, flagged=False, sent_hour=hour)
        return int(await tx.add_statement(NAME, NAME, said))

    return int(await town.database.unit(work))


async def gives_reason(town: Town, person: int, number: int, text: str, side: int = 1, *, hour: int = 0) -> None:
    """Somebody says why they voted as they did."""
    way = await participation(town, person)

    async def work(session: Any) -> None:
        values = {"participation": way, "number": number, "side": side, "text": text, "hour": hour}
        await session.run(REASON, **values)

    await town.database.unit(work)


async def votes(town: Town, person: int, number: int, vote: int) -> None:
    """A vote, as if it had been tapped."""
    way = await participation(town, person)

    async def work(session: Any) -> None:
        await town.store._transaction(session).cast_vote(NAME, way, NAME, number, vote)

    await town.database.unit(work)


async def moderates(town: Town, person: int, role: Role = Role.ORGANISER) -> Any:
    """Somebody who looks through what residents say."""
    await become(town, person, role)
    return await looks_through(town, person)


async def looks_through(town: Town, person: int) -> Any:
    """The same again, from the beginning."""
    shown = await taps(town, await come(town, person), look_after, NAME)
    return await taps(town, shown, open_moderation)


async def stored(town: Town, number: int) -> dict[str, Any]:
    """A statement as it is kept."""
    (row,) = [row for row in await town.rows("statements") if row["number"] == number]
    return row

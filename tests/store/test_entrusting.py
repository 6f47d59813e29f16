"""The answers themselves: only where everybody was told, once nothing can change, and never unnoted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from deliberation.definition import Tapped
from deliberation.errors import Forbidden, MovedOn, NoRows
from deliberation.roles import Role
from deliberation.use_cases.entrusting import choose_rows, open_rows, send_rows
from deliberation.use_cases.matters.rows import Obstacle
from screens.desk import desk_card
from tests.deliberation.files import one_after_another, phase, table, toml
from tests.screens.html import read
from tests.store.desk import become, taps
from tests.store.texts import BOTH, COLOUR, NAME, WHY, answer, end, owned, reads, shared, written
from tests.store.town import Town

OLGA, NORA = 501, 502
SIX = ("because",) * 6


async def taken(town: Town) -> list[tuple[str, dict[str, bool]]]:
    """Who took what, by the log and by what is to be sent."""
    events = [row for row in await town.rows("events") if row["name"] == "rows_taken"]
    notices = [row for row in await town.rows("notices") if row["kind"] == "rows_ready"]
    assert len(events) == len(notices)
    assert all(row["listed"] for row in events)
    return [(row["actor"], json.loads(row["details"])) for row in events]


def labels(shown: Any) -> list[str]:
    return [button.label for row in desk_card(shown).rows for button in row]


async def test_it_is_sent_to_who_asks_without_more_than_is_asked_for_and_that_is_noted(town: Town) -> None:
    await written(town, SIX)
    shown = await taps(town, await reads(town, OLGA), open_rows)
    assert (shown.matter.entrusted.people, shown.matter.entrusted.obstacle) == (6, None)
    assert not shown.matter.circumstances
    assert not shown.matter.texts
    shown = await taps(town, shown, send_rows)
    person = await town.store.look(lambda tx: tx.person(OLGA))
    assert person is not None
    assert await taken(town) == [(person.id, {"circumstances": False, "texts": False})]


async def test_more_has_to_be_asked_for_and_can_be_left_out_again(town: Town) -> None:
    await written(town, SIX)
    shown = await taps(town, await reads(town, OLGA), open_rows)
    for what in ("texts", "circumstances", "texts"):
        shown = await taps(town, shown, choose_rows, what)
    shown = await taps(town, shown, send_rows)
    (row,) = [row for row in await town.rows("notices") if row["kind"] == "rows_ready"]
    assert json.loads(row["parameters"]) == {"consultation": NAME, "circumstances": True, "texts": False}
    again = await taps(town, shown, open_rows)
    assert (again.matter.circumstances, again.matter.texts) == (False, False)


async def refused(town: Town, why: Obstacle) -> None:
    shown = await taps(town, await reads(town, OLGA), open_rows)
    assert shown.matter.entrusted.obstacle is why
    assert "Send me the file" not in labels(shown)
    assert "cannot be had" in read(desk_card(shown).text) or why is Obstacle.OPEN
    with pytest.raises(NoRows):
        await taps(town, shown, send_rows)
    assert await taken(town) == []


async def test_not_where_nobody_was_told(town: Town) -> None:
    await town.launch(shared(rows=False))
    for person in range(100, 106):
        await answer(town, person)
    await end(town)
    await refused(town, Obstacle.UNTOLD)


async def test_not_where_some_agreed_to_a_version_that_did_not_say_so(town: Town) -> None:
    """All results less the rows of the others would be their answers."""
    await town.launch(shared(quotes=True))
    await answer(town, 99)
    await town.launch(shared(version=2))
    for person in range(100, 106):
        await answer(town, person)
    await end(town)
    await refused(town, Obstacle.SOME_UNTOLD)


async def test_not_where_few_answered(town: Town) -> None:
    await written(town, SIX[:4])
    await refused(town, Obstacle.FEW)


async def test_not_before_all_phases_have_closed(town: Town) -> None:
    first, second = one_after_another([phase(COLOUR, identifier="first"), phase(WHY, identifier="second")])
    await town.launch(toml(table(first, second, id=NAME, sharing=BOTH)))
    for person in range(100, 106):
        await town.tap(await town.agreed(person, NAME), Tapped("a"))
    await end(town)
    await refused(town, Obstacle.OPEN)


async def test_a_facilitator_never_has_them_and_nobody_by_a_forged_button(town: Town) -> None:
    await written(town, SIX)
    nora = await become(town, NORA, Role.FACILITATOR)
    await owned(town, NORA)
    with pytest.raises(Forbidden):
        await taps(town, nora, open_rows)
    shown = await reads(town, OLGA)
    for use_case, argument in ((send_rows, ""), (choose_rows, "texts")):
        with pytest.raises(MovedOn):  # the desk stands at the summary, where there is no such button
            await taps(town, shown, use_case, argument)
    shown = await taps(town, shown, open_rows)
    with pytest.raises(MovedOn):
        await taps(town, shown, choose_rows, "names")
    assert await taken(town) == []

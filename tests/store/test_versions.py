"""A new version of a consultation that runs: who has begun goes on as they began, and answers are pooled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from bot.surveying import analysed
from deliberation.definition import Tapped
from deliberation.engine import Agree, Begin, Skip
from deliberation.errors import Closed, Conflict, DefinitionInvalid
from deliberation.releases import NO_ANSWER, NOT_ASKED, Summary
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.releasing import draw_up
from deliberation.use_cases.running import CloseEarly, ClosePhase, Launch, close_early, close_phase, launch
from deliberation.use_cases.taking_part import come_in
from storage.database import open_database
from storage.migrate import migrate
from storage.store import Store
from tests.deliberation.files import CLOSES, OPENS, choice, phase, table, toml, words
from tests.store.pausing import Pausing
from tests.store.test_interleavings import blocked
from tests.store.town import CLOSED, COLOUR, TINY, Town, numbered

TEXT = words("why", limit=200)
DAY = 86_400_000
LATER = phase(
    choice("next"), identifier="later", opens=OPENS.replace(month=6, day=2), closes=CLOSES.replace(month=6, day=20)
)


def version(number: int, *phases: dict[str, Any], **changes: Any) -> str:
    return toml(table(*(phases or (phase(COLOUR, TEXT),)), version=number, **changes))


MORE = version(2, phase(COLOUR, TEXT, choice("more")))
OTHERS = version(2, phase(choice("shape")))
ANOTHER_KIND = version(2, phase(words("colour"), TEXT))


async def refused(town: Town, source: str) -> list[str]:
    """The codes of the mistakes for which it is not launched. Nothing has changed by that."""
    before = await town.dump()
    with pytest.raises(DefinitionInvalid) as found:
        await town.launch(source)
    assert await town.dump() == before
    return [mistake.code for mistake in found.value.mistakes]


async def released(town: Town, name: str = "hearing", threshold: int = 2) -> Summary:
    """The phase closes, and its result is drawn up."""
    for over in await town.store.look(lambda tx: tx.phases_to_close(town.now)):
        await town.perform(close_phase, ClosePhase(HOUSE_ITSELF, town.now, over, town.new_id()))
    closed = [p for p in await town.store.look(lambda tx: tx.phases("tiny", hold=False)) if p.phase == name]
    return (await town.store.look(lambda tx: draw_up(tx, closed[0], threshold, analysed))).summary


async def times(town: Town) -> dict[str, tuple[int, int, int]]:
    return {row["phase_id"]: (row["version"], row["opens_at"], row["closes_at"]) for row in await town.rows("phases")}


async def test_before_anybody_has_come_in_everything_may_change(town: Town) -> None:
    await town.launch(version(2, LATER))
    assert list(await times(town)) == ["later"]


@pytest.mark.parametrize(("source", "code"), [(OTHERS, "step_gone"), (ANOTHER_KIND, "redefined")])
async def test_what_somebody_may_have_answered_stays(town: Town, source: str, code: str) -> None:
    await town.answered(1)
    assert set(await refused(town, source)) == {code}


async def test_who_has_seen_the_first_card_may_agree_to_it(town: Town) -> None:
    shown = await town.enter(1)
    assert set(await refused(town, OTHERS)) == {"step_gone"}
    await town.launch(MORE)
    assert (await town.tap(shown, Begin(), Agree(), Tapped("a"))).participation.version == 1


async def test_only_versions_that_somebody_came_in_on_are_kept(town: Town) -> None:
    await town.answered(1)
    await town.launch(MORE)
    await town.launch(version(3))
    assert [row["version"] for row in await town.rows("phases")] == [3]


async def test_every_version_that_somebody_came_in_on_is_kept(town: Town) -> None:
    await town.answered(1)
    await town.launch(MORE)
    await town.answered(2)
    assert await refused(town, version(3)) == ["step_gone"]
    assert await refused(town, version(3, phase(choice("more")))) == ["step_gone"] * 2


async def test_who_has_begun_goes_on_as_they_began(town: Town) -> None:
    await town.answered(1)
    await town.launch(version(2, phase(COLOUR, TEXT, choice("more")), LATER))
    assert (await town.write(1, "because")).participation.status == "completed"
    shown = await town.tap(await town.agreed(2), Tapped("b"))
    assert (shown.consultation.version, len(shown.consultation.steps())) == (2, 4)


async def test_a_phase_of_a_newer_version_is_none_of_an_older_one(town: Town) -> None:
    """The hearing is over for those of the first version, while the second has a phase that is open."""
    await town.answered(1)
    await town.launch(version(2, phase(COLOUR, TEXT), LATER))
    town.now = CLOSED + 2 * DAY
    shown = await town.enter(1)
    assert (shown.phases, shown.closes) == (frozenset(), None)
    assert (await town.agreed(2)).participation.step == "next"


async def test_answers_of_all_versions_are_counted_together(town: Town) -> None:
    for person in (1, 2, 3):
        await town.answered(person, "a", "x")
    await town.launch(MORE)
    for person in (4, 5):
        await town.tap(await town.answered(person, "b", "y"), Tapped("b"))
    town.now = CLOSED
    summary = await released(town)
    assert (summary.version, summary.phase, summary.took_part, summary.finished) == (2, "hearing", 5, 5)
    assert [dict(one.cells) for one in summary.tables] == [
        {"a": 3, "b": 2, NO_ANSWER: 0},
        {"given": 5, NO_ANSWER: 0},
        {"a": 0, "b": 2, NO_ANSWER: 0, NOT_ASKED: 3},
    ]


async def test_a_release_has_the_questions_of_its_phase(town: Town) -> None:
    await town.launch(version(2, phase(COLOUR, TEXT), LATER))
    for person in (1, 2, 3):
        await town.answered(person)
    town.now = CLOSED
    assert [one.step for one in (await released(town)).tables] == ["colour", "why"]
    town.now += 2 * DAY
    for person in (3, 4, 5, 6):
        await town.tap(await (town.enter if person == 3 else town.agreed)(person), Tapped("a"))
    town.now += 30 * DAY
    later = await released(town, "later")
    assert ([one.step for one in later.tables], later.took_part) == (["next"], 4)


async def test_who_skipped_the_rest_has_finished_the_phase(town: Town) -> None:
    for person in (1, 2):
        await town.tap(await town.answered(person), Skip())
    for person in (3, 4, 5):
        await town.answered(person)
    town.now = CLOSED
    summary = await released(town)
    assert (summary.took_part, summary.finished) == (5, 2)


async def test_times_of_a_phase_that_is_open_can_be_moved(town: Town) -> None:
    await town.answered(1)
    await town.launch(version(2, phase(COLOUR, TEXT, closes=date(2027, 6, 9))))
    (moved,) = (await times(town)).values()
    assert moved == (2, TINY.phases[0].opens, CLOSED + 9 * DAY)


async def test_a_phase_that_has_closed_stays_as_it_is(town: Town) -> None:
    await town.answered(1)
    town.now = CLOSED
    await released(town)
    before = await times(town)
    assert await refused(town, version(2, phase(COLOUR, TEXT, closes=date(2027, 6, 1)), LATER)) == ["phase_closed"]
    await town.launch(version(2, phase(COLOUR, TEXT), LATER))
    assert (await times(town))["hearing"] == before["hearing"]
    assert "later" in await times(town)


async def test_what_was_closed_early_opens_again_for_no_version(town: Town) -> None:
    await town.perform(close_early, CloseEarly(HOUSE_ITSELF, town.now, "tiny"))
    await released(town)
    with pytest.raises(Closed):
        await town.launch(MORE)


async def test_an_older_version_is_told_apart_from_another_text(town: Town) -> None:
    await town.launch(version(3))
    assert await refused(town, MORE) == ["older"]
    with pytest.raises(Conflict):
        await town.launch(version(3, age=18))
    await town.launch(version(3))
    assert [row["name"] for row in await town.rows("events")].count("consultation_launched") == 2


async def test_mistakes_carry_the_lines_of_the_new_file(town: Town) -> None:
    await town.answered(1)
    source = ANOTHER_KIND.replace('"steps" = [', '"steps" = [\n')
    with pytest.raises(DefinitionInvalid) as found:
        await town.launch(source)
    (mistake,) = found.value.mistakes
    assert mistake.line == 1 + next(n for n, line in enumerate(source.splitlines(), 1) if '"steps"' in line)
    assert [part.id for part in mistake.within] == ["hearing", "colour"]


@pytest.fixture
async def on_postgres(postgres_url: str) -> AsyncIterator[Town]:
    await migrate(postgres_url, now_ms=0)
    database = await open_database(postgres_url)
    town = Town(database)
    await town.launch()
    yield town
    await database.close()


async def test_a_launch_waits_for_who_is_coming_in(on_postgres: Town) -> None:
    """They are about to be given the first version, the launch comes, and only then are they written down."""
    pausing = Pausing(on_postgres.database, "phases_held")
    coming = Store(pausing, numbered(5000)).perform(come_in, on_postgres.coming_in(1, "tiny"))
    entering = asyncio.create_task(coming)
    await pausing.paused.wait()
    launching = asyncio.create_task(on_postgres.launch(OTHERS))
    while not launching.done() and not await blocked(on_postgres):
        pass
    pausing.may_go_on.set()
    await entering
    with pytest.raises(DefinitionInvalid):
        await launching


async def test_who_comes_in_waits_for_the_launch(on_postgres: Town) -> None:
    """The launch has seen that nobody has come in; whoever comes now is given what it launches."""
    pausing = Pausing(on_postgres.database, "version_begun")
    command = Launch(HOUSE_ITSELF, on_postgres.now, version(2, phase(words("colour"), TEXT)))
    launching = asyncio.create_task(Store(pausing, numbered(5000)).perform(launch, command))
    await pausing.paused.wait()
    entering = asyncio.create_task(on_postgres.enter(1, "tiny"))
    while not entering.done() and not await blocked(on_postgres):
        pass
    pausing.may_go_on.set()
    await launching
    assert (await entering).participation.version == 2


async def test_of_two_versions_at_once_the_older_one_is_refused(on_postgres: Town) -> None:
    """The older one begins while the newer one is not yet done."""
    pausing = Pausing(on_postgres.database, "version_begun")
    command = Launch(HOUSE_ITSELF, on_postgres.now, version(3))
    launching = asyncio.create_task(Store(pausing, numbered(5000)).perform(launch, command))
    await pausing.paused.wait()
    older = asyncio.create_task(on_postgres.launch(MORE))
    while not older.done() and not await blocked(on_postgres):
        pass
    pausing.may_go_on.set()
    await launching
    with pytest.raises(DefinitionInvalid):
        await older


async def test_many_come_in_while_versions_are_launched(on_postgres: Town) -> None:
    """Whatever the order: nobody is on a version whose questions the newest has not."""
    sources = [OTHERS, version(3, phase(choice("size")))]
    doing = [on_postgres.enter(person, "tiny") for person in range(1, 9)]
    await asyncio.gather(*doing[:4], *map(on_postgres.launch, sources), *doing[4:], return_exceptions=True)
    newest = max(row["version"] for row in await on_postgres.rows("definitions"))
    assert {row["version"] for row in await on_postgres.rows("participations")} <= {newest}
    assert {row["version"] for row in await on_postgres.rows("phases")} == {newest}

"""What residents do among statements, at the moment just before it is performed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from deliberation.definition import Tapped
from deliberation.engine import Withdraw
from deliberation.statements.coming import Coming, ImportedVote
from deliberation.statements.statement import State
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.comparing import Compared, compared, to_compare
from deliberation.use_cases.importing import BringStatements, BringVotes, bring_statements, bring_votes
from deliberation.use_cases.taking_part import tap, write
from tests.deliberation.files import phase, statements, table, toml
from tests.store.sitting import at, said, voted
from tests.store.town import Town

Doing = tuple[Any, Any]
Scene = Callable[[Town], Awaitable[Doing]]

IDEAS = toml(table(phase(statements(seeds=6, own=True, reasons=3, moderation="after")), id="ideas"))
TEXT = "A tree in front of every house"


async def _offered(town: Town, *people: int) -> None:
    await town.launch(IDEAS)
    for person in people:
        await town.agreed(person, "ideas")


async def _change_a_vote(town: Town) -> Doing:
    await _offered(town, 1)
    await voted(town, 1, 0, "agree", "It is cheap.")
    return tap, town.tapping(await town.tap(await at(town, 1), Tapped("v-0")), Tapped("disagree"))


async def _say_why(town: Town) -> Doing:
    await _offered(town, 1)
    await town.tap(await at(town, 1), Tapped("v-0"), Tapped("agree"))
    return write, town.writing(1, "It is cheap.")


async def _hear_the_other_side(town: Town) -> Doing:
    await _offered(town, 1, 2)
    await voted(town, 1, 0, "agree", "It is cheap.")
    await voted(town, 2, 0, "disagree")
    for number in 1, 2:
        await voted(town, 2, number, "unsure")
    return tap, town.tapping(await town.tap(await at(town, 2), Tapped("v-3")), Tapped("unsure"))


async def _be_moved(town: Town) -> Doing:
    use_case, command = await _hear_the_other_side(town)
    await town.perform(use_case, command)
    return tap, town.tapping(await town.tap(await at(town, 2), Tapped("change")), Tapped("agree"))


async def _write_a_statement(town: Town) -> Doing:
    await _offered(town, 1)
    await town.tap(await at(town, 1), Tapped("say"))
    return write, town.writing(1, TEXT)


async def _compare_it(town: Town) -> Doing:
    use_case, command = await _write_a_statement(town)
    await town.perform(use_case, command)
    among = await town.store.look(to_compare)
    assert among is not None
    return compared, Compared(HOUSE_ITSELF, town.now, among.comparison, (1,), town.fresh().token)


async def _send_it(town: Town) -> Doing:
    use_case, command = await _compare_it(town)
    await town.perform(use_case, command)
    return tap, town.tapping(await at(town, 1), Tapped("send"))


async def _take_it_back(town: Town) -> Doing:
    await _offered(town, 1, 2)
    await said(town, 1, TEXT)
    await voted(town, 2, 6, "disagree", "They take the light.")
    shown = await town.tap(await at(town, 1), Tapped("mine"), Tapped("o-6"), Tapped("drop"))
    return tap, town.tapping(shown, Tapped("gone"))


async def _take_all_of_it_back(town: Town) -> Doing:
    await _offered(town, 1)
    await voted(town, 1, 0, "agree", "It is cheap.")
    return tap, town.tapping(await said(town, 1, TEXT), Withdraw())


async def _bring_statements(town: Town) -> Doing:
    await _offered(town, 1)
    coming = (Coming(3, TEXT, State.ACCEPTED), Coming(4, "Anything else?", State.WAITING, meta=True))
    return bring_statements, BringStatements(HOUSE_ITSELF, town.now, "ideas", "ideas", "en", coming)


async def _bring_votes(town: Town) -> Doing:
    await _offered(town, 1)
    votes = (ImportedVote(0, 0, 1), ImportedVote(1, 0, -1), ImportedVote(0, 0, 0))
    return bring_votes, BringVotes(HOUSE_ITSELF, town.now, "ideas", "ideas", votes)


OF_STATEMENTS: dict[str, Scene] = {
    scene.__name__.removeprefix("_"): scene
    for scene in (
        *(_change_a_vote, _say_why, _hear_the_other_side, _be_moved, _write_a_statement, _compare_it, _send_it),
        *(_take_it_back, _take_all_of_it_back, _bring_statements, _bring_votes),
    )
}

PERFORMED_OF_STATEMENTS = (bring_statements, bring_votes, compared)

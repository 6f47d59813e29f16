"""What every kind of step takes for an answer, what it counts, and what a new kind takes."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.ballots.choice import OTHER
from deliberation.definition import Ballot, Done, Draft, Input, Sheet, Step, Tapped, Typed, Undo
from deliberation.definition.kinds import KINDS
from deliberation.definition.steps import GIVEN
from deliberation.errors import MovedOn, NotARanking, NotAStatement, NotUnderstood, Problem, Rejected, TooMany
from deliberation.statements.board import Board
from tests.deliberation.files import (
    choice,
    consultation,
    day,
    information,
    none_of_these,
    number,
    phase,
    ranking,
    scale,
    several,
    statements,
    words,
)

ROOT = Path(__file__).parents[2]

STEPS = {
    step.kind: step
    for step in consultation(
        phase(
            information(),
            none_of_these(choice("one", 3)) | {"other": True, "ordered": True},
            none_of_these(several(options=4)) | {"other": True, "ordered": True, "most": 2},
            scale(),
            ranking(),
            words(),
            number(),
            day(),
            statements(),
        )
    ).steps()
}

VOTED = Board({1: 1, 2: -1, 3: 1}, asked=frozenset(range(4)))
MATTER = '{"chosen": [1], "page": "matter"}'

TAKEN: list[tuple[str, Input, Sheet, Ballot | Draft]] = [
    ("single_choice", Tapped("b"), Sheet("p"), Ballot("b")),
    ("single_choice", Typed("2"), Sheet("p"), Ballot("b")),
    ("single_choice", Typed("birch es"), Sheet("p"), Ballot("b")),
    ("single_choice", Tapped(OTHER), Sheet("p", answer="a"), Draft(OTHER)),
    ("single_choice", Typed("3"), Sheet("p"), Draft(OTHER)),
    ("single_choice", Typed("4"), Sheet("p"), Ballot("c")),
    ("single_choice", Typed(" trees "), Sheet("p", draft=OTHER), Ballot("@trees")),
    ("single_choice", Typed("APPLE"), Sheet("p", draft=OTHER), Ballot("a")),
    ("single_choice", Tapped("a"), Sheet("p", draft=OTHER), Ballot("a")),
    ("single_choice", Undo(), Sheet("p", draft=OTHER), Draft("")),
    ("multiple_choice", Tapped("b"), Sheet("p"), Draft('["b"]')),
    ("multiple_choice", Tapped("a"), Sheet("p", draft='["b"]'), Draft('["b", "a"]')),
    ("multiple_choice", Tapped("b"), Sheet("p", draft='["b"]'), Draft("[]")),
    ("multiple_choice", Tapped("b"), Sheet("p", answer='["a"]'), Draft('["a", "b"]')),
    ("multiple_choice", Tapped("b"), Sheet("p", draft="[]", answer='["a"]'), Draft('["b"]')),
    ("multiple_choice", Tapped("d"), Sheet("p", draft='["b", "a"]'), Draft('["d"]')),
    ("multiple_choice", Tapped(OTHER), Sheet("p", draft='["b"]'), Draft('["b", "-other"]')),
    ("multiple_choice", Typed("trees"), Sheet("p", draft='["b", "-other"]'), Draft('["b", "@trees"]')),
    ("multiple_choice", Tapped(OTHER), Sheet("p", draft='["b", "@trees"]'), Draft('["b"]')),
    ("multiple_choice", Done(), Sheet("p", draft='["@trees", "b"]'), Ballot('["b", "@trees"]')),
    ("multiple_choice", Done(), Sheet("p", draft='["b", "-other"]'), Ballot('["b"]')),
    ("multiple_choice", Done(), Sheet("p", answer='["a"]'), Ballot('["a"]')),
    ("multiple_choice", Typed("2 1"), Sheet("p", draft='["c"]'), Ballot('["a", "b"]')),
    ("multiple_choice", Typed("2"), Sheet("p"), Ballot('["b"]')),
    ("multiple_choice", Typed("2"), Sheet("p", draft='["c"]'), Draft('["c", "b"]')),
    ("multiple_choice", Typed("1 4"), Sheet("p"), Draft('["a", "-other"]')),
    ("multiple_choice", Typed("5"), Sheet("p"), Ballot('["d"]')),
    ("scale", Tapped("3"), Sheet("p"), Ballot("3")),
    ("scale", Typed("٣"), Sheet("p"), Ballot("3")),
    ("scale", Typed("3."), Sheet("p"), Ballot("3")),
    ("ranking", Tapped("b"), Sheet("p"), Draft('["b"]')),
    ("ranking", Tapped("a"), Sheet("p", draft='["b"]'), Ballot('["b", "a", "c"]')),
    ("ranking", Tapped("b"), Sheet("p", answer='["a", "b", "c"]'), Draft('["b"]')),
    ("ranking", Undo(), Sheet("p", draft='["b"]'), Draft("[]")),
    ("ranking", Typed("birch, apple"), Sheet("p", draft='["c"]'), Ballot('["b", "a", "c"]')),
    ("ranking", Typed("birch"), Sheet("p"), Draft('["b"]')),
    ("ranking", Typed("birch"), Sheet("p", draft='["c"]'), Ballot('["c", "b", "a"]')),
    ("open_text", Typed(" because "), Sheet("p"), Ballot("because")),
    ("number", Typed("−2"), Sheet("p"), Ballot("-2")),
    ("date", Typed("14.6.2027"), Sheet("p"), Ballot("2027-06-14")),
    ("statements", Done(), Sheet("p", board=VOTED), Draft('{"page": "matter"}')),
    ("statements", Tapped("m-3"), Sheet("p", draft=MATTER, board=VOTED), Draft('{"chosen": [1, 3], "page": "matter"}')),
    ("statements", Tapped("m-1"), Sheet("p", draft=MATTER, board=VOTED), Draft('{"page": "matter"}')),
    ("statements", Typed("#4"), Sheet("p", draft=MATTER, board=VOTED), Draft('{"chosen": [1, 3], "page": "matter"}')),
    ("statements", Undo(), Sheet("p", draft=MATTER, board=VOTED), Draft('{"page": "matter"}')),
    ("statements", Done(), Sheet("p", draft=MATTER, board=VOTED), Ballot("1")),
    ("statements", Tapped("stop"), Sheet("p"), Ballot("-")),
]

REFUSED: list[tuple[str, Input, Sheet, type[Problem]]] = [
    ("information", Typed("what?"), Sheet("p"), NotUnderstood),
    ("single_choice", Tapped("elsewhere"), Sheet("p"), MovedOn),
    ("single_choice", Undo(), Sheet("p"), MovedOn),
    ("single_choice", Done(), Sheet("p"), MovedOn),
    ("multiple_choice", Tapped("elsewhere"), Sheet("p"), MovedOn),
    ("multiple_choice", Undo(), Sheet("p", draft='["a"]'), MovedOn),
    ("multiple_choice", Tapped(OTHER), Sheet("p", draft='["a", "b"]'), TooMany),
    ("multiple_choice", Tapped("c"), Sheet("p", draft='["a", "-other"]'), TooMany),
    ("multiple_choice", Typed("1 2 4"), Sheet("p"), TooMany),
    ("scale", Tapped("4"), Sheet("p"), MovedOn),
    ("scale", Done(), Sheet("p"), MovedOn),
    ("ranking", Tapped("b"), Sheet("p", draft='["b"]'), MovedOn),
    ("ranking", Tapped(OTHER), Sheet("p"), MovedOn),
    ("ranking", Undo(), Sheet("p"), MovedOn),
    ("ranking", Done(), Sheet("p", draft='["b"]'), MovedOn),
    ("ranking", Typed("birch birch"), Sheet("p"), Rejected),
    ("ranking", Typed("birch"), Sheet("p", draft='["b"]'), NotARanking),
    ("ranking", Typed("1 1"), Sheet("p"), NotARanking),
    ("ranking", Typed("1 1 2"), Sheet("p"), NotARanking),
    ("open_text", Tapped("a"), Sheet("p"), MovedOn),
    ("number", Tapped("1"), Sheet("p"), MovedOn),
    ("date", Done(), Sheet("p"), MovedOn),
    ("statements", Tapped("elsewhere"), Sheet("p"), MovedOn),
    ("statements", Tapped("agree"), Sheet("p"), MovedOn),
    ("statements", Tapped("m-2"), Sheet("p", draft=MATTER, board=VOTED), MovedOn),
    ("statements", Typed("apples"), Sheet("p"), NotAStatement),
    ("statements", Undo(), Sheet("p"), MovedOn),
]


@pytest.mark.parametrize(("kind", "given_", "sheet", "outcome"), TAKEN, ids=str)
def test_what_an_input_comes_to(kind: str, given_: Input, sheet: Sheet, outcome: Ballot | Draft) -> None:
    assert STEPS[kind].take(given_, sheet) == outcome


@pytest.mark.parametrize(("kind", "given_", "sheet", "problem"), REFUSED, ids=str)
def test_what_cannot_be_an_answer(kind: str, given_: Input, sheet: Sheet, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        STEPS[kind].take(given_, sheet)


def test_every_kind_is_tried_here() -> None:
    assert set(STEPS) == set(KINDS) == {kind for kind, *_ in TAKEN} | {"information"}


TAPS = st.sampled_from(["a", "b", "c", "d", OTHER, "1", "2", "3", "elsewhere"]).map(Tapped)
TYPED = st.sampled_from(["1", "2 1", "1 1", "birch", "trees", "", "-3", "14.6.2027", "99", "x" * 121]).map(Typed)
INPUTS = st.lists(TAPS | TAPS | TYPED | st.sampled_from([Done(), Undo()]), max_size=12)


@given(st.sampled_from(sorted(STEPS)), st.lists(INPUTS, max_size=4), st.text(max_size=3))
def test_a_ballot_is_counted_in_the_cells_that_its_kind_promises(kind: str, people: list[list[Any]], seed: str) -> None:
    """Each in exactly one where the kind divides; in as many as were chosen where it does not."""
    step = STEPS[kind]
    ballots = [ballot for inputs in people if (ballot := given_by(step, inputs, seed)) is not None]
    tally = step.tally(ballots)
    assert set(tally) == set(step.tally([]))
    assert set(tally) <= {*step.choices(), OTHER, GIVEN}
    if step.divides:
        assert sum(tally.values()) == len(ballots)
    else:
        assert len(ballots) <= sum(tally.values()) <= 2 * len(ballots)
        assert max(tally.values()) <= len(ballots)


def given_by(step: Step, inputs: list[Input], seed: str) -> str | None:
    """The last ballot that these inputs come to, the answers before lying on the sheet as they do in the engine."""
    answer, draft = None, None
    for one in inputs:
        try:
            outcome = step.take(one, Sheet(seed, draft, answer))
        except Rejected:
            continue
        if isinstance(outcome, Ballot):
            answer, draft = outcome.value, None
        else:
            draft = outcome.value or None
    return answer


CONTINUED: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    (choice("s", 2), choice("s", 3), True),
    (choice("s", 3), choice("s", 2), False),
    (choice("s", 2), choice("s", 2) | {"other": True}, True),
    (choice("s", 2) | {"other": True}, choice("s", 2), False),
    (choice("s", 2), several("s", 2), False),
    (several("s", 2), several("s", 3, most=2), True),
    (several("s", 3), several("s", 3, most=2), False),
    (several("s", 3), several("s", 3, least=2), False),
    (several("s", 2) | {"other": True}, several("s", 2), False),
    (scale("s"), scale("s"), True),
    (scale("s", 3), scale("s", 5), False),
    (ranking("s", 3), ranking("s", 3), True),
    (ranking("s", 3), ranking("s", 4, places=3), False),
    (ranking("s", 3), ranking("s", 3, places=2), False),
    (number("s"), number("s", least=0), True),
    (number("s"), number("s", unit={"en": "flats"}), False),
    (statements("s", 3), statements("s", 4), True),
    (statements("s", 4), statements("s", 3), False),
    (statements("s", matter=1), statements("s"), True),
    (statements("s"), statements("s", matter=1), False),
    (statements("s"), choice("s"), False),
    (words("s"), words("s", limit=40), True),
    (day("s"), day("s"), True),
    (day("s"), words("s"), False),
]


@pytest.mark.parametrize(("earlier", "later", "same"), CONTINUED)
def test_answers_are_pooled_over_versions_only_where_they_mean_the_same(
    earlier: dict[str, Any], later: dict[str, Any], same: bool
) -> None:
    old, new = (consultation(phase(table)).steps()[0] for table in (earlier, later))
    assert new.continues(old) is same


OWN_ROOMS = {"deliberation/definition/kinds/date.py", "deliberation/ballots/date.py", "screens/steps/date.py"}
LISTS = {"deliberation/definition/kinds/__init__.py", "screens/steps/__init__.py"}
NAMES = {name.removesuffix(".py").replace("/", ".") for name in OWN_ROOMS}


def test_a_kind_is_a_module_in_three_rooms_and_a_line_in_two_lists() -> None:
    """Dates as an example: nothing else imports what makes them a kind, or asks whether a step is one.

    Save the demonstration, whose residents remember what they gave in a way of their own.
    """
    parts = ("bot/receiving", "bot/sending", "bot/telegram", "deliberation", "handlers", "screens", "storage")
    paths = [*(ROOT / "bot").glob("*.py"), *(path for part in parts for path in (ROOT / part).rglob("*.py"))]
    knowing = {str(path.relative_to(ROOT)) for path in paths if knows_dates(path)}
    assert knowing - OWN_ROOMS == LISTS


def knows_dates(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                if NAMES & {module, *(f"{module}.{alias.name}" for alias in names)}:
                    return True
            case ast.Compare(left=ast.Attribute(attr="kind"), comparators=[compared]):
                if any(isinstance(part, ast.Constant) and part.value == "date" for part in ast.walk(compared)):
                    return True
    return False

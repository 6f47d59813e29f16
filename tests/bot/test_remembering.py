"""What residents remember of statements is held against every figure that was published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cli.remembering import Given, given_by, published_fits
from deliberation.releases import NO_ANSWER, Summary
from deliberation.releases.opinions import AGREES, DISAGREES, NEITHER, UNSURE, Figures, StatementResult
from sandbox.opinions import Views
from sandbox.residents import Memory
from tests.deliberation.files import consultation, phase, statements

ABOUT = consultation(phase(statements("ideas", 2), identifier="hearing"))
NUMBERS = {"Apples for all": 0, "Apples for all es": 0, "Benches in the shade": 1}
GIVEN = [*[Given({"ideas": "0"}, {0: 1, 1: -1})] * 6, *[Given({}, {0: -1})] * 5, Given({"ideas": "-"}, {1: 0})]

TABLE = Figures(0, {AGREES: 6, DISAGREES: 5, UNSURE: None, NO_ANSWER: None}, matters=6)
MERGED = Figures(1, {AGREES: 0, DISAGREES: 6, NEITHER: 6})


def published(*figures: Figures, took_part: int | None = 12) -> Summary:
    opinions = (StatementResult("ideas", threshold=5, asked=12, figures=figures),)
    return Summary("tiny", 1, "hearing", 5, took_part, None, tables=(), opinions=opinions)


def test_votes_are_remembered_by_the_words_of_any_language() -> None:
    views = Views({"Apples for all es": 1, "Benches in the shade": 0}, ("Apples for all es",))
    assert given_by(ABOUT, Memory(views=views), NUMBERS) == Given({"ideas": "0"}, {0: 1, 1: 0})
    assert given_by(ABOUT, Memory(views=replace(views, matter=None)), NUMBERS).ballots == {}


def test_figures_that_are_what_was_given_fit() -> None:
    assert published_fits(ABOUT, published(TABLE, MERGED), GIVEN)


@pytest.mark.parametrize(
    "wrong",
    [
        [replace(TABLE, cells={**TABLE.cells, AGREES: 7}), MERGED],
        [replace(TABLE, cells={**TABLE.cells, NO_ANSWER: 0}), MERGED],
        [TABLE, replace(MERGED, cells={**MERGED.cells, NEITHER: 5})],
        [replace(TABLE, matters=5), MERGED],
    ],
)
def test_one_wrong_figure_does_not_fit(wrong: list[Figures]) -> None:
    assert not published_fits(ABOUT, published(*wrong), GIVEN)


def test_who_voted_took_part_whether_or_not_they_came_to_the_end() -> None:
    assert not published_fits(ABOUT, published(TABLE, MERGED, took_part=7), GIVEN)

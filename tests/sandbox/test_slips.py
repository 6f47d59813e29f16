"""What simulated residents read off the bot's real cards among statements, and what they make of it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from deliberation.errors import TooMany
from deliberation.statements import ballot
from deliberation.statements.sitting import Page
from sandbox.opinions import Opinions, Views
from sandbox.slips import AGREE, DISAGREE, UNSURE, Slip, slip_of
from screens.card import Button
from tests.screens.html import read
from tests.screens.kinds import VOTING, voting
from tests.screens.ways import Stop, beginning, buttons, forward

WAYS = {
    Page.CARD: {AGREE, DISAGREE, UNSURE, "stop", "say"},
    Page.ABOUT: {AGREE, DISAGREE, UNSURE},
    Page.WHY: {"skip"},
    Page.OTHER: {"keep", "change"},
    Page.MATTER: {"done"},
}
"""What a resident has to find on each page that has a statement on it."""


def slip(stop: Stop) -> Slip:
    """The card as it stands on a telephone."""
    rows: list[Any] = [[{"text": button.label} for button in row] for row in stop.card.rows]
    return slip_of({"text": read(stop.card.text), "reply_markup": {"inline_keyboard": rows}})


@pytest.mark.parametrize("language", ["en", "es", "pl"])
def test_residents_understand_each_page_in_their_language(language: str) -> None:
    seen = set()
    for stop in voting():
        page, there = stop.page, slip(stop.reading(language))
        if page in WAYS and stop.shown.board is not None and stop.shown.board.words:
            seen.add(page)
            assert there.ways.keys() >= WAYS[page], (stop.card, there)
            assert there.asks_why == (page is Page.WHY)
            assert bool(there.words) != bool(there.listed)
            if page is Page.MATTER:
                assert {there.label(number) for number in there.listed} <= set(there.buttons)
    assert seen >= WAYS.keys() - {Page.ABOUT}


def lived(seed: int) -> tuple[Views, Stop]:
    """One resident's way among statements, with the real cards before their eyes."""
    views, here = Views(), beginning(VOTING)
    opinions = Opinions(views, Random(seed))
    for _ in range(300):
        if here.place == "tree":
            opinions.leave()
            return views, here
        deed = opinions.decide(slip(here))
        if deed is None:
            here = forward(here)
        elif deed.tap is None and deed.write is None:
            here = here.compared(*range(seed % 2))
        else:
            try:
                here = here.written(deed.write) if deed.write else here.tapped(labelled(here, deed.tap))
                deed.then()
            except TooMany:
                opinions.refused()
    raise AssertionError("no end")


def labelled(stop: Stop, label: str | None) -> Button:
    return next(button for button in buttons(stop.card) if button.label == label)


@pytest.mark.parametrize("seed", range(40))
def test_what_a_resident_remembers_is_what_was_kept(seed: int) -> None:
    views, end = lived(seed)
    said = [seed.text["en"] for seed in VOTING.step("ideas").seeds] + [one.text for one in end.bench.own]  # type: ignore[attr-defined]
    assert {said[number]: vote for number, vote in end.bench.votes.items()} == views.votes
    assert views.matter is not None
    assert end.participation.answers["ideas"] == ballot.written(map(said.index, views.matter))


def test_residents_do_everything_that_can_be_done_there() -> None:
    ends = [lived(seed)[1].bench for seed in range(60)]
    assert {vote for bench in ends for vote in bench.votes.values()} == {1, -1, 0}
    assert any(bench.heard for bench in ends)
    for what in ("own", "reasons"):
        assert 0 < sum(bool(getattr(bench, what)) for bench in ends) < len(ends), what
    assert len({tuple(sorted(bench.votes.items())) for bench in ends}) > 10

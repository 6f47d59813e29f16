"""What is said of a consultation with statements before anything is said in it: in a preview, and at the door."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deliberation import engine
from deliberation.definition import Tapped, Typed
from deliberation.definition.sharing import Sharing
from deliberation.engine import Agree, Begin, Given, Visit
from deliberation.kept import Kind, View
from deliberation.participation import STORED
from deliberation.preview import Preview, board_of, voted, written
from deliberation.use_cases.showing import Shown
from screens.participation import participation_card
from tests.deliberation.sitting import Sat, deliberating
from tests.screens.html import read as html

ABOUT = deliberating()


def looked_at(*inputs: Given) -> tuple[Preview, str]:
    """A draft as a resident would see it, and the card that stands there in the end."""
    there = Preview(engine.start("preview", ABOUT).participation, "en")
    for one in (Begin(), Agree(), *inputs):
        sprint = engine.resume(ABOUT, there.participation, one, phases=["hearing"], now=1, board=board_of(ABOUT, there))
        there = voted(ABOUT, there, sprint.participation, sprint.acts)
    view = View("t" * 16, "chat", 1, "person", "draft", Kind.PREVIEW)
    shown = Shown(
        *(view, ABOUT, there.participation, "en", False, frozenset({"hearing"}), None, ABOUT.phases[-1].closes),
        board=board_of(ABOUT, there),
    )
    return there, html(participation_card(shown).text)


def test_in_a_preview_one_says_something_and_nothing_is_sent() -> None:
    there, card = looked_at(Tapped("say"), Typed("Benches for all of us"))
    assert "This is what others will read" in card
    there, card = looked_at(Tapped("say"), Typed("Benches for all of us"), Tapped("send"))
    assert "nothing was sent" in card
    assert "Benches for all" not in written(there)


def test_in_a_preview_why_is_asked_and_nothing_is_kept() -> None:
    there, card = looked_at(Tapped("agree"))
    assert "Why?" in card
    there, card = looked_at(Tapped("agree"), Typed("They are cheap"))
    assert "nothing was sent" in card
    assert "cheap" not in written(there)


@pytest.mark.parametrize("sharing", [{}, {"quotes": True}, {"rows": True}, {"quotes": True, "rows": True}])
@pytest.mark.parametrize(
    ("keys", "told"),
    [({}, True), ({"reasons": 0}, True), ({"own": False}, True), ({"own": False, "reasons": 0}, False)],
)
def test_before_anybody_agrees_it_is_said_that_others_read_it(
    keys: dict[str, object], told: bool, sharing: dict[str, bool]
) -> None:
    about = replace(deliberating(**keys), sharing=Sharing(**sharing))
    sat = Sat(about).through(Begin())
    assert ("Others read your statements and reasons" in html(sat.card().text)) == told
    assert len(html(sat.card().text).split()) <= 60
    sat.through(Visit(STORED))
    stored = html(sat.card().text)
    assert ("Others read your statements and reasons" in stored) == told
    assert not told or "What you write is counted, not quoted" not in stored

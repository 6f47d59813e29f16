"""What is said to who votes in a poll: no line about what its file leaves out, and who sees the count."""

from __future__ import annotations

import pytest

from deliberation.definition import Consultation, read_definition
from deliberation.notices import ConsultationClosed
from deliberation.participation import ANSWERS, FINISHED, LATER, MENU, STORED
from deliberation.use_cases.telling import Told
from screens.card import Action
from screens.notices import notice_text
from screens.voice import spoken
from tests.deliberation.files import consultation, toml
from tests.deliberation.test_polls import poll
from tests.screens.html import read
from tests.screens.readability import grade
from tests.screens.test_cards import MOST_GRADE, MOST_WORDS, count_words
from tests.screens.ways import Stop, beginning

CLOSED = ConsultationClosed("tiny", 1)
OPEN, SHUT = (read_definition(toml(poll(poll={"open_count": count}))) for count in (True, False))


def card(offered: Consultation, place: str = "", now: int | None = None) -> str:
    stop = beginning(offered) if now is None else beginning(offered, now=now)
    return read((stop.at(place) if place else stop).card.text)


def consent(offered: Consultation) -> str:
    return read(tapped(beginning(offered), Action.BEGIN).card.text)


def tapped(stop: Stop, action: Action) -> Stop:
    button = stop.button(action)
    assert button is not None
    return stop.tapped(button)


def test_the_first_card_says_what_there_is_and_nothing_else() -> None:
    assert card(SHUT) == "Which colour?\nAsks: The city.\n1 question, about 1 minute, until 31 May."


def test_no_reply_is_promised_and_none_is_said_to_be_at_the_end() -> None:
    closed = notice_text(Told(CLOSED, SHUT), "en")
    after = card(SHUT, FINISHED, now=SHUT.phases[0].closes + 1)
    assert closed == "<b>Which colour?</b> has closed. Thank you for taking part."
    assert after == "Which colour?\nThis has closed."
    assert "reply" not in card(SHUT, FINISHED)


def test_where_one_is_promised_it_is_said() -> None:
    assert "The city promises a reply by 1 July." in notice_text(Told(CLOSED, consultation()), "en")


def test_nobody_is_named_for_questions_where_nobody_is() -> None:
    assert "Questions:" not in card(SHUT, STORED)
    assert "Questions: tiny@town.example" in card(consultation(), STORED)


def test_an_open_count_is_told_before_the_vote_and_with_what_is_stored() -> None:
    assert "Open count: all can see it while this runs." in consent(OPEN)
    assert "Open count" not in consent(SHUT)
    assert "never about fewer than five" not in card(OPEN, STORED)
    assert "also when few have answered" in card(OPEN, STORED)
    assert "never about fewer than five" in card(SHUT, STORED)


@pytest.mark.parametrize("offered", [OPEN, SHUT], ids=["open", "shut"])
def test_every_card_of_a_poll_is_short_and_plain(offered: Consultation) -> None:
    for stop in walked(offered):
        said = read(stop.card.text)
        assert count_words(stop.card.text) <= MOST_WORDS, said
        assert "\n\n\n" not in said
        assert not said.startswith("\n")
        if stop.shown.language == "en":
            assert grade(said) <= MOST_GRADE, said


def walked(offered: Consultation) -> list[Stop]:
    first = beginning(offered)
    asked = tapped(tapped(first, Action.BEGIN), Action.AGREE)
    assert asked.place == "colour"
    places = (STORED, MENU, LATER, ANSWERS, FINISHED)
    voted = [asked.at(place, answers={"colour": "a"}) for place in places]
    found = [first, tapped(first, Action.BEGIN), asked, *voted]
    return [stop.reading(language) for stop in found for language in spoken()]

"""Whatever can be refused has words: what happened, that nothing is lost, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import DefinitionInvalid, Problem, Refused, Rejected
from deliberation.use_cases.drafting import LAUNCHED, LEFT_OVER
from deliberation.use_cases.editing import CHANGED
from deliberation.use_cases.inviting import HAS_ROLE, INVITATION_MADE, WELCOMED
from deliberation.use_cases.publishing import REPLY_TOLD, RESULTS_TOLD
from deliberation.use_cases.removing import TAKEN_IN, TAKEN_OUT
from deliberation.use_cases.reviewing import CHANGED_MEANWHILE
from deliberation.use_cases.rewording import AUTHOR_ASKED, REWORDED
from deliberation.use_cases.summaries import IN_THE_MAKING, NOT_MADE
from deliberation.use_cases.taking_part import ANSWERED_ALREADY
from deliberation.use_cases.team import INVITATION_WITHDRAWN, ROLE_GIVEN_UP, ROLE_TAKEN
from deliberation.use_cases.translating import TRANSLATED
from handlers.taps import TOAST
from screens.problems import WORDS, explain
from screens.voice import spoken, voice
from tests.screens.html import read
from tests.screens.kinds import ALL_KINDS
from tests.screens.readability import grade
from tests.screens.ways import beginning, through

PARAMETERS: dict[str, str | int] = {
    "opens": 0,
    "closed": 0,
    "zone": "Europe/Warsaw",
    "count": 6,
    "length": 312,
    "limit": 280,
    "text": "<b>my & text",
    "own": 0,
    "least": 2,
    "most": 3,
    "places": 3,
    "earliest": "2027-01-01",
    "latest": "2027-12-31",
    "closes": "2027-06-14",
    "reply": "2027-06-10",
    "contact": "green@town.example",
}
ERRORS = "deliberation.errors"
HELP = "help"
"""Worded like a problem, and none."""

REMARKS = {
    *(HELP, ANSWERED_ALREADY, DefinitionInvalid.code, LAUNCHED, LEFT_OVER, CHANGED),
    *(CHANGED_MEANWHILE.code, IN_THE_MAKING.code, NOT_MADE.code, RESULTS_TOLD.code, REPLY_TOLD.code),
    *(TAKEN_IN.code, TAKEN_OUT.code, AUTHOR_ASKED.code, REWORDED.code, TRANSLATED.code),
    *(WELCOMED, HAS_ROLE, INVITATION_MADE, INVITATION_WITHDRAWN, ROLE_TAKEN, ROLE_GIVEN_UP),
}
"""What is said above a card and is no problem, and what is said of a file before its mistakes."""

BASES = {Problem, Refused, Rejected, DefinitionInvalid}
"""Never shown to somebody in chat: what is raised is one below them, and a file's mistakes have words of their own."""

LONG = {"too_long"}
"""Quotes what was written, and so is no passing line."""


def leaves(kind: type[Problem] = Problem) -> Iterator[type[Problem]]:
    for below in kind.__subclasses__():
        yield from leaves(below)
        if below.__module__.startswith(ERRORS) and below not in BASES:
            yield below


SOME = [replace(stop, consultation=replace(ALL_KINDS, languages=spoken())) for stop in through(beginning(ALL_KINDS))]

CODES = sorted({problem.code for problem in leaves()})


def test_every_problem_has_words_and_all_words_have_a_problem() -> None:
    assert {*CODES, *REMARKS} == set(WORDS)


def test_every_problem_has_a_code_of_its_own() -> None:
    assert len(CODES) == len(list(leaves()))
    assert all("code" in vars(problem) for problem in leaves())


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("code", CODES)
def test_the_words_are_whole_and_fit_a_passing_line(code: str, language: str) -> None:
    said = explain(code, PARAMETERS, voice(language))
    assert read(said).strip()
    assert code in LONG or len(said) <= TOAST


@pytest.mark.parametrize("code", CODES)
def test_languages_differ(code: str) -> None:
    said = [explain(code, PARAMETERS, voice(language)) for language in spoken()]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("code", CODES)
def test_english_is_plain_and_does_not_shout(code: str) -> None:
    said = read(explain(code, PARAMETERS, voice("en")))
    assert grade(said) <= 6
    assert "!" not in said
    assert len(said.split()) <= 40


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("code", CODES)
def test_a_problem_stands_above_the_card_where_one_is_and_its_buttons_come_with_it(code: str, language: str) -> None:
    for stop in SOME:
        there = stop.reading(language).told(code, **PARAMETERS)
        assert read(there.card.text).endswith(read(stop.reading(language).at(stop.place, saved=None).card.text))
        assert there.card.rows == stop.reading(language).card.rows
        assert there.participation == stop.participation
        if code not in {"moved_on", "not_an_option"}:
            assert explain(code, PARAMETERS, voice(language)) in there.card.text


@pytest.mark.parametrize("language", spoken())
def test_help_says_what_can_be_done_where_one_is(language: str) -> None:
    helped = {stop.place: stop.reading(language).told(HELP).card.text for stop in SOME}
    heads = {read(text).split("\n")[0] for place, text in helped.items() if not place.startswith("@")}
    assert len(heads) == len({place for place in helped if not place.startswith("@")}) > 5
    assert all("/menu" in text and "/start" in text for text in helped.values())


def test_a_text_that_is_too_long_comes_back_to_be_shortened() -> None:
    said = read(explain("too_long", PARAMETERS, voice("en")))
    assert "312 characters; 280 fit" in said
    assert said.endswith("<b>my & text")


def test_a_huge_text_comes_back_as_far_as_a_message_reaches() -> None:
    said = explain("too_long", PARAMETERS | {"text": "&" * 64_000}, voice("en"))
    assert len(read(said)) <= 4096


@pytest.mark.parametrize(("code", "moment"), [("not_open_yet", "opens"), ("closed", "closed")])
def test_a_day_is_the_towns(code: str, moment: str) -> None:
    half_past_midnight = int(datetime(2027, 5, 17, 0, 30, tzinfo=ZoneInfo("Europe/Warsaw")).timestamp() * 1000)
    said = explain(code, {moment: half_past_midnight, "zone": "Europe/Warsaw"}, voice("en"))
    assert "17 May" in said

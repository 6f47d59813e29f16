"""`/poll` in one line or in several becomes a poll, or says what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from deliberation.definition import Poll, read_definition
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.drafting.poll import PollWords, poll_source, read_poll
from deliberation.drafting.sheet import complete, missing
from deliberation.errors import DayPassed, DefinitionInvalid
from screens.mistakes import mistake_lines
from screens.voice import voice
from tests.deliberation.drafts import CITY, NOBODY, NOW, table

CAFE = PollWords("When should the café open?", ("Saturday", "Sunday"))


def words(text: str) -> PollWords:
    found = read_poll(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "/poll When should the café open? | Saturday | Sunday",
        "/poll@fairdeal_bot When should the café open?|Saturday|Sunday|",
        "/poll When should the café open?\n| Saturday\n| Sunday",
        "/poll When should the café open? - Saturday - Sunday",
        "/poll When should the café open?\n- Saturday\n- Sunday",
        "/poll\nWhen should the café open?\n\nSaturday\nSunday",
        "/poll When should the café open?\n1. Saturday\n2. Sunday",
        "/poll When should the café open?\n- Saturday - Sunday",
        "When should the café open? | Saturday | Sunday",
    ],
)
def test_a_poll_is_written_as_people_write_it(text: str) -> None:
    assert words(text) == CAFE


@pytest.mark.parametrize(
    "text",
    [
        "/poll Which day? (several) | Fri | Sat",
        "/poll Which day? | Fri | Sat | (several)",
        "/poll Which day?\n- Fri\n- Sat\nchoose several",
        "/poll Which day? Elige varias. | Fri | Sat",
        "/poll Which day? - Fri - Sat (kilka)",
    ],
)
def test_several_can_be_allowed(text: str) -> None:
    assert words(text) == PollWords("Which day?", ("Fri", "Sat"), several=True)


def test_words_that_may_be_options_are_options() -> None:
    assert words("/poll How many? | One | Several").options == ("One", "Several")
    assert words("/poll How many? | one | more than one").options == ("one", "more than one")
    assert words("/poll a/b or c? | a/b | c").options == ("a/b", "c")
    assert words("This/that? | this | that").question == "This/that?"


@pytest.mark.parametrize("text", ["/poll", "/poll@fairdeal_bot ", "", "\n"])
def test_nothing_is_no_poll(text: str) -> None:
    assert read_poll(text) is None


WRONG = [
    ("/poll | a | b", ["Line 1: there is no question before the options. Write it first: /poll Which? | This | That."]),
    ("/poll - a - b", ["Line 1: there is no question before the options. Write it first: /poll Which? | This | That."]),
    ("/poll Which?", ['Line 1, question "Which?": it needs at least two options; there is none.']),
    ("/poll Which? | a", ['Line 1, question "Which?": it needs at least two options; there is one.']),
    ("/poll Which?" + " | ".join(f"|o{n}" for n in range(11)),
     ['Line 1, question "Which?": it has 11 options; at most 10 fit. Take some out.']),
    ("/poll Which?" + " | ".join(f"|o{n}" for n in range(25)),
     ['Line 1, question "Which?": it has 25 options; at most 10 fit. Take some out.']),
    ("/poll Which?\n- a\n- b\n- A", [
        'Line 4, question "Which?", option "A": two options are called "A", so that nobody can tell them apart. '
        "Change one of them."
    ]),
    (f"/poll {'q' * 201}\n{'x' * 81}\nb", [
        f'Line 1, question "{"q" * 49}…": it has 201 characters; 200 fit. Shorten it by 1.',
        f'Line 2, question "{"q" * 49}…", option "{"x" * 49}…": it has 81 characters; 80 fit. Shorten it by 1.',
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_is_wrong_is_told_all_at_once(text: str, told: list[str]) -> None:
    found = words(text)
    assert mistake_lines(found.mistakes, voice("en")) == told
    with pytest.raises(DefinitionInvalid) as refused:
        poll_source(found, CITY, NOW, ())
    assert refused.value.mistakes == found.mistakes


def test_the_poll_is_open_from_now_on_for_two_weeks() -> None:
    read = read_definition(poll_source(CAFE, CITY, NOW, ()))
    (phase,) = read.phases
    assert phase.opens == NOW
    assert phase.closes == int(datetime(2027, 6, 3, 23, 59, tzinfo=ZoneInfo("Europe/Warsaw")).timestamp() * 1000)
    assert (read.id, read.title, read.poll) == (
        "when-should-the-cafe-open", {"en": CAFE.question}, Poll(open_count=False)
    )  # fmt: skip
    (step,) = read.steps()
    assert isinstance(step, SingleChoice)
    assert (step.id, [option.id for option in step.options]) == ("vote", ["saturday", "sunday"])
    assert step.ordered


def test_what_is_chosen_is_in_it() -> None:
    until = datetime(2027, 5, 21, 18, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
    many = PollWords("Which?", ("a", "b"), several=True)
    read = read_definition(poll_source(many, CITY, NOW, {"which"}, closes=until, open_count=True, asked_by="Nora"))
    assert isinstance(read.steps()[0], MultipleChoice)
    assert (read.id, read.poll, read.asked_by) == ("which-2", Poll(open_count=True), {"en": "Nora"})
    assert read.phases[0].closes == int(until.timestamp() * 1000)


def test_who_asks_is_asked_where_nobody_has_said() -> None:
    source = poll_source(CAFE, NOBODY, NOW, ())
    assert [asked.key for asked in missing(source)] == ["asked_by"]
    assert complete(poll_source(CAFE, NOBODY, NOW, (), asked_by="Nora"))


@pytest.mark.parametrize("closes", [date(2027, 5, 19), datetime(2027, 5, 20, 9, 30, tzinfo=ZoneInfo("Europe/Warsaw"))])
def test_a_poll_closes_in_days_to_come(closes: date) -> None:
    with pytest.raises(DayPassed):
        poll_source(CAFE, CITY, NOW, (), closes=closes)


def test_a_poll_may_close_today() -> None:
    assert table(poll_source(CAFE, CITY, NOW, (), closes=date(2027, 5, 20)))["phases"][0]["closes"] == date(2027, 5, 20)

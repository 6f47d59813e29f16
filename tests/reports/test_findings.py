"""What came out, in one sentence with its base: what most chose, a tie, a lean, and why nothing can be said."""

from __future__ import annotations

from typing import Any

import pytest

from deliberation.definition import Consultation
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.releases import NO_ANSWER, Summary, Table
from deliberation.releases.findings import Findings
from screens.results.figures import by_language, came, figures, remarks
from screens.results.findings import base, finding, telling, where_people_left
from screens.voice import spoken, voice
from tests.deliberation.files import (
    asked,
    choice,
    consultation,
    day,
    number,
    phase,
    ranking,
    scale,
    several,
    words,
)  # fmt: skip
from tests.reports.found import crowd, found
from tests.screens.kinds import ALL_KINDS, examples

V = voice("en")


def one(found: Findings, step: str) -> tuple[str, str]:
    """A question's finding and its base."""
    summary, table = next(pair for pair in found.tables() if pair[1].step == step)
    return finding(summary, table, found.consultation, V), base(summary, table, V)


def answered(step: dict[str, Any], *groups: tuple[int, str | None]) -> tuple[str, str]:
    """The same where so many gave this answer to a question, or none."""
    offered = consultation(phase(choice("first"), step | {"required": False}))
    each = [(times, {"first": "a"} | ({} if given is None else {step["id"]: given})) for times, given in groups]
    return one(crowd(offered, *each), step["id"])


CHOICES = [
    ((30, "a"), (9, "b"), "Most chose “Apple”: 30 of 39."),
    ((18, "a"), (12, "b"), (7, "c"), "Chosen most often: “Apple”, by 18 of 37."),
    ((12, "a"), (12, "b"), (8, "c"), "Chosen most often: “Apple” and “Birch”, each by 12 of 32."),
    ((12, "a"), (11, "b"), (10, "c"), "Answers are spread. Chosen most often: “Apple”, by 12 of 33."),
    ((9, "a"), "All 9 chose “Apple”."),
    ((20, "a"), (7, "b"), (2, "c"), "Most chose “Apple”: 20 of 29."),
    ((20, None), "Nobody answered."),
]


@pytest.mark.parametrize("case", CHOICES, ids=lambda case: case[-1])
def test_one_answer_each(case: tuple[Any, ...]) -> None:
    *groups, sentence = case
    assert answered(choice("colour", 3), *groups)[0] == sentence


def test_of_many_that_share_the_first_place_none_is_named() -> None:
    said, _ = answered(choice("colour", 6), *((10, letter) for letter in "abcd"), (6, "e"))
    assert said == "Chosen most often: 4 answers, each by 10 of 46."


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (((20, '["a", "b"]'), (9, '["a"]')), "Chosen most often: “Apple”, by 29 of 29."),
        (((12, '["a", "b"]'), (20, '["c"]')), "Chosen most often: “Cedar”, by 20 of 32."),
    ],
)
def test_several_answers_each(groups: Any, sentence: str) -> None:
    assert answered(several("colour"), *groups)[0] == sentence


@pytest.mark.parametrize(
    ("most", "sentence"),
    [
        (40, "40 of 105 chose “Apple”. Other figures are held back."),
        (53, "Chosen most often: “Apple”, by 53 of 105."),
    ],
)
def test_of_several_answers_what_is_held_back_may_be_more(most: int, sentence: str) -> None:
    """So that nothing is called the most unless half chose it."""
    offered = consultation(phase(several("colour", 4)))
    table = Table("colour", {"a": most, "b": 30, "c": None, "d": None, NO_ANSWER: 0})
    summary = Summary("tiny", 1, "hearing", 5, 105, 105, (table,))
    assert finding(summary, table, offered, V) == sentence


@pytest.mark.parametrize(
    ("points", "groups", "sentence"),
    [
        (5, ((40, "4"), (30, "5"), (9, "1")), "70 of 79 chose 4 or 5, nearer to “much”."),
        (5, ((40, "1"), (30, "3"), (9, "5")), "40 of 79 chose 1 or 2, nearer to “none”."),
        (5, ((40, "3"), (30, "1"), (9, "5")), "Most chose the middle: 40 of 79."),
        (5, ((30, "3"), (10, "2"), (20, "4")), "More lean to “much” than to “none”: 20 and 10 of 60."),
        (5, ((20, "3"), (20, "2"), (20, "4")), "As many lean to “none” as to “much”: 20 of 60 each."),
        (2, ((20, "1"), (7, "2")), "20 of 27 chose 1, nearer to “none”."),
        (6, ((20, "1"), (30, "4")), "30 of 50 chose 4, 5 or 6, nearer to “much”."),
        (5, ((40, "4"), (6, "5"), (2, "1")), "Most chose “4”: 40 of 48."),
    ],
)
def test_a_scale_leans_to_a_side(points: int, groups: Any, sentence: str) -> None:
    assert answered(scale("how", points), *groups)[0] == sentence


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (((20, "a"), (9, "b"), (8, "c")), "Most put “Apple” first: 20 of 37."),
        (((20, "a"), (19, "b"), (8, "c")), "Put first most often: “Apple”, by 20 of 47."),
        (((20, "a"), (20, "b"), (8, "c")), "Put first most often: “Apple” and “Birch”, each by 20 of 48."),
    ],
)
def test_of_a_ranking_first_places_are_told(groups: Any, sentence: str) -> None:
    full = {"a": '["a", "b", "c"]', "b": '["b", "a", "c"]', "c": '["c", "a", "b"]'}
    assert answered(ranking("order"), *((times, full[first]) for times, first in groups))[0] == sentence


def test_numbers_days_and_texts_tell_the_middle_or_how_many_wrote() -> None:
    kilometres = number("far", least=0, most=90, unit={"en": "km", "es": "km"})
    far = answered(kilometres, (12, "7"), (5, "3"), (9, "40"))
    assert far == ("At least half of the 26 who answered wrote 7 km or less.", "26 of 26 people answered.")
    assert answered(kilometres, (6, "7"), (9, None))[0] == "6 of 15 wrote an answer."
    assert answered(day("when"), (12, "2027-06-14"), (5, "2027-01-01"))[0] == (
        "At least half of the 17 who answered wrote 14 June 2027 or an earlier day."
    )
    assert answered(asked("open_text", limit=90), (12, "Why?"), (9, None))[0] == "12 of 21 wrote an answer."


def test_nothing_is_said_of_few_and_it_is_said_why() -> None:
    said, of = answered(choice("colour"), (3, "a"), (20, None))
    assert said == "The answers are too few, or too close to all the same, to show without showing somebody's."
    assert of == "23 people were asked."


def test_a_base_tells_who_is_counted() -> None:
    assert answered(choice("colour"), (20, "a"), (9, "b"), (7, None))[1] == "29 of 36 people answered."
    assert answered(choice("colour", 3), (20, "a"), (9, "b"), (2, None))[1] == (
        "31 people were asked. Fewer than 5 gave no answer."
    )
    text = words("why") | {"when": {"step": "first", "is": ["a"]}}
    left = crowd(
        consultation(phase(choice("first"), text)),
        (20, {"first": "a", "why": "x"}), (6, {"first": "a"}), (9, {"first": "b"}),
    )  # fmt: skip
    assert one(left, "why")[1] == "20 of the 26 who were asked answered."


def test_where_people_left_is_told_from_how_many_gave_no_answer() -> None:
    offered = consultation(phase(choice("one"), choice("two"), words("aside"), choice("three")))
    went = ((30, {"one": "a", "two": "b", "three": "a"}), (12, {"one": "a"}), (7, {"one": "a", "two": "a"}))
    assert where_people_left(crowd(offered, *went), V) == "Where most people stopped: before “Which two?”, 12 of 49."
    few = ((30, {"one": "a", "two": "b", "three": "a"}), (12, {"one": "a"}), (15, {"one": "b"}))
    assert "27 of 57" in where_people_left(crowd(offered, *few), V)


def test_a_step_of_few_is_not_told_as_where_they_left() -> None:
    """Twelve did not answer the second question, three more not the third: three is no figure to print."""
    offered = consultation(phase(choice("one", required=False), choice("two"), choice("three")))
    went = ((30, {"one": "a", "two": "b", "three": "a"}), (12, {"one": "a"}), (3, {"one": "a", "two": "a"}))
    said = where_people_left(crowd(offered, *went), V)
    assert "3 of" not in said


def test_who_came() -> None:
    summary = crowd(consultation(phase(choice())), (12, {"colour": "a"}), (7, {"colour": "b"})).summaries[0]
    assert came(summary, V) == ("19 people took part.", "19 answered to the end.", "Half needed 1 minute at most.")[:2]
    few = crowd(consultation(phase(choice())), (3, {"colour": "a"})).summaries[0]
    assert came(few, V) == ("Fewer than 5 people took part, so nothing can be said about their answers.",)
    assert [row.label for row in by_language(summary, V)] == ["English", "Español"]


def test_a_share_is_of_the_base_and_silence_has_none() -> None:
    offered = consultation(phase(choice("first"), choice("colour", 3, required=False)))
    got = crowd(offered, (20, {"first": "a", "colour": "a"}), (5, {"first": "a", "colour": "b"}), (25, {"first": "a"}))
    summary, table = got.tables()[1]
    rows = {row.cell: (row.words, row.share) for row in figures(summary, table, offered, V)}
    assert rows == {"a": ("20", "80 %"), "b": ("5", "20 %"), "c": ("0", "0 %"), "@none": ("25", "")}


def test_the_picture_that_says_most_has_the_widest_lead() -> None:
    offered = consultation(phase(choice("one"), choice("two"), scale("how", 5)))
    got = crowd(offered, (20, {"one": "a", "two": "a", "how": "5"}), (10, {"one": "b", "two": "a", "how": "1"}))
    best = telling(got)
    assert best is not None
    assert best[1].step == "two"


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("offered", [*examples(), ALL_KINDS], ids=lambda offered: offered.id)
def test_everything_is_said_in_every_language(offered: Consultation, language: str) -> None:
    v = voice(language)
    for people in (3, 11, 240):
        got = found(offered, people)
        for summary, table in got.tables():
            said = (
                finding(summary, table, offered, v),
                base(summary, table, v),
                *remarks(table, offered.step(table.step), v),
            )
            assert all(said)
            assert not any("{" in one or "&" in one for one in said)


def test_a_label_in_a_heading_is_shortened_at_a_word() -> None:
    offered = consultation(phase(choice("colour")))
    step = offered.steps()[0]
    assert isinstance(step, SingleChoice)
    got = crowd(offered, (20, {"colour": "a"}), (9, {"colour": "b"}))
    summary, table = got.tables()[0]
    assert finding(summary, table, offered, V, 4) == "Most chose “App…”: 20 of 29."

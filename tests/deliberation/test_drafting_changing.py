"""What a facilitator changes in a draft is in it afterwards, and nothing else has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deliberation.definition import read_definition
from deliberation.drafting.changing import (
    closing,
    introduced,
    opening,
    retitled,
    reworded,
    with_options,
    with_question,
    without_question,
)
from deliberation.errors import (
    ClosePassed,
    DateOutOfRange,
    DayPassed,
    DependedOn,
    DoesNotFit,
    EmptyText,
    LastQuestion,
    MovedOn,
    NoOptions,
    NoQuestion,
    Rejected,
    SameOption,
    TooFewOptions,
    TooLong,
    TooManyOptions,
    TooManyQuestions,
)
from tests.deliberation.drafts import NOW, drafted, table
from tests.deliberation.files import EXAMPLES, asked, choice, none_of_these, phase, ranking, scale, several, toml, words
from tests.deliberation.files import table as good_table

DRAFT = drafted()
TRAVEL, HOURS, FIRST = (step["id"] for step in table(DRAFT)["phases"][0]["steps"])

CHAIN = toml(good_table(phase(choice(options=3), words() | {"when": {"step": "colour", "is": ["b"]}}, scale())))
"""A question that depends on an option of another."""


def step(source: str, identifier: str) -> dict[str, Any]:
    (found,) = (one for part in table(source)["phases"] for one in part["steps"] if one["id"] == identifier)
    return dict(found)


def rows(source: str, identifier: str = "colour") -> list[tuple[str, str]]:
    return [(row["id"], row["label"]["en"]) for row in step(source, identifier)["options"]]


def test_the_title_in_other_words() -> None:
    after = table(retitled(CHAIN, " Our\ntree "))
    assert after["title"] == {"en": "Our tree"}
    assert after | {"title": None} == table(CHAIN) | {"title": None}


def test_the_proposal_in_other_words_or_at_all() -> None:
    assert table(introduced(DRAFT, "No cars."))["proposal"] == {"en": "No cars."}


def test_a_question_in_other_words_keeps_its_id_and_options() -> None:
    after = reworded(DRAFT, TRAVEL, "How do they come?")
    assert step(after, TRAVEL) == step(DRAFT, TRAVEL) | {"question": {"en": "How do they come?"}}


def test_what_is_to_be_read_is_called_otherwise() -> None:
    source = next(path for path in EXAMPLES if path.stem == "school-street").read_text(encoding="utf-8")
    assert step(reworded(source, "about", "Read this"), "about")["title"] == {"en": "Read this"}


@pytest.mark.parametrize(
    "text", ["- Apple - Fir", "Apple - Fir", "- Apple\n- Fir", "Apple | Fir", "1. Apple\n2. Fir", "Apple\nFir"]
)
def test_options_are_taken_as_people_write_them(text: str) -> None:
    assert rows(with_options(toml(good_table(phase(choice()))), "colour", text)) == [("a", "Apple"), ("fir", "Fir")]


def test_an_option_that_was_there_keeps_all_it_has() -> None:
    source = toml(good_table(phase(none_of_these(choice(options=3)))))
    after = step(with_options(source, "colour", "- Fir - BIRCH - cedar es"), "colour")
    before = step(source, "colour")["options"]
    assert after["options"] == [{"id": "fir", "label": {"en": "Fir"}}, *before[1:]]


def test_two_names_of_one_option_are_two_options() -> None:
    after = rows(with_options(toml(good_table(phase(choice()))), "colour", "- Apple - Apple es"))
    assert after == [("a", "Apple"), ("apple-es", "Apple es")]


def test_a_new_option_never_takes_the_id_of_one_that_goes() -> None:
    assert rows(with_options(toml(good_table(phase(choice()))), "colour", "- A - Apple - C"))[0] == ("a-2", "A")


def test_several_can_be_chosen_where_it_says_so() -> None:
    after = step(with_options(DRAFT, TRAVEL, "- on foot - by bike (several)"), TRAVEL)
    assert after["kind"] == "multiple_choice"
    assert [row["id"] for row in after["options"]] == ["on-foot", "by-bike"]


def test_a_question_for_words_becomes_one_to_choose_from() -> None:
    after = step(with_options(DRAFT, FIRST, "- money - room"), FIRST)
    assert (after["kind"], "required" in after) == ("single_choice", False)


@pytest.mark.parametrize("before", [several(options=3, most=3, least=3), ranking(options=3, places=3)])
def test_how_many_are_chosen_follows_what_there_is(before: dict[str, Any]) -> None:
    read_definition(with_options(toml(good_table(phase(before))), before["id"], "- Apple - Fir"))


def test_a_question_taken_out_is_gone_and_so_is_an_empty_phase() -> None:
    assert [one["id"] for one in table(without_question(DRAFT, HOURS))["phases"][0]["steps"]] == [TRAVEL, FIRST]
    two = toml(good_table(phase(choice()), phase(words(), identifier="later")))
    assert [part["id"] for part in table(without_question(two, "why"))["phases"]] == ["hearing"]


def test_a_question_is_added_at_the_end_as_in_a_plain_message() -> None:
    after = table(with_question(DRAFT, "When? (several) - spring - autumn"))["phases"][0]["steps"][-1]
    assert (after["id"], after["kind"], len(after["options"])) == ("when", "multiple_choice", 2)
    after = table(with_question(DRAFT, "Tell us more"))["phases"][0]["steps"][-1]
    assert (after["id"], after["kind"]) == ("tell-us-more", "open_text")
    assert len(table(with_question(DRAFT, "When?\nWhen?"))["phases"][0]["steps"]) == 5


def test_opening_and_closing_are_moved() -> None:
    (there,) = table(closing(opening(DRAFT, "1 June", NOW), "10 June", NOW))["phases"]
    assert (there["opens"].isoformat(), there["closes"].isoformat()) == ("2027-06-01", "2027-06-10")
    (there,) = table(opening(opening(DRAFT, "1 June", NOW), "now", NOW))["phases"]
    assert there["opens"].isoformat() == "2027-05-20"


FIFTY_NINE = toml(good_table(phase(*(words(f"w{number}") for number in range(60)))))

REFUSED: list[tuple[Callable[[], str], Rejected]] = [
    (lambda: retitled(DRAFT, " "), EmptyText()),
    (lambda: retitled(DRAFT, "x" * 121), TooLong(length=121, limit=120, text="x" * 121)),
    (lambda: reworded(DRAFT, TRAVEL, "x" * 201), TooLong(length=201, limit=200, text="x" * 201)),
    (lambda: reworded(DRAFT, "gone", "What?"), MovedOn()),
    (lambda: with_options(DRAFT, "gone", "- a - b"), MovedOn()),
    (lambda: with_options(DRAFT, TRAVEL, "- a"), TooFewOptions(count=1)),
    (lambda: with_options(DRAFT, TRAVEL, ""), TooFewOptions(count=0)),
    (lambda: with_options(DRAFT, TRAVEL, "|".join(f"o{n}" for n in range(21))), TooManyOptions(most=20, count=21)),
    (lambda: with_options(DRAFT, TRAVEL, "- a - b - A"), SameOption(text="A")),
    (lambda: with_options(DRAFT, TRAVEL, f"- a - {'x' * 81}"), TooLong(length=81, limit=80, text="x" * 81)),
    (lambda: with_options(CHAIN, "scale", "- a - b"), NoOptions()),
    (lambda: with_options(CHAIN, "colour", "- Apple - Fir"), DependedOn(text="Say why")),
    (lambda: without_question(CHAIN, "colour"), DependedOn(text="Say why")),
    (lambda: without_question(CHAIN, "gone"), MovedOn()),
    (lambda: without_question(toml(good_table(phase(choice()))), "colour"), LastQuestion()),
    (lambda: with_question(DRAFT, ""), NoQuestion()),
    (lambda: with_question(DRAFT, "A word.\nWhen?"), NoQuestion()),
    (lambda: with_question(DRAFT, "When? - only"), TooFewOptions(count=1)),
    (lambda: with_question(FIFTY_NINE, "When?"), TooManyQuestions(most=60)),
    (lambda: with_question(toml(good_table(phase(choice()), poll={})), "When?"), DoesNotFit()),
    (lambda: opening(DRAFT, "19.5.2027", NOW), DayPassed()),
    (lambda: opening(DRAFT, "4 June", NOW), DateOutOfRange(earliest="2027-05-20", latest="2027-06-03")),
    (lambda: opening(DRAFT, "now", NOW + 30 * 86_400_000), ClosePassed(closes="2027-06-03")),
    (lambda: closing(opening(DRAFT, "1 June", NOW), "today", NOW),
     DateOutOfRange(earliest="2027-06-01", latest="2037-05-19")),
]  # fmt: skip


@pytest.mark.parametrize(("change", "problem"), REFUSED, ids=[f"{n} {case[1].code}" for n, case in enumerate(REFUSED)])
def test_what_the_format_would_not_take_is_refused_with_its_reason(
    change: Callable[[], str], problem: Rejected
) -> None:
    with pytest.raises(Rejected) as refused:
        change()
    assert (refused.value.code, refused.value.parameters) == (problem.code, problem.parameters)


def test_a_kind_without_a_list_stays_without() -> None:
    source = toml(good_table(phase(asked("date"), choice())))
    with pytest.raises(NoOptions):
        with_options(source, "date", "- a - b")

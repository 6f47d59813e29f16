"""What a draft lacks is asked for, and what is answered stands in it; examples become drafts of another town."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from deliberation.definition import pictures_named, read_definition
from deliberation.definition.kinds.information import Information
from deliberation.definition.kinds.statements import Statements
from deliberation.drafting.changing import closing
from deliberation.drafting.example import again, from_example
from deliberation.drafting.sheet import DAY, EMPTY, TEXT, Town, answered, complete, filled, missing
from deliberation.errors import (
    DateOutOfRange,
    DayPassed,
    DefinitionInvalid,
    EmptyText,
    MovedOn,
    NotADate,
    Rejected,
    ReplyTooEarly,
    TooLong,
)
from tests.deliberation.drafts import ANSWERS, CITY, NOBODY, NOW, completed, drafted, preview, table
from tests.deliberation.files import EXAMPLES, spoiled
from tests.deliberation.files import table as good_table
from tests.deliberation.files import toml as written

DRAFT = drafted()


def test_questions_are_for_a_text_or_a_day() -> None:
    kinds = {asked.key: asked.kind for asked in missing(DRAFT)}
    assert {key for key, kind in kinds.items() if kind == DAY} == {"reply_by"}
    assert {*kinds.values()} == {DAY, TEXT}


def test_a_whole_file_lacks_nothing() -> None:
    whole = written(good_table())
    assert missing(whole) == ()
    assert complete(whole)
    assert not complete(DRAFT)
    assert complete(completed(DRAFT))


def test_an_answer_stands_in_the_draft_and_is_asked_no_more() -> None:
    after = answered(DRAFT, "decided_by", "  the\n council ", NOW)
    assert table(after)["decided_by"] == {"en": "the council"}
    assert [asked.key for asked in missing(after)] == [asked.key for asked in missing(DRAFT)][1:]


def test_another_answer_takes_the_place_of_the_first() -> None:
    after = answered(answered(DRAFT, "contact", "a@town.example", NOW), "contact", "b@town.example", NOW)
    assert table(after)["contact"] == "b@town.example"


def test_days_are_the_towns() -> None:
    after = answered(DRAFT, "reply_by", "14 June", NOW)
    assert table(after)["reply_by"] == date(2027, 6, 14)


REFUSED: list[tuple[str, str, Rejected]] = [
    ("decided_by", "", EmptyText()),
    ("decided_by", " \n\u200b", EmptyText()),
    ("contact", "\x00", EmptyText()),
    ("decided_by", "x" * 161, TooLong(length=161, limit=160, text="x" * 161)),
    ("contact", "x" * 121, TooLong(length=121, limit=120, text="x" * 121)),
    ("reply_by", "soon", NotADate()),
    ("reply_by", "19.5.2027", DayPassed()),
    ("reply_by", "3 June", ReplyTooEarly(closes="2027-06-03", reply="2027-06-03")),
    ("reply_by", "1.1.2044", DateOutOfRange(earliest="2027-05-20", latest="2037-05-19")),
    ("closes", "yesterday", NotADate()),
    ("closes", "1 May 2027", DayPassed()),
    ("open_count", "yes", MovedOn()),
    ("phases", "yes", MovedOn()),
]


@pytest.mark.parametrize(("key", "text", "problem"), REFUSED)
def test_what_cannot_be_an_answer_is_refused_with_its_reason(key: str, text: str, problem: Rejected) -> None:
    with pytest.raises(Rejected) as refused:
        answered(DRAFT, key, text, NOW)
    assert (refused.value.code, refused.value.parameters) == (problem.code, problem.parameters)


def test_a_close_is_neither_before_the_opening_nor_after_the_reply() -> None:
    two = completed(from_example(SCHOOL_STREET, CITY, NOW, ()))
    with pytest.raises(DateOutOfRange) as early:
        closing(two, "tomorrow", NOW)
    assert early.value.parameters["earliest"] == table(two)["phases"][1]["opens"].date().isoformat()
    with pytest.raises(ReplyTooEarly) as late:
        closing(two, "in 5 months", NOW)
    assert late.value.parameters == {"closes": "2027-10-20", "reply": "2027-10-20"}


@pytest.mark.parametrize("key", sorted(ANSWERS))
def test_answering_twice_is_answering_once(key: str) -> None:
    once = answered(DRAFT, key, ANSWERS[key], NOW)
    assert answered(once, key, ANSWERS[key], NOW) == once


def test_the_order_of_answers_makes_no_difference() -> None:
    there = DRAFT
    for asked in reversed(missing(DRAFT)):
        there = answered(there, asked.key, ANSWERS[asked.key], NOW)
    assert there == completed(DRAFT)


def test_an_unfinished_draft_can_be_looked_at() -> None:
    read = preview(DRAFT)
    assert (read.contact, read.decided_by, read.asked_by) == (EMPTY, {"en": EMPTY}, {"en": EMPTY})
    assert read.title["en"] == "School street, what do you think?"
    assert read.promises_reply
    assert filled(completed(DRAFT)) == completed(DRAFT)


def test_what_is_wrong_beside_what_is_missing_is_no_draft() -> None:
    for broken in ("", "x = ", spoiled(("age",), 5), spoiled(("phases",), 3), spoiled(("phases", 0, "steps"), [])):
        assert not complete(broken)
        with pytest.raises(DefinitionInvalid):
            missing(broken)


SCHOOL_STREET = next(path for path in EXAMPLES if path.stem == "school-street").read_text(encoding="utf-8")
ELSEWHERE = Town("Ajuntament", "hola@poble.example", "Europe/Madrid", "es")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("town", [NOBODY, CITY, ELSEWHERE], ids=["unknown", "known", "elsewhere"])
def test_every_example_becomes_a_consultation_by_six_answers(path: Path, town: Town) -> None:
    example = read_definition(path.read_text(encoding="utf-8"))
    draft = from_example(path.read_text(encoding="utf-8"), town, NOW, {example.id})
    asked = [one.key for one in missing(draft)]
    assert 0 < len(asked) <= 6
    assert asked[:3] == ["title", "decided_by", "reply_by"]
    read = read_definition(completed(draft))
    assert read.id == f"{example.id}-2"
    assert set(read.languages) == set(example.languages)
    assert [step.id for step in read.steps()] == [step.id for step in example.steps()]
    assert not read.audience.asks


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_opens_today_and_keeps_its_length(path: Path) -> None:
    example = table(path.read_text(encoding="utf-8"))
    there = table(from_example(path.read_text(encoding="utf-8"), CITY, NOW, ()))
    assert there["phases"][0]["opens"].date() == date(2027, 5, 20)
    assert there["phases"][0]["opens"].time() == example["phases"][0]["opens"].time()
    for before, after in zip(example["phases"], there["phases"], strict=True):
        assert after["closes"] - after["opens"].date() == before["closes"] - before["opens"].date()


def test_what_is_answered_is_in_the_towns_language() -> None:
    there = completed(from_example(SCHOOL_STREET, ELSEWHERE, NOW, ()))
    read = read_definition(there)
    assert read.languages == ("es", "en", "eu")
    assert (read.title, read.asked_by) == ({"es": ANSWERS["title"]}, {"es": "Ajuntament"})
    assert set(read.steps()[1].question) == {"en", "es", "eu"}


def test_what_only_that_town_could_say_is_gone() -> None:
    """Its proposal, and the age at which people there may consent."""
    read = preview(from_example(SCHOOL_STREET, NOBODY, NOW, ()))
    assert (read.proposal, read.age) == ({}, 16)


def test_who_asks_is_the_contact_too_where_neither_is_known() -> None:
    read = read_definition(completed(from_example(SCHOOL_STREET, NOBODY, NOW, ())))
    assert read.contact == read.asked_by[read.languages[0]]


def test_nothing_leads_to_the_town_of_the_example() -> None:
    read = preview(from_example(SCHOOL_STREET, NOBODY, NOW, ()))
    assert [step.link for step in read.steps() if isinstance(step, Information)] == [None, None]
    own = from_example(SCHOOL_STREET.replace("vitoria.example", "vitoria.example.org"), NOBODY, NOW, ())
    assert [step.link for step in preview(own).steps() if isinstance(step, Information)] != [None, None]


def test_arguments_lead_to_no_other_town_either() -> None:
    heat = (EXAMPLES[0].parent / "fair-heat.toml").read_text(encoding="utf-8")
    (step,) = (step for step in preview(from_example(heat, NOBODY, NOW, ())).steps() if isinstance(step, Statements))
    arguments = [one for seed in step.seeds for one in (*seed.for_it, *seed.against)]
    assert [one.link for one in arguments] == [None] * 4


def test_pictures_stay_named() -> None:
    picture = 'picture = { file = "street.png", alt = { en = "A street." } }\n\n[phases.steps.title]'
    example = SCHOOL_STREET.replace("[phases.steps.title]", picture, 1)
    assert pictures_named(from_example(example, CITY, NOW, ())) == {"street.png"}


def test_once_more_is_the_same_from_today_on() -> None:
    first = completed(from_example(SCHOOL_STREET, CITY, NOW, ()))
    week = 7 * 24 * 3600 * 1000
    second = table(again(first, NOW + week, {"school-street"}))
    before = table(first)
    assert complete(again(first, NOW + week, ()))
    assert (second["id"], second["title"]) == ("school-street-2", before["title"])
    assert second["phases"][0]["opens"] == datetime(2027, 5, 27, 8, 0)  # noqa: DTZ001 (in the town's time zone)
    assert (second["reply_by"] - before["reply_by"]).days == 7
    assert table(again(SCHOOL_STREET, NOW, ()))["audience"] == table(SCHOOL_STREET)["audience"]

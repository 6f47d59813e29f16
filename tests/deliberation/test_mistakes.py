"""Every mistake in a file is named, with its place, all of them at once, and nothing besides."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

import pytest

from deliberation.definition import read_definition
from deliberation.errors import DefinitionInvalid, Mistake
from screens.mistakes import WORDS, mistake_lines
from tests.deliberation.files import GONE, Place, choice, phase, spoiled, table, toml, words

STEP: Place = ("phases", 0, "steps", 0)

SPOILED: list[tuple[Place, Any, str, str]] = [
    (("id",), GONE, "id", "missing"),
    (("title",), GONE, "title", "missing"),
    (("contact",), GONE, "contact", "missing"),
    (("phases",), GONE, "phases", "missing"),
    (("reply_by",), GONE, "reply_by", "missing"),
    (("phases", 0, "closes"), GONE, "phases[0].closes", "missing"),
    (("title", "en"), GONE, "title.en", "missing"),
    ((*STEP, "id"), GONE, "phases[0].steps[0].id", "missing"),
    ((*STEP, "kind"), GONE, "phases[0].steps[0].kind", "missing"),
    (("timezone",), GONE, "timezone", "missing"),
    (("age",), "16", "age", "type"),
    (("age",), True, "age", "type"),
    (("title",), "Tiny", "title", "type"),
    (("phases",), {}, "phases", "type"),
    (("phases", 0), 7, "phases[0]", "type"),
    (("reply_by",), "2027-07-01", "reply_by", "type"),
    (("reply_by",), time(12), "reply_by", "type"),
    ((*STEP, "required"), "no", "phases[0].steps[0].required", "type"),
    (("titel",), "Tiny", "titel", "unknown_key"),
    (("title", "pl"), "Tiny", "title.pl", "unknown_key"),
    ((*STEP, "limit"), 20, "phases[0].steps[0].limit", "unknown_key"),
    (("title", "en"), " ", "title.en", "length"),
    (("title", "es"), "x" * 121, "title.es", "length"),
    (("contact",), "", "contact", "length"),
    (("id",), "Tiny", "id", "identifier"),
    (("id",), "a" * 31, "id", "identifier"),
    ((*STEP, "options", 0, "id"), "@none", "phases[0].steps[0].options[0].id", "identifier"),
    (("age",), 12, "age", "range"),
    (("version",), 0, "version", "range"),
    (("phases", 0, "steps", 1, "limit"), 1001, "phases[0].steps[1].limit", "range"),
    (("reply_by",), date(9999, 12, 31), "reply_by", "year"),
    (("phases", 0, "opens"), datetime(1, 1, 1), "phases[0].opens", "year"),  # noqa: DTZ001
    (("languages",), ["en", "es", 5], "languages", "list"),
    (("languages",), ["en", "es", "en-GB"], "languages", "list"),
    (("languages",), ["en", "es", "es"], "languages", "twice"),
    (("phases",), [], "phases", "count"),
    (("phases", 0, "steps"), [], "phases[0].steps", "count"),
    ((*STEP, "options"), choice(options=1)["options"], "phases[0].steps[0].options", "count"),
    ((*STEP, "options"), choice(options=8)["options"], "phases[0].steps[0].options", "count"),
    ((*STEP, "options", 0, "id"), "b", "phases[0].steps[0].options", "twice"),
    ((*STEP, "id"), "why", "steps", "twice"),
    (("timezone",), "Mars/Olympus", "timezone", "timezone"),
    (("phases", 0, "closes"), date(2027, 4, 30), "phases[0].closes", "closes_before_opens"),
    ((*STEP, "kind"), "ranking", "phases[0].steps[0].kind", "kind"),
    (("reply_by",), date(2027, 5, 31), "reply_by", "reply_before_close"),
]


def mistakes(source: str) -> list[Mistake]:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition(source)
    assert refused.value.parameters == {"count": len(refused.value.mistakes)}
    return list(refused.value.mistakes)


@pytest.mark.parametrize(("path", "value", "where", "code"), SPOILED, ids=lambda part: str(part)[:30])
def test_a_mistake_is_named_with_its_place_and_nothing_else_is(path: Place, value: Any, where: str, code: str) -> None:
    found = mistakes(spoiled(path, value))
    assert [(mistake.where, mistake.code) for mistake in found] == [(where, code)]


@pytest.mark.parametrize(
    "source", ["id =", "reply_by = 2027-06-31", "a = " + "9" * 5000, "a = " + "[" * 100_000], ids=lambda text: text[:22]
)
def test_what_is_not_toml_is_one_mistake(source: str) -> None:
    assert [(mistake.where, mistake.code) for mistake in mistakes(source)] == [("", "toml")]


def test_without_languages_texts_are_read_as_english() -> None:
    first, *others = mistakes(spoiled(("languages",), []))
    assert (first.where, first.code) == ("languages", "list")
    assert {(mistake.where[-3:], mistake.code) for mistake in others} == {(".es", "unknown_key")}


def test_all_mistakes_come_at_once() -> None:
    spoiled_twice = choice(options=1) | {"id": "Colour", "colour": "red"}
    source = toml(table(phase(spoiled_twice, words()), phase(words("why"), identifier="hearing"), age=5, title="Tiny"))
    assert {(mistake.where, mistake.code) for mistake in mistakes(source)} == {
        ("age", "range"),
        ("title", "type"),
        ("phases[0].steps[0].id", "identifier"),
        ("phases[0].steps[0].options", "count"),
        ("phases[0].steps[0].colour", "unknown_key"),
        ("phases", "twice"),
        ("steps", "twice"),
    }


def test_an_empty_file_misses_everything_that_must_be_there() -> None:
    found = mistakes("")
    assert {mistake.code for mistake in found} == {"missing"}
    assert {mistake.where for mistake in found} == set(table()) - {"version", "age"}


def test_the_last_phase_is_the_one_that_closes_last() -> None:
    late = phase(choice(), closes=date(2027, 7, 2))
    early = phase(words(), identifier="early")
    assert [mistake.code for mistake in mistakes(toml(table(late, early)))] == ["reply_before_close"]


def test_every_code_has_words_and_every_word_can_occur() -> None:
    occurring = {code for *_, code in SPOILED} | {"toml"}
    assert occurring == set(WORDS)


@pytest.mark.parametrize(("path", "value", "where", "code"), SPOILED, ids=lambda part: str(part)[:30])
def test_a_mistake_reads_as_one_line_with_its_place(path: Place, value: Any, where: str, code: str) -> None:
    (line,) = mistake_lines(mistakes(spoiled(path, value)))
    assert re.match(rf"  (Line \d+, )?{re.escape(where)}: ", line)
    assert line.endswith(".")
    assert "\n" not in line

"""Every mistake in a file is named, with its place, all of them at once, and nothing besides."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

import pytest

from deliberation.definition import read_definition
from deliberation.definition.file.noting import MOST_MISTAKES
from deliberation.errors import DefinitionInvalid, Mistake
from screens.mistakes import mistake_lines, of_conditions, of_content
from screens.voice import voice
from tests.deliberation.files import GONE, Place, choice, one_after_another, phase, spoiled, table, toml, words

STEP: Place = ("phases", 0, "steps", 0)
TEXT: Place = ("phases", 0, "steps", 1)
AT = "phases[0].steps[0]"


def both(text: str) -> dict[str, str]:
    return {"en": text, "es": f"{text} es"}


def step(kind: str, **keys: Any) -> dict[str, Any]:
    """A step of any kind, with the id and the question that the good file has there."""
    first = "title" if kind == "information" else "question"
    return {"id": "colour", "kind": kind, first: both("Which colour?"), **keys}


def conditional(**condition: Any) -> dict[str, Any]:
    """The second step, shown only under a condition."""
    return words() | {"when": condition}


NUMBER = step("number", least=0, most=9)
SPOILED: list[tuple[Place, Any, str, str]] = [
    (("id",), GONE, "id", "missing"),
    (("title",), GONE, "title", "missing"),
    (("contact",), GONE, "contact", "missing"),
    (("phases",), GONE, "phases", "missing"),
    (("reply_by",), GONE, "reply_by", "missing"),
    (("phases", 0, "closes"), GONE, "phases[0].closes", "missing"),
    (("title", "en"), GONE, "title.en", "text_missing"),
    ((*STEP, "options", 1, "label", "en"), GONE, f"{AT}.options[1].label.en", "text_missing"),
    ((*STEP, "id"), GONE, f"{AT}.id", "missing"),
    ((*STEP, "kind"), GONE, f"{AT}.kind", "missing"),
    (("timezone",), GONE, "timezone", "missing"),
    (("age",), "16", "age", "type"),
    (("age",), True, "age", "type"),
    (("title",), "Tiny", "title", "type"),
    (("phases", 0), 7, "phases[0]", "type"),
    (("reply_by",), "2027-07-01", "reply_by", "type"),
    (("reply_by",), time(12), "reply_by", "type"),
    ((*STEP, "required"), "no", f"{AT}.required", "type"),
    (STEP, step("date", earliest=datetime(2027, 1, 1)), f"{AT}.earliest", "type"),  # noqa: DTZ001
    (("titel",), "Tiny", "titel", "unknown_key"),
    ((*STEP, "limit"), 20, f"{AT}.limit", "unknown_key"),
    (("title", "pl"), "Tiny", "title.pl", "language_unlisted"),
    (("languages",), ["en"], "languages", "language_forgotten"),
    (("title", "kind"), "open_text", "title.kind", "heading_missing"),
    (("title", "en"), " \n", "title.en", "blank"),
    (("contact",), "", "contact", "blank"),
    (("title", "es"), "x" * 121, "title.es", "length"),
    (("id",), "Tiny", "id", "identifier"),
    (("id",), "a" * 31, "id", "identifier"),
    ((*STEP, "options", 0, "id"), "@none", f"{AT}.options[0].id", "identifier"),
    (("age",), 12, "age", "range"),
    (("version",), 0, "version", "range"),
    ((*TEXT, "limit"), 1001, "phases[0].steps[1].limit", "range"),
    (("reply_by",), date(9999, 12, 31), "reply_by", "year"),
    (("phases", 0, "opens"), datetime(1, 1, 1), "phases[0].opens", "year"),  # noqa: DTZ001
    (("languages",), [], "languages", "list"),
    (("languages",), ["en", "es", 5], "languages", "list"),
    (("languages",), ["en", "es", "en-GB"], "languages", "list"),
    (("languages",), ["en", "es", "es"], "languages", "twice"),
    (("phases",), [], "phases", "count"),
    (("phases", 0, "steps"), [], "phases[0].steps", "count"),
    ((*STEP, "options"), choice(options=1)["options"], f"{AT}.options", "count"),
    ((*STEP, "options"), [{"id": f"o{n}", "label": both(f"O{n}")} for n in range(21)], f"{AT}.options", "count"),
    (("phases",), one_after_another([phase(*(words(f"{p}{n}") for n in range(31)), identifier=p) for p in "ab"]),
     "phases", "steps_in_all"),
    ((*STEP, "options", 0, "id"), "b", f"{AT}.options[1].id", "twice"),
    ((*STEP, "id"), "why", "phases[0].steps[1].id", "twice"),
    ((*STEP, "options", 1, "label", "es"), " apple ES", f"{AT}.options[1].label.es", "label_twice"),
    ((*STEP, "options"), [row | {"none": True} for row in choice()["options"]], f"{AT}.options", "only_none"),
    (("timezone",), "Mars/Olympus", "timezone", "timezone"),
    (("timezone",), "../../etc/passwd", "timezone", "timezone"),
    (("phases", 0, "closes"), date(2027, 4, 30), "phases[0].closes", "closes_before_opens"),
    ((*STEP, "kind"), "tombola", f"{AT}.kind", "kind"),
    (("phases",), phase(choice(), words()), "phases", "double_brackets"),
    (("reply_by",), date(2027, 5, 31), "reply_by", "reply_before_close"),
    (("audience",), {}, "audience", "audience_one"),
    (("poll",), {}, "poll", "poll_one_question"),
    (("audience",), {"districts": [both("North")], "languages": ["es"]}, "audience", "audience_one"),
    (("audience",), {"languages": ["pl"]}, "audience.languages", "language_unknown"),
    (STEP, step("information", text=both("Read"), link="http://x.example"), f"{AT}.link", "link"),
    (STEP, step("statements", own=True, moderation="later"), f"{AT}.moderation", "moderation"),
    (STEP, step("information", text=both("Read"), required=True), f"{AT}.required", "nothing_to_answer"),
    (STEP, step("number", least=5, most=5), f"{AT}.most", "most_below_least"),
    (STEP, step("date", earliest=date(2027, 2, 1), latest=date(2027, 1, 1)), f"{AT}.latest", "latest_before_earliest"),
    (TEXT, conditional(step="colour"), "phases[0].steps[1].when", "condition_empty"),
    (TEXT, conditional(step="colour", **{"is": ["A!"]}), "phases[0].steps[1].when.is", "list_of_ids"),
    (TEXT, conditional(step="colour", **{"is": ["c"]}), "phases[0].steps[1].when[0]", "no_such_choice"),
    (TEXT, conditional(step="color", **{"is": ["a"]}), "phases[0].steps[1].when[0]", "no_such_step"),
    (TEXT, conditional(step="why", **{"is": ["a"]}), "phases[0].steps[1].when[0]", "looks_at_itself"),
    (TEXT, conditional(step="colour", least=1), "phases[0].steps[1].when[0]", "no_number"),
    (TEXT, conditional(step="colour", **{"is": ["a"], "is_not": ["a"]}), "phases[0].steps[1].when[0]", "never_holds"),
    ((*STEP, "when"), {"step": "why", "is": ["a"]}, f"{AT}.when[0]", "looks_ahead"),
    (("phases", 0, "steps"), [NUMBER, conditional(step="colour", **{"is": ["a"]})], "phases[0].steps[1].when[0]",
     "no_choices"),
    (("phases", 0, "steps"), [NUMBER, conditional(step="colour", least=10)], "phases[0].steps[1].when[0]",
     "never_holds"),
    (("phases", 0, "steps"), [NUMBER, conditional(step="colour", least=5, most=4)], "phases[0].steps[1].when[0]",
     "never_holds"),
    (("phases",), [phase(choice()), phase(words(), identifier="late", opens=date(2027, 5, 30))],
     "phases[1].opens", "phases_overlap"),
    (("phases",), [phase(choice()), phase(words(), identifier="old", opens=date(2027, 4, 1), closes=date(2027, 4, 9))],
     "phases[1].opens", "phases_out_of_order"),
]  # fmt: skip
"""One change to the good file, and the one mistake that it makes."""


def mistakes(source: str) -> list[Mistake]:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition(source)
    assert refused.value.parameters == {"count": len(refused.value.mistakes)}
    return list(refused.value.mistakes)


@pytest.mark.parametrize(("path", "value", "where", "code"), SPOILED, ids=lambda part: str(part)[:30])
def test_a_mistake_is_named_with_its_place_and_nothing_else_is(path: Place, value: Any, where: str, code: str) -> None:
    found = mistakes(spoiled(path, value))
    assert [(mistake.where, mistake.code) for mistake in found] == [(where, code)]


def test_without_languages_nothing_is_said_about_the_languages_of_texts() -> None:
    assert [mistake.code for mistake in mistakes(spoiled(("languages",), ["English", "Spanish"]))] == ["list"]


@pytest.mark.parametrize(
    ("code", "path", "value", "meant"),
    [
        ("unknown_key", ("titel",), "Tiny", "title"),
        ("kind", (*STEP, "kind"), "SingleChoice", "single_choice"),
        ("timezone", ("timezone",), "warsaw", "Europe/Warsaw"),
        ("timezone", ("timezone",), "Europe/Warszaw", "Europe/Warsaw"),
        ("timezone", ("timezone",), "America/New York", "America/New_York"),
        ("identifier", ("id",), "Größe der Straße!", "grosse-der-strasse"),
        ("identifier", ("id",), "30 rooms", "rooms"),
        ("identifier", ("id",), "!?", ""),
        ("no_such_step", TEXT, conditional(step="colours", **{"is": ["a"]}), "colour"),
        ("language_unknown", ("audience",), {"languages": ["esp"]}, "es"),
        ("list", ("languages",), ["en", "es", "pt-BR"], "pt"),
        ("list", ("languages",), ["en", "es", "EU"], "eu"),
        ("list", ("languages",), ["en", "es", "Basque"], ""),
    ],
)
def test_what_was_probably_meant(code: str, path: Place, value: Any, meant: str) -> None:
    (found,) = (mistake for mistake in mistakes(spoiled(path, value)) if mistake.code == code)
    assert found.parameters["meant"] == meant


def test_a_slip_in_a_key_is_one_mistake_and_not_two() -> None:
    source = spoiled(("titel",), {"en": "Tiny"}).replace('"title" =', "# ", 1)
    assert [mistake.code for mistake in mistakes(source)] == ["unknown_key"]


def test_a_step_of_an_unknown_kind_is_read_as_the_one_meant() -> None:
    wrong = choice(options=1) | {"kind": "singlechoice", "colour": "red"}
    found = mistakes(toml(table(phase(wrong, conditional(step="colour", **{"is": ["a"]})))))
    assert {mistake.code for mistake in found} == {"kind", "count", "unknown_key"}


def test_nothing_is_said_about_looking_at_a_step_whose_id_is_wrong() -> None:
    asked = phase(choice("My colour"), conditional(step="my-colour", **{"is": ["a"]}))
    assert [mistake.code for mistake in mistakes(toml(table(asked)))] == ["identifier"]


def test_one_label_in_two_languages_is_no_mistake() -> None:
    read_definition(spoiled((*STEP, "options", 1, "label", "es"), "Apple"))


def test_a_phase_may_begin_at_the_minute_at_which_the_one_before_closes() -> None:
    second = phase(words(), identifier="second", opens=datetime(2027, 5, 31, 23, 59), closes=date(2027, 6, 9))  # noqa: DTZ001
    read_definition(toml(table(phase(choice()), second)))


@pytest.mark.parametrize(
    "wrong",
    [{f"key{number}": number for number in range(5000)}, {"phases": [phase(*[{}] * 100)] * 9}],
    ids=["unknown keys", "empty steps"],
)
def test_mistakes_have_an_end(wrong: dict[str, Any]) -> None:
    assert len(mistakes(toml(table() | wrong))) == MOST_MISTAKES


def test_of_lists_far_too_long_only_the_beginning_is_read() -> None:
    """Twice as much as fits, so that most of what is wrong in it is told at once, and never without an end."""
    places = {mistake.where for mistake in mistakes(toml(table(**{"phases": [7] * 1000})))}
    assert places == {"phases", *(f"phases[{number}]" for number in range(24))}


def test_all_mistakes_come_at_once() -> None:
    spoiled_twice = choice(options=1) | {"id": "Colour", "colour": "red"}
    source = toml(table(phase(spoiled_twice, words()), phase(words("why"), identifier="hearing"), age=5, title="Tiny"))
    assert {(mistake.where, mistake.code) for mistake in mistakes(source)} == {
        ("age", "range"),
        ("title", "type"),
        ("phases[0].steps[0].id", "identifier"),
        ("phases[0].steps[0].options", "count"),
        ("phases[0].steps[0].colour", "unknown_key"),
        ("phases[1].id", "twice"),
        ("phases[1].steps[0].id", "twice"),
    }


def test_an_empty_file_misses_everything_that_must_be_there() -> None:
    found = mistakes("")
    assert {mistake.code for mistake in found} == {"missing"}
    assert {mistake.where for mistake in found} == set(table()) - {"version", "age", "proposal"}


def test_the_last_phase_is_the_one_that_closes_last() -> None:
    late = phase(choice(), closes=date(2027, 7, 2))
    early = phase(words(), identifier="early", opens=date(2027, 5, 2), closes=date(2027, 5, 3))
    assert {mistake.code for mistake in mistakes(toml(table(late, early)))} == {"reply_before_close", "phases_overlap"}


def test_every_mistake_in_what_can_be_read_is_in_the_list_above() -> None:
    elsewhere = {"misplaced", "poll_kind", "no_question"}  # in more than one place, or in a message
    elsewhere |= {"mirror_count", "mirror_free", "mirror_group"}  # in a poll
    assert set(of_content.WORDS) | set(of_conditions.WORDS) == {code for *_, code in SPOILED} | elsewhere


@pytest.mark.parametrize(("path", "value", "where", "code"), SPOILED, ids=lambda part: str(part)[:30])
def test_a_mistake_reads_as_one_line_with_its_place(path: Place, value: Any, where: str, code: str) -> None:
    (line,) = mistake_lines(mistakes(spoiled(path, value)), voice("en"))
    assert re.match(r"Line \d+(, .+)?: ", line)
    assert "\n" not in line

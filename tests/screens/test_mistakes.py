"""What a facilitator reads about a file: whole sentences, with the line, the question's own words, and the cure."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

import deliberation
from deliberation.definition import read_definition
from deliberation.errors import DefinitionInvalid, Mistake
from screens.mistakes import WORDS, acceptance, mistake_lines, refusal
from screens.voice import spoken, voice
from tests.screens.html import read

STREET = """\
id = "school-street"
languages = ["en", "es"]
timezone = "Europe/Warsaw"
contact = "street@town.example"
reply_by = 2027-07-10
title = { en = "School street", es = "Calle escolar" }
proposal = { en = "Cars stay out.", es = "Sin coches." }
asked_by = { en = "The city", es = "La ciudad" }
decided_by = { en = "the council", es = "el pleno" }
still_open = { en = "the hours", es = "las horas" }
already_fixed = { en = "the street", es = "la calle" }

[[phases]]
id = "ideas"
opens = 2027-05-01T08:00:00
closes = 2027-05-31

[[phases.steps]]
id = "transport"
kind = "single_choice"
question = { en = "How do your children get to school?", es = "¿Cómo van a la escuela?" }
options = [
  { id = "foot", label = { en = "On foot", es = "A pie" } },
  { id = "car", label = { en = "By car", es = "En coche" } },
]

[[phases.steps]]
id = "minutes"
kind = "number"
least = 0
most = 90
question = { en = "How many minutes?", es = "¿Cuántos minutos?" }

[[phases]]
id = "plan"
opens = 2027-06-01T08:00:00
closes = 2027-06-30

[[phases.steps]]
id = "rent"
kind = "scale"
question = { en = "Rent", es = "Alquiler" }
low = { en = "no fear", es = "sin miedo" }
high = { en = "fear", es = "miedo" }
when = { step = "transport", is = ["car"] }

[[phases.steps]]
id = "rent-fear"
kind = "open_text"
required = false
question = { en = "What do you fear?", es = "¿Qué temes?" }
"""

CHILDREN = 'question "How do your children get to school?"'
RENT = 'question "Rent"'
BACK = "which comes later. A condition can only look back."
SLIPS: list[tuple[str, str, list[str]]] = [
    (
        '  { id = "car", label = { en = "By car", es = "En coche" } },\n', "",
        [
            f"Line 22, {CHILDREN}: it needs at least two options; there is one.",
            f'Line 44, {RENT}: its condition names "car", which is not among the options of "transport". '
            "Known here: foot.",
        ],
    ),
    ("2027-06-30", "2027-06-31", ['Line 37, phase "plan": 2027-06-31 is not a date. Did you mean 2027-06-30?']),
    ("2027-06-30", "2027-05-30", [
        'Line 37, phase "plan": it closes before it opens. Change one of the two dates.'
    ]),
    ("2027-06-30", "30.6.2027", ['Line 37, phase "plan": a date has to be written 2027-06-30, not 30.6.2027.']),
    ("08:00:00", "8:00", [
        'Line 15, phase "ideas": a date has to be written 2027-05-01T08:00:00, not 2027-05-01T8:00.'
    ]),
    ("2027-07-10", '"2027-07-10"', [
        "Line 5, reply_by: it has to be a date without quotes, such as 2027-06-14 or 2027-06-14T18:00:00."
    ]),
    ("2027-07-10", "2027-06-01", [
        "Line 5, reply_by: the reply is promised before the last phase closes. Promise it for a later date."
    ]),
    ('reply_by = 2027-07-10\n', "", ['Line 1: "reply_by" is missing. Add it at the top of the file: '
                                     'reply_by = 2027-07-10']),
    ('step = "transport"', 'step = "rent-fear"', [
        f'Line 45, {RENT}: it is shown only after an answer to "rent-fear", {BACK}'
    ]),
    ('step = "transport"', 'step = "transprt"', [
        f'Line 45, {RENT}: it is shown only after an answer to "transprt", and there is no such question before it. '
        "Did you mean transport?"
    ]),
    ('is = ["car"]', 'is = ["cars"]', [
        f'Line 45, {RENT}: its condition names "cars", which is not among the options of "transport". '
        "Did you mean car?"
    ]),
    ('is = ["car"]', 'is = "car"', [
        f'Line 45, {RENT}, when.is: it has to be a list in square brackets, such as ["car"].'
    ]),
    ('step = "transport", is = ["car"]', 'step = "minutes", least = 100', [
        f'Line 45, {RENT}: no answer to "minutes" can meet its condition, so that nobody would see it. '
        "Change the condition."
    ]),
    ('"single_choice"', '"single choice"', [
        f'Line 20, {CHILDREN}: there is no kind of question "single choice". Did you mean single_choice?'
    ]),
    ('"Europe/Warsaw"', '"Warsaw"', [
        'Line 3, timezone: "Warsaw" is not a time zone. Did you mean Europe/Warsaw?'
    ]),
    ("proposal =", "propsal =", ['Line 7: nothing here is called "propsal". Did you mean proposal?']),
    ('["en", "es"]', '["en"]', [
        'Line 2: 14 texts are in "es", which is not among the languages (en). Add it, or take these texts out.'
    ]),
    ('es = "Calle escolar"', 'pl = "Ulica"', [
        'Line 6, title: "pl" is not among the languages of this file (en, es). Add it to them, or take this text out.'
    ]),
    ('{ en = "School street", es = "Calle escolar" }', '"School street"', [
        'Line 6, title: its language has to be said: { en = "School street" }.'
    ]),
    ('en = "Rent"', 'en = "   "', [
        'Line 42, question "Alquiler", question.en: there is nothing in it. Write something, or take the line out.'
    ]),
    ('id = "car"', 'id = "foot"', [
        f'Line 24, {CHILDREN}, option "By car", id: the id "foot" is used twice. Give one of the two another id.',
        f'Line 45, {RENT}: its condition names "car", which is not among the options of "transport". '
        "Known here: foot.",
    ]),
    ('en = "By car"', 'en = "on foot"', [
        f'Line 24, {CHILDREN}, option "on foot": two options are called "on foot", so that nobody can tell them '
        "apart. Change one of them."
    ]),
    ('id = "rent"', 'id = "Rent fear?"', [
        f'Line 40, {RENT}, id: "Rent fear?" cannot be an id: it begins with a small letter, and has only small '
        "letters, digits and -, at most 30. Did you mean rent-fear?"
    ]),
    ("2027-06-01T", "2027-05-20T", [
        'Line 36, phase "plan": it opens before the phase "ideas" has closed. Let it open later, or let that one close '
        "earlier."
    ]),
    ("2027-06-01T", "2027-04-20T", [
        'Line 36, phase "plan": it opens before the phase "ideas", which stands above it. Put the phases in the order '
        "of their dates."
    ]),
    ('"School street"', '"School street', [
        'Line 6: a quote is missing. Did you mean title = { en = "School street", es = "Calle escolar" }?'
    ]),
    ('id = "transport"', "id = transport", [
        f'Line 19, {CHILDREN}: a text has to stand in quotes. Did you mean id = "transport"?'
    ]),
    ('id = "transport"', "id = “transport”", [
        f"Line 19, {CHILDREN}: it has curly quotes, as word processors write them; only straight ones count. "
        'Did you mean id = "transport"?'
    ]),
    ('id = "transport"', 'id "transport"', [
        f'Line 19, {CHILDREN}: between a key and its value stands an equals sign. Did you mean id = "transport"?'
    ]),
    ("required = false", "required = No", [
        'Line 50, question "What do you fear?": it has to be true or false, in small letters. '
        "Did you mean required = false?"
    ]),
    ('es = "A pie" } },\n', 'es = "A pie" } }\n', [
        f'Line 23, {CHILDREN}, option "On foot": a comma is missing. '
        'Did you mean { id = "foot", label = { en = "On foot", es = "A pie" } },?'
    ]),
    ('["en", "es"]', '["en", "es"', ['Line 2: a closing bracket is missing. Did you mean languages = ["en", "es"]?']),
    ('id = "ideas"\n', 'id = "ideas"\nid = "ideas"\n', [
        'Line 15, phase "ideas": "id" is there twice. Take one of the two out, or put the heading between them that is '
        "missing, such as [[phases.steps]]."
    ]),
]  # fmt: skip


def refused(source: str) -> tuple[Mistake, ...]:
    with pytest.raises(DefinitionInvalid) as invalid:
        read_definition(source)
    return invalid.value.mistakes


def lines(source: str, language: str = "en") -> list[str]:
    return [unescape(line) for line in mistake_lines(refused(source), voice(language))]


def test_without_a_slip_there_is_nothing_to_say() -> None:
    said = acceptance("street.toml", read_definition(STREET), voice("en"))
    assert said == "street.toml is in order: school-street, version 1, 4 questions."


@pytest.mark.parametrize(("good", "bad", "said"), SLIPS, ids=[bad[:30] or good[:30] for good, bad, _ in SLIPS])
def test_a_slip_is_told_in_a_sentence_with_its_cure(good: str, bad: str, said: list[str]) -> None:
    assert good in STREET
    assert lines(STREET.replace(good, bad, 1)) == said


def test_what_is_broken_hides_nothing_else() -> None:
    """One of each: lines that TOML cannot read, and mistakes of every sort beside them."""
    source = STREET
    for good, bad in (
        ("2027-05-31", "2027-05-32"), ("2027-06-30", "2027-06-31"), ('id = "minutes"', "id = minutes"),
        ('"street@town.example"', '"street@town.example'), ("most = 90", 'most = "90"'), ('"scale"', '"scael"'),
        ('"Rent"', f'"{"R" * 201}"'),
    ):  # fmt: skip
        source = source.replace(good, bad, 1)
    assert [line.partition(":")[0] for line in lines(source)] == [
        "Line 4", 'Line 16, phase "ideas"', 'Line 28, question "How many minutes?"',
        'Line 31, question "How many minutes?", most', 'Line 37, phase "plan"',
        f'Line 41, question "{"R" * 49}…"', f'Line 42, question "{"R" * 49}…", question.en',
    ]  # fmt: skip


def test_a_key_of_the_whole_file_below_a_heading_is_sent_to_the_top() -> None:
    moved = STREET.replace("reply_by = 2027-07-10\n", "") + "reply_by = 2027-07-10\n"
    assert lines(moved) == [
        'Line 51, question "What do you fear?": "reply_by" belongs to the whole file. '
        "Move it to the top, above the first heading in brackets."
    ]


def test_a_heading_that_is_missing_is_said_to_be() -> None:
    source = STREET.replace('en = "Rent", es = "Alquiler" }\n', 'en = "Rent" }\n[phases.steps.help]\nen = "H"\n')
    said = lines(source.replace("low =", 'id = "low"\nkind = "scale"\nlow ='))
    assert [line for line in said if "heading" in line] == [
        'Line 45, question "Rent", help: "id" stands among texts by language. '
        "A heading is missing above it, such as [[phases.steps]]."
    ]


def test_single_brackets_in_place_of_double_ones() -> None:
    assert lines(STREET.replace("[[phases]]", "[phases]", 1))[0] == (
        "Line 13: each entry of this list needs a heading in double brackets: [[phases]]."
    )


def test_a_refusal_names_the_file_and_says_how_many_more_there_are() -> None:
    mistakes = refused("")
    whole = refusal("a&b.toml", mistakes, voice("en")).split("\n")
    assert whole[0] == "I cannot use a&amp;b.toml yet; nothing was changed."
    assert len(whole) == 1 + len(mistakes)
    some = refusal("a&b.toml", mistakes, voice("en"), most=3).split("\n")
    assert some[:4] == whole[:4]
    assert some[4:] == [f"And {len(mistakes) - 3} more after these."]


def test_what_a_file_says_is_escaped() -> None:
    (said,) = mistake_lines(
        refused(STREET.replace('"Rent"', '"<b>Rent & more"').replace('"scale"', '"<i>"')), voice("en")
    )
    assert 'question "&lt;b&gt;Rent &amp; more"' in said
    assert "&lt;i&gt;" in said
    assert read(said)


def test_what_cannot_be_seen_is_not_repeated() -> None:
    """Marks that turn the direction of writing would turn the rest of the message."""
    key, question = "ti\u202etle\u200b", "Re\u202ent\u2066"
    source = (
        STREET.replace("proposal =", f'"{key}" =', 1).replace('"Rent"', f'"{question}"').replace('"scale"', '"scael"')
    )
    said = lines(source)
    assert [line for line in said if not line.isprintable()] == []
    assert any('question "Rent"' in line for line in said)


def test_a_question_is_named_in_the_readers_language() -> None:
    (said,) = lines(STREET.replace("most = 90", "most = 0"), "es")
    assert "¿Cuántos minutos?" in said


def codes() -> Iterator[str]:
    """Every code that can be noted about a file, as the modules of the heart have them."""
    places = {
        "wrong": 1, "unknown": 1, "close": 0, "optional_match": 0, "Mistake": 1, "Cure": 0, "Cured": 0, "BadDate": 1,
        "_refused": 0,
    }  # fmt: skip
    for module in Path(str(deliberation.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            given: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = places.get(name) if "definition" in module.parts or name == "Mistake" else None
                given = node.args[place : place + 1] if place is not None else []
                given += [keyword.value for keyword in node.keywords if keyword.arg == "code" and name == "replace"]
            elif isinstance(node, ast.FunctionDef) and "code" in [argument.arg for argument in node.args.args]:
                given = list(node.args.defaults)
            for text in (inner for expression in given for inner in ast.walk(expression)):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


CODES = sorted(set(codes()))
PARAMETERS: dict[str, str | int] = {
    "key": "reply_by", "where": "reply_by", "value": "val", "meant": "mean", "known": "a, b", "length": 9, "most": 5,
    "least": 2, "count": 3, "reason": "why", "expected": "str", "given": "16", "language": "en", "name": "phases",
    "other": "ideas", "step": "rent", "over": 4, "width": 6, "height": 7, "phase": "ideas", "option": "car",
    "id": "rent", "current": 2, "statement": "rent",
}  # fmt: skip


def test_codes_are_found_at_all() -> None:
    assert {"no_date", "link", "unknown_key", "language_unlisted", "comma_missing", "too_long", "misplaced"} <= set(
        CODES
    )
    assert len(CODES) > 60


def test_every_code_has_words_and_all_words_have_a_code() -> None:
    assert set(CODES) == set(WORDS)


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("code", CODES)
def test_the_words_are_one_line_that_ends(code: str, language: str) -> None:
    said = WORDS[code](voice(language), PARAMETERS)
    assert said == " ".join(said.split())
    assert said[-1] in ".?" or said.endswith(str(PARAMETERS["key"]) + " = 2027-07-10")
    assert "{" not in said


@pytest.mark.parametrize("language", [language for language in spoken() if language != "en"])
@pytest.mark.parametrize("code", CODES)
def test_languages_differ(code: str, language: str) -> None:
    assert WORDS[code](voice(language), PARAMETERS) != WORDS[code](voice("en"), PARAMETERS)


@pytest.mark.parametrize("expected", ["str", "int", "bool", "words", "dict", "list", "date", "day"])
def test_every_type_has_words_of_its_own(expected: str) -> None:
    said = {kind: WORDS["type"](voice("en"), PARAMETERS | {"expected": kind}) for kind in (expected, "elsewhere")}
    assert (said[expected] == said["elsewhere"]) == (expected == "dict")


@pytest.mark.parametrize("key", ["low", "question", "title"])
def test_the_example_of_a_text_is_toml(key: str) -> None:
    said = WORDS["missing"](voice("en"), PARAMETERS | {"key": key, "where": f"phases[0].{key}"})
    assert said == f'"{key}" is missing. Add it: {key} = {{ en = "…" }}'
    assert json.dumps("…", ensure_ascii=False) in said

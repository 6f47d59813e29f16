"""Every text of the bot in every language: nothing missing, nothing doubtful, the same gaps and tags to be filled."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import reports
import screens
from screens.voice import spoken, voice
from tests.screens.kinds import examples

SCREENS = Path(screens.__file__).parent
REPORTS = Path(reports.__file__).parent
KEYWORDS = {"say": None, "label": None, "_say": None, "count": (1, 2)}
"""What takes a text in the code, and where it stands in the call."""

TRANSLATIONS = [language for language in spoken() if language != "en"]
GAP = re.compile(r"\{\w+\}")
TAG = re.compile(r"</?\w+>")
Text = str | tuple[str, ...]


def texts_of_the_code() -> Iterator[Text]:
    for module in (*SCREENS.rglob("*.py"), *REPORTS.rglob("*.py")):
        for _, text, _, _ in extract("python", BytesIO(module.read_bytes()), keywords=KEYWORDS):
            yield text


def catalogue(language: str) -> Catalog:
    with (SCREENS / "locales" / language / "LC_MESSAGES" / "fairdeal.po").open("rb") as source:
        return read_po(source, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(text: Text | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def marks(text: str, pattern: re.Pattern[str]) -> Counter[str]:
    return Counter(pattern.findall(text))


def test_texts_are_found_at_all() -> None:
    found = set(texts_of_the_code())
    assert "Skip ›" in found
    assert ("{number} question", "{number} questions") in found
    assert "Something else: “{answer}”" in found
    assert len(found) > 200


def spoken_anywhere() -> Iterator[str]:
    """Every text that is given to one of those words, found as Python reads the code."""
    for module in (*SCREENS.rglob("*.py"), *REPORTS.rglob("*.py")):
        for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in KEYWORDS:
                yield from (each.value for each in call.args[:1] if isinstance(each, ast.Constant))


def test_no_text_stands_where_it_is_not_found() -> None:
    """Inside a text with gaps of Python's own, which an older Python does not look into: it would stay English."""
    found = {form for text in texts_of_the_code() for form in forms(text)}
    assert {text for text in spoken_anywhere() if isinstance(text, str)} - found == set()


def test_there_is_a_translation() -> None:
    """One for every language of an example."""
    assert {language for offered in examples() for language in offered.languages} <= {"en", *TRANSLATIONS}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_text_of_the_code_is_translated_and_no_other(language: str) -> None:
    translated = {message.id if isinstance(message.id, str) else tuple(message.id) for message in messages(language)}
    in_code = set(texts_of_the_code())
    assert in_code - translated == set(), "missing"
    assert translated - in_code == set(), "no longer said"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_translation_is_empty_or_doubtful(language: str) -> None:
    for message in messages(language):
        assert not message.fuzzy, message.id
        assert all(form.strip() for form in forms(message.string)), message.id


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_plural_has_all_forms_of_the_language(language: str) -> None:
    whole = catalogue(language)
    assert whole.num_plurals > 1
    for message in messages(language):
        if message.pluralizable:
            assert len(forms(message.string)) == whole.num_plurals, message.id


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("pattern", [GAP, TAG], ids=["gaps", "tags"])
def test_a_translation_has_the_gaps_and_tags_of_its_source(language: str, pattern: re.Pattern[str]) -> None:
    for message in messages(language):
        wanted = marks(forms(message.id)[-1], pattern)
        for form in forms(message.string):
            assert marks(form, pattern) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_babel_finds_nothing_to_complain_about(language: str) -> None:
    complaints = [str(error) for message in messages(language) for error in message.check(catalogue(language))]
    assert complaints == []


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        *(("en", 0, "0 questions"), ("en", 1, "1 question"), ("en", 2, "2 questions")),
        *(("es", 0, "0 preguntas"), ("es", 1, "1 pregunta"), ("es", 8, "8 preguntas")),
        *(("pl", 1, "1 pytanie"), ("pl", 3, "3 pytania"), ("pl", 5, "5 pytań"), ("pl", 12, "12 pytań")),
        *(("pl", 22, "22 pytania"), ("pl", 112, "112 pytań"), ("nl", 2, "2 vragen")),
    ],
)
def test_plurals_are_spoken(language: str, number: int, text: str) -> None:
    assert voice(language).count("{number} question", "{number} questions", number) == text


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 112])
def test_every_text_that_depends_on_a_number_can_be_said_with_any(language: str, number: int) -> None:
    for text in texts_of_the_code():
        if isinstance(text, tuple):
            gaps = {gap.strip("{}"): 7 for form in text for gap in GAP.findall(form)} | {"number": number}
            said = voice(language).count(*text, **gaps)
            assert "{" not in said
            assert re.search(rf"(?<!\d){number}(?!\d)", said) or "{number}" not in text[1]

"""Dates, numbers and names by language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from screens.voice import own_name, spoken, voice

EVENING = int(datetime(2027, 6, 13, 22, 30, tzinfo=UTC).timestamp() * 1000)
"""Already the fourteenth in Warsaw."""


@pytest.mark.parametrize(("language", "said"), [("en", "14 June"), ("es", "14 de junio"), ("xx", "14 June")])
def test_a_day_is_the_one_on_the_calendar_there(language: str, said: str) -> None:
    assert voice(language).day(EVENING, "Europe/Warsaw") == said


def test_the_zone_decides_the_day() -> None:
    assert voice("en").day(EVENING, "UTC") == "13 June"


@pytest.mark.parametrize(("language", "said"), [("en", "12,345"), ("es", "12.345")])
def test_numbers_have_the_separators_of_the_language(language: str, said: str) -> None:
    assert voice(language).number(12_345) == said
    assert voice(language).say("Change {number}", number=12_345).endswith(said)


@pytest.mark.parametrize("language", ["pl", "", "xx", "../../etc", "es_ES", "EN"])
def test_an_unknown_language_is_spoken_to_in_english(language: str) -> None:
    assert voice(language).say("Skip ›") == "Skip ›"


def test_a_known_language_is_spoken() -> None:
    assert spoken()[0] == "en"
    assert voice("es").say("Skip ›") == "Saltar ›"


def test_what_is_put_into_a_text_is_escaped_and_the_text_is_not() -> None:
    said = voice("en").say("<b>{title}</b> {count}", title="<i>&{count}", count=3)
    assert said == "<b>&lt;i&gt;&amp;{count}</b> 3"


@pytest.mark.parametrize(
    ("language", "name"), [("es", "Español"), ("en", "English"), ("uk", "Українська"), ("ar", "العربية"), ("qq", "Qq")]
)
def test_a_language_is_named_in_its_own_script(language: str, name: str) -> None:
    assert own_name(language) == name

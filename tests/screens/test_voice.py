"""Dates, numbers and names by language."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel import Locale

from screens.languages import NAMES, own_name
from screens.voice import spoken, voice

EVENING = int(datetime(2027, 6, 13, 22, 30, tzinfo=UTC).timestamp() * 1000)
"""Already the fourteenth in Warsaw."""

MOMENTS = [(1, 1, 0), (3, 28, 1), (6, 13, 23), (10, 31, 1), (12, 31, 12)]
"""Month, day and hour in UTC: the turn of the year, the changes of the clock, a summer night."""


@pytest.mark.parametrize(("language", "said"), [("en", "14 June"), ("es", "14 de junio"), ("xx", "14 June")])
def test_a_day_is_the_one_on_the_calendar_there(language: str, said: str) -> None:
    assert voice(language).day(EVENING, "Europe/Warsaw") == said


def test_the_zone_decides_the_day() -> None:
    assert voice("en").day(EVENING, "UTC") == "13 June"


INSTANTS = [int(datetime(2027, month, day, hour, tzinfo=UTC).timestamp() * 1000) for month, day, hour in MOMENTS]


@pytest.mark.parametrize("zone", sorted(available_timezones()))
def test_every_zone_has_its_own_day(zone: str) -> None:
    for instant in INSTANTS:
        there = datetime.fromtimestamp(instant / 1000, tz=ZoneInfo(zone))
        assert voice("en").day(instant, zone) == f"{there.day} {there:%B}"
        assert voice("es").day(instant, zone).startswith(f"{there.day} de ")


@pytest.mark.parametrize("language", spoken())
def test_every_language_writes_days_and_dates_with_the_month_in_words(language: str) -> None:
    for month in range(1, 13):
        moment = int(datetime(2027, month, 17, 12, tzinfo=UTC).timestamp() * 1000)
        day, whole = voice(language).day(moment, "UTC"), voice(language).date(date(2027, month, 17))
        assert "17" in day
        assert len(day) > 4
        assert {"17", "2027"} <= set(re.findall(r"\d+", whole))
        assert re.sub(r"[\d\W]", "", day) not in {"", "M"}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "A, B or C"), ("es", "A, B o C"), ("pl", "A, B lub C"), ("nl", "A, B of C"), ("ca", "A, B o C")],
)
def test_several_things_of_which_one_is_enough(language: str, said: str) -> None:
    assert voice(language).either(["A", "B", "C"]) == said
    assert voice(language).either(["A"]) == "A"


@pytest.mark.parametrize(("language", "said"), [("en", "12,345"), ("es", "12.345")])
def test_numbers_have_the_separators_of_the_language(language: str, said: str) -> None:
    assert voice(language).number(12_345) == said
    assert voice(language).say("Change {number}", number=12_345).endswith(said)


@pytest.mark.parametrize("language", ["tlh", "", "xx", "../../etc", "es_ES", "EN"])
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


@pytest.mark.parametrize("language", sorted(NAMES))
def test_the_names_of_languages_are_those_of_the_locale_data(language: str) -> None:
    name = Locale.parse(language).get_display_name(language)
    assert name is not None
    assert NAMES[language] == name[:1].title() + name[1:]


def test_no_two_languages_have_one_name() -> None:
    assert len(set(map(str.casefold, NAMES.values()))) == len(NAMES)


def test_who_writes_loads_no_language_but_their_own() -> None:
    """The locale data of all languages would take a hundred megabytes."""
    code = "typed_button('x'); print(len(localedata._cache))"
    imports = "from babel import localedata; from screens.typed import typed_button; "
    loaded = subprocess.run([sys.executable, "-c", imports + code], capture_output=True, text=True, check=True)
    assert int(loaded.stdout) < 20

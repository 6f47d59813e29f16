"""Days are read as people type them, in six languages; what is no day is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from deliberation.drafting.day_words import MONTHS
from deliberation.drafting.days import read_day, today
from deliberation.errors import DateOutOfRange, NotADate
from screens.voice import spoken

THURSDAY = date(2027, 5, 20)

THE_14TH = ["14.6.2027", "14. 6. 2027", "14/6/2027", "2027-06-14", "14.6.27", "14.6.", "14/06", "14 June", "June 14th",
            "the 14th of June, 2027", "Monday 14 June", "14 de junio", "el lunes 14 de junio de 2027", "14 czerwca",
            "dnia 14 czerwca 2027 r.", "14 juni", "maandag 14 juni", "14 de juny", "ekainaren 14a", "ekainaren 14an",
            "2027ko ekainaren 14a", "14 jun", " 14 JUNE ", "١٤/٦/٢٠٢٧"]  # fmt: skip
IN_TWO_WEEKS = ["in 2 weeks", "two weeks", "en 2 semanas", "dentro de dos semanas", "za 2 tygodnie", "za dwa tygodnie",
                "over 2 weken", "over twee weken", "d'aquí a 2 setmanes", "d'aquí a dues setmanes", "2 aste barru",
                "bi aste barru", "in 14 days"]  # fmt: skip
TOMORROW = ["tomorrow", "mañana", "manana", "jutro", "morgen", "demà", "bihar", "Friday", "el viernes", "w piątek",
            "vrijdag", "divendres", "ostiralean", "in a day"]  # fmt: skip
TODAY = ["today", "now", "hoy", "ahora", "dziś", "teraz", "vandaag", "nu", "avui", "ara", "gaur", "orain", "20 May"]
IN_A_WEEK = [
    "in a week",
    "una semana",
    "za tydzień",
    "over een week",
    "d'aquí a una setmana",
    "aste bat barru",
    "Thursday",
]
WRITTEN = [
    *((text, date(2027, 6, 14)) for text in THE_14TH),
    *((text, date(2027, 6, 3)) for text in IN_TWO_WEEKS),
    *((text, date(2027, 5, 21)) for text in TOMORROW),
    *((text, THURSDAY) for text in TODAY),
    *((text, date(2027, 5, 27)) for text in IN_A_WEEK),
    ("in a month", date(2027, 6, 20)),
    ("19 May", date(2028, 5, 19)),
    ("1.1.", date(2028, 1, 1)),
    ("29 February", date(2028, 2, 29)),
    ("19.5.2027", date(2027, 5, 19)),
]


@pytest.mark.parametrize(("text", "day"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_a_day_is_read_as_it_is_typed(text: str, day: date) -> None:
    assert read_day(text, THURSDAY) == day


NO_DAYS = ["", "soon", "June", "14", "31.6.2027", "31 June", "32 May", "14.13.", "14 foo", "14 June July", "14 15 June",
           "2 weeks ago", "in 9999 weeks", "next week or so", "the friday after", "14 m", "x" * 5000]  # fmt: skip


@pytest.mark.parametrize("text", NO_DAYS, ids=[text[:20] for text in NO_DAYS])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        read_day(text, THURSDAY)


def test_a_day_beyond_what_a_file_can_have_is_refused() -> None:
    with pytest.raises(DateOutOfRange):
        read_day("1.1.2101", THURSDAY)


@pytest.mark.parametrize(("language", "month"), list(product(spoken(), range(1, 13))))
def test_the_bot_reads_the_days_that_it_writes(language: str, month: int) -> None:
    locale = "en_GB" if language == "en" else language
    day = date(2027, month, 11)
    assert read_day(format_date(day, "long", locale=locale).replace("(e)", "").replace("(a)", ""), THURSDAY) == day


def test_the_beginning_of_a_month_is_that_of_no_other() -> None:
    begun = {
        word[:3]: {n for n, words in enumerate(MONTHS) if f" {word[:3]}" in f" {words}"}
        for word in " ".join(MONTHS).split()
    }
    assert [beginning for beginning, months in begun.items() if len(months) > 1] == []


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)), st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_without_a_year_it_is_the_next_such_day(today: date, day: date) -> None:
    found = read_day(f"{day.day}.{day.month}.", today)
    assert (found.day, found.month) == (day.day, day.month)
    assert today <= found < today + timedelta(days=8 * 366 + 1)


@given(st.text(alphabet="0123456789./- aeinjmuw", max_size=14) | st.text())
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(NotADate, DateOutOfRange):
        assert read_day(text, THURSDAY) <= date(2100, 12, 31)


def test_today_is_the_towns() -> None:
    late = int(datetime(2027, 5, 20, 23, 30, tzinfo=ZoneInfo("UTC")).timestamp() * 1000)
    assert today(late, "UTC") == THURSDAY
    assert today(late, "Europe/Madrid") == date(2027, 5, 21)

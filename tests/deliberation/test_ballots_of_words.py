"""What counts as a number, a date or a text when it is typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.ballots import number, open_text
from deliberation.ballots.date import FIRST, LAST
from deliberation.ballots.date import typed as date_typed
from deliberation.errors import DateOutOfRange, EmptyText, NotADate, NotANumber, OutOfRange, TooLong

SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "০১২৩৪৫৬৭৮৯", "０１２３４５６７８９"]
"""European, Arabic-Indic, Bengali and fullwidth digits."""

MILLION = 1_000_000


def in_script(text: str, digits: str) -> str:
    return "".join(digits[int(one)] if one in SCRIPTS[0] else one for one in text)


@pytest.mark.parametrize(
    ("written", "ballot"),
    [
        ("0", "0"),
        (" 42 ", "42"),
        ("007", "7"),
        ("3.", "3"),
        ("-5", "-5"),
        ("- 5", "-5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("-0", "0"),
        ("1 000", "1000"),
        ("1.000", "1000"),
        ("1,000", "1000"),
        ("1'000", "1000"),
        ("1’000", "1000"),
        ("1\u202f000", "1000"),
        ("1\u00a0000", "1000"),
        ("١٬٠٠٠", "1000"),
        ("1.000.000", "1000000"),
        ("-1 000 000.", "-1000000"),
    ],
)
def test_a_number_is_written_as_people_write_it(written: str, ballot: str) -> None:
    assert number.typed(written, -MILLION, MILLION) == ballot


@given(st.integers(-MILLION, MILLION), st.sampled_from(SCRIPTS), st.sampled_from(["", " ", ".", ",", "'"]))
def test_a_number_reads_the_same_in_every_script_and_with_every_mark(value: int, digits: str, mark: str) -> None:
    assert number.typed(in_script(f"{value:,}".replace(",", mark), digits), -MILLION, MILLION) == str(value)


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "-", ".", "x", "12x", "1 2", "1.5", "1,23", "1.234,567", "1,234.567", "10.00", "1000.000", "1..000",
        "--1", "+ -1", "²", "½", "Ⅷ", "五", "1e3", "0x1f", "\x00", "\ud83d", "9" * 31, "9" * 64_000, "1 " * 32_000,
    ],
    ids=lambda written: ascii(written)[:12],
)  # fmt: skip
def test_what_is_no_whole_number_is_told_which_would_fit(written: str) -> None:
    with pytest.raises(NotANumber) as refused:
        number.typed(written, -3, 3)
    assert refused.value.parameters == {"least": -3, "most": 3}


@pytest.mark.parametrize("written", ["-4", "4", "9" * 30, "1.000"])
def test_a_number_out_of_range_is_told_the_range(written: str) -> None:
    with pytest.raises(OutOfRange) as refused:
        number.typed(written, -3, 3)
    assert refused.value.parameters == {"least": -3, "most": 3}
    assert [number.typed(end, -3, 3) for end in ("-3", "3")] == ["-3", "3"]


@given(st.text() | st.text("-−0123٣৩ .,'", max_size=8))
def test_a_number_that_is_taken_is_in_range_and_plainly_written(written: str) -> None:
    try:
        ballot = number.typed(written, -30, 30)
    except (NotANumber, OutOfRange):
        return
    assert -30 <= int(ballot) <= 30
    assert ballot == str(int(ballot))
    assert number.typed(ballot, -30, 30) == ballot


@pytest.mark.parametrize(
    "written",
    ["14.6.2027", "14.06.2027", "14/6/2027", "14-06-2027", "14. 6. 2027", "14 . 6 . 2027.", " 14.6.2027\n",
     "2027-06-14", "2027-6-14", "2027/06/14", "2027. 6. 14.", "١٤/٦/٢٠٢٧", "১৪.৬.২০২৭"],
)  # fmt: skip
def test_a_date_is_written_day_first_or_year_first(written: str) -> None:
    assert date_typed(written, FIRST, LAST) == "2027-06-14"


@pytest.mark.parametrize(
    "written",
    ["", "14", "14.6.", "14.6.27", "14 6 2027", "31.6.2027", "29.2.2027", "2027-02-30", "06/14/2027", "0.1.2027",
     "1.0.2027", "1.13.2027", "1.1.0000", "tomorrow", "14 June 2027", "2027-W24-1", "114.6.2027", "14.6.2027 19:00",
     "\x00", "\ud83d", "1" * 64_000, "1." * 32_000],
    ids=lambda written: ascii(written)[:12],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(NotADate):
        date_typed(written, FIRST, LAST)


def test_a_day_that_only_leap_years_have() -> None:
    assert date_typed("29.2.2028", FIRST, LAST) == "2028-02-29"


@pytest.mark.parametrize("written", ["31.5.2027", "1.7.2027", "1.1.0001", "31.12.9999"])
def test_a_date_out_of_range_is_told_the_range(written: str) -> None:
    earliest, latest = date(2027, 6, 1), date(2027, 6, 30)
    with pytest.raises(DateOutOfRange) as refused:
        date_typed(written, earliest, latest)
    assert refused.value.parameters == {"earliest": "2027-06-01", "latest": "2027-06-30"}
    assert [date_typed(f"{day}.6.2027", earliest, latest) for day in (1, 30)] == ["2027-06-01", "2027-06-30"]


@given(st.dates(FIRST, LAST), st.sampled_from(SCRIPTS), st.sampled_from(".-/"), st.booleans())
def test_every_date_reads_the_same_both_ways_round_and_in_every_script(
    day: date, digits: str, mark: str, year_first: bool
) -> None:
    parts = (day.year, day.month, day.day) if year_first else (day.day, day.month, day.year)
    assert date_typed(in_script(mark.join(map(str, parts)), digits), FIRST, LAST) == day.isoformat()


@pytest.mark.parametrize("written", ["", " ", "\n\t ", "\x00", "\x00 \x00", "\u2003", "\ud83d"], ids=ascii)
def test_white_space_is_no_answer(written: str) -> None:
    with pytest.raises(EmptyText):
        open_text.typed(written, 20)


def test_a_text_of_the_limit_fits_and_one_more_does_not() -> None:
    assert open_text.typed("🌱" * 20, 20) == "🌱" * 20
    with pytest.raises(TooLong) as refused:
        open_text.typed(f" {'x' * 21} ", 20)
    assert refused.value.parameters == {"length": 21, "limit": 20, "text": "x" * 21}


def test_a_huge_text_is_refused_whole() -> None:
    with pytest.raises(TooLong) as refused:
        open_text.typed("x" * 64_000, 1000)
    assert refused.value.parameters["length"] == 64_000


@given(st.text(), st.integers(1, 40))
def test_a_ballot_is_the_text_trimmed_and_without_nul(written: str, limit: int) -> None:
    try:
        ballot = open_text.typed(written, limit)
    except (EmptyText, TooLong):
        return
    assert ballot == written.replace("\x00", "").strip()
    assert 0 < len(ballot) <= limit


def test_half_a_character_pair_is_dropped_and_the_rest_kept() -> None:
    assert open_text.typed("warm \ud83d homes", 20) == "warm  homes"

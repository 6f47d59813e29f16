"""Texts are broken so that every line fits, nothing is lost, and each runs in its own direction."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pictures.lines import LEFT_ISOLATE, POP_ISOLATE, RIGHT_ISOLATE, block, fitting
from reports.pictures.page import Page
from reports.pictures.typeface import drawable, measure, shown
from tests.reports.pictures import HOSTILE, PHRASES, ink, opened

SIZE = 40


def bare(line: str) -> str:
    return line[1:-1]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("language", PHRASES)
def test_a_line_is_as_wide_as_it_was_measured(language: str, bold: bool) -> None:
    """Measured by our reader of widths, drawn by resvg: what fits does fit, and not much room is given away."""
    (line,) = (words := block(PHRASES[language], language, 99_999, 60, bold=bold)).lines
    assert line
    page = Page(round(words.width) + 400, 160, language)
    page.text(words, 200, 20)
    left, _, right, _ = ink(opened(page.png()))
    assert 0.97 * words.width < right - left < 1.005 * words.width


@given(st.sampled_from([*PHRASES.values(), *HOSTILE]) | st.text(max_size=200), st.integers(60, 1200))
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    words = block(text, "en", width, SIZE)
    assert "".join("".join(map(bare, words.lines)).split()) == "".join(shown(text).split())
    for line in map(bare, words.lines):
        assert measure(line, SIZE, False) <= width or len(line) == 1 or not line.isascii()


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_is_too_long_ends_in_an_ellipsis(language: str, most: int) -> None:
    words = block(PHRASES[language], language, 500, SIZE, most=most)
    assert len(words.lines) == most
    assert bare(words.lines[-1]).endswith("…")
    assert not words.whole
    assert words.width <= 500


def test_no_line_ends_in_a_word_of_one_letter_or_a_lonely_number() -> None:
    text = "Do 14 czerwca w Ratuszu i w szkole, a potem o 8 rano z mieszkańcami u sąsiadów na 340 osób"
    for width in range(300, 1500, 25):
        for line in block(text, "pl", width, SIZE).lines[:-1]:
            assert not re.search(r"(^|\s)(\w|\d+)$", bare(line)), (width, line)


def test_lines_are_about_equally_long() -> None:
    lines = block(PHRASES["pl"], "pl", 1000, SIZE).lines
    widths = [measure(bare(line), SIZE, False) for line in lines]
    assert len(widths) == 3
    assert min(widths) > 0.7 * max(widths)


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("ar", "نعم", RIGHT_ISOLATE),
        ("ar", "Telegram هو", RIGHT_ISOLATE),
        ("ar", "t.me/town_bot", LEFT_ISOLATE),
        ("ar", "+48 71 123 45 67", LEFT_ISOLATE),
        ("en", "Yes", LEFT_ISOLATE),
        ("en", "Lindner Court (نعم)", LEFT_ISOLATE),
        ("en", "نعم (yes)", RIGHT_ISOLATE),
    ],
)
def test_a_text_runs_in_its_own_direction(language: str, text: str, direction: str) -> None:
    (line,) = block(text, language, 9999, SIZE).lines
    assert (line[0], line[-1]) == (direction, POP_ISOLATE)


def test_the_largest_size_that_fits_is_taken() -> None:
    sizes = range(100, 30, -2)
    large = fitting("Yes", "en", 900, 300, sizes)
    long = fitting(PHRASES["eu"], "eu", 900, 300, sizes)
    assert large.size == 100
    assert long.whole
    assert 30 < long.size < 80
    assert long.height <= 300 < fitting(PHRASES["eu"], "eu", 900, 9999, [int(long.size) + 2]).height


def test_what_can_be_drawn_is_known_beforehand() -> None:
    assert drawable(*PHRASES.values(), "€ zł m² ½ № – “”", "🎉")
    assert not drawable("Yes", "漢字")
    assert not drawable("বাংলা")

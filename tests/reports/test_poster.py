"""A poster says where to go, to a telephone and to the eye, and stays on its sheet whatever is written on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageFilter

from reports.pictures.lines import reads_right_to_left
from reports.pictures.poster import CODE, CODE_TOP, FOOT, MARGIN, Poster, poster
from reports.pictures.qr import QUIET, squares
from screens.poster import poster_words
from tests.reports.pictures import HOSTILE, PHRASES, code, codes, ink, opened

LINK = "https://t.me/wroclaw_deal_bot?start=c_lindner-court_"
SHORT = LINK.removeprefix("https://")
A4 = (1654, 2339)


def wanted(language: str = "en", text: str = "Renovating Lindner Court: nobody should have to move") -> Poster:
    return Poster(
        title=text,
        about="The city wants to insulate all 340 flats. 8 questions, about 4 minutes.",
        who="The city of Wrocław asks",
        until="Until 14 June 2027",
        link=LINK + language,
        short_link=SHORT + language,
        language=language,
        words=poster_words(language),
    )


def everywhere(text: str, language: str) -> Poster:
    """The same text in every place that takes one."""
    given = replace(wanted(language, text), about=text, who=text, until=text, telephone=text)
    return replace(given, words=replace(given.words, scan=text, opens=text, telephone=text))


def whole_on_its_sheet(picture: Image.Image) -> bool:
    left, upper, right, lower = ink(picture)
    return left >= MARGIN - 3 and upper >= MARGIN and right <= A4[0] - MARGIN + 3 and lower <= A4[1] - MARGIN + 20


@pytest.mark.parametrize("language", PHRASES)
def test_the_code_opens_the_consultation_in_the_posters_language(language: str) -> None:
    assert code(opened(poster(wanted(language, PHRASES[language])))) == LINK + language


@pytest.mark.parametrize("language", PHRASES)
def test_long_words_stay_on_the_sheet(language: str) -> None:
    picture = opened(poster(everywhere(PHRASES[language], language)))
    assert whole_on_its_sheet(picture)
    assert code(picture) == LINK + language


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_is_written_on_it_it_is_a_poster(number: int, language: str) -> None:
    picture = opened(poster(everywhere(HOSTILE[number], language)))
    assert whole_on_its_sheet(picture)
    assert code(picture) == LINK + language


def test_it_prints_as_one_sheet_of_a4() -> None:
    picture = opened(poster(wanted()))
    picture.load()
    assert picture.size == A4
    assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.01)
    assert [side / 200 * 25.4 for side in picture.size] == pytest.approx([210, 297], abs=0.2)


def test_it_is_read_from_across_the_street() -> None:
    seen = opened(poster(wanted())).convert("L").resize((330, 467)).filter(ImageFilter.GaussianBlur(0.5))
    assert code(seen) == LINK + "en"


@pytest.mark.parametrize("language", PHRASES)
def test_nothing_comes_near_the_code(language: str) -> None:
    picture = opened(poster(everywhere(PHRASES[language], language)))
    (found,) = codes(picture)
    corner = found.position.top_left
    quiet = QUIET * CODE / len(squares(LINK + language)) - 6  # a letter may reach a little beyond its width
    around = (corner.x - quiet, corner.y - quiet, corner.x + CODE + quiet, corner.y + CODE + quiet)
    left, upper, right, lower = ink(picture.crop(tuple(round(side) for side in around)))
    assert min(left, upper) >= quiet - 4
    assert max(right, lower) <= CODE + quiet + 4


@pytest.mark.parametrize("language", PHRASES)
def test_it_is_laid_out_from_where_reading_begins(language: str) -> None:
    (found,) = codes(opened(poster(wanted(language, PHRASES[language]))))
    turned = reads_right_to_left(language)
    side = found.position.top_right.x if turned else found.position.top_left.x
    assert side == pytest.approx(A4[0] - MARGIN if turned else MARGIN, abs=4)
    assert found.position.top_left.y == pytest.approx(CODE_TOP, abs=4)


def ruled(picture: Image.Image) -> int:
    """How many pixels of a line there are to write on."""
    return sum(picture.convert("L").crop((MARGIN, FOOT - 7, A4[0] - MARGIN, FOOT - 6)).histogram()[:200])


def test_a_telephone_number_is_printed_or_has_a_line_to_be_written_on() -> None:
    assert ruled(opened(poster(wanted()))) > 900
    assert ruled(opened(poster(replace(wanted(), telephone="+48 71 123 45 67")))) < 50


def test_the_same_poster_is_the_same_picture() -> None:
    assert poster(wanted()) == poster(wanted())
    assert poster(wanted()) != poster(replace(wanted(), title="Another"))

"""What came of statements, as pictures, on the page and in the spreadsheet: legible, true, and never about few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import combinations
from random import Random

import pytest
from openpyxl import load_workbook

from deliberation.definition import Consultation
from deliberation.releases.findings import Findings
from reports.asked import Wanted
from reports.pictures.frame import MARGIN
from reports.pictures.opinions_told import statement_picture, statements_of
from reports.pictures.page import Page
from reports.pictures.statements import ByGroup, Row, statements
from reports.webpage import report
from reports.workbook import workbook
from screens.results.publication import published_text
from screens.results.summary import summary_text
from tests.deliberation.files import CLOSES, OPENS, consultation, phase
from tests.deliberation.files import statements as offer_statements
from tests.reports.opinions_found import SAID, cast, opinions_found
from tests.reports.pages import page
from tests.reports.pictures import HOSTILE, PHRASES, ink, opened
from tests.reports.test_opinion_map import texts
from tests.screens.test_summary_text import read

TOWNS = {"two groups": (120, 2), "three groups": (90, 3), "no groups": (40, 1)}


@pytest.fixture(scope="module", params=TOWNS.values(), ids=TOWNS.keys())
def town(request: pytest.FixtureRequest) -> Findings:
    return opinions_found(*request.param)


@pytest.fixture
def drawn() -> Iterator[None]:
    """Pictures as the text they are drawn from."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Page, "png", lambda page: page._svg().encode())
        yield


def in_language(code: str) -> Consultation:
    words = {code: PHRASES[code]}
    head = ("title", "proposal", "asked_by", "decided_by", "still_open", "already_fixed")
    step = {"id": "ideas", "kind": "statements", "question": words, "statements": [{"id": "a", "text": words}]}
    return consultation(
        {"id": "one", "opens": OPENS, "closes": CLOSES, "steps": [step]},
        languages=[code], **{key: {code: PHRASES[code][:40]} for key in head},
    )  # fmt: skip


def made(found: Findings, language: str = "en", *, by_group: bool = True, slide: bool = False) -> bytes:
    drawn = statement_picture(found, "ideas", language, by_group=by_group, slide=slide)
    assert drawn is not None
    return drawn[0](drawn[1])


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize("by_group", [False, True])
def test_it_fits_the_page_and_leaves_its_edge_free(town: Findings, by_group: bool, slide: bool) -> None:
    whole = opened(made(town, by_group=by_group, slide=slide))
    assert whole.size == (1600, 900) if slide else (whole.width == 1080 and whole.height <= 1350)
    left, upper, right, lower = ink(whole)
    assert min(left, upper, whole.width - right, whole.height - lower) >= MARGIN - 12


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize("language", ["en", "pl", "uk", "ar"])
@pytest.mark.parametrize("camps", [1, 3])
def test_every_word_is_large_enough_and_none_is_on_another(camps: int, language: str, slide: bool, drawn: None) -> None:
    found = opinions_found(90, camps, offer=in_language(language), texts=[f"{PHRASES[language]} {n}" for n in range(8)])
    said = texts(made(found, language, slide=slide))
    assert min(text.size for text in said) >= 32
    for one, other in combinations(said, 2):
        assert not one.box.touches(other.box), (one.words, other.words)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_was_said_it_is_a_picture(number: int) -> None:
    found = opinions_found(60, 2, texts=[HOSTILE[number] or " "] * 8)
    for slide in False, True:
        left, *_ = ink(opened(made(found, slide=slide)))
        assert left >= MARGIN - 12


def test_the_first_row_is_what_divides_most_and_says_so(drawn: None) -> None:
    asked = Wanted(opinions_found(120, 2), "en").one("ideas")
    assert asked is not None
    wanted = statements_of(asked)
    assert wanted is not None
    assert wanted.title == f"What divides most: {wanted.rows[0].statement}"
    apart = [
        max(places) - min(places) for row in wanted.rows if (places := [at for at in row.places if at is not None])
    ]
    assert apart[0] == max(apart)


def test_groups_that_stand_together_stand_side_by_side(drawn: None) -> None:
    rows = tuple(Row("Trees", (at, at, at, at, at), ("A", "B", "C", "D", "E")) for at in (0.0, 5.0, 10.0))
    svg = statements(ByGroup("Title", "Asked\nBase", "Foot", "en", rows, "Nobody agrees", "All agree"))
    letters = [text for text in texts(svg) if text.words in set("ABCDE")]
    assert len(letters) == 15
    for one, other in combinations(letters, 2):
        assert not one.box.touches(other.box)
    assert all(MARGIN - 1 <= text.box.x <= 1080 - MARGIN for text in letters)


def test_what_was_taken_back_since_is_quoted_nowhere() -> None:
    found = opinions_found(120, 2, gone=[0, 4])
    said = page(report(Wanted(found, "en"))).text()
    assert SAID[0] not in said
    assert "Statement 1 (taken back by who said it)" in said
    sheet = load_workbook(BytesIO(workbook(Wanted(found, "en"))))["1 ideas"]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert not any(SAID[0] in cell or SAID[4] in cell for cell in cells)
    assert any(SAID[1] in cell for cell in cells)


def test_a_message_says_what_unites_and_what_divides() -> None:
    found = opinions_found(120, 2)
    said = read(summary_text(found.summaries[0], found.consultation, "en", found.said))
    assert f"Unites: “{SAID[0]}” (95 of 105 agree)" in said
    assert f"Divides: “{SAID[4]}” (most agree in Group A, most disagree in Group B)" in said
    assert f"What unites: “{SAID[0]}”" in read(published_text(found, 0, "en"))


def test_of_too_few_nothing_is_said() -> None:
    found = opinions_found(4, 1)
    assert statement_picture(found, "ideas", "en") is None
    assert not any(said in page(report(Wanted(found, "en"))).text() for said in SAID)
    assert workbook(Wanted(found, "en"))


def test_the_same_votes_are_the_same_bytes() -> None:
    assert made(opinions_found(90, 3)) == made(opinions_found(90, 3))
    assert report(Wanted(opinions_found(90, 3), "en")) == report(Wanted(opinions_found(90, 3), "en"))


# Nothing about few: the threshold is fifty, so that every number from eleven to forty-nine would be about few.

K = 50
OFFERED = consultation(phase(offer_statements(matter=3), closes=date(2027, 5, 9)), timezone="UTC")


def numbers(said: str) -> set[int]:
    """Every number in a text that is no share, and not how clear groups are."""
    plain = re.sub(r"\(\d+ of 100[^)]*\)", "", said)
    return {int(found) for found in re.findall(r"(?<![\d,.-])\d+(?![\d,]*\d|\s%)", plain)}


def written(found: Findings) -> Iterator[str]:
    """All that can be read anywhere."""
    wanted = Wanted(found, "en")
    yield page(report(wanted)).text()
    sheet = load_workbook(BytesIO(workbook(wanted)), data_only=True)["1 ideas"]
    yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    yield read(summary_text(found.summaries[0], found.consultation, "en", found.said))
    for by_group in False, True:
        picture = statement_picture(found, "ideas", "en", by_group=by_group)
        if picture is not None:
            yield from (text.words for text in texts(picture[0](picture[1])))


@pytest.mark.parametrize("seed", range(12))
def test_no_number_of_few_people_is_anywhere(seed: int, drawn: None) -> None:
    chance = Random(seed)
    people, camps = chance.choice([60, 130, 220, 400]), chance.choice([1, 2, 3])
    cast_by = cast(people, camps, seed)
    votes = [{n: vote for n, vote in own.items() if chance.random() < 0.6 + 0.05 * n} for own in cast_by]
    found = opinions_found(people, camps, K, seed, votes=votes, offer=OFFERED)
    said = list(written(found))
    assert not [text for text in said if any(10 < number < K for number in numbers(text))]


def test_numbers_are_found_where_there_are_some() -> None:
    assert numbers("At least 49 of 1,230 people (85 of 100); 3 %.") == {49}

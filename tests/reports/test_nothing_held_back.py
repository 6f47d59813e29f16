"""Whatever a town answers, no picture, page or sheet has a number of people below the threshold: not as a figure, and
not as a sum or a difference.

The threshold is fifty here, so that every number from ten to forty-nine would be one; numbers of questions, points of
scales and days of the month are below ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from deliberation.releases.findings import Findings
from reports.asked import Wanted
from reports.pictures.page import Page
from reports.pictures.question import draw, question_picture, turnout_picture
from reports.webpage import report
from reports.workbook import workbook
from tests.deliberation.files import (
    choice,
    consultation,
    day,
    none_of_these,
    number,
    phase,
    scale,
    several,
    words,
)
from tests.deliberation.files import ranking as order
from tests.reports.found import crowd
from tests.reports.pages import page

K = 50
OFFERED = consultation(
    phase(
        choice("colour", 3, required=False),
        scale("how", 5, required=False),
        none_of_these(several("uses", 4, required=False, other=True)),
        order("order", required=False),
        number("far", least=0, most=9),
        day("when", required=False),
        words("why") | {"when": {"step": "colour", "is": ["a"]}},
        choice("last"),
        closes=date(2027, 5, 9),
    ),
    timezone="UTC",
    sharing={"quotes": True},
)  # fmt: skip
BALLOTS = {
    "colour": ("a", "b", "c"), "how": ("1", "2", "3", "4", "5"), "order": ('["a", "b", "c"]', '["b", "c", "a"]'),
    "uses": ('["a"]', '["a", "b"]', '["d"]', '["c", "@x"]'), "far": ("3", "7"), "when": ("2027-06-04", "2027-06-07"),
    "why": ("x",), "last": ("a", "b"),
}  # fmt: skip
SIZES = (1, 2, 9, 15, 30, 49, 50, 51, 60, 99, 120, 400)

answers = st.fixed_dictionaries({}, optional={step: st.sampled_from(ballots) for step, ballots in BALLOTS.items()})
towns = st.lists(st.tuples(st.sampled_from(SIZES), answers), min_size=1, max_size=7)


def numbers(said: str) -> set[int]:
    """Every number in a text that is not a share."""
    return {int(found) for found in re.findall(r"(?<![\d,.-])\d+(?![\d,]*\d|\s%)", said)}


def written(found: Findings) -> Iterator[str]:
    """All that can be read anywhere."""
    wanted = Wanted(found, "en")
    yield page(report(wanted)).text()
    for sheet in load_workbook(BytesIO(workbook(wanted)), data_only=True):
        for row in sheet.iter_rows(values_only=True):
            for cell in row:
                if cell is not None and not isinstance(cell, float) and "2027-05-0" not in str(cell):
                    yield str(cell)
    every = [question_picture(found, step.id, "en") for step in found.consultation.steps()]
    for picture in (*every, turnout_picture(found, "en")):
        if picture is not None:
            drawn = ElementTree.fromstring(draw(picture))  # noqa: S314 - our own
            yield from (text.text or "" for text in drawn.iter("{http://www.w3.org/2000/svg}text"))


@pytest.fixture
def drawn() -> Iterator[None]:
    """Pictures as the text they are drawn from."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Page, "png", lambda page: page._svg().encode())
        yield


def town(groups: list[tuple[int, dict[str, str]]]) -> Findings:
    return replace(crowd(OFFERED, *groups, k=K), replies=(), quotes={})


@settings(max_examples=80)
@given(groups=towns)
@pytest.mark.usefixtures("drawn")
def test_no_number_of_few_people_is_anywhere(groups: list[tuple[int, dict[str, str]]]) -> None:
    for said in written(town(groups)):
        assert not [number for number in numbers(said) if 10 <= number < K], said


def test_numbers_are_found_where_there_are_some() -> None:
    assert numbers("49 of 1,230 people, 12 % of 200; 3.") == {49, 200, 3}


@pytest.mark.usefixtures("drawn")
def test_a_difference_below_the_threshold_is_not_printed() -> None:
    """Of 300, 60 gave no answer to one question and 90 to a later one: thirty stopped in between."""
    steps = phase(choice("one"), choice("two"), choice("three"), closes=date(2027, 5, 9))
    full, some, few = {"one": "a", "two": "a", "three": "a"}, {"one": "a", "two": "b"}, {"one": "b"}
    found = crowd(consultation(steps, timezone="UTC"), (210, full), (30, some), (60, few), k=K)
    said = " ".join(written(replace(found, replies=())))
    assert "60 of 300" in said
    assert 30 not in numbers(said)

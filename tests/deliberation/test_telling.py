"""The one question of a result that is shown as a picture unasked."""

from __future__ import annotations

from typing import Any

from deliberation.releases import Summary, Table
from deliberation.releases.telling import telling
from tests.deliberation.files import choice, consultation, phase, words

SCALE = {
    "id": "scale", "kind": "scale", "question": {"en": "S", "es": "S"}, "low": {"en": "no", "es": "no"},
    "high": {"en": "yes", "es": "sí"},
}  # fmt: skip
ABOUT_YOU = choice("home", 3) | {"circumstance": True}
SEVERAL = choice("several", 3) | {"kind": "multiple_choice"}
TOWN = consultation(phase(choice("first", 3), choice("second", 3), SCALE, ABOUT_YOU, SEVERAL, words("why")))


def most(**tables: dict[str, int | None]) -> Any:
    made = tuple(Table(step, cells) for step, cells in tables.items())
    return telling(TOWN, [Summary("tiny", 1, "hearing", 5, 100, None, made)])


def test_the_widest_lead_in_people_says_most() -> None:
    assert most(first={"a": 40, "b": 30, "c": 9}, second={"a": 50, "b": 8, "c": 8}) == "second"


def test_of_two_the_earlier_one() -> None:
    assert most(first={"a": 20, "b": 10, "c": 0}, second={"a": 20, "b": 10, "c": 0}) == "first"


def test_a_scale_leans_to_a_side_and_its_middle_is_none() -> None:
    assert most(first={"a": 20, "b": 10, "c": 0}, scale={"1": 20, "2": 9, "3": 60, "4": 6, "5": 5}) == "scale"
    assert most(first={"a": 20, "b": 10, "c": 0}, scale={"1": 6, "2": 9, "3": 60, "4": 9, "5": 6}) == "first"


def test_how_people_live_is_no_finding() -> None:
    assert most(home={"a": 90, "b": 5, "c": 5}) is None


def test_where_what_is_held_back_may_be_more_nothing_leads() -> None:
    assert most(several={"a": 60, "b": 10, "c": None}) is None
    assert most(first={"a": 60, "b": 10, "c": None}) == "first"  # of one choice, what is held back is less
    assert most(scale={"1": 60, "2": None, "3": None, "4": 0, "5": 5}) is None


def test_where_nothing_leads_there_is_none() -> None:
    assert most(first={"a": None, "b": None, "c": None}, why={"given": 70, "@none": 30}) is None
    assert most(first={"a": 10, "b": 10, "c": 10}) is None

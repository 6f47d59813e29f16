"""The examples are what a town could use tomorrow: whole in three languages, fair in what they ask, of every kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from deliberation.definition import Consultation, read_definition
from deliberation.definition.kinds import KINDS
from tests.deliberation.files import EXAMPLES

NAMES = {"energy-poverty", "fair-heat", "food-policy", "renovating-lindner-court", "school-street"}
JUSTICE = {"distribution", "procedure", "recognition", "restoration"}
"""Who gains and who pays; who decides and who is heard; whose needs are overlooked; who repairs earlier harm."""

READ = [read_definition(path.read_text(encoding="utf-8")) for path in EXAMPLES]


def texts(part: Any) -> Iterator[Mapping[str, str]]:
    """Every text in several languages."""
    if isinstance(part, Mapping):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from texts(inner)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def test_there_are_five() -> None:
    assert {path.stem for path in EXAMPLES} == NAMES


@pytest.mark.parametrize("example", READ, ids=lambda example: example.id)
def test_each_asks_the_four_questions_of_justice(example: Consultation) -> None:
    asked = {step.id for step in example.steps() if step.asks}
    assert asked >= JUSTICE


@pytest.mark.parametrize("example", READ, ids=lambda example: example.id)
def test_each_is_whole_in_english_spanish_and_one_more(example: Consultation) -> None:
    english, spanish, third = example.languages
    assert (english, spanish) == ("en", "es")
    assert third in {"ca", "eu", "pl", "nl"}
    found = list(texts(example))
    assert len(found) > 50
    assert [text for text in found if set(text) != set(example.languages)] == []


@pytest.mark.parametrize("example", READ, ids=lambda example: example.id)
def test_a_question_about_oneself_can_be_left_open(example: Consultation) -> None:
    """Who is asked why they are asked can skip it, or prefer not to say."""
    for step in example.steps():
        if step.help and step.help["en"].startswith("Why we ask"):
            options = getattr(step, "options", ())
            assert not step.required or any(option.none for option in options) or step.kind == "multiple_choice", (
                step.id
            )


def test_together_they_use_every_kind() -> None:
    assert {step.kind for example in READ for step in example.steps()} == set(KINDS)


def test_energy_poverty_asks_what_european_statistics_ask_and_says_where_help_is() -> None:
    (example,) = (example for example in READ if example.id == "energy-poverty")
    warm, arrears = example.step("warm"), example.step("arrears")
    assert set(warm.choices()) >= {"yes", "no"}
    assert set(arrears.choices()) >= {"no", "once", "twice-or-more"}
    assert any(step.kind == "information" and getattr(step, "link", None) for step in example.steps())

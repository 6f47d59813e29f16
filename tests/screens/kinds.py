"""Consultations with every kind of step, to walk through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from deliberation.definition import Consultation, read_definition
from deliberation.errors import DefinitionInvalid
from screens.voice import spoken
from tests.deliberation.files import (
    CLOSES,
    EXAMPLES,
    OPENS,
    TWO_QUESTIONS,
    choice,
    consultation,
    phase,
    statements,
    words,
)
from tests.screens.ways import Stop, beginning, stops, wander


def both(text: str) -> dict[str, str]:
    return {"en": text, "es": f"{text} es"}


def step(identifier: str, kind: str, *, options: int = 0, **more: Any) -> dict[str, Any]:
    """A step of this kind; the keys that its kind needs besides are in `more`."""
    head = {"id": identifier, "kind": kind, "question": both(f"Say {identifier}")}
    if kind == "information":
        head = {"id": identifier, "kind": kind, "title": both("Read"), "text": both("A tree needs water.")}
    listed = choice(options=options)["options"] if options else []
    if more.pop("none", False):
        listed.append({"id": "none", "label": both("None of these"), "none": True})
    return head | ({"options": listed} if listed else {}) | more


def every_kind(**changes: Any) -> dict[str, Any]:
    return phase(
        step("news", "information", link="https://town.example/tree"),
        step("tree", "single_choice", options=3, other=True, required=False),
        step("uses", "multiple_choice", options=3, none=True, other=True, most=2),
        step("shade", "scale", points=5, low=both("little"), high=both("much")),
        step("order", "ranking", options=3, required=False),
        step("age", "number", least=0, most=120, unit=both("years"), when={"step": "shade", "least": 2}),
        step("day", "date", required=False),
        step("why", "open_text", required=False, help=both("No names, please.")),
        **changes,
    )


def one_after_another() -> Consultation:
    """Two phases with days between them; a question of the second looks at one of the first."""
    return consultation(
        phase(choice("first"), words("second"), closes=CLOSES.replace(day=10)),
        phase(
            choice("third", required=False),
            choice("fourth") | {"when": {"step": "first", "is": ["b"]}},
            identifier="later",
            opens=OPENS.replace(day=20),
        ),
    )


ALL_KINDS = consultation(every_kind())

FOR_SOME = consultation(every_kind(), audience={"districts": [both("Old Town"), both("Harbour")]})
LARGE = consultation(
    phase(
        step("tree", "single_choice", options=8, required=False),
        step("uses", "multiple_choice", options=8, none=True, other=True),
        step("order", "ranking", options=6, required=False),
        step("shade", "scale", points=6, low=both("little"), high=both("much")),
        step("six", "multiple_choice", options=6),
    )
)
"""As many of everything as one card takes, and more."""


IDEAS = ("Let us plant a tree.", "Put a bench in the shade.", "Cars stay out.", "Let the bus come late.", "Less noise.")
SEEDS = [{"id": f"s{number}", "text": both(idea)} for number, idea in enumerate(IDEAS)]
VOTING = consultation(phase(statements(own=True, reasons=1, matter=2) | {"statements": SEEDS}, choice("tree")))


@cache
def voting() -> tuple[Stop, ...]:
    """Cards among statements. There are too many ways to go them all."""
    return tuple(stop for seed in range(5) for stop in wander(beginning(VOTING), steps=200, seed=seed))


@cache
def examples() -> tuple[Consultation, ...]:
    """The examples that can be read. That all can be is tested elsewhere."""
    found = []
    for path in (TWO_QUESTIONS, *EXAMPLES):
        try:
            found.append(read_definition(path.read_text(encoding="utf-8")))
        except DefinitionInvalid:
            continue
    return tuple(found)


@cache
def everywhere() -> tuple[Stop, ...]:
    """Every card of the consultations with all kinds, in each of their languages."""
    walked = [stop for offered in (ALL_KINDS, FOR_SOME, LARGE) for stop in stops(beginning(offered))]
    walked += voting()
    return (*walked, *(stop.reading(language) for stop in _told_apart(walked) for language in spoken()))


def _told_apart(walked: list[Stop]) -> list[Stop]:
    """Of those who read English, one of each text, in a consultation that can be read in every language of the bot."""
    found = {stop.card.text: stop for stop in walked if stop.person.language == "en"}
    offered = [replace(stop.consultation, languages=spoken()) for stop in found.values()]
    return [replace(stop, consultation=more) for stop, more in zip(found.values(), offered, strict=True)]


@cache
def examples_walked(language: str) -> tuple[Stop, ...]:
    """Cards of the examples, in each of their phases, and after the last."""
    return tuple(stop for offered in examples() if language in offered.languages for stop in _walked(offered, language))


def _walked(offered: Consultation, language: str) -> Iterator[Stop]:
    for seed, part in enumerate(offered.phases):
        yield from wander(beginning(offered, language, part.opens + 60_000), steps=150, seed=seed)

"""A good file is read as it was meant."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deliberation.ballots.date import LAST
from deliberation.definition import Audience, Consultation, Option, Step, kinds, read_definition
from deliberation.definition.condition import Condition
from deliberation.definition.kinds import KINDS
from deliberation.definition.kinds.open_text import OpenText
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.definition.kinds.statements import Argument, Seed
from screens import steps
from tests.deliberation.files import EXAMPLES, GONE, choice, consultation, phase, spoiled, words


def moment(*parts: int, zone: str = "Europe/Warsaw") -> int:
    return int(datetime(*parts, tzinfo=ZoneInfo(zone)).timestamp() * 1000)  # type: ignore[arg-type,misc]


def test_a_phase_that_opens_on_a_date_opens_as_that_day_begins() -> None:
    read = consultation(phase(choice(), opens=date(2027, 3, 28)))
    assert read.phases[0].opens == moment(2027, 3, 28)


def test_every_value_is_read() -> None:
    tiny = consultation()
    assert (tiny.id, tiny.version, tiny.languages, tiny.age) == ("tiny", 1, ("en", "es"), 16)
    assert (tiny.timezone, tiny.contact) == ("Europe/Warsaw", "tiny@town.example")
    assert tiny.title == {"en": "Tiny", "es": "Tiny es"}
    assert tiny.decided_by["en"] == "the council"
    assert [step.id for step in tiny.steps()] == ["colour", "why"]
    assert tiny.step("colour") == SingleChoice(
        id="colour",
        question={"en": "Which colour?", "es": "¿Qué colour?"},
        help=None,
        required=True,
        when=(),
        circumstance=False,
        options=(
            Option("a", {"en": "Apple", "es": "Apple es"}),
            Option("b", {"en": "Birch", "es": "Birch es"}),
        ),
        ordered=False,
        other=False,
    )
    assert isinstance(tiny.step("why"), OpenText)
    assert tiny.audience == Audience()


def test_times_are_the_towns_and_a_date_means_its_end() -> None:
    tiny = consultation()
    assert tiny.phases[0].opens == moment(2027, 5, 1, 8)
    assert tiny.phases[0].closes == moment(2027, 5, 31, 23, 59)
    assert tiny.reply_by == moment(2027, 7, 1, 23, 59)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)], ids=["23 hours", "25 hours"])
def test_a_day_of_23_or_25_hours_ends_at_its_last_minute(day: date) -> None:
    read = consultation(phase(choice(), opens=date(2027, 1, 1), closes=day), reply_by=date(2027, 12, 1))
    assert read.phases[0].closes == moment(day.year, day.month, day.day, 23, 59)


def test_a_time_with_its_own_zone_keeps_it() -> None:
    read = read_definition(spoiled(("reply_by",), datetime(2027, 7, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))))
    assert read.reply_by == moment(2027, 7, 1, 12, zone="Asia/Tokyo")


def test_what_may_be_left_out_has_a_default() -> None:
    assert read_definition(spoiled(("age",), GONE)).age == 16
    assert read_definition(spoiled(("version",), GONE)).version == 1
    limit = read_definition(spoiled(("phases", 0, "steps", 1, "limit"), GONE)).step("why")
    assert isinstance(limit, OpenText)
    assert limit.limit == 500
    assert read_definition(spoiled(("phases", 0, "steps", 0, "required"), GONE)).step("colour").required


def test_a_missing_translation_falls_back_to_the_first_language() -> None:
    read = read_definition(spoiled(("title", "es"), GONE))
    assert read.title == {"en": "Tiny"}
    assert (read.language("es"), read.language("pl")) == ("es", "en")


def test_white_space_around_texts_is_dropped() -> None:
    assert read_definition(spoiled(("title", "en"), "  Tiny \n")).title["en"] == "Tiny"


def test_steps_of_the_named_phases_alone() -> None:
    two = consultation(
        phase(choice("one"), identifier="first"),
        phase(words("two"), identifier="second", opens=date(2027, 6, 1), closes=date(2027, 6, 9)),
    )
    assert [step.id for step in two.steps(["second"])] == ["two"]
    assert [step.id for step in two.steps([])] == []
    assert [step.id for step in two.steps()] == ["one", "two"]
    with pytest.raises(KeyError):
        two.step("three")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_valid_and_whole_in_every_language(example: Path) -> None:
    read = read_definition(example.read_text())
    assert example.stem.endswith(read.id)
    for texts in all_words(read):
        assert set(texts) == set(read.languages)


def test_there_is_an_example() -> None:
    assert EXAMPLES


def all_words(read: Consultation) -> list[dict[str, str]]:
    """Every text of a consultation."""
    about = [read.title, read.proposal, read.asked_by, read.decided_by, read.still_open, read.already_fixed]
    audience = [*read.audience.districts, *read.audience.interests]
    inside = [value for step in read.steps() for value in vars(step).values() if isinstance(value, dict)]
    labels = [option.label for step in read.steps() for option in getattr(step, "options", ())]
    seeds = [seed for step in read.steps() for seed in getattr(step, "seeds", ())]
    said = [one.text for seed in seeds for one in (seed, *seed.for_it, *seed.against)]
    return [dict(text) for text in (*about, *audience, *inside, *labels, *said)]


def both(text: str) -> dict[str, str]:
    return {"en": text, "es": f"{text} es"}


ASKED = {"id": "it", "question": both("What?")}
OPTIONS = choice(options=3)["options"]
ARGUMENTS = [{"text": both("Yes.")}, {"text": both("Sweet."), "link": "https://town.example/a"}]
READ_UP = Argument(both("Sweet."), "https://town.example/a")
KEYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "single_choice": (ASKED | {"options": OPTIONS}, {"ordered": False, "other": False}),
    "multiple_choice": (ASKED | {"options": OPTIONS, "most": 2}, {"least": 1, "most": 2, "other": False}),
    "ranking": (ASKED | {"options": OPTIONS}, {"places": 3}),
    "scale": (ASKED | {"low": both("no"), "high": both("yes")}, {"points": 5, "low": both("no")}),
    "open_text": (ASKED, {"limit": 500}),
    "number": (ASKED | {"least": -1, "most": 9, "unit": both("m")}, {"least": -1, "most": 9, "unit": both("m")}),
    "date": (ASKED | {"earliest": date(2027, 1, 1)}, {"earliest": date(2027, 1, 1), "latest": LAST}),
    "statements": (
        ASKED
        | {"statements": [{"id": "a", "text": both("Apples"), "for": ARGUMENTS, "against": ARGUMENTS[:1]}], "own": True}
        | {"reasons": 3, "matter": 1, "moderation": "after", "arguments_first": True},
        {
            "seeds": (
                Seed("a", both("Apples"), (Argument(both("Yes."), None), READ_UP), (Argument(both("Yes."), None),)),
            ),
            **{"own": True, "reasons": 3, "matter": 1, "moderation": "after", "arguments_first": True},
        },
    ),
    "information": (
        {"id": "it", "title": both("Read"), "text": both("This."), "link": "https://town.example"},
        {"question": both("Read"), "text": both("This."), "link": "https://town.example", "required": False},
    ),
}
"""For each kind of step what its table may hold, and what is read from it."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_read(kind: str) -> None:
    keys, values = KEYS[kind]
    step = consultation(phase({"kind": kind, **keys})).step("it")
    assert isinstance(step, KINDS[kind])
    assert {key: getattr(step, key) for key in values} == values


def test_a_condition_is_read_with_all_it_says() -> None:
    asked = words() | {"when": [{"step": "colour", "is": ["a"]}, {"step": "colour", "is_not": ["b"]}]}
    assert consultation(phase(choice(), asked)).step("why").when == (
        Condition("colour", among=frozenset("a")),
        Condition("colour", outside=frozenset("b")),
    )


def test_an_audience_is_read() -> None:
    assert consultation(audience={"districts": [both("North")]}).audience == Audience(districts=(both("North"),))
    assert consultation(audience={"languages": ["es"]}).audience == Audience(languages=("es",))


def test_the_kinds_registered_are_those_that_have_modules() -> None:
    """A kind is a module, a line in their list, and a screen; several kinds may share the rules of ballots."""
    for module in modules_of(kinds):
        import_module(f"{kinds.__name__}.{module}")
    assert set(Step.__subclasses__()) == set(KINDS.values())
    assert set(KINDS) <= modules_of(kinds)
    assert set(KINDS) <= modules_of(steps)


def modules_of(package: ModuleType) -> set[str]:
    return {module.name for module in iter_modules(package.__path__)}

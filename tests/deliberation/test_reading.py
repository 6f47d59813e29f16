"""A good file is read as it was meant."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from deliberation import ballots, definition
from deliberation.definition import Consultation, Option, Step, Typed, read_definition
from deliberation.definition.kinds import KINDS
from deliberation.definition.open_text import OpenText
from deliberation.definition.single_choice import SingleChoice
from screens import steps
from screens.steps import ask, read_answer
from screens.steps.asking import Asking
from screens.voice import voice
from tests.deliberation.files import EXAMPLES, GONE, choice, consultation, phase, spoiled, words


def moment(*parts: int, zone: str = "Europe/Warsaw") -> int:
    return int(datetime(*parts, tzinfo=ZoneInfo(zone)).timestamp() * 1000)  # type: ignore[arg-type,misc]


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
        options=(
            Option("a", {"en": "Apple", "es": "Apple es"}),
            Option("b", {"en": "Birch", "es": "Birch es"}),
        ),
    )
    assert isinstance(tiny.step("why"), OpenText)


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
    steps = read.steps()
    questions = [text for step in steps for text in (step.question, step.help) if text is not None]
    labels = [option.label for step in steps if isinstance(step, SingleChoice) for option in step.options]
    return [dict(text) for text in (*about, *questions, *labels)]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_ballot_and_a_screen(kind: str) -> None:
    tables = {"single_choice": choice(), "open_text": words()}
    step = consultation(phase(tables[kind])).steps()[0]
    asking = ask(step, Asking(voice("en"), "en", "en", None))
    assert isinstance(step, KINDS[kind])
    assert asking.lines or asking.rows
    assert read_answer(step, step.ballot(Typed("1")), "en", "en")


def test_the_kinds_registered_are_those_that_have_modules() -> None:
    """A kind is a module in three folders and a line in `kinds.py`."""
    for module in modules_of(definition):
        import_module(f"{definition.__name__}.{module}")
    assert set(Step.__subclasses__()) == set(KINDS.values())
    assert modules_of(ballots) == set(KINDS)
    assert modules_of(steps) - {"asking"} == set(KINDS)


def modules_of(package: ModuleType) -> set[str]:
    return {module.name for module in iter_modules(package.__path__)}

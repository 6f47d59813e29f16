"""Consultations for tests: a good file as plain data, to be spoiled in one place, and a writer of TOML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from deliberation.definition import Consultation, read_definition

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
FOR_TESTS = sorted((Path(__file__).parents[1] / "consultations").glob("*.toml"))
TWO_QUESTIONS = FOR_TESTS[0].parent / "two-questions.toml"

Place = tuple[str | int, ...]
GONE: Any = Enum("Gone", "GONE").GONE
"""In the place of a value: take the key away."""

OPENS, CLOSES = datetime(2027, 5, 1, 8, 0), date(2027, 5, 31)  # noqa: DTZ001 (in the town's time zone)


def choice(identifier: str = "colour", options: int = 2, *, required: bool = True) -> dict[str, Any]:
    """A question with options a, b, c, ..."""
    labels = ("Apple", "Birch", "Cedar", "Damson", "Elder", "Fig", "Gorse", "Hazel")
    rows = [{"id": label[0].lower(), "label": {"en": label, "es": f"{label} es"}} for label in labels[:options]]
    question = {"en": f"Which {identifier}?", "es": f"¿Qué {identifier}?"}
    return {
        "id": identifier, "kind": "single_choice", "required": required, "question": question, "options": rows
    }  # fmt: skip


def words(identifier: str = "why", *, required: bool = False, limit: int = 20) -> dict[str, Any]:
    """A question for words."""
    question = {"en": f"Say {identifier}", "es": f"Di {identifier}"}
    return {"id": identifier, "kind": "open_text", "required": required, "limit": limit, "question": question}


def statements(identifier: str = "ideas", seeds: int = 4, **keys: Any) -> dict[str, Any]:
    """Statements to vote on, that begin with the letters a, b, c, ..."""
    texts = (
        "Apples for all",
        "Benches in the shade",
        "Cars stay out",
        "Drinking water",
        "Evening buses",
        "Fewer lamps",
    )
    rows = [{"id": f"s{n}", "text": {"en": text, "es": f"{text} es"}} for n, text in enumerate(texts[:seeds])]
    question = {"en": "What should be done?", "es": "¿Qué hay que hacer?"}
    return {"id": identifier, "kind": "statements", "question": question, "statements": rows, **keys}


def phase(*steps: dict[str, Any], identifier: str = "hearing", **times: Any) -> dict[str, Any]:
    opens, closes = times.get("opens", OPENS), times.get("closes", CLOSES)
    return {"id": identifier, "opens": opens, "closes": closes, "steps": list(steps)}


def one_after_another(phases: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The phases; of those without times of their own, all but the first take two days each after it."""
    spaced = []
    for number, each in enumerate(phases):
        late = number and (each["opens"], each["closes"]) == (OPENS, CLOSES)
        start = OPENS + timedelta(days=29 + 2 * number)
        spaced.append(each | {"opens": start, "closes": start.date() + timedelta(days=1)} if late else each)
    return spaced


def table(*phases: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A file without a mistake; one phase with a choice and a text unless phases are given."""

    def both(text: str) -> dict[str, str]:
        return {"en": text, "es": f"{text} es"}

    good = {
        "id": "tiny",
        "version": 1,
        "languages": ["en", "es"],
        "timezone": "Europe/Warsaw",
        "age": 16,
        "title": both("Tiny"),
        "proposal": both("A tree on the square."),
        "asked_by": both("The city"),
        "contact": "tiny@town.example",
        "decided_by": both("the council"),
        "still_open": both("which tree."),
        "already_fixed": both("that there is one."),
        "reply_by": date(2027, 7, 1),
        "phases": one_after_another(phases) or [phase(choice(), words())],
    }
    return good | changes


def consultation(*phases: dict[str, Any], **changes: Any) -> Consultation:
    return read_definition(toml(table(*phases, **changes)))


def spoiled(path: Place, value: Any) -> str:
    """The good file with one value changed, or taken away."""
    root: Any = deepcopy(table())
    *way, last = path
    place = root
    for key in way:
        place = place[key]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return toml(root)


def toml(root: dict[str, Any]) -> str:
    return "".join(f"{_string(key)} = {_value(value)}\n" for key, value in root.items())


def _value(value: Any) -> str:
    match value:
        case str():
            return _string(value)
        case bool() | int() | float():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{_string(key)} = {_value(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
    return str(value.isoformat())


def _string(text: str) -> str:
    """A JSON string is one of TOML too, when only the control characters are escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def several(identifier: str = "several", options: int = 3, **more: Any) -> dict[str, Any]:
    """A question with several answers out of a, b, c, ..."""
    return choice(identifier, options) | {"kind": "multiple_choice"} | more


def ranking(identifier: str = "order", options: int = 3, **more: Any) -> dict[str, Any]:
    """A question for an order of a, b, c, ..."""
    return choice(identifier, options) | {"kind": "ranking"} | more


def asked(kind: str, identifier: str | None = None, **more: Any) -> dict[str, Any]:
    """A question of a kind that needs nothing else."""
    name = identifier or kind.replace("_", "-")
    return {"id": name, "kind": kind, "question": {"en": f"Say {name}", "es": f"Di {name}"}} | more


def scale(identifier: str = "scale", points: int = 3, **more: Any) -> dict[str, Any]:
    ends = {"low": {"en": "none", "es": "nada"}, "high": {"en": "much", "es": "mucho"}}
    return asked("scale", identifier, points=points, **ends, **more)


def number(identifier: str = "number", least: int = -5, most: int = 5, **more: Any) -> dict[str, Any]:
    return asked("number", identifier, least=least, most=most, **more)


def day(identifier: str = "day", **more: Any) -> dict[str, Any]:
    return asked("date", identifier, **more)


def information(identifier: str = "note", **more: Any) -> dict[str, Any]:
    """Something to read."""
    return {
        "id": identifier,
        "kind": "information",
        "title": {"en": "Note", "es": "Nota"},
        "text": {"en": "To be read.", "es": "Para leer."},
    } | more


def none_of_these(step: dict[str, Any]) -> dict[str, Any]:
    """The step with its last option standing for none of the others."""
    *others, last = step["options"]
    return step | {"options": [*others, last | {"none": True}]}

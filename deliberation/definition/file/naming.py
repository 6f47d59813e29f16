"""What a place in a file is called by its author: the words of its question, not the number of its table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from deliberation.errors import Part

PATH = re.compile(r"phases\[(\d+)\](?:\.steps\[(\d+)\](?:\.options\[(\d+)\])?)?")
LEVELS = (("phases", "phase", ()), ("steps", "step", ("question", "title")), ("options", "option", ("label",)))
"""The lists on the way down, what one of their tables is called, and the keys under which it has words."""


def parts(where: str, table: Mapping[str, Any]) -> tuple[Part, ...]:
    """The phase, the question and the option in which a place is, as far as it is in any. The file may be all wrong."""
    found = PATH.match(where)
    way = [int(index) for index in found.groups() if index is not None] if found else []
    named: list[Part] = []
    for index, (key, called, words) in zip(way, LEVELS, strict=False):
        table = _row(table.get(key), index)
        own = next((_words(table[word]) for word in words if word in table), {})
        kind = "text" if table.get("kind") == "information" else called
        named.append(Part(kind, index + 1, _text(table.get("id")), own))
    return tuple(named)


def _row(rows: Any, index: int) -> Mapping[str, Any]:
    row = rows[index] if isinstance(rows, list) and index < len(rows) else rows
    return row if isinstance(row, dict) else {}


def _words(value: Any) -> Mapping[str, str]:
    """Words by their language; under no language where none is said."""
    if isinstance(value, str):
        return {"": value}
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

"""How people write lists in a message: dashes on one line, and marks, letters or numbers at the beginning of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category

ASKS = re.compile(r"[?？؟]")
SPACED = re.compile(r"\s[-–—•·]\s+(?=\S)")
LOOSE = re.compile(r"\s[-–—•](?=\S)")
"""Dashes between options. One inside a word has no space before it."""

BETWEEN_WORDS = re.compile(rf"(?<!\d){SPACED.pattern}|{SPACED.pattern}(?!\d)")
"""Not the dash of 7:30 - 8:15."""

MARKED = re.compile(r"(?:[-–—•·‣◦▪]\s*|[*+]\s+)(?=\S)")
NUMBERED = re.compile(r"\(?(\d{1,3})\s?[.)]\s+(?=\S)")
LETTERED = re.compile(r"(?:\(?([a-zA-Z])\)|([a-z])\.)\s+(?=\S)")
"""Not the initial of A. Smith."""

SHORT = re.compile(r"(?<!\w)\w{1,3}$")
END = re.compile(r"[.?!…؟]\s+(?=[^\s(\[•–—-])")


@dataclass(frozen=True)
class Listed:
    """A line of a list. `order` counts from 1 where it is numbered or lettered, which `style` tells, and is 0 else."""

    text: str
    style: str
    order: int = 0


def one_line(text: str) -> str:
    """The text without line breaks, and without what no database keeps and nobody sees; empty where nothing is left."""
    kept = "".join(" " if category(c) in {"Cc", "Cs"} else c for c in text)
    line = " ".join(kept.split())
    return line if any(c.isprintable() and c != " " for c in line) else ""


def listed(line: str) -> Listed | None:
    """What stands behind the mark of a list, if the line begins with one."""
    if found := NUMBERED.match(line):
        return Listed(line[found.end() :], "number", int(found[1]))
    if found := LETTERED.match(line):
        return Listed(line[found.end() :], "letter", ord((found[1] or found[2]).lower()) - ord("a") + 1)
    if found := MARKED.match(line):
        return Listed(line[found.end() :], "mark")
    return None


def head_and_options(line: str) -> tuple[str, tuple[str, ...]]:
    """A question and the options after dashes behind it. Without a question mark it takes two dashes: one may stand
    for a pause.
    """
    if (mark := ASKS.search(line)) is not None:
        for dash in (SPACED, LOOSE):
            if first := dash.search(line, mark.end()):
                return line[: first.start()], _named(dash.split(line[first.start() :]))
        return line, ()
    head, *options = BETWEEN_WORDS.split(line)
    return (line, ()) if len(options) < 2 or line.endswith(".") else (head, _named(options))


def options_alone(text: str) -> tuple[str, ...]:
    """Options without a question: after dashes or bars, or each on a line of its own."""
    lines = [line for line in map(one_line, text.splitlines()) if line]
    if len(lines) == 1 and "|" not in text:
        return _after_dashes(lines[0])
    parts = (one_line(part) for line in lines for part in line.split("|"))
    return _named(found.text if (found := listed(part)) else part for part in parts)


def first_sentence(line: str) -> tuple[str, str]:
    """The first of several sentences, and the rest; the whole line where there is one. An abbreviation is no end."""
    for found in END.finditer(line):
        first, rest = line[: found.start() + 1], line[found.end() :]
        if first[-1] != "." or not (SHORT.search(first[-5:-1]) or rest[0].islower()):
            return first, rest
    return line, ""


def _after_dashes(line: str) -> tuple[str, ...]:
    found = listed(line)
    body = line if found is None else found.text
    return _named((LOOSE if found is not None and not SPACED.search(body) else SPACED).split(body))


def _named(options: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for option in options if (name := option.strip().rstrip(",;").rstrip()))

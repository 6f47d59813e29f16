"""What somebody probably meant: the nearest of the words that are known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 60
"""Comparing takes as long as the words are long, and a slip of the pen leaves a word short."""

LARGEST = 10**18
"""Python refuses to write out numbers of some thousand digits."""


def near(word: str, known: Iterable[str]) -> str:
    """The known word nearest to this one, without regard to capitals; empty when none is near."""
    plain = {candidate.lower(): candidate for candidate in known}
    if len(word) > LONGEST:
        return ""
    return next((plain[found] for found in get_close_matches(word.lower(), plain, n=1)), "")


def quoted(value: object) -> str:
    """A value from a file as it can be quoted in one line; empty for what is neither text nor a number of use."""
    if isinstance(value, str):
        return short(value)
    return str(value) if isinstance(value, int) and abs(value) < LARGEST else ""


def short(text: str, most: int = 40) -> str:
    """A text from a file as it can be quoted in one line."""
    line = "".join(c for c in " ".join(text[: 4 * most].split()) if c.isprintable())
    return line if len(line) <= most else f"{line[: most - 1]}…"

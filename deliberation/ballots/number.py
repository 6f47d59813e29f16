"""A whole number. A ballot is its digits, with a minus before it where it is below zero."""

from __future__ import annotations

import re

from deliberation.errors import NotANumber, OutOfRange

_WRITTEN = re.compile(r"([-−–]?)\s*(\d+|\d{1,3}([\s.,'’٬])\d{3}(?:\3\d{3})*)\.?")
"""Digits of any script, with or without one kind of mark between thousands, and a full stop after them."""

LONGEST = 30
"""Characters that are looked at: more digits are no number that anybody means."""


def typed(text: str, least: int, most: int) -> str:
    """The ballot for a number written in digits. Raises `NotANumber`, `OutOfRange`."""
    found = _WRITTEN.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if found is None:
        raise NotANumber(least=least, most=most)
    value = int("".join(character for character in found[2] if character.isdecimal()))
    value = -value if found[1] else value
    if not least <= value <= most:
        raise OutOfRange(least=least, most=most)
    return str(value)

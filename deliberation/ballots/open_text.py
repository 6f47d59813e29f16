"""An answer in one's own words. A ballot is the text, trimmed."""

from __future__ import annotations

from deliberation.errors import EmptyText, TooLong


def typed(text: str, limit: int) -> str:
    """The ballot for what was written, at most `limit` characters.

    What no database keeps is dropped: a NUL, and half of a character pair.
    """
    trimmed = text.replace("\x00", "").encode(errors="ignore").decode().strip()
    if not trimmed:
        raise EmptyText
    if len(trimmed) > limit:
        raise TooLong(length=len(trimmed), limit=limit, text=trimmed)
    return trimmed

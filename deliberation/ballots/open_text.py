"""An answer in one's own words. A ballot is the text, trimmed."""

from __future__ import annotations

from deliberation.errors import EmptyText, TooLong


def typed(text: str, limit: int) -> str:
    """The ballot for what was written, at most `limit` characters. A NUL, which no database keeps, is dropped."""
    trimmed = text.replace("\x00", "").strip()
    if not trimmed:
        raise EmptyText
    if len(trimmed) > limit:
        raise TooLong(length=len(trimmed), limit=limit, text=trimmed)
    return trimmed

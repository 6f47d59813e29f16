"""What a look has found."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """Whether it is in order, and a sentence; where it is not, with what to do."""

    fine: bool
    sentence: str


def megabytes(count: int) -> str:
    """Bytes, for people."""
    return f"{count // 1024**2:,} MB"

"""The answer to a step of statements: those that matter most. The votes themselves are kept apart."""

from __future__ import annotations

from collections.abc import Iterable

NONE = "-"
"""None was named."""


def read(ballot: str) -> tuple[int, ...]:
    """The numbers of the statements that matter most."""
    return () if ballot == NONE else tuple(int(number) for number in ballot.split())


def written(numbers: Iterable[int]) -> str:
    """The answer that names these."""
    return " ".join(str(number) for number in numbers) or NONE

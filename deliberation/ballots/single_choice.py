"""One option out of several. A ballot is the option's id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from deliberation.errors import MovedOn, NotAnOption

if TYPE_CHECKING:
    from deliberation.definition.steps import Option


def tapped(options: Sequence[Option], identifier: str) -> str:
    """The ballot for a tapped button. An id that is not on offer comes from an old or forged button."""
    if any(option.id == identifier for option in options):
        return identifier
    raise MovedOn


def typed(options: Sequence[Option], text: str) -> str:
    """The ballot for a typed number (from 1, in any script's digits) or a label in any language, whatever its case.

    A number means the place in the list, also where a label is a number.
    """
    wanted = _plain(text)
    if wanted.isdecimal() and len(wanted) <= 2 and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1].id
    for option in options:
        if wanted in (_plain(label) for label in option.label.values()):
            return option.id
    raise NotAnOption(count=len(options))


def tally(options: Sequence[Option], ballots: Iterable[str]) -> dict[str, int]:
    """How many chose each option, in the order of the options; an option nobody chose counts 0."""
    counts = Counter(ballots)
    return {option.id: counts[option.id] for option in options}


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold().rstrip(".")

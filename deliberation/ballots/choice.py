"""Options by tap, number or label. What was chosen is an option's id, or words of one's own behind `OTHER`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from deliberation.ballots import open_text
from deliberation.errors import MovedOn, NotAnOption

if TYPE_CHECKING:
    from deliberation.definition.kinds.options import Option

OTHER = "-other"
"""Stands for "something else". No option of a file is called so: an id does not begin with a hyphen."""

OWN = "@"
"""What begins an answer in one's own words. No option's id begins so."""

LONGEST_OWN = 120
"""Characters of an answer of one's own."""


def on_offer(options: Sequence[Option], *, other: bool) -> list[str]:
    """What stands in the list, in its order: something else before those that stand for none of the others."""
    return [
        *(option.id for option in options if not option.none),
        *([OTHER] if other else []),
        *(option.id for option in options if option.none),
    ]


def tapped(options: Sequence[Option], identifier: str) -> str:
    """The choice of a tapped button. An id that is not on offer comes from an old or forged button."""
    if any(option.id == identifier for option in options):
        return identifier
    raise MovedOn


def typed(options: Sequence[Option], text: str, *, other: bool) -> str:
    """The choice of a typed number (from 1, in any script's digits) or label in any language, whatever its case.

    A number means the place in the list as it is shown, also where a label is a number. Words that name nothing are no
    answer, also where `other` is allowed: people send one thought in several messages, and the second must not answer
    the next question. `OTHER` has to be chosen first.
    """
    number, offer = number_of(text), on_offer(options, other=other)
    if number is not None and 1 <= number <= len(offer):
        return offer[number - 1]
    label = named(options, text)
    if label is not None:
        return label
    raise NotAnOption(count=len(offer), own=offer.index(OTHER) + 1 if other else 0)


def own(text: str) -> str:
    """An answer in one's own words. Raises `EmptyText`, `TooLong`."""
    return OWN + open_text.typed(text, LONGEST_OWN)


def own_words(choice: str) -> str | None:
    """The words of a choice that is none of the options."""
    return choice[len(OWN) :] if choice.startswith(OWN) else None


def named(options: Sequence[Option], text: str) -> str | None:
    """The option whose label, in any language, this is."""
    wanted = _plain(text)
    return next((o.id for o in options if wanted in (_plain(label) for label in o.label.values())), None)


def number_of(text: str) -> int | None:
    """The number that was written, of at most two digits."""
    plain = _plain(text)
    return int(plain) if plain.isdecimal() and len(plain) <= 2 else None


def tally(options: Sequence[Option], chosen: Iterable[Sequence[str]], *, other: bool) -> dict[str, int]:
    """How many chose each option, in the order of the file, and how many something else; 0 where nobody did."""
    counts = Counter(OTHER if own_words(one) is not None else one for choices in chosen for one in choices)
    return {identifier: counts[identifier] for identifier in (*(o.id for o in options), *([OTHER] if other else []))}


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold().rstrip(".")

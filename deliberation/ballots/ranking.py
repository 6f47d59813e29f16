"""Options in order. A ballot is a JSON list of ids, the first place first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deliberation.ballots import choices
from deliberation.errors import MovedOn, NotARanking

if TYPE_CHECKING:
    from deliberation.definition.kinds.options import Option


def placed(begun: Sequence[str], option: str) -> tuple[str, ...]:
    """The next place goes to this option. Raises `MovedOn` for one that has a place already."""
    if option in begun:
        raise MovedOn
    return (*begun, option)


def typed(options: Sequence[Option], text: str, places: int) -> tuple[str, ...]:
    """All places at once, as numbers or labels. Raises `NotAnOption`, `NotARanking`."""
    order = choices.listed(options, text, other=False)
    different = len(set(order))
    if completed(options, order, places) is None or len(order) > places or different < len(order):
        raise NotARanking(places=places, count=different)
    return order


def completed(options: Sequence[Option], begun: Sequence[str], places: int) -> tuple[str, ...] | None:
    """The ranking, once all places are given; the last place of all goes to the only option that is left."""
    left = [option.id for option in options if option.id not in begun]
    if len(begun) == places - 1 and len(left) == 1:
        return (*begun, *left)
    return tuple(begun) if len(begun) >= places else None

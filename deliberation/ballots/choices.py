"""Several choices. A ballot is a JSON list of them, in the order of the file, words of one's own last."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from deliberation.ballots import choice
from deliberation.errors import NotTogether, TooFew, TooMany

if TYPE_CHECKING:
    from deliberation.definition.kinds.options import Option

_BETWEEN = re.compile(r"[,;،、\n]+")
_BETWEEN_NUMBERS = re.compile(r"[\s,;،、.]+")


def read(ballot: str) -> tuple[str, ...]:
    """The choices of a ballot or of a draft."""
    return tuple(json.loads(ballot)) if ballot else ()


def written(chosen: Sequence[str]) -> str:
    """The ballot or draft that holds these choices."""
    return json.dumps(list(chosen), ensure_ascii=False)


def toggled(options: Sequence[Option], chosen: Sequence[str], tapped: str, most: int) -> tuple[str, ...]:
    """The choices after one more tap: taken back, or added; "none of these" and the rest replace one another.

    Raises `TooMany`.
    """
    if tapped in chosen:
        return tuple(one for one in chosen if one != tapped)
    alone = {option.id for option in options if option.none}
    if tapped in alone:
        return (tapped,)
    return _no_more((*(one for one in chosen if one not in alone), tapped), most)


def asked_for_words(options: Sequence[Option], chosen: Sequence[str], most: int) -> tuple[str, ...]:
    """Something else is wanted: words of one's own are waited for, or what was written is taken back.

    Raises `TooMany`, for nobody shall write words that do not fit.
    """
    rest = tuple(one for one in chosen if choice.own_words(one) is None)
    return rest if len(rest) < len(chosen) else toggled(options, rest, choice.OTHER, most)


def with_own(options: Sequence[Option], chosen: Sequence[str], text: str, most: int) -> tuple[str, ...]:
    """The choices with words of one's own. Raises `EmptyText`, `TooLong`, `TooMany`."""
    alone = {option.id for option in options if option.none}
    rest = (one for one in chosen if one != choice.OTHER and one not in alone)
    return _no_more((*rest, choice.own(text)), most)


def typed(options: Sequence[Option], text: str, *, other: bool) -> tuple[str, ...]:
    """All choices at once, each once. Raises `NotAnOption`."""
    return tuple(dict.fromkeys(listed(options, text, other=other)))


def listed(options: Sequence[Option], text: str, *, other: bool) -> tuple[str, ...]:
    """What was written: numbers ("1 3"), or labels with commas between them. Raises `NotAnOption`."""
    numbers = [part for part in _BETWEEN_NUMBERS.split(text.strip()) if part]
    if all(choice.number_of(part) is not None for part in numbers) and numbers:
        parts = numbers
    elif choice.named(options, text) is not None:
        parts = [text]  # a label with a comma in it
    else:
        parts = [part for part in _BETWEEN.split(text) if part.strip()] or [text]
    return tuple(choice.typed(options, part, other=other) for part in parts)


def whole(options: Sequence[Option], chosen: Sequence[str], least: int, most: int) -> tuple[str, ...]:
    """What is chosen, as an answer. Raises `TooFew`, `TooMany`, `NotTogether`."""
    answers = [one for one in chosen if one != choice.OTHER]
    alone = {option.id for option in options if option.none}
    if alone & set(answers):
        if len(answers) > 1:
            raise NotTogether
    elif len(answers) < least:
        raise TooFew(least=least, count=len(answers))
    order = [option.id for option in options]
    return _no_more(sorted(answers, key=lambda one: order.index(one) if one in order else len(order)), most)


def _no_more(chosen: Sequence[str], most: int) -> tuple[str, ...]:
    if len(chosen) > most:
        raise TooMany(most=most)
    return tuple(chosen)

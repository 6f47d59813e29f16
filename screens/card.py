"""A message: its text and its buttons, and what a button carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

ALONE, PAIR, THREE = 30, 14, 9
"""Characters that a telephone shows of a button's label: alone in its row, in pairs, in threes."""


class Action(StrEnum):
    """What a button does; one letter each, for callback data is short."""

    BEGIN = "g"
    STAY_OUT = "x"
    AGREE = "a"
    LANGUAGE = "l"
    CHOOSE = "o"
    DONE = "d"
    UNDO = "u"
    BACK = "b"
    SKIP = "k"
    TURN = "t"
    VISIT = "v"
    CHANGE = "c"
    PREFER = "p"
    WITHDRAW = "w"
    FORGET = "f"
    DESK = "s"
    """A button of a desk: its name, and after a dash what it is about."""
    VOTE = "y"
    UNVOTE = "n"
    MEETING = "m"
    LINK = "h"
    """Opens this bot; the argument is a start parameter. Neither this nor the next two ever come back as a tap."""
    TO_GROUP = "j"
    """Opens this bot in a group that is chosen then; the argument is a start parameter."""
    URL = "e"
    """Opens an address."""


KEEP, NEXT = "keep", "next"
"""Arguments of `SKIP`, where its word is written: on from a question that has an answer, or from something to read."""


@dataclass(frozen=True)
class Button:
    """`argument` is an id (of an option, a step, a language), or a page's number or name. The label is cut to what its
    row shows.
    """

    label: str
    action: Action
    argument: str = ""


@dataclass(frozen=True)
class Card:
    """A text in Telegram's HTML and rows of buttons. `picture` is the name of the picture that the text goes below,
    `alt` what can be seen in it; the text says so too, for it stands alone where the picture cannot be sent.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: str | None = None
    alt: str = ""


@dataclass(frozen=True)
class Press:
    """What a tapped button said: of which view and revision it was, and what it does."""

    token: str
    revision: int
    action: Action
    argument: str


DATA = re.compile(r"([A-Za-z0-9_-]{16})\.([0-9]{1,9})\.([a-z])\.([a-z0-9-]{0,34})")
TAG = re.compile(r"</?\w+>")
LONGEST_CAPTION = 1024

MOST_CHARACTERS = 4096
"""That Telegram takes in a message, counted as `length` does."""

MOST_BUTTONS = 8
"""That a message has, the ways back and on among them."""


def fits_below_picture(text: str) -> bool:
    """Whether Telegram takes this text below a picture."""
    return length(text) <= LONGEST_CAPTION


def callback_data(token: str, revision: int, button: Button) -> str:
    """At most 64 bytes: a token of 16, a revision of 9, an argument of 34, and four more."""
    return f"{token}.{revision}.{button.action}.{button.argument}"


def pressed(data: str) -> Press | None:
    """What callback data says; None for what no card of ours ever carried."""
    found = DATA.fullmatch(data)
    if found is None or found[3] not in set(Action):
        return None
    return Press(found[1], int(found[2]), Action(found[3]), found[4])


@dataclass(frozen=True)
class Page:
    """One of several pages of a list, counted from 0, and which of the list's items stand on it."""

    number: int
    count: int
    items: slice

    @property
    def after(self) -> str:
        """What the button to the next page carries; after the last comes the first."""
        return str((self.number + 1) % self.count)


def page_of(items: int, size: int, wanted: int) -> Page:
    """The wanted page of so many items, `size` on each; pages that there are not are counted round."""
    count = max(1, -(-items // size))
    number = wanted % count
    return Page(number, count, slice(number * size, (number + 1) * size))


def rows_of(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows as wide as their longest label allows: threes, pairs, or each alone and cut to fit."""
    longest = max((len(button.label) for button in buttons), default=0)
    width = 3 if longest <= THREE else 2 if longest <= PAIR else 1
    fitted = [Button(cut(button.label), button.action, button.argument) for button in buttons]
    return tuple(tuple(fitted[at : at + width]) for at in range(0, len(fitted), width))


def length(text: str) -> int:
    """How long Telegram takes a text to be: tags do not count, and what UTF-16 writes as two counts twice."""
    return len(unescape(TAG.sub("", text)).encode("utf-16-le", "replace")) // 2


def beginning(text: str, most: int) -> str:
    """As much of a plain text as has this length."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * max(0, most - 1)].decode("utf-16-le", "ignore") + "…"


def cut(label: str, most: int = ALONE) -> str:
    """The label, cut at a word where it is too long for its row."""
    if len(label) <= most:
        return label
    whole = label[: most - 1].rsplit(" ", 1)[0] if " " in label[: most - 1] else label[: most - 1]
    return whole.rstrip(" ,;:") + "…"

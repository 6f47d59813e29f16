"""What can be read off a card at a glance: the question, its numbered options, what is marked, and the ways on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from sandbox.visitor import Message, labels

HEAD = re.compile(r"^\d+ (?:of|de|z) \d+ · (.*)$", re.MULTILINE)
LINE = re.compile(r"^(\d+) ([^=].*?)( ✓ .*)?$", re.MULTILINE)
OPTION = re.compile(r"(\d+)\b")
POINT = re.compile(r"(\d+)( ✓)?")
PAGES = re.compile(r"^\w+ \d+ (?:of|de|z) (\d+)\.$", re.MULTILINE)
CONSENT = re.compile(r"\b1[3-8]\b")
CHANGE = re.compile(r"\w+ \d+")
MORE = re.compile(r"(?:More|Más|Więcej) ›")
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
RANGE = re.compile(r"([-−]?\d[\d.,]*) (?:to|a|do) ([-−]?\d[\d.,]*)\.$", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """An option as it stands in the text."""

    label: str
    marked: bool


@dataclass(frozen=True)
class Sheet:
    """`question` is empty on a card that asks none. `lines` and `buttons` go by the number of the option; `onward`
    leads on, `more` to the next of several `pages`.
    """

    text: str
    question: str
    lines: Mapping[int, Line]
    buttons: Mapping[int, str]
    onward: str | None
    more: str | None
    pages: int
    consent: str | None
    changes: list[str] = field(default_factory=list)

    def example(self, chance: Random) -> str | None:
        """A date or a number that the card says it would take; None where it wants words."""
        dates, between = DATE.findall(self.text), RANGE.findall(self.text)
        if dates:
            return str(dates[-1])
        return str(chance.randint(*map(_plain, between[-1]))) if between else None


def sheet_of(card: Message) -> Sheet:
    """What a person reads."""
    text, buttons = words(card), labels(card)
    head, pages = HEAD.search(text), PAGES.search(text)
    numbered = {int(found[1]): label for label in buttons if (found := OPTION.match(label))} if head else {}
    lines = {int(found[1]): Line(found[2], bool(found[3])) for found in LINE.finditer(text)}
    points = {number: Line(str(number), False) for number, label in numbered.items() if POINT.fullmatch(label)}
    return Sheet(
        text=text,
        question=head[1] if head else "",
        lines=points or lines,
        buttons=numbered,
        onward=next((label for label in buttons if label.endswith("›") and not MORE.fullmatch(label)), None),
        more=next(filter(MORE.fullmatch, buttons), None),
        pages=int(pages[1]) if pages else 1,
        consent=next(filter(CONSENT.search, buttons), None),
        changes=list(filter(CHANGE.fullmatch, buttons)),
    )


def words(card: Message) -> str:
    """The text, also where it stands below a picture."""
    return str(card.get("text") or card.get("caption") or "")


def _plain(number: str) -> int:
    return int(re.sub(r"[.,]", "", number).replace("−", "-"))

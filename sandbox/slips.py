"""What can be read off a card among statements: the words of the statement, and what each button is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sandbox.visitor import Message, labels

QUOTED = re.compile(r"^[“«„](.*?)[”»](?: .*)?$", re.MULTILINE)
NUMBER = re.compile(r"^\w+ (\d+)(?: ·.*)?$", re.MULTILINE)
LISTED = re.compile(r"^(\d+) [“«„](.*?)[”»](?: .*)?$", re.MULTILINE)
CHOSEN = re.compile(r"^(\d+) ✓$")
WHY = re.compile(r"^(?:Why\?|¿Por qué\?|Dlaczego\?)", re.MULTILINE)

AGREE, DISAGREE, UNSURE = "agree", "disagree", "unsure"
MEANINGS: Final = {
    AGREE: re.compile(r"Agree|De acuerdo|Zgadzam się"),
    DISAGREE: re.compile(r"Disagree|En desacuerdo|Myślę inaczej"),
    UNSURE: re.compile(r"Not sure|No lo sé|Nie wiem"),
    "last": re.compile(r"‹ (?:Change last|Cambiar voto|Ostatni głos)"),
    "say": re.compile(r"Say something of my own|Añadir mi propia idea|Dodaj coś od siebie"),
    "stop": re.compile(r"Stop here|Parar aquí|Zakończ tutaj"),
    "keep": re.compile(r"Keep|Dejar así|Zostaw"),
    "change": re.compile(r"Change|Cambiar|Zmień"),
    "skip": re.compile(r"(?:Skip|Saltar|Pomiń) ›"),
    "done": re.compile(r"(?:Done|Listo|Gotowe) ›"),
    "more": re.compile(r"(?:More|Más|Więcej) ›"),
    "votes": re.compile(r"My votes|Mis votos|Moje głosy"),
}
"""In English, Spanish and Polish."""


@dataclass(frozen=True)
class Slip:
    """`words` and `number` are the statement's, as far as they stand there; `ways` are labels by what they are for;
    `listed` are statements in a list by their numbers, and `chosen` those that are marked.
    """

    words: str
    number: str
    buttons: tuple[str, ...]
    ways: Mapping[str, str]
    listed: Mapping[int, str]
    chosen: frozenset[int]
    asks_why: bool

    def has(self, *ways: str) -> bool:
        """Whether there is a button for each."""
        return self.ways.keys() >= set(ways)

    def label(self, number: int) -> str:
        """The button of a statement in a list."""
        return f"{number} ✓" if number in self.chosen else str(number)


def slip_of(card: Message) -> Slip:
    """What a person reads."""
    text, buttons = str(card.get("text") or card.get("caption") or ""), tuple(labels(card))
    quoted, number = QUOTED.search(text), NUMBER.search(text)
    ways = {name: label for label in buttons for name, means in MEANINGS.items() if means.fullmatch(label)}
    marked = frozenset(int(found[1]) for label in buttons if (found := CHOSEN.match(label)))
    return Slip(
        words=quoted[1] if quoted else "",
        number=number[1] if number else "",
        buttons=buttons,
        ways=ways,
        listed={int(found[1]): found[2] for found in LISTED.finditer(text)},
        chosen=marked,
        asks_why=WHY.search(text) is not None,
    )

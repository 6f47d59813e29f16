"""A statement, as it is kept and as somebody reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SHORTEST, LONGEST = 5, 280
"""Characters of a statement."""

LONGEST_REASON = 140


class State(StrEnum):
    """What was decided of a statement, or of a reason. `POSTED` is shown to others and still to be looked at."""

    WAITING = "waiting"
    POSTED = "posted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


SHOWN = frozenset({State.POSTED, State.ACCEPTED})
TO_LOOK_AT = frozenset({State.WAITING, State.POSTED})


class Grounds(StrEnum):
    """Why something was rejected: the published list."""

    OFF_TOPIC = "off-topic"
    TWICE = "twice"
    UNCLEAR = "unclear"
    SEVERAL = "several"
    """More than one idea at once: nobody could tell what a vote on it means."""
    PERSONAL = "personal"
    """About somebody who can be recognised."""
    HURTFUL = "hurtful"
    ADVERT = "advert"


@dataclass(frozen=True)
class Translation:
    """`machine`: no person has read it."""

    text: str
    machine: bool = False


@dataclass(frozen=True)
class Reading:
    """A statement as one reader sees it. `translated_from` is None where it stands in its own language."""

    text: str
    language: str
    translated_from: str | None = None
    machine: bool = False


@dataclass(frozen=True)
class Statement:
    """`seed` is its id in the file, None for what came otherwise; `by_resident` whether somebody here said it; `author`
    is the participation that did. `merged_into` is the number of the one that says the same.
    """

    number: int
    text: str = field(repr=False)
    language: str
    state: State = State.ACCEPTED
    seed: str | None = None
    author: str | None = None
    meta: bool = False
    flagged: bool = False
    why: Grounds | None = None
    proposed: str | None = field(default=None, repr=False)
    merged_into: int | None = None
    sent_hour: int = 0
    translations: Mapping[str, Translation] = field(default_factory=dict, repr=False)

    @property
    def asked(self) -> bool:
        """Whether residents are asked about it."""
        return self.state in SHOWN and self.merged_into is None

    def read_in(self, language: str) -> Reading:
        """In this language as far as there is a translation."""
        there = self.translations.get(language)
        if language == self.language or there is None:
            return Reading(self.text, self.language)
        return Reading(there.text, language, self.language, there.machine)


@dataclass(frozen=True)
class Reason:
    """Why somebody voted on a statement as they did: `side` is that vote, `by` the participation."""

    number: int
    side: int
    text: str = field(repr=False)
    language: str
    by: str
    state: State = State.ACCEPTED
    flagged: bool = False
    why: Grounds | None = None
    sent_hour: int = 0

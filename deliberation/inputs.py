"""What one participation can be given: what a resident does, as the engine takes it."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.definition import Input


@dataclass(frozen=True)
class Begin:
    """Wants to take part: is of those whom the consultation is for."""


@dataclass(frozen=True)
class StayOut:
    """Is not of those whom the consultation is for."""


@dataclass(frozen=True)
class Agree:
    """The notice was read: old enough, and consents."""


@dataclass(frozen=True)
class Back:
    """To the question before; from a side page to where one was."""


@dataclass(frozen=True)
class Skip:
    """On without an answer."""


@dataclass(frozen=True)
class Keep(Skip):
    """On from a question that has an answer. Where there is none, nothing of the kind is meant."""


@dataclass(frozen=True)
class Next(Skip):
    """On from something to read."""


@dataclass(frozen=True)
class Visit:
    """Look at a side page."""

    page: str


@dataclass(frozen=True)
class TurnTo:
    """Another page of what has several; None for the one after this."""

    page: int | None


@dataclass(frozen=True)
class Return:
    """Comes in again: to where they were, or on to what has opened since."""


@dataclass(frozen=True)
class Change:
    """Answer this step again."""

    step: str


@dataclass(frozen=True)
class Vote:
    """One option of a step was tapped elsewhere than at its question, such as in a group: it is the answer at once, and
    where several may be chosen it is added to them, or taken out.
    """

    step: str
    option: str


@dataclass(frozen=True)
class Clear:
    """The answer to this step is taken back. Consent stays."""

    step: str


@dataclass(frozen=True)
class Withdraw:
    """All answers are taken back."""


@dataclass(frozen=True)
class Said:
    """Something was written. `meaning` is the button whose word it is, if it is one: an answer of that name goes before
    it.
    """

    text: str
    meaning: Given | None = None


Given = (
    Input | Begin | StayOut | Agree | Back | Skip | Visit | TurnTo | Return | Change | Vote | Clear | Withdraw | Said
)

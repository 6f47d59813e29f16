"""What somebody does among statements beside answering the step: use cases see to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from deliberation.definition.steps import Act


@dataclass(frozen=True)
class CastVote(Act):
    """Agree (+1), disagree (-1) or not sure (0), in place of any vote before."""

    number: int
    vote: int


@dataclass(frozen=True)
class GiveReason(Act):
    """Why somebody voted like this, in place of any reason before."""

    number: int
    side: int
    text: str = field(repr=False)


@dataclass(frozen=True)
class BeMoved(Act):
    """The vote was changed because of the reason that was heard."""

    number: int


@dataclass(frozen=True)
class Compare(Act):
    """One's own words are to be compared with what others have said."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Submit(Act):
    """Say it to the others."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class TakeBack(Act):
    """One's own statement goes, with all votes on it."""

    number: int


@dataclass(frozen=True)
class TakeReasonBack(Act):
    """The vote stays."""

    number: int


@dataclass(frozen=True)
class AskWhere(Act):
    """Where one stands among the others is to be shown."""


@dataclass(frozen=True)
class Assent(Act):
    """To the wording that was proposed for one's own statement; `yes` is whether."""

    number: int
    yes: bool

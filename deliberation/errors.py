"""Everything that can be refused, as one tree.

    Problem
    ├── Refused              the person may not do this, or not now
    │   ├── Forbidden            lacks the right, or it is somebody else's
    │   ├── NotOpenYet           the consultation opens later
    │   ├── Closed               the consultation has closed
    │   ├── UnknownConsultation  no consultation by that name
    │   ├── NothingOpen          there is nothing to take part in now
    │   ├── InvitationRefused    unknown, used or expired: one answer for all three
    │   └── ConsentMissing       answers are taken after consent alone
    ├── Rejected             what was given cannot be an answer
    │   ├── NotAnOption          neither a number nor a label on offer
    │   ├── EmptyText            nothing was written
    │   ├── TooLong              more characters than fit
    │   ├── NotText              a photo, a voice message, ...: only words can be kept
    │   ├── AnswerRequired       this question cannot be skipped
    │   ├── MovedOn              the button belongs to a state that has passed
    │   └── NotUnderstood        nothing here waits for what was written
    ├── Conflict             somebody else was first; the same again may succeed
    └── DefinitionInvalid    a consultation's file has mistakes; carries all of them

An error carries a code and parameters, never a sentence: `screens/` has the words for every code, in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


class Problem(Exception):
    """Base of the tree. `code` names the words in `screens/`, `parameters` fill them."""

    code: ClassVar[str] = "problem"

    def __init__(self, **parameters: str | int) -> None:
        super().__init__(self.code)
        self.parameters: Mapping[str, str | int] = parameters


class Refused(Problem):
    """The person may not do this, or not now."""


class Forbidden(Refused):
    """Lacks the right, or the thing is somebody else's."""

    code = "forbidden"


class NotOpenYet(Refused):
    """Parameters: opens (milliseconds UTC), zone (the town's)."""

    code = "not_open_yet"


class Closed(Refused):
    """Parameters: closed (milliseconds UTC), zone (the town's)."""

    code = "closed"


class UnknownConsultation(Refused):
    """The link names no consultation of this town."""

    code = "unknown_consultation"


class NothingOpen(Refused):
    """There is nothing to take part in at the moment."""

    code = "nothing_open"


class InvitationRefused(Refused):
    """Unknown, used or expired: whoever guesses learns nothing from the difference."""

    code = "invitation_refused"


class ConsentMissing(Refused):
    """An answer came before consent."""

    code = "consent_missing"


class Rejected(Problem):
    """What was given cannot be an answer."""


class NotAnOption(Rejected):
    """Parameter: count (how many options there are)."""

    code = "not_an_option"


class EmptyText(Rejected):
    """Nothing but white space."""

    code = "empty_text"


class TooLong(Rejected):
    """Parameters: length and limit in characters, text (what was written, so that it can be shortened)."""

    code = "too_long"


class NotText(Rejected):
    """A photo, a voice message, a sticker: only words can be kept."""

    code = "not_text"


class AnswerRequired(Rejected):
    """This question cannot be skipped."""

    code = "answer_required"


class MovedOn(Rejected):
    """The button belongs to a state that has passed."""

    code = "moved_on"


class NotUnderstood(Rejected):
    """Nothing here waits for what was written."""

    code = "not_understood"


class Conflict(Problem):
    """Somebody else changed the same thing first; the same command again may succeed."""

    code = "conflict"


@dataclass(frozen=True)
class Mistake:
    """One mistake in a consultation's file. `where` is a path such as `phases[1].steps[3].options`, `line` its line."""

    where: str
    code: str
    parameters: Mapping[str, str | int]
    line: int | None = None


class DefinitionInvalid(Problem):
    """A consultation's file has mistakes; `mistakes` holds all of them, in the order of the file."""

    code = "definition_invalid"

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(count=len(mistakes))
        self.mistakes = mistakes

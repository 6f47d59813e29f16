"""Everything that can be refused, as one tree.

    Problem
    ├── Refused              the person may not do this, or not now
    │   ├── Forbidden            lacks the right, or it is somebody else's
    │   ├── NotOpenYet           the consultation opens later
    │   ├── Closed               the consultation has closed
    │   ├── UnknownConsultation  no consultation by that name
    │   ├── NothingOpen          there is nothing to take part in now
    │   ├── NotForYou            the consultation is for others
    │   ├── Withdrawn            answers were taken back; one can begin anew
    │   ├── InvitationRefused    unknown, used or expired: one answer for all three
    │   └── ConsentMissing       answers are taken after consent alone
    ├── Rejected             what was given cannot be an answer
    │   ├── NotAnOption          neither a number nor a label on offer
    │   ├── EmptyText            nothing was written
    │   ├── TooLong              more characters than fit
    │   ├── TooFew, TooMany      more, or fewer, have to be chosen
    │   ├── NotTogether          "none of these" was chosen with something else
    │   ├── NotARanking          not all places were given, or one twice
    │   ├── NotANumber, OutOfRange
    │   ├── NotADate, DateOutOfRange
    │   ├── NotText              a photo, a voice message, ...: only words can be kept
    │   ├── EditedAfter          a message was corrected after it was sent
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


class NotForYou(Refused):
    """The consultation is for others."""

    code = "not_for_you"


class Withdrawn(Refused):
    """The answers were taken back."""

    code = "withdrawn"


class InvitationRefused(Refused):
    """Unknown, used or expired: whoever guesses learns nothing from the difference."""

    code = "invitation_refused"


class ConsentMissing(Refused):
    """An answer came before consent."""

    code = "consent_missing"


class Rejected(Problem):
    """What was given cannot be an answer."""


class NotAnOption(Rejected):
    """Parameters: count (how many can be chosen from), own (the number of "something else", 0 where it is not)."""

    code = "not_an_option"


class EmptyText(Rejected):
    """Nothing but white space."""

    code = "empty_text"


class TooLong(Rejected):
    """Parameters: length and limit in characters, text (what was written, so that it can be shortened)."""

    code = "too_long"


class TooFew(Rejected):
    """Parameters: least (how many have to be chosen), count (how many are)."""

    code = "too_few"


class TooMany(Rejected):
    """Parameter: most (how many can be chosen)."""

    code = "too_many"


class NotTogether(Rejected):
    """ "None of these" stands alone."""

    code = "not_together"


class NotARanking(Rejected):
    """Parameters: places (how many there are to give), count (how many were given)."""

    code = "not_a_ranking"


class NotANumber(Rejected):
    """Parameters: least, most."""

    code = "not_a_number"


class OutOfRange(Rejected):
    """Parameters: least, most."""

    code = "out_of_range"


class NotADate(Rejected):
    """Neither day, month, year nor year, month, day; or a day that no month has."""

    code = "not_a_date"


class DateOutOfRange(Rejected):
    """Parameters: earliest, latest (ISO 8601)."""

    code = "date_out_of_range"


class NotText(Rejected):
    """A photo, a voice message, a sticker: only words can be kept."""

    code = "not_text"


class EditedAfter(Rejected):
    """A message was corrected after it was taken for what it was."""

    code = "edited_after"


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
class Part:
    """A phase, question or option in which a mistake stands, as its author knows it. `kind` is phase, step, text or
    option; `number` counts from 1; `words` are its own, by language.
    """

    kind: str
    number: int
    id: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Mistake:
    """One mistake in a consultation's file. `where` is a path such as `phases[1].steps[3].options`, `line` its line,
    `within` the parts in which it stands, the largest first.
    """

    where: str
    code: str
    parameters: Mapping[str, str | int]
    line: int | None = None
    within: tuple[Part, ...] = ()


class DefinitionInvalid(Problem):
    """A consultation's file has mistakes; `mistakes` holds all of them, in the order of the file."""

    code = "definition_invalid"

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(count=len(mistakes))
        self.mistakes = mistakes

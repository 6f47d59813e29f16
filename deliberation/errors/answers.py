"""What was given cannot be an answer."""

from __future__ import annotations

from deliberation.errors.base import Rejected


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


class NotAStatement(Rejected):
    """Here one votes on statements by their buttons, or by their numbers."""

    code = "not_a_statement"


class NotADate(Rejected):
    """Neither day, month, year nor year, month, day; or a day that no month has."""

    code = "not_a_date"


class DateOutOfRange(Rejected):
    """Parameters: earliest, latest (ISO 8601)."""

    code = "date_out_of_range"


class TooShort(Rejected):
    """Parameter: least (characters that a statement has)."""

    code = "too_short"


class SaidAlready(Rejected):
    """The same words by the same person."""

    code = "said_already"


class EnoughSaid(Rejected):
    """Parameter: most (statements that one person may add to a step)."""

    code = "enough_said"


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

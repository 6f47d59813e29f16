"""What was written or sent does not fit what is being prepared."""

from __future__ import annotations

from deliberation.errors.base import Rejected


class DayPassed(Rejected):
    """What is planned lies ahead."""

    code = "day_passed"


class NotATime(Rejected):
    """Neither a day with a time of day, nor a moment as ISO 8601 writes it."""

    code = "not_a_time"


class TimePassed(Rejected):
    """What is planned lies ahead."""

    code = "time_passed"


class NotALink(Rejected):
    """It does not begin with https://, or has spaces."""

    code = "not_a_link"


class ClosePassed(Rejected):
    """Parameter: closes (ISO 8601)."""

    code = "close_passed"


class ReplyTooEarly(Rejected):
    """Parameters: closes, reply (ISO 8601)."""

    code = "reply_too_early"


class NoQuestion(Rejected):
    """Not one question, with options or without."""

    code = "no_question"


class NoOptions(Rejected):
    """A scale, a number, a date, something to read."""

    code = "no_options"


class TooFewOptions(Rejected):
    """Parameter: count (how many there are)."""

    code = "too_few_options"


class TooManyOptions(Rejected):
    """Parameters: most, count."""

    code = "too_many_options"


class SameOption(Rejected):
    """Parameter: text (the label that two of them have)."""

    code = "same_option"


class TooManyQuestions(Rejected):
    """Parameter: most."""

    code = "too_many_questions"


class LastQuestion(Rejected):
    """Without it nothing would be asked."""

    code = "last_question"


class DependedOn(Rejected):
    """Parameter: text (the question that is asked after one of these answers alone)."""

    code = "depended_on"


class DoesNotFit(Rejected):
    """What has no better words: facilitators do not come to it by the buttons they have."""

    code = "does_not_fit"


class PollUnclear(Rejected):
    """What followed the command is no question with at least two answers."""

    code = "poll_unclear"


class NoPicture(Rejected):
    """A picture was waited for, and this is none that can be shown."""

    code = "no_picture"


class NoPictureAwaited(Rejected):
    """A picture came that no draft waits for."""

    code = "no_picture_awaited"


class PictureTooLarge(Rejected):
    """Parameter: most (megabytes)."""

    code = "picture_too_large"


class FileTooLarge(Rejected):
    """Parameter: most (megabytes)."""

    code = "file_too_large"


class FileLost(Rejected):
    """Telegram does not hand the file over."""

    code = "file_lost"

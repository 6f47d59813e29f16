"""What became of a call to Telegram, in the few ways that make a difference to what is done next."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from telegram import Message, Poll
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds before the first further try, doubled each time, and the longest."""

TOO_LARGE = ("(413)", "status 413")
"""How the status of what is larger than Telegram, or something on the way there, lets through is worded."""


SO_ALREADY = ("message is not modified", "poll has already been closed", "message with poll to stop not found")
"""What Telegram says where nothing is left to be done: by us before, or by somebody who deleted it."""


@dataclass(frozen=True)
class Sent:
    """It arrived, or was there already. `message` is the id where one was made, `picture` what Telegram calls the
    picture in it, or its poll, where there is one.
    """

    message: int | None = None
    picture: str | None = None
    poll: str | None = None


@dataclass(frozen=True)
class Later:
    """Not now: again in so many seconds. A wait that Telegram asked for is not counted as a try."""

    seconds: float
    counted: bool


@dataclass(frozen=True)
class Gone:
    """The person or group does not want the bot any more, or never knew it."""


@dataclass(frozen=True)
class Migrated:
    """The group has a new id."""

    new_chat: int


@dataclass(frozen=True)
class Rejected:
    """Telegram will never take this. `reason` is Telegram's wording, which quotes nothing of ours."""

    reason: str


@dataclass(frozen=True)
class TokenRefused:
    """The bot's token is not valid any more."""


Outcome = Sent | Later | Gone | Migrated | Rejected | TokenRefused

T = TypeVar("T")


async def outcome_of(call: Awaitable[Message | Poll | bool], attempts: int) -> Outcome:
    """Make the call and say what became of it. `attempts` are the tries that failed before."""
    try:
        answer = await call
    except TelegramError as error:
        return classify(error, attempts)
    if not isinstance(answer, Message):
        return Sent()
    picture = answer.photo[-1].file_id if answer.photo else None
    return Sent(answer.message_id, picture, answer.poll.id if answer.poll else None)


def classify(error: TelegramError, attempts: int) -> Outcome:
    """The outcome that an error means."""
    match error:
        case RetryAfter():
            return Later(_seconds(error), counted=False)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case Forbidden():
            return Gone()
        case InvalidToken():
            return TokenRefused()
        case BadRequest():
            return _bad_request(error.message)
        case NetworkError() if any(status in error.message for status in TOO_LARGE):
            return Rejected("Too large")  # no further try helps
        case NetworkError():
            return Later(pause(attempts), counted=True)
    return Rejected(type(error).__name__)


def pause(attempts: int) -> float:
    """Seconds before the next try: 1, 2, 4 ... 300."""
    return min(FIRST_PAUSE * 2.0 ** min(attempts, 20), LONGEST_PAUSE)


def _bad_request(message: str) -> Outcome:
    wording = message.casefold()
    if any(words in wording for words in SO_ALREADY):
        return Sent()
    if "chat not found" in wording:
        return Gone()
    return Rejected(message.split(":", maxsplit=1)[0])


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait if isinstance(wait, int | float) else wait.total_seconds())

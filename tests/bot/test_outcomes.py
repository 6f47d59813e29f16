"""What becomes of a call: every row of Telegram's answers leads to the right next step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from telegram import Chat, Message, PhotoSize
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.sending.outcomes import Gone, Later, Migrated, Outcome, Rejected, Sent, TokenRefused, classify, outcome_of
from bot.telegram.request import Ambiguous, AmbiguousTimeout, NotSent

NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
CASES: list[tuple[TelegramError, Outcome]] = [
    (BadRequest(NOT_MODIFIED), Sent()),
    (BadRequest("Chat not found"), Gone()),
    (Forbidden("Forbidden: bot was blocked by the user"), Gone()),
    (Forbidden("Forbidden: user is deactivated"), Gone()),
    (Forbidden("Forbidden: bot was kicked from the group chat"), Gone()),
    (RetryAfter(timedelta(seconds=17)), Later(17.0, counted=False)),
    (ChatMigrated(-100_123), Migrated(-100_123)),
    (BadRequest("Message to edit not found"), Rejected("Message to edit not found")),
    (BadRequest("Message is too long"), Rejected("Message is too long")),
    (InvalidToken("Unauthorized"), TokenRefused()),
    (NetworkError("Bad Gateway"), Later(1.0, counted=True)),
    (NetworkError("Request Entity Too Large (413)"), Rejected("Too large")),
    (NetworkError("HTTP status 413 from something that is not the Bot API"), Rejected("Too large")),
    (NotSent("no connection"), Later(1.0, counted=True)),
    (Ambiguous("cut"), Later(1.0, counted=True)),
    (AmbiguousTimeout("no answer"), Later(1.0, counted=True)),
]


@pytest.mark.parametrize(("error", "outcome"), CASES, ids=[str(error)[:40] for error, _ in CASES])
def test_each_answer_has_its_outcome(error: TelegramError, outcome: Outcome) -> None:
    assert classify(error, 0) == outcome


def test_what_could_not_be_parsed_is_not_quoted() -> None:
    error = BadRequest('Can\'t parse entities: unsupported start tag "secret words" at byte offset 3')
    assert classify(error, 0) == Rejected("Can't parse entities")


def test_pauses_double_and_end_at_five_minutes() -> None:
    pauses = [outcome.seconds for n in range(12) if isinstance(outcome := classify(NetworkError("x"), n), Later)]
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


async def test_a_message_says_what_its_picture_is_called() -> None:
    small, large = PhotoSize("small", "s", 90, 60), PhotoSize("large", "l", 900, 600)

    async def answer(*photo: PhotoSize) -> Message:
        return Message(7, datetime.now(UTC), Chat(1, "private"), photo=photo)

    assert await outcome_of(answer(small, large), 0) == Sent(7, "large")
    assert await outcome_of(answer(), 0) == Sent(7, None)


async def test_an_answer_without_a_message_is_sent_too() -> None:
    async def done() -> bool:
        return True

    assert await outcome_of(done(), 0) == Sent(None)

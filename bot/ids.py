"""Ids and secrets: the only place with a source of chance."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from random import Random
from threading import Lock

TOKEN_BYTES = 12
"""96 bits: sixteen characters in callback data."""

SECRET_BYTES = 24
"""192 bits in an invitation's link."""

_COUNTER_BITS = 18


def moment(identifier: str) -> int:
    """When an id of this kind was made (milliseconds)."""
    return int(identifier[:12], 16)


class IdSource:
    """UUIDv7 (RFC 9562, method 1) as 32 hex digits: they sort in the order in which they were made, whatever the clock.

    Safe for several threads: rows get their ids in the database's thread, updates in the event loop's.
    """

    def __init__(self, now: Callable[[], int]):
        self._now = now
        self._last = 0
        self._lock = Lock()
        self._chance = Random()  # noqa: S311 - nobody is to guess what these name, only to hit on it by accident

    def __call__(self) -> str:
        """The next id. `now` gives milliseconds; the counter below them also carries over a clock that stands still."""
        with self._lock:
            self._last = max(self._last + 1, self._now() << _COUNTER_BITS)
            last = self._last
        moment, counter = last >> _COUNTER_BITS, last & ((1 << _COUNTER_BITS) - 1)
        high = (moment << 16) | 0x7000 | (counter >> 6)
        low = (0b10 << 62) | ((counter & 0x3F) << 56) | self._chance.getrandbits(56)
        return f"{high:016x}{low:016x}"


def random_id() -> str:
    """128 random bits: a pseudonym that tells nothing, not even when it was made."""
    return secrets.token_hex(16)


def random_token() -> str:
    """The token of a view."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def random_secret() -> str:
    """The secret of an invitation, made of characters that a link may carry."""
    return secrets.token_urlsafe(SECRET_BYTES)

"""What Telegram allows, as arithmetic: how soon the next call may be made, and what a call that was made uses up.

Nothing here waits, reads a clock or knows of queues; all times are seconds of one monotonic clock. Telegram's figures:
about 30 new messages a second in all, one a second to a chat with short bursts, 20 a minute to a group.
"""

import enum
from collections import deque
from dataclasses import dataclass
from math import inf
from typing import Protocol


class Lane(enum.IntEnum):
    """Who goes first when calls wait: the lower."""

    TAP_ANSWER = 0
    TOUCHED_VIEW = 1
    VIEW = 2
    REMINDER = 3
    BROADCAST = 4
    OPEN_TALLY = 5

    def __bool__(self) -> bool:
        """Always true: python-telegram-bot takes `rate_limit_args` that are false for none at all."""
        return True


@dataclass(frozen=True)
class Rates:
    """How fast this process may go. The window is wider than Telegram's second, for jitter on the way there."""

    per_second: int = 30
    window_seconds: float = 1.02
    chat_per_second: float = 1.0
    chat_burst: int = 3
    group_per_minute: int = 20
    group_minute_seconds: float = 60.5
    tally_seconds: float = 4.0
    in_flight: int = 64


class Pace(Protocol):
    """A limit that calls use up. A call at `now` is allowed if `opens_at() <= now`."""

    def opens_at(self) -> float: ...

    def take(self, now: float) -> None: ...

    def forgettable_at(self) -> float:
        """From when on it equals a new one."""
        ...


class Window:
    """At most `places` calls in any half-open span of `seconds`."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, places: int, seconds: float) -> None:
        self._times = deque[float](maxlen=places)
        self._seconds = seconds

    def opens_at(self) -> float:
        return self._times[0] + self._seconds if len(self._times) == self._times.maxlen else -inf

    def take(self, now: float) -> None:
        self._times.append(now)

    def forgettable_at(self) -> float:
        return self._times[-1] + self._seconds if self._times else -inf


class Bucket:
    """A bucket of `burst` tokens that gains one every `seconds`; kept as the time at which it is full again."""

    __slots__ = ("_full_at", "_seconds", "_slack")

    def __init__(self, burst: int, seconds: float) -> None:
        self._seconds = seconds
        self._slack = (burst - 1) * seconds
        self._full_at = -inf

    def opens_at(self) -> float:
        return self._full_at - self._slack

    def take(self, now: float) -> None:
        self._full_at = max(self._full_at, now) + self._seconds

    def forgettable_at(self) -> float:
        return self._full_at


class EvenPace:
    """One call every `seconds`. A call that is late by less than that does not delay those after it."""

    __slots__ = ("_next_at", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next_at = -inf

    def opens_at(self) -> float:
        return self._next_at

    def take(self, now: float) -> None:
        """Also for calls that did not wait for it; they push back those that do."""
        on_time = now < self._next_at + self._seconds
        self._next_at = (self._next_at if on_time else now) + self._seconds


class _Chat:
    """One chat: its pace, its pause after a 429, and when its next open tally may be shown."""

    __slots__ = ("pace", "paused_until", "tally_at")

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.paused_until = -inf
        self.tally_at = -inf

    def opens_at(self, lane: Lane) -> float:
        opens = max(self.paused_until, self.pace.opens_at())
        return max(opens, self.tally_at) if lane is Lane.OPEN_TALLY else opens

    def forgettable_at(self) -> float:
        return max(self.paused_until, self.tally_at, self.pace.forgettable_at())


class Chats:
    """The limits of all chats. A chat at rest is forgotten: memory follows the chats in use, not those ever met."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._chats: dict[int, _Chat] = {}
        self._round = deque[int]()

    def __len__(self) -> int:
        return len(self._chats)

    def opens_at(self, chat: int | None, lane: Lane) -> float:
        known = self._chats.get(chat) if chat is not None else None
        return known.opens_at(lane) if known else -inf

    def paused_until(self, chat: int | None) -> float:
        known = self._chats.get(chat) if chat is not None else None
        return known.paused_until if known else -inf

    def take(self, chat: int, lane: Lane, now: float) -> None:
        state = self._chats.get(chat) or self._meet(chat, now)
        state.pace.take(now)
        if lane is Lane.OPEN_TALLY:
            state.tally_at = now + self._rates.tally_seconds

    def pause(self, chat: int, until: float, now: float) -> None:
        state = self._chats.get(chat) or self._meet(chat, now)
        state.paused_until = max(state.paused_until, until)

    def _meet(self, chat: int, now: float) -> _Chat:
        self._forget_some(now)
        self._round.append(chat)
        state = self._chats[chat] = _Chat(self._new_pace(chat))
        return state

    def _forget_some(self, now: float) -> None:
        # Two looked at for each one met: the round is always walked faster than it grows.
        for _ in range(min(2, len(self._round))):
            chat = self._round.popleft()
            if self._chats[chat].forgettable_at() <= now:
                del self._chats[chat]
            else:
                self._round.append(chat)

    def _new_pace(self, chat: int) -> Pace:
        rates = self._rates
        if chat < 0:
            return Window(rates.group_per_minute, rates.group_minute_seconds)
        return Bucket(rates.chat_burst, 1 / rates.chat_per_second)

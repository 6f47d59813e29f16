"""Telegram's limits on sending, made exact. Telegram publishes them only roughly; a test needs to know when it
crosses one.

    all chats       at most `per_second` new messages (send*) in any second
    private chat    a bucket of `chat_burst` tokens, refilled by `per_chat_per_second`; each send* and edit* takes one
    group           at most `group_per_minute` send* and edit* in any 60 seconds

A refused call consumes nothing. It starts a pause of `retry_after` seconds for its chat, in which every counted call
to that chat is refused with what is left of the pause; asking again neither shortens nor lengthens it. Answers to
taps, deletions and questions (get*) are never counted. `retry_after` is rounded up to whole seconds and is at least
one.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import NoReturn

from sandbox.clock import SandboxClock
from sandbox.errors import too_many_requests

MINUTE = 60.0


@dataclass(frozen=True)
class Limits:
    per_second: int = 30
    per_chat_per_second: float = 1
    chat_burst: int = 5
    group_per_minute: int = 20
    enabled: bool = True


class Window:
    """At most `most` events in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more event fits; 0 when it fits now."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        return 0.0 if len(self._times) < self._most else self._times[0] + self._seconds - now

    def take(self, now: float) -> None:
        self._times.append(now)


class Bucket:
    """Bursts up to `burst`, and `rate` a second in the long run."""

    def __init__(self, burst: int, rate: float, now: float) -> None:
        self._burst = burst
        self._rate = rate
        self._tokens = float(burst)
        self._filled = now

    def wait(self, now: float) -> float:
        """Seconds until there is a token; 0 when there is one."""
        self._tokens = min(self._burst, self._tokens + (now - self._filled) * self._rate)
        self._filled = now
        return 0.0 if self._tokens >= 1 else (1 - self._tokens) / self._rate

    def take(self, now: float) -> None:
        self.wait(now)
        self._tokens -= 1


class Limiter:
    """Admits a call or raises 429."""

    def __init__(self, limits: Limits, clock: SandboxClock) -> None:
        self._limits = limits
        self._clock = clock
        self._everywhere = Window(limits.per_second, 1.0)
        self._groups: defaultdict[int, Window] = defaultdict(lambda: Window(limits.group_per_minute, MINUTE))
        self._private: defaultdict[int, Bucket] = defaultdict(self._bucket)
        self._paused_until: dict[int, float] = {}

    def admit(self, chat_id: int, *, new: bool) -> None:
        """Count one send (`new`) or edit to a chat. A negative id is a group, as everywhere in Telegram."""
        now = self._clock.now()
        if (left := self._paused_until.get(chat_id, 0.0) - now) > 0:
            raise too_many_requests(math.ceil(left))
        if self._limits.enabled:
            self._count(chat_id, now, new=new)

    def _count(self, chat_id: int, now: float, *, new: bool) -> None:
        gates: list[Window | Bucket] = [self._groups[chat_id] if chat_id < 0 else self._private[chat_id]]
        gates += [self._everywhere] if new else []
        if (wait := max(gate.wait(now) for gate in gates)) > 0:
            self.refuse(chat_id, max(1, math.ceil(wait)))
        for gate in gates:
            gate.take(now)

    def refuse(self, chat_id: int | None, seconds: int) -> NoReturn:
        """Start a pause for the chat of a call, if it has one, and say so."""
        if chat_id is not None:
            self._paused_until[chat_id] = self._clock.now() + seconds
        raise too_many_requests(seconds)

    def _bucket(self) -> Bucket:
        return Bucket(self._limits.chat_burst, self._limits.per_chat_per_second, self._clock.now())

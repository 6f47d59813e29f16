"""The one limiter through which every Bot API call passes, so that a broadcast never delays the answer to a tap.

The lower lane goes first, and within a lane who came first. Who cannot go yet holds up nobody but those behind it in
its own chat and lane, where order is kept.

- A new message needs a place in the sliding window over all chats. From reminders downwards they also keep an even
  pace: in one burst they would close the window for a second to a message that somebody is waiting for.
- Messages and edits need their chat's leave; tap answers never do.
- A quarter of the calls in flight is kept for tap answers and touched views, should the server hang on to the rest.
- After a 429 its chat pauses. When three chats were hit within seconds the limit is the bot's and not theirs: all pause
  but tap answers, which are no messages. A 429 that concerns no chat pauses tap answers too.

It never repeats a call and never decides what an outcome means: that is the gateway's part. It is not for threads.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from math import inf
from typing import Any, Final, Protocol

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.sending.limits import Chats, EvenPace, Lane, Rates, Window
from bot.sending.waiting import Call, Waiting

__all__ = ["Lane", "Limiter", "PtbRateLimiter", "Rates"]

_HITS_SECONDS: Final = 5.0
_HITS_FOR_ALL: Final = 3
_NEW_MESSAGE: Final = ("send", "forward", "copy")
_LIMITED_BY_CHAT: Final = (*_NEW_MESSAGE, "edit", "stopPoll")


class Timer(Protocol):
    def cancel(self) -> None: ...


class Limiter:
    """`clock` and `call_at` are the running loop's `time` and `call_at`; `jitter` gives seconds to add to a pause."""

    def __init__(
        self,
        rates: Rates,
        clock: Callable[[], float],
        call_at: Callable[[float, Callable[[], None]], Timer],
        *,
        jitter: Callable[[], float],
    ) -> None:
        self._rates = rates
        self._clock = clock
        self._call_at = call_at
        self._jitter = jitter
        self._window = Window(rates.per_second, rates.window_seconds)
        self._even = EvenPace(rates.window_seconds / rates.per_second)
        self._chats = Chats(rates)
        self._waiting = Waiting(self._opens_at, self._chats.opens_at)
        self._hits = deque[tuple[float, int]]()
        self._taps_paused_until = self._all_paused_until = -inf
        self._in_flight = 0
        self._numbers = 0
        self._timer: Timer | None = None
        self._wakes_at = inf

    @asynccontextmanager
    async def slot(self, lane: Lane, chat: int | None, *, new_message: bool) -> AsyncIterator[None]:
        """Waits its turn, then counts as in flight. `chat` is None for a call that no chat limits."""
        await self._enter(lane, None if lane is Lane.TAP_ANSWER else chat, new_message)
        try:
            yield
        finally:
            self._leave()

    def hit(self, chat: int | None, retry_after: float) -> None:
        """Telegram answered 429: hold what goes to this chat, or everything, for so many seconds and some jitter."""
        now = self._clock()
        until = now + retry_after + self._jitter()
        if chat is None:
            self._taps_paused_until = max(self._taps_paused_until, until)
        else:
            self._chats.pause(chat, until, now)
        if chat is None or self._hit_several(chat, now):
            self._all_paused_until = max(self._all_paused_until, until)

    def pause_left(self, lane: Lane, chat: int | None) -> float:
        """Seconds for which a 429 still keeps such a call back; 0 or less when none does."""
        everybody = self._taps_paused_until if lane is Lane.TAP_ANSWER else self._all_paused_until
        return max(everybody, self._chats.paused_until(chat)) - self._clock()

    def _hit_several(self, chat: int, now: float) -> bool:
        self._hits.append((now, chat))
        while self._hits[0][0] < now - _HITS_SECONDS:
            self._hits.popleft()
        return len({hit for _, hit in self._hits}) >= _HITS_FOR_ALL

    async def _enter(self, lane: Lane, chat: int | None, new_message: bool) -> None:
        if not self._waiting:
            now = self._clock()
            if self._opens_at(lane, new_message) <= now and self._chats.opens_at(chat, lane) <= now:
                self._take(lane, chat, new_message, now)
                return
        self._numbers += 1
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        call = Call(self._numbers, lane, chat, new_message, turn)
        self._waiting.add(call)
        self._dispatch()
        try:
            # A turn that has come already is taken without leaving the task.
            await turn
        except asyncio.CancelledError:
            self._withdraw(call)
            raise

    def _withdraw(self, call: Call) -> None:
        if call.turn.cancelled():
            self._waiting.withdraw(call)
            self._dispatch()
        else:
            # Cancelled in the moment its turn came. What it took of the limits stays taken: less goes, never more.
            self._leave()

    def _leave(self) -> None:
        self._in_flight -= 1
        if self._waiting:
            self._dispatch()

    def _opens_at(self, lane: Lane, new_message: bool) -> float:
        """When this kind of call may go, whatever its chat says; `inf`: not before another call has ended."""
        kept = 0 if lane <= Lane.TOUCHED_VIEW else self._rates.in_flight // 4
        if self._in_flight >= self._rates.in_flight - kept:
            return inf
        opens = self._taps_paused_until if lane is Lane.TAP_ANSWER else self._all_paused_until
        if new_message:
            opens = max(opens, self._window.opens_at())
            if lane >= Lane.REMINDER:
                opens = max(opens, self._even.opens_at())
        return opens

    def _take(self, lane: Lane, chat: int | None, new_message: bool, now: float) -> None:
        self._in_flight += 1
        if new_message:
            self._window.take(now)
            self._even.take(now)
        if chat is not None:
            self._chats.take(chat, lane, now)

    def _dispatch(self) -> None:
        now = self._clock()
        while (call := self._waiting.take_next(now)) is not None:
            self._take(call.lane, call.chat, call.new_message, now)
            call.turn.set_result(None)
        self._arm(self._waiting.wakes_at())

    def _arm(self, wakes_at: float) -> None:
        if wakes_at == self._wakes_at:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._wakes_at = wakes_at
        self._timer = None if wakes_at == inf else self._call_at(wakes_at, self._wake)

    def _wake(self) -> None:
        self._timer, self._wakes_at = None, inf
        self._dispatch()


PATIENCE: Final = 60.0
"""Seconds of a pause for which a call waits in its line."""


class PtbRateLimiter(BaseRateLimiter[Lane]):
    """Passes each call of python-telegram-bot through the limiter; `rate_limit_args` is its lane, by default `VIEW`.

    `observe` hears of each call: the method, and `ok` or the name of the error.
    """

    def __init__(self, limiter: Limiter, observe: Callable[[str, str], None] = lambda _, __: None) -> None:
        self._limiter = limiter
        self._observe = observe

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0917 - the base class's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Once, in its turn. A 429 is told to the limiter and raised: the gateway records the retry.

        Who would have to wait for long is told so at once, as Telegram would: a call must not outlive the lease of the
        row that it is made for.
        """
        chat = data.get("chat_id")
        lane = Lane.TAP_ANSWER if endpoint == "answerCallbackQuery" else rate_limit_args or Lane.VIEW
        limited_by = chat if isinstance(chat, int) and endpoint.startswith(_LIMITED_BY_CHAT) else None
        pause = self._limiter.pause_left(lane, limited_by)
        if pause > PATIENCE:
            raise RetryAfter(timedelta(seconds=pause))
        async with self._limiter.slot(lane, limited_by, new_message=endpoint.startswith(_NEW_MESSAGE)):
            try:
                answer = await callback(*args, **kwargs)
            except TelegramError as error:
                self._observe(endpoint, type(error).__name__)
                if isinstance(error, RetryAfter):
                    self._hit(endpoint, chat, error)
                raise
        self._observe(endpoint, "ok")
        # Telegram answers some edits with True, so the library takes it; it would parse a message nobody looks at.
        return True if endpoint in {"editMessageText", "editMessageCaption"} else answer

    def _hit(self, endpoint: str, chat: object, error: RetryAfter) -> None:
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        if isinstance(chat, int):
            self._limiter.hit(chat, seconds)
        elif endpoint == "answerCallbackQuery":
            self._limiter.hit(None, seconds)
        # All else without a chat (the bot's name, its commands) has limits of its own, of up to a day.

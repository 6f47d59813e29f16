"""The limiter: its promises one by one, and all of them over whatever may arrive."""

import asyncio
import gc
import itertools
import random
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from math import inf

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import BotCommand
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.sending.limiter import Lane, Limiter, PtbRateLimiter, Rates
from bot.sending.limits import Chats
from bot.telegram.request import AiohttpRequest
from tests.bot.limiter_rules import EPS, START, Deed, Hit, Rules, in_virtual_time, play

TINY = Rates(per_second=4, chat_burst=2, group_per_minute=4, group_minute_seconds=60.0, in_flight=4)
# Fractions that differ for each call keep two events from one moment, where the test could not tell which was first.
GAPS = st.sampled_from([0.0, 0.0, 0.05, 0.4, 2.0])


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Deed], list[Hit]]:
    deeds, at = [], START + 0.001
    for number in range(draw(st.integers(1, 14))):
        at += draw(GAPS) + 1e-4
        deed = Deed(
            number,
            draw(st.sampled_from(Lane)),
            draw(st.sampled_from([1, 1, 2, 3, -1, -1, None])),
            draw(st.booleans()),
            at,
        )
        deed.hold = draw(st.sampled_from([0.01, 0.3, 5.0])) + number * 1.7e-5
        deed.cancel_after = draw(st.sampled_from([None, None, None, 0.2, 1.5]))
        deeds.append(deed)
    hits = []
    for number in range(draw(st.integers(0, 4))):
        hit_at = START + draw(st.sampled_from([0.0, 0.5, 3.0])) + (number + 1) * 3.1e-5
        hits.append(Hit(hit_at, draw(st.sampled_from([1, 2, 3, -1, None])), hit_at + draw(st.sampled_from([1.0, 7.0]))))
    return deeds, sorted(hits, key=lambda hit: hit.at)


@settings(max_examples=300, deadline=None)
@given(plans())
def test_whatever_arrives_no_limit_is_passed_and_nobody_waits_in_vain(plan: tuple[list[Deed], list[Hit]]) -> None:
    deeds, hits = plan
    in_virtual_time(play(TINY, deeds, hits))
    assert all(deed.granted < inf or deed.cancel_after is not None for deed in deeds)
    Rules(TINY, deeds, hits).check()


# Single promises, at the real rates


def broadcast(size: int, start: float = START) -> list[Deed]:
    return [Deed(n, Lane.BROADCAST, n + 1, True, start + 0.001, hold=0.05) for n in range(size)]


def test_a_broadcast_uses_the_rate_and_a_strict_server_never_refuses() -> None:
    """Telegram counts what arrives in any second; each call is up to 20 ms on its way."""
    deeds = broadcast(600)
    in_virtual_time(play(Rates(), deeds, []))
    chance = random.Random(2)
    arrived = sorted(deed.granted + chance.uniform(0, 0.02) for deed in deeds)
    assert 600 / (arrived[-1] - arrived[0]) >= 0.97 * 30
    assert max(sum(start <= time < start + 1.0 for time in arrived) for start in arrived) <= 30


@pytest.mark.parametrize("at", [0.5, 1.9, 4.013])
def test_three_hundred_broadcasts_delay_a_reply_by_one_place_at_most(at: float) -> None:
    replies = [
        Deed(1000, Lane.TAP_ANSWER, None, False, START + at),
        Deed(1001, Lane.TOUCHED_VIEW, 5000, False, START + at),
        Deed(1002, Lane.TOUCHED_VIEW, 5001, True, START + at),
    ]
    in_virtual_time(play(Rates(), broadcast(300) + replies, []))
    assert [reply.granted - reply.arrives for reply in replies[:2]] == [0, 0]
    assert replies[2].granted - replies[2].arrives <= 1.02 / 30 + EPS


def test_a_server_that_hangs_on_to_a_broadcast_leaves_places_for_taps() -> None:
    slow = [Deed(n, Lane.BROADCAST, None, False, START + 0.001, hold=60) for n in range(80)]
    taps = [Deed(100 + n, Lane.TAP_ANSWER, None, False, START + 2) for n in range(8)]
    in_virtual_time(play(Rates(), slow + taps, []))
    assert sum(deed.granted < START + 2 for deed in slow) == 48
    assert all(tap.granted == tap.arrives for tap in taps)


def test_a_private_chat_gets_three_at_once_and_then_one_a_second_and_saves_up_nothing() -> None:
    deeds = [Deed(n, Lane.VIEW, 7, n % 2 == 0, START + 100 * (n > 0)) for n in range(7)]
    in_virtual_time(play(Rates(), deeds, []))
    assert [round(deed.granted - deed.arrives) for deed in deeds] == [0, 0, 0, 0, 1, 2, 3]


@pytest.mark.parametrize(("cancel_after", "edit_waits"), [(None, 0.518), (0.1, 0.1)])
def test_an_edit_stays_behind_the_message_before_it_unless_that_is_cancelled(
    cancel_after: float | None, edit_waits: float
) -> None:
    """The window is full until 1.02 s after the start; an edit alone would need no place in it."""
    deeds = [Deed(n, Lane.VIEW, n + 10, True, START) for n in range(30)]
    deeds.append(Deed(30, Lane.VIEW, 1, True, START + 0.501, cancel_after=cancel_after))
    deeds.append(Deed(31, Lane.VIEW, 1, False, START + 0.502))
    in_virtual_time(play(Rates(), deeds, []))
    assert deeds[31].granted - deeds[31].arrives == pytest.approx(edit_waits, abs=0.002)


def test_a_group_gets_twenty_a_minute_and_a_tally_each_four_seconds() -> None:
    deeds = [Deed(n, Lane.OPEN_TALLY, -7, False, START + 0.001) for n in range(20)]
    deeds += [Deed(20 + n, Lane.VIEW, -7, True, START + 0.002) for n in range(8)]
    in_virtual_time(play(Rates(), deeds, []))
    tallies = [deed.granted for deed in deeds[:20]]
    assert min(b - a for a, b in itertools.pairwise(tallies)) >= 4.0
    assert all(deed.granted == deed.arrives for deed in deeds[20:])
    times = sorted(deed.granted for deed in deeds)
    assert max(sum(start <= time < start + 60 for time in times) for start in times) == 20


def test_a_429_pauses_its_chat_only_and_jitter_is_added() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        limiter = Limiter(Rates(), loop.time, loop.call_at, jitter=lambda: 0.25)
        limiter.hit(1, 3)
        for lane, chat, wait in [(Lane.VIEW, 2, 0), (Lane.TAP_ANSWER, 1, 0), (Lane.VIEW, 1, 3.25)]:
            before = loop.time()
            async with limiter.slot(lane, chat, new_message=False):
                assert loop.time() - before == pytest.approx(wait, abs=EPS)

    in_virtual_time(main())


@pytest.mark.parametrize(
    ("hits", "view_waits", "tap_waits"),
    [
        ([(0, 1), (0, 2)], 0, 0),
        ([(0, 1), (0, 1), (0, 1)], 0, 0),
        ([(0, 1), (0, 2), (0, 3)], 10, 0),
        ([(0, 1), (0, 2), (6, 3)], 0, 0),
        ([(0, None)], 10, 10),
    ],
)
def test_several_hit_at_once_pause_all_but_taps(
    hits: list[tuple[float, int | None]], view_waits: float, tap_waits: float
) -> None:
    last = START + hits[-1][0] + 0.001
    deeds = [
        Deed(0, Lane.TOUCHED_VIEW, 99, False, last + 0.001),
        Deed(1, Lane.TAP_ANSWER, None, False, last + 0.001),
    ]
    in_virtual_time(play(Rates(), deeds, [Hit(START + at + 0.001, chat, START + at + 10.001) for at, chat in hits]))
    assert [deed.granted - deed.arrives for deed in deeds] == pytest.approx([view_waits, tap_waits], abs=0.01)


# Cancelled


def test_a_call_cancelled_as_its_turn_comes_gives_its_place_to_the_next() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        limiter = Limiter(Rates(in_flight=1), loop.time, loop.call_at, jitter=lambda: 0.0)
        held = limiter.slot(Lane.VIEW, None, new_message=False)
        await held.__aenter__()
        first, second = (asyncio.create_task(once(limiter)) for _ in range(2))
        await asyncio.sleep(1)
        # In one breath: the first's turn comes, and before it can run it is cancelled.
        await held.__aexit__(None, None, None)
        first.cancel()
        await asyncio.wait([first, second])
        assert first.cancelled() and second.result() == loop.time()

    in_virtual_time(main())


async def once(limiter: Limiter) -> float:
    async with limiter.slot(Lane.VIEW, None, new_message=False):
        return asyncio.get_running_loop().time()


def test_ten_thousand_cancelled_calls_leave_nothing_behind() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        limiter = Limiter(Rates(), loop.time, loop.call_at, jitter=lambda: 0.0)
        limiter.hit(None, 86_400)
        tasks = [asyncio.create_task(once(limiter)) for _ in range(10_000)]
        await asyncio.sleep(1)
        left = weakref.WeakSet(task.get_coro() for task in tasks)
        futures = [ref for ref in gc.get_objects() if isinstance(ref, asyncio.Future) and ref.get_loop() is loop]
        assert len(futures) > 10_000 and len(left) == 10_000
        del futures
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        tasks.clear()
        gc.collect()
        futures = [ref for ref in gc.get_objects() if isinstance(ref, asyncio.Future) and ref.get_loop() is loop]
        assert len(futures) < 200

    in_virtual_time(main())


# Cost


def test_when_nothing_waits_a_slot_costs_no_task_switch_and_no_timer() -> None:
    def no_timer(when: float, callback: Callable[[], None]) -> asyncio.TimerHandle:
        raise AssertionError("a timer")

    limiter = Limiter(Rates(), lambda: 5.0, no_timer, jitter=lambda: 0.0)

    async def calls() -> None:
        for lane, chat, new in [(Lane.TAP_ANSWER, 1, False), (Lane.VIEW, 1, True), (Lane.OPEN_TALLY, -1, False)]:
            async with limiter.slot(lane, chat, new_message=new):
                pass

    with pytest.raises(StopIteration):
        calls().send(None)


def test_a_chat_at_rest_is_forgotten() -> None:
    chats = Chats(Rates())
    most = 0
    for n in range(100_000):
        now = n / 29
        chats.take(n + 1 if n % 50 else -n - 1, Lane.VIEW, now)
        most = max(most, len(chats))
    # Private chats rest after one second, groups after a minute: about 29 and 35 of them are live.
    assert most < 200


def test_a_chat_that_is_paused_is_not_forgotten() -> None:
    chats = Chats(Rates())
    chats.pause(1, 500.0, now=0.0)
    for n in range(1000):
        chats.take(n + 2, Lane.VIEW, n / 10)
    assert chats.opens_at(1, Lane.VIEW) == 500.0


# Under python-telegram-bot


class Noting(Limiter):
    """Keeps what it was asked for."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(Rates(), loop.time, loop.call_at, jitter=lambda: 0.0)
        self.slots: list[tuple[Lane, int | None, bool]] = []
        self.hits: list[tuple[int | None, float]] = []

    @asynccontextmanager
    async def slot(self, lane: Lane, chat: int | None, *, new_message: bool) -> AsyncIterator[None]:
        self.slots.append((lane, chat, new_message))
        async with super().slot(lane, chat, new_message=new_message):
            yield

    def hit(self, chat: int | None, retry_after: float) -> None:
        self.hits.append((chat, retry_after))


MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}


@asynccontextmanager
async def bot_and_limiter(refused: list[str]) -> AsyncIterator[tuple[ExtBot[Lane], Noting, list[str]]]:
    """A real ExtBot at a server that answers 429 to the methods in `refused`; and the methods that it received."""
    called: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        called.append(method := request.path.rpartition("/")[2])
        if method in refused:
            body = {"ok": False, "description": "Too Many Requests: retry after 9", "parameters": {"retry_after": 9}}
            return web.json_response(body, status=429)
        return web.json_response({"ok": True, "result": MESSAGE if "Message" in method else True})

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    limiter = Noting()
    async with AiohttpRequest() as request:
        yield (
            ExtBot("1:x", base_url=f"{site.name}/bot", request=request, rate_limiter=PtbRateLimiter(limiter)),
            limiter,
            called,
        )
    await runner.cleanup()


async def test_each_call_of_a_bot_comes_with_its_lane_its_chat_and_its_kind() -> None:
    async with bot_and_limiter([]) as (bot, limiter, called):
        await bot.send_message(5, "x", rate_limit_args=Lane.BROADCAST)
        await bot.edit_message_text("x", 5, 7, rate_limit_args=Lane.TOUCHED_VIEW)
        await bot.answer_callback_query("q")
        await bot.delete_message(-5, 7, rate_limit_args=Lane.TAP_ANSWER)
        await bot.forward_message(5, -5, 7)
    assert limiter.slots == [
        (Lane.BROADCAST, 5, True),
        (Lane.TOUCHED_VIEW, 5, False),
        (Lane.TAP_ANSWER, None, False),
        (Lane.TAP_ANSWER, None, False),
        (Lane.VIEW, 5, True),
    ]
    assert len(called) == 5


async def test_a_429_is_told_once_and_never_repeated_here() -> None:
    refused = ["sendMessage", "deleteMessage", "answerCallbackQuery", "setMyCommands"]
    async with bot_and_limiter(refused) as (bot, limiter, called):
        for call in (
            bot.send_message(5, "x"),
            bot.delete_message(-5, 7),
            bot.answer_callback_query("q"),
            bot.set_my_commands([BotCommand("start", "x")]),
        ):
            with pytest.raises(RetryAfter):
                await call
    assert called == refused
    assert limiter.hits == [(5, 9.0), (-5, 9.0), (None, 9.0)]

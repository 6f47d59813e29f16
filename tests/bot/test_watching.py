"""What is taken for a bot that is not well, and what its figures say. The clock is set by the test."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.health.meter import NoMeter
from bot.health.metrics import Metrics
from bot.health.watching import Lag, State, Work
from storage.backlog import Backlog

WELL = State(
    backlog=Backlog(updates=2, oldest_update=1.5, notices={3: (7, 20.0)}, views=4),
    database=0.01,
    silence=30.0,
    lag=0.02,
    work=0.0,
    bytes=4096,
    backup_age=3600.0,
)


def wrong(**figures: Any) -> list[str]:
    """The checks that fail, where this is so."""
    return [name for name, (well, _) in replace(WELL, **figures).checks().items() if not well]


@pytest.mark.parametrize(
    ("figures", "checks"),
    [
        ({}, []),
        ({"database": 5.1}, ["database"]),
        ({"backlog": replace(WELL.backlog, oldest_update=61.0)}, ["inbox"]),
        ({"lag": 1.1}, ["loop"]),
        ({"silence": 121.0}, ["telegram"]),
        ({"work": 121.0}, ["worker"]),
        ({"backup_age": None, "bytes": 10**12}, []),
    ],
)
def test_what_is_not_well(figures: dict[str, Any], checks: list[str]) -> None:
    assert wrong(**figures) == checks


def test_a_lag_is_remembered_for_a_while_and_then_forgotten() -> None:
    now = [100.0]
    lag = Lag(lambda: now[0], NoMeter())
    lag.came(2.0)
    for moment, worst in ((109.0, 2.0), (111.0, 2.0), (119.0, 2.0), (122.0, 0.0)):
        now[0] = moment
        lag.came(0.0)
        assert lag.worst == worst, moment


async def test_the_worker_is_watched_while_it_works_and_its_failures_are_counted() -> None:
    now, metrics, may_end = [100.0], Metrics(), asyncio.Event()

    async def draw(function: Any, argument: Any) -> bytes:
        await may_end.wait()
        if argument is None:
            raise ValueError
        return b"drawn"

    work = Work(draw, lambda: now[0], metrics)
    first = asyncio.create_task(work.draw(bytes, 1))
    await asyncio.sleep(0)
    now[0] = 130.0
    second = asyncio.create_task(work.draw(bytes, None))
    await asyncio.sleep(0)
    assert work.lasts == 30.0
    may_end.set()
    assert await asyncio.gather(first, second, return_exceptions=True) == [b"drawn", second.exception()]
    assert work.lasts == 0.0
    assert figure(metrics, 'worker_jobs_total{outcome="done"}') == figure(
        metrics, 'worker_jobs_total{outcome="failed"}'
    )


def figure(metrics: Metrics, name: str, state: State = WELL) -> float:
    page = metrics.page(state).decode()
    return next(float(line.split(" ")[-1]) for line in page.splitlines() if line.startswith(f"fairdeal_{name} "))


def test_the_figures_are_what_was_told_and_seen() -> None:
    metrics = Metrics()
    metrics.received(3)
    metrics.processed("set_aside")
    metrics.answered(40)
    metrics.called("sendMessage", "RetryAfter")
    metrics.ticked(0.5, False)
    metrics.backed_up(True)
    metrics.lagged(0.03)
    expected = {
        "updates_received_total": 3,
        'updates_processed_total{outcome="set_aside"}': 1,
        'tap_answer_seconds_bucket{le="0.05"}': 1,
        'tap_answer_seconds_bucket{le="0.02"}': 0,
        'api_calls_total{method="sendMessage",outcome="RetryAfter"}': 1,
        "ticks_failed_total": 1,
        'backups_total{outcome="done"}': 1,
        'loop_lag_seconds_bucket{le="0.05"}': 1,
        "inbox_waiting": 2,
        "inbox_oldest_seconds": 1.5,
        'notices_waiting{urgency="reminder"}': 7,
        'notices_waiting{urgency="answer"}': 0,
        "views_behind": 4,
        "telegram_silence_seconds": 30,
        "backup_age_seconds": 3600,
        "database_bytes": 4096,
    }
    assert {name: figure(metrics, name) for name in expected} == expected


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.received(5)
    assert figure(other, "updates_received_total") == 0

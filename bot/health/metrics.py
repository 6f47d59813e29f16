"""Figures for Prometheus, in a registry of their own. Labels are kinds of things, never ids.

Imported only where somebody has asked for figures: the library takes memory.
"""

from __future__ import annotations

from math import nan
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.health.watching import State
from deliberation.kept import Urgency

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
SOON: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics:
    """Fulfils `bot.health.meter.Meter`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._count()
        self._time()
        self._weigh()

    def _count(self) -> None:
        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"fairdeal_{name}", text, labels, registry=self.registry)

        self._received = counter("updates_received", "Updates kept.")
        self._processed = counter(
            "updates_processed", "Updates tried: done, failed (tried again), set_aside.", "outcome"
        )
        self._called = counter("api_calls", "Calls of the Bot API, by what became of them.", "method", "outcome")
        self._drew = counter("worker_jobs", "Pictures and files made by the worker: done, failed.", "outcome")
        self._tick_failed = counter("ticks_failed", "Looks at what is due that ended in an error.")
        self._backed_up = counter("backups", "Backups made by the bot itself: done, failed.", "outcome")

    def _time(self) -> None:
        def histogram(name: str, text: str) -> Histogram:
            return Histogram(f"fairdeal_{name}", text, buckets=SOON, registry=self.registry)

        self._answered = histogram("tap_answer_seconds", "From keeping a tap to having answered it.")
        self._ticked = histogram("tick_seconds", "One look at what is due.")
        self._lagged = histogram("loop_lag_seconds", "How late the event loop comes.")

    def _weigh(self) -> None:
        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(f"fairdeal_{name}", text, labels, registry=self.registry)

        self._inbox = gauge("inbox_waiting", "Updates that wait to take effect.")
        self._inbox_oldest = gauge("inbox_oldest_seconds", "How long the oldest of them has waited.")
        self._notices = gauge("notices_waiting", "Messages due to people who can be reached.", "urgency")
        self._notices_oldest = gauge("notices_oldest_seconds", "How long the oldest of them has been due.", "urgency")
        self._views = gauge("views_behind", "Messages that do not show yet what is wanted.")
        self._silence = gauge("telegram_silence_seconds", "Since Telegram last answered a poll; 0 with a webhook.")
        self._backup_age = gauge("backup_age_seconds", "Age of the youngest backup; NaN while there is none.")
        self._bytes = gauge("database_bytes", "Size of the database.")

    def received(self, count: int) -> None:
        self._received.inc(count)

    def processed(self, outcome: str) -> None:
        self._processed.labels(outcome).inc()

    def answered(self, milliseconds: int) -> None:
        self._answered.observe(milliseconds / 1000)

    def called(self, method: str, outcome: str) -> None:
        self._called.labels(method, outcome).inc()

    def drew(self, outcome: str) -> None:
        self._drew.labels(outcome).inc()

    def ticked(self, seconds: float, well: bool) -> None:
        self._ticked.observe(seconds)
        if not well:
            self._tick_failed.inc()

    def backed_up(self, well: bool) -> None:
        self._backed_up.labels("done" if well else "failed").inc()

    def lagged(self, seconds: float) -> None:
        self._lagged.observe(seconds)

    def page(self, state: State) -> bytes:
        """The whole page, with what was just looked at."""
        self._inbox.set(state.backlog.updates)
        self._inbox_oldest.set(state.backlog.oldest_update)
        for urgency in Urgency:
            count, oldest = state.backlog.notices.get(urgency, (0, 0.0))
            self._notices.labels(urgency.name.lower()).set(count)
            self._notices_oldest.labels(urgency.name.lower()).set(oldest)
        self._views.set(state.backlog.views)
        self._silence.set(state.silence)
        self._backup_age.set(nan if state.backup_age is None else state.backup_age)
        self._bytes.set(state.bytes)
        return generate_latest(self.registry)

"""What the process counts about itself. Whoever does something tells a meter; where nobody asks, that costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.health.watching import State


class Meter(Protocol):
    """Fulfilled by `bot.health.metrics.Metrics`."""

    def received(self, count: int) -> None:
        """So many updates were kept."""
        ...

    def processed(self, outcome: str) -> None:
        """An update was tried: done, failed (it is tried again), set_aside."""
        ...

    def answered(self, milliseconds: int) -> None:
        """A tap was answered, so long after it was kept."""
        ...

    def called(self, method: str, outcome: str) -> None:
        """A call of the Bot API: ok, or the name of the error."""
        ...

    def drew(self, outcome: str) -> None:
        """A job of the worker: done, failed."""
        ...

    def ticked(self, seconds: float, well: bool) -> None:
        """One look at what is due."""
        ...

    def backed_up(self, well: bool) -> None:
        """A backup was made, or could not be."""
        ...

    def lagged(self, seconds: float) -> None:
        """The event loop came so much later than it was asked to."""
        ...

    def page(self, state: State) -> bytes:
        """All of it, with what was just looked at, as Prometheus reads it."""
        ...


class NoMeter:
    """Counts nothing."""

    def received(self, count: int) -> None: ...

    def processed(self, outcome: str) -> None: ...

    def answered(self, milliseconds: int) -> None: ...

    def called(self, method: str, outcome: str) -> None: ...

    def drew(self, outcome: str) -> None: ...

    def ticked(self, seconds: float, well: bool) -> None: ...

    def backed_up(self, well: bool) -> None: ...

    def lagged(self, seconds: float) -> None: ...

    def page(self, state: State) -> bytes:
        return b""

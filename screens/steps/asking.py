"""A question on its way to becoming a card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from screens.card import Button
from screens.voice import Voice


@dataclass(frozen=True)
class Asking:
    """In which voice a step is asked, the answer given so far, and the lines and buttons it has come to."""

    voice: Voice
    language: str
    fallback: str
    answer: str | None
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()

    def plus(self, lines: tuple[str, ...] = (), rows: tuple[tuple[Button, ...], ...] = ()) -> Self:
        """With these lines and buttons below."""
        return replace(self, lines=self.lines + lines, rows=self.rows + rows)

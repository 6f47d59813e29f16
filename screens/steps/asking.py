"""A question on its way to becoming a card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Self

from deliberation.definition import Sheet, Words, in_language
from screens.card import Action, Button, page_of, rows_of
from screens.voice import Voice


@dataclass(frozen=True)
class Asking:
    """In which voice a step is asked, what lies before its resident, and the lines and buttons it has come to.

    `room` is how many buttons the step may have on its page; `forward` is the button that leads on, where it is another
    than that of every step.
    """

    voice: Voice
    language: str
    fallback: str
    sheet: Sheet
    page: int = 0
    room: int = 6
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    more: Button | None = None
    forward: Button | None = None

    def plus(self, lines: tuple[str, ...] = (), rows: tuple[tuple[Button, ...], ...] = ()) -> Self:
        """With these lines and buttons below."""
        return replace(self, lines=self.lines + lines, rows=self.rows + rows)

    def listed(self, lines: list[str], buttons: list[Button | None]) -> Self:
        """With numbered lines and the button of each; what does not fit comes on further pages."""
        if len(buttons) <= self.room:
            return self.plus(tuple(lines), rows_of([button for button in buttons if button]))
        page = page_of(len(buttons), self.room - 1, self.page)
        fits = self.voice.say("<i>Page {page} of {pages}.</i>", page=page.number + 1, pages=page.count)
        more = Button(self.voice.say("More ›"), Action.TURN, page.after)
        shown = self.plus((*lines[page.items], fits), rows_of([button for button in buttons[page.items] if button]))
        return replace(shown, more=more)

    def words(self, words: Words) -> str:
        """A text of the definition, for Telegram's HTML."""
        return escape(self.raw(words), quote=False)

    def raw(self, words: Words) -> str:
        """A text of the definition, for a button."""
        return in_language(words, self.language, self.fallback)

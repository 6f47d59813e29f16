"""What every card among statements is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from deliberation.definition.kinds.statements import Statements
from deliberation.kept import Kind
from deliberation.opinions import AGREE, DISAGREE, ENOUGH_VOTES
from deliberation.statements.board import Board
from deliberation.statements.sitting import Sitting, Told
from deliberation.statements.statement import Reading, Reason, Statement
from screens.card import Action, Button
from screens.languages import own_name
from screens.participation.drawing import Drawing


class Table:
    """One card being drawn. What lies there may be unknown, where another phase has only just opened."""

    def __init__(self, drawing: Drawing, step: Statements, sitting: Sitting):
        self.drawing = drawing
        self.step = step
        self.sitting = sitting
        self.board = drawing.shown.board or Board()
        self.say = drawing.say
        self.voice = drawing.voice

    @property
    def statement(self) -> Statement | None:
        """The one that the page is about."""
        return None if self.sitting.statement is None else self.board.words.get(self.sitting.statement)

    @property
    def may_stand(self) -> bool:
        """Whether they have voted enough to be shown where they stand; in a preview there are no others."""
        return len(self.board.votes) >= min(ENOUGH_VOTES, len(self.board.asked)) > 0 and not self.preview

    def reading(self, statement: Statement) -> Reading:
        """In the reader's language, as far as it can be had. What the file says is said in each of its languages."""
        reading = statement.read_in(self.drawing.shown.language)
        seed = self.step.seed(statement.seed)
        return reading if seed is None or reading.machine else replace(reading, translated_from=None)

    def words(self, statement: Statement) -> str:
        """The statement for Telegram's HTML."""
        return escape(self.reading(statement).text, quote=False)

    @property
    def preview(self) -> bool:
        """Whether it is looked at before the launch: nothing is kept."""
        return self.drawing.shown.view.kind is Kind.PREVIEW

    def told(self) -> list[str]:
        """What was done just now, above everything else."""
        sitting = self.sitting
        lines = []
        if sitting.said is not None and sitting.last is not None:
            number, vote = sitting.last + 1, self.vote(sitting.said)
            lines.append(self.say("Saved ✓ {number}: {vote}", number=number, vote=vote))
        if (words := self._done()) is not None:
            lines.append(words)
        return [*lines, ""] if lines else []

    def _done(self) -> str | None:
        say, after = self.say, self.step.after
        match self.sitting.told:
            case Told.SENT | Told.REASONED if self.preview:
                return say("This is only a preview: nothing was sent.")
            case Told.SENT if after:
                return say("Sent ✓ Others see it from now on. That you agree is saved.")
            case Told.SENT:
                return say("Sent ✓ You will hear what became of it. That you agree is saved.")
            case Told.REASONED:
                return say("Saved ✓ Others can read why.") if after else say("Saved ✓ It is read before others see it.")
            case Told.DROPPED:
                return say("Taken back ✓ It is deleted here.")
            case Told.SETTLED:
                return say("Saved ✓ Thank you.")
        return None

    def reason(self, reason: Reason) -> str:
        """Somebody's reason as they wrote it, with its language where that is another than the reader's."""
        language = "" if reason.language == self.drawing.shown.language else f" ({self.language(reason.language)})"
        return f"“{escape(reason.text, quote=False)}”{language}"

    def in_language(self, reading: Reading) -> str:
        """The language of what is not in the reader's."""
        return "" if reading.language == self.drawing.shown.language else f" ({self.language(reading.language)})"

    @staticmethod
    def threes(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
        """Numbers, in rows of three."""
        return tuple(tuple(buttons[first : first + 3]) for first in range(0, len(buttons), 3))

    def vote(self, vote: int) -> str:
        """A vote in words."""
        return {AGREE: self.say("you agree"), DISAGREE: self.say("you disagree")}.get(
            vote, self.say("you are not sure")
        )

    def language(self, code: str) -> str:
        """A language by its own name."""
        return own_name(code)

    def do(self, label: str, word: str) -> Button:
        """A button of this step."""
        return Button(label, Action.CHOOSE, word)

"""What every card among statements is drawn with."""

from __future__ import annotations

from html import escape

from deliberation.definition.kinds.statements import Statements
from deliberation.opinions import AGREE, DISAGREE
from deliberation.statements.board import Board
from deliberation.statements.sitting import Sitting
from deliberation.statements.statement import Reading, Statement
from screens.card import Action, Button
from screens.languages import NAMES
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

    def reading(self, statement: Statement) -> Reading:
        """In the reader's language, as far as it can be had."""
        return statement.read_in(self.drawing.shown.language)

    def words(self, statement: Statement) -> str:
        """The statement for Telegram's HTML."""
        return escape(self.reading(statement).text, quote=False)

    def vote(self, vote: int) -> str:
        """A vote in words."""
        return {AGREE: self.say("you agree"), DISAGREE: self.say("you disagree")}.get(
            vote, self.say("you are not sure")
        )

    def language(self, code: str) -> str:
        """A language by its own name."""
        return NAMES.get(code, code)

    def do(self, label: str, word: str) -> Button:
        """A button of this step."""
        return Button(label, Action.CHOOSE, word)

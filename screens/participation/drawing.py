"""What every card is drawn with: the state, the voice, and the buttons that many cards have."""

from __future__ import annotations

from html import escape

from deliberation.definition import Step, Words, in_language
from deliberation.kept import Kind
from deliberation.participation import ANSWERS, MENU, STORED
from deliberation.use_cases.showing import Shown
from screens.card import MOST_BUTTONS, Action, Button, Page, cut
from screens.steps import read_answer
from screens.voice import Voice, voice

QUOTED = 60
"""Characters of an answer that are quoted back: three labels, as far as they fit."""


class Drawing:
    """One card being drawn."""

    def __init__(self, shown: Shown):
        self.shown = shown
        self.consultation = shown.consultation
        self.participation = shown.participation
        self.voice: Voice = voice(shown.language)
        self.say = self.voice.say
        self.fallback = shown.consultation.languages[0]

    @property
    def most_buttons(self) -> int:
        """Of the card itself: in a preview there is one to leave it besides."""
        return MOST_BUTTONS - (self.shown.view.kind is Kind.PREVIEW)

    @property
    def open_count(self) -> bool:
        """Whether everybody sees the count while it runs."""
        return self.consultation.poll is not None and self.consultation.poll.open_count

    def questions(self) -> list[Step]:
        """The questions of what is open, those among them that may yet come: where one is among how many."""
        phases, passed = self.shown.phases or None, self.participation.passed
        if phases:  # a question of another phase is waited for no more
            passed |= {step.id for phase in self.consultation.phases if phase.id not in phases for step in phase.steps}
        way = self.consultation.way_ahead(self.participation.answers, passed, phases)
        return [step for step in way if step.asks]

    def answered(self) -> int:
        """How many of these questions have an answer."""
        return sum(step.id in self.participation.answers for step in self.questions())

    def raw(self, words: Words) -> str:
        """A text of the definition, to be put into another; nothing for one that the file leaves out."""
        return in_language(words, self.shown.language, self.fallback) if words else ""

    def words(self, words: Words) -> str:
        """A text of the definition, for Telegram's HTML."""
        return escape(self.raw(words), quote=False)

    def quote(self, step: Step, ballot: str, most: int = QUOTED) -> str:
        """An answer in words, cut where it is long."""
        return cut(read_answer(step, ballot, self.shown.language, self.fallback, self.voice), most)

    def saved(self) -> tuple[str, ...]:
        """What the last input recorded, unless there is something else to say first."""
        step = self.participation.saved
        if step is None or step not in self.participation.answers or self.shown.view.remark is not None:
            return ()
        answer = self.quote(self.consultation.step(step), self.participation.answers[step])
        return (self.say("Saved ✓ “{answer}”", answer=answer), "")

    def day(self, moment: int | None) -> str:
        """A day in the town's zone; nothing where there is none."""
        return "" if moment is None else self.voice.day(moment, self.consultation.timezone)

    def back(self) -> Button:
        return Button(self.say("‹ Back"), Action.BACK)

    def to_earlier(self, step: Step) -> tuple[Button, ...]:
        """Back to the question before, where there is one."""
        way = self.consultation.way(self.participation.answers, self.shown.phases or None)
        return (self.back(),) if way and way[0].id != step.id else ()

    def on(self) -> Button:
        """From a side page back to where one was, which leads on."""
        return Button(self.say("Go on ›"), Action.BACK)

    def visit(self, label: str, page: str) -> Button:
        """The button of a side page."""
        return Button(label, Action.VISIT, page.removeprefix("@"))

    def more(self, page: Page) -> Button:
        """On to the page after this one, and after the last to the first."""
        return Button(self.say("More ›"), Action.TURN, page.after)

    def menu(self) -> Button:
        return self.visit(self.say("Menu"), MENU)

    def back_and_menu(self) -> tuple[Button, ...]:
        """The way back from a side page, and out of it for who takes part."""
        return (self.back(),) if self.participation.consented_at is None else (self.back(), self.menu())

    def my_answers(self) -> Button:
        return self.visit(self.say("My answers"), ANSWERS)

    def stored(self) -> Button:
        return self.visit(self.say("What is stored?"), STORED)

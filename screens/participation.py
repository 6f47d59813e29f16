"""Every card that a resident meets on the way through a consultation: a function of where they are."""

from __future__ import annotations

from html import escape

from deliberation.definition import Step, Words, in_language
from deliberation.participation import ANSWERS, ERASE, FINISHED, STORED, WELCOME
from deliberation.use_cases.showing import Shown
from screens.card import Action, Button, Card, cut, rows_of
from screens.steps import Asking, ask, read_answer
from screens.voice import Voice, own_name, voice

MINUTES_A_STEP = 0.5
MOST_LANGUAGES = 6
"""Buttons for other languages; with the two below them that makes the eight which a message may have."""

QUOTED = 120
"""Characters of an answer that are quoted back."""


def participation_card(shown: Shown) -> Card:
    """What this view shows now."""
    return _Drawing(shown).card()


def forgotten_text(language: str) -> str:
    """What stands in the place of the last card when somebody is erased."""
    return voice(language).say(
        "Everything about you is deleted here. Telegram keeps its own copy of this chat until you delete it. "
        "You can begin anew with /start."
    )


class _Drawing:
    """One card being drawn."""

    def __init__(self, shown: Shown):
        self._shown = shown
        self._consultation = shown.consultation
        self._participation = shown.participation
        self._voice: Voice = voice(shown.language)
        self._say = self._voice.say
        self._steps = shown.consultation.steps(shown.phases or None)

    def card(self) -> Card:
        if self._shown.view.retired:
            return self._left_behind()
        place = self._participation.place
        pages = {STORED: self._stored, ERASE: self._erase, ANSWERS: self._answers}
        if place in pages:
            return pages[place]()
        if self._shown.closes is None:
            return self._between()
        if place == WELCOME:
            return self._welcome()
        return self._finished() if place == FINISHED else self._question()

    def _welcome(self) -> Card:
        say, about = self._say, self._consultation
        count = len(self._steps)
        minutes = max(1, round(count * MINUTES_A_STEP))
        text = "\n".join(
            (
                f"<b>{self._words(about.title)}</b>",
                self._words(about.proposal),
                say("Asks: {who}.", who=self._raw(about.asked_by)),
                say("Decides: {who}.", who=self._raw(about.decided_by)),
                say("Still open: {what}", what=self._raw(about.still_open)),
                say("Already fixed: {what}", what=self._raw(about.already_fixed)),
                self._voice.count("{number} question", "{number} questions", count)
                + ", "
                + self._voice.count("about {number} minute.", "about {number} minutes.", minutes)
                + " "
                + say("Reply by {day}.", day=self._day(about.reply_by)),
                "",
                say("I am a program. I keep no name and no phone number. Telegram keeps a copy of what you write."),
                say("Until {day} you can change or delete your answers.", day=self._day(self._shown.closes)),
            )
        )  # fmt: skip
        agree = Button(say("I am {age} or older and agree", age=about.age), Action.AGREE)
        return Card(text, (*self._languages(), (agree,), (Button(say("What is stored?"), Action.STORED),)))

    def _languages(self) -> tuple[tuple[Button, ...], ...]:
        others = [code for code in self._consultation.languages if code != self._shown.language]
        return rows_of([Button(own_name(code), Action.LANGUAGE, code) for code in others[:MOST_LANGUAGES]])

    def _stored(self) -> Card:
        say, about = self._say, self._consultation
        text = "\n".join(
            (
                say("<b>What is stored</b>"),
                say("Stored: the number Telegram gave you (not your phone number), your language, your answers, "
                    "and the times of your steps."),
                say("Not stored: your name, your phone number, your picture."),
                say("{who} gets counts, and no figure about fewer than five people. "
                    "What you write is counted and not passed on yet. Whoever runs this bot can see what is stored.",
                    who=self._raw(about.asked_by)),
                say("Questions: {contact}", contact=about.contact),
            )
        )  # fmt: skip
        return Card(text, ((Button(say("Delete everything about me"), Action.ERASE),), (self._back(),)))

    def _erase(self) -> Card:
        say = self._say
        text = say(
            "<b>Delete everything about you?</b>\nYour answers and your number are removed at once, for good. "
            "Counts already published stay. Telegram keeps its own copy of this chat until you delete it."
        )
        return Card(text, ((Button(say("Yes, delete everything"), Action.FORGET),), (self._back(),)))

    def _question(self) -> Card:
        step = self._consultation.step(self._participation.place)
        order = [other.id for other in self._steps]
        number = order.index(step.id) + 1 if step.id in order else 1
        head = self._say("<b>{number} of {count}</b> · ", number=number, count=len(order)) + self._words(step.question)
        lines = (*self._saved(), head, *((f"<i>{self._words(step.help)}</i>",) if step.help else ()))
        asking = ask(step, self._asking(step).plus(lines=lines))
        return Card("\n".join(asking.lines), (*asking.rows, *self._navigation(step, number)))

    def _navigation(self, step: Step, number: int) -> tuple[tuple[Button, ...], ...]:
        buttons = [self._back()] if number > 1 else []
        if step.id in self._participation.answers:
            buttons.append(Button(self._say("Keep ›"), Action.SKIP))
        elif not step.required:
            buttons.append(Button(self._say("Skip ›"), Action.SKIP))
        return (tuple(buttons),) if buttons else ()

    def _finished(self) -> Card:
        say, about = self._say, self._consultation
        answered = sum(step.id in self._participation.answers for step in self._steps)
        text = "\n".join(
            (
                *self._saved(),
                say("<b>Finished, thank you.</b>"),
                say("{number} of {count} answered and saved.", number=answered, count=len(self._steps)),
                say("You can change them until {day}.", day=self._day(self._shown.closes)),
                say("{who} promises a reply by {day}.", who=self._raw(about.asked_by), day=self._day(about.reply_by)),
            )
        )
        return Card(text, ((Button(say("See my answers"), Action.ANSWERS),), self._stored_button()))

    def _answers(self) -> Card:
        say = self._say
        lines, buttons = [say("<b>Your answers</b>")], []
        for number, step in enumerate(self._consultation.steps(), start=1):
            lines.append(f"{number} {self._words(step.question)}")
            ballot = self._participation.answers.get(step.id)
            lines.append(say("No answer.") if ballot is None else say("“{answer}”", answer=self._quote(step, ballot)))
            if step in self._steps and self._shown.closes is not None:
                buttons.append(Button(say("Change {number}", number=number), Action.CHANGE, step.id))
        return Card("\n".join(lines), (*rows_of(buttons), (self._back(),)))

    def _between(self) -> Card:
        """No phase is open: it has closed, or the next opens later."""
        say, about = self._say, self._consultation
        coming = self._shown.opens
        news = (
            say("This part has closed. The next opens on {day}.", day=self._day(coming))
            if coming is not None
            else say("This has closed. {who} promises a reply by {day}.",
                     who=self._raw(about.asked_by), day=self._day(about.reply_by))
        )  # fmt: skip
        rows: tuple[tuple[Button, ...], ...] = (self._stored_button(),)
        if self._participation.answers:
            rows = ((Button(say("See my answers"), Action.ANSWERS),), *rows)
        return Card(f"<b>{self._words(about.title)}</b>\n{news}", rows)

    def _left_behind(self) -> Card:
        """A message that a newer one has replaced: it keeps the question and the answer, and has no buttons."""
        place = self._shown.view.left_at
        answer = self._participation.answers.get(place or "")
        if place is None or answer is None:
            return Card(self._say("This continues below."))
        step = self._consultation.step(place)
        saved = self._say("Saved ✓ “{answer}”", answer=self._quote(step, answer))
        return Card(f"{self._words(step.question)}\n{saved}")

    def _saved(self) -> tuple[str, ...]:
        step = self._participation.saved
        if step is None or step not in self._participation.answers:
            return ()
        answer = self._quote(self._consultation.step(step), self._participation.answers[step])
        return (self._say("Saved ✓ “{answer}”", answer=answer), "")

    def _asking(self, step: Step) -> Asking:
        answer = self._participation.answers.get(step.id)
        return Asking(self._voice, self._shown.language, self._consultation.languages[0], answer)

    def _quote(self, step: Step, ballot: str) -> str:
        return cut(read_answer(step, ballot, self._shown.language, self._consultation.languages[0]), QUOTED)

    def _back(self) -> Button:
        return Button(self._say("‹ Back"), Action.BACK)

    def _stored_button(self) -> tuple[Button, ...]:
        return (Button(self._say("What is stored?"), Action.STORED),)

    def _raw(self, words: Words) -> str:
        return in_language(words, self._shown.language, self._consultation.languages[0])

    def _words(self, words: Words) -> str:
        return escape(self._raw(words), quote=False)

    def _day(self, moment: int | None) -> str:
        return "" if moment is None else self._voice.day(moment, self._consultation.timezone)

"""Every card that taps and written words lead to: one resident's chat with the bot, without a store or a network.

The use cases and the handler of messages are the real ones; what they need of the world is played by `_Town`.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random
from types import SimpleNamespace
from typing import Any

from deliberation import engine
from deliberation.definition import Consultation, Step
from deliberation.definition.kinds.statements import Statements
from deliberation.errors import Problem, TooFew, TooMany
from deliberation.events import Event
from deliberation.kept import Kind, Person, PhaseTimes, View
from deliberation.participation import FINISHED, Participation
from deliberation.roles import Role
from deliberation.statements.sitting import Page, read
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.comparing import Compared, compared
from deliberation.use_cases.desks import UNNAMED
from deliberation.use_cases.explaining import Explain, explain
from deliberation.use_cases.showing import Shown, scene, shown
from deliberation.use_cases.taking_part import Tap, tap
from handlers.private import commanded, written
from handlers.turn import CURRENT
from handlers.wishes import wish_of
from screens.card import Action, Button, Card
from screens.participation import participation_card
from tests.screens.bench import Bench, Forum

TOKEN = "t" * 16
SENDER = Sender(person=7, chat=7, language="en")
FRESH = Fresh("person", "chat", "p", TOKEN, "secret")

ONWARD = (Action.BEGIN, Action.AGREE, Action.SKIP)

WORDS_FOR = {"open_text": "x", "number": "3", "date": "1.6.2027"}
"""By kind of step without buttons, something that can be written."""


WRITING = {Page.SAY, Page.WHY}
"""Pages among statements where words of one's own are waited for."""

SAYING = "More trees in our street."

ON = ("done", "skip", "keep", "send")
"""What leads on among statements, before a vote does."""


@dataclass(frozen=True)
class Stop:
    """What one resident has done, and what they see of it at this time."""

    consultation: Consultation
    participation: Participation
    now: int
    person: Person
    view: View
    bench: Bench = field(default_factory=Bench)

    @property
    def place(self) -> str:
        return self.shown.participation.place

    @property
    def step(self) -> Step | None:
        """The step that waits."""
        there = self.shown.participation.step
        return None if there is None or self.shown.closes is None else self.consultation.step(there)

    @cached_property
    def shown(self) -> Shown:
        return _run(_shown(_Town(self), self))

    @cached_property
    def card(self) -> Card:
        return participation_card(self.shown)

    @property
    def erased(self) -> bool:
        return self.view.retired

    def tapped(self, button: Button) -> Stop:
        """Raises what the use case raises."""
        if button.action is Action.FORGET:
            return replace(self, view=replace(self.view, retired=True))
        wish = wish_of(button.action, button.argument)
        town = _Town(self)
        _run(tap(town, Tap(SENDER, self.now, self.view.token, self.view.wanted, 1, wish, FRESH)))
        return town.stop()

    def written(self, text: str) -> Stop:
        """As the handler of messages has it; a problem stands above the card."""
        handler = commanded if text.startswith("/") else written
        town = _Town(self)
        CURRENT.set(_Turn(town, self.now))
        update: Any = SimpleNamespace(
            effective_user=SimpleNamespace(id=SENDER.person, language_code="en"),
            effective_chat=SimpleNamespace(id=SENDER.chat),
            effective_message=SimpleNamespace(text=text),
        )
        _run(handler(update, None))
        return town.stop()

    @property
    def page(self) -> Page | None:
        """Where one is among statements, if one is."""
        if not isinstance(self.step, Statements):
            return None
        return read(self.participation.drafts.get(self.place)).page

    def compared(self, *near: int) -> Stop:
        """Once what was written has been held against the others, and these were close."""
        town = _Town(self)
        assert self.bench.compared is not None
        _run(compared(town, Compared(HOUSE_ITSELF, self.now, self.bench.compared, near, TOKEN)))
        return town.stop()

    def told(self, code: str, **parameters: str | int) -> Stop:
        """With this remark above the card."""
        town = _Town(self)
        _run(explain(town, Explain(SENDER, self.now, code, parameters, FRESH)))
        return town.stop()

    def at(self, place: str, **changes: Any) -> Stop:
        """As if one were at this place, having consented."""
        there = replace(self.participation, place=place, **{"consented_at": 1, **changes})
        return replace(self, participation=there)

    def reading(self, language: str) -> Stop:
        return replace(self, person=replace(self.person, language=language))

    def left_behind(self) -> Card:
        """What stands in this message when a newer one has replaced it."""
        return participation_card(replace(self.shown, view=replace(self.view, retired=True, left_at=self.place)))

    def button(self, action: Action, argument: str | None = None) -> Button | None:
        """The button that does this, if there is one."""
        found = (b for b in buttons(self.card) if b.action is action and argument in {None, b.argument})
        return next(found, None)


class _Turn:
    """A turn of the handler of messages."""

    def __init__(self, town: _Town, now: int) -> None:
        self._town = town
        self.now = now
        self.town = UNNAMED

    def fresh(self) -> Fresh:
        return FRESH

    async def perform(self, use_case: Callable[..., Coroutine[Any, Any, Any]], command: Any) -> Any:
        before = vars(self._town).copy()
        try:
            return await use_case(self._town, command)
        except Problem:
            vars(self._town).update(before)
            raise

    async def show(self, shown: Shown) -> None:
        pass

    async def say(self, chat: int, text: str) -> None:
        pass

    async def forget_menu(self, chat: int) -> None:
        pass

    async def language(self, person: int) -> str | None:
        return self._town.whom.language


class _Town(Forum):
    """One resident's rows, as a unit of work reads and writes them."""

    def __init__(self, stop: Stop) -> None:
        self._before = stop
        self.bench, self.offered = stop.bench, stop.consultation
        self.whom, self.there, self.view_shown = stop.person, stop.participation, stop.view

    def stop(self) -> Stop:
        there, whom, view = self.there, self.whom, self.view_shown
        return replace(self._before, participation=there, person=whom, view=view, bench=self.bench)

    async def person(self, telegram_id: int) -> Person:
        return self.whom

    async def meet(self, fresh: Person) -> Person:
        return self.whom

    async def meet_chat(self, fresh_id: str, telegram_id: int) -> str:
        return fresh_id

    async def speak(self, person: str, language: str) -> None:
        self.whom = replace(self.whom, language=language)

    async def roles(self, telegram_id: int) -> Sequence[Role]:
        return ()

    async def prefer(self, person: str, new_messages: bool) -> None:
        self.whom = replace(self.whom, new_messages=new_messages)

    async def view(self, token: str) -> View:
        return self.view_shown

    async def latest_view(self, telegram_chat: int) -> View:
        return self.view_shown

    async def add_view(self, view: View, *, now: int, lease: int) -> None:
        self.view_shown = view

    async def touch_view(self, view: View, *, lease: int) -> None:
        self.view_shown = view

    async def retire_views(self, chat: str, left_at: str | None) -> None:
        pass

    async def hold_tally(self, consultation: str) -> None:
        pass

    async def voters(self, consultation: str) -> int:
        return 0

    async def want_views(self, kind: Kind, subject: str) -> None:
        pass

    async def participation(self, identifier: str) -> Participation:
        return self.there

    async def save_participation(self, before: Participation, after: Participation) -> None:
        self.there = after

    async def definition(self, consultation: str, version: int) -> Consultation:
        return self._before.consultation

    async def phases(self, consultation: str, *, hold: bool) -> list[PhaseTimes]:
        offered = self._before.consultation
        return [
            PhaseTimes(offered.id, offered.version, phase.id, phase.opens, phase.closes, closed=False)
            for phase in offered.phases
        ]

    async def note(self, event: Event, *, actor: str | None, subject: str, now: int) -> None:
        pass

    async def places_of(self, person: str, now: int) -> tuple[str, ...]:
        return ()

    async def erase(self, person: Person) -> None:
        self.view_shown = replace(self.view_shown, retired=True)


async def _shown(town: Any, stop: Stop) -> Shown:
    return shown(await scene(town, stop.participation), stop.view, stop.person, stop.now)


def _run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What it returns; nothing here ever waits."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("it waits")


def beginning(consultation: Consultation, language: str = "en", now: int | None = None) -> Stop:
    """At the welcome, one minute after the first phase opened unless a time is given."""
    opened = consultation.phases[0].opens + 60_000
    begun = engine.start("p", consultation).participation
    view = View(TOKEN, "chat", SENDER.chat, "person", "p", message=1)
    person = Person("person", SENDER.person, language)
    return Stop(consultation, begun, opened if now is None else now, person, view)


def buttons(card: Card) -> list[Button]:
    return [button for row in card.rows for button in row]


def onward(stop: Stop, writing: Sequence[str] = ()) -> Iterator[Stop]:
    """Where its buttons lead, and what can be written where words are waited for. A button is refused for too many or
    too few choices alone.
    """
    for button in buttons(stop.card):
        with suppress(TooFew, TooMany):
            yield stop.tapped(button)
    step = stop.step
    if step is not None and step.kind in WORDS_FOR:
        for text in writing or (WORDS_FOR[step.kind],):
            yield stop.written(text)
    elif stop.page in WRITING:
        yield stop.written(writing[0] if writing else SAYING)
    elif stop.page is Page.CHECK:
        yield from (stop.compared(), stop.compared(0), stop.compared(0, 1))
    elif "-other" in str(stop.participation.drafts.get(stop.place)):
        yield stop.written(writing[0] if writing else "my own")


def stops(first: Stop, writing: Sequence[str] = (), most: int = 100_000) -> Iterator[Stop]:
    """Every card that can be reached: of states that differ only in what other questions were answered, one."""
    waiting, known = deque([first]), set()
    while waiting and len(known) < most:
        stop = waiting.popleft()
        if stop.erased or (key := shape(stop)) in known:
            continue
        known.add(key)
        yield stop
        waiting += onward(stop, writing)


def wander(first: Stop, steps: int = 150, seed: int = 1) -> Iterator[Stop]:
    """A long walk by chance, more forward than back: every kind of button sooner or later."""
    chance, stop = Random(seed), first
    for _ in range(steps):
        yield stop
        ways = list(onward(stop))
        stop = chance.choice(ways)
        if stop.erased:
            stop = first


def forward(stop: Stop, chance: Random | None = None) -> Stop:
    """The shortest way on: the first that can be chosen, or any by `chance`, and Done once that is possible. Words are
    written only where no button leads on.
    """
    if stop.page is not None:
        leads = [found for word in ON if (found := stop.button(Action.CHOOSE, word)) is not None]
        vote = chance.choice(["agree", "disagree", "unsure"]) if chance else "agree"
        return stop.tapped((leads or [stop.button(Action.CHOOSE, vote)])[0])  # type: ignore[arg-type]
    done = stop.button(Action.DONE)
    if done is not None and _enough(stop):
        return stop.tapped(done)
    chosen = [button for button in buttons(stop.card) if button.action is Action.CHOOSE and "✓" not in button.label]
    chosen = [button for button in chosen if button.argument != "-other"]
    for button in [chance.choice(chosen) if chance and chosen else None, *chosen[:1], *map(stop.button, ONWARD)]:
        if button is not None:
            return stop.tapped(button)
    assert stop.step is not None, stop.card
    return stop.written(WORDS_FOR[stop.step.kind])


def through(first: Stop, chance: Random | None = None) -> list[Stop]:
    """The shortest way from here to the end, both included."""
    way = [first]
    while way[-1].place != FINISHED:
        way.append(forward(way[-1], chance))
        assert len(way) < 500, "no way to the end"
    return way


def _enough(stop: Stop) -> bool:
    chosen = json.loads(stop.participation.drafts.get(stop.place) or stop.participation.answers.get(stop.place) or "[]")
    return len(chosen) >= getattr(stop.step, "least", 1)


def shape(stop: Stop) -> object:
    """What tells two cards apart, but for which options were chosen and what was answered elsewhere."""
    there, remark = stop.participation, stop.view.remark
    answered = len(there.answers)
    return (
        _sitting(stop),
        *(there.place, there.origin, there.page, there.status, there.consented_at is None),
        *(_how_many(there.answers.get(there.place)), stop.page or _how_many(there.drafts.get(there.place))),
        there.place in there.skipped,
        *(there.saved, answered > 0, answered == len(stop.consultation.steps())),
        *(stop.person.language, stop.person.new_messages, stop.view.retired),
        None if remark is None else remark.code,
    )


def _how_many(chosen: str | None) -> object:
    """How many were chosen, and whether words of one's own are among them or waited for."""
    return None if chosen is None else (min(chosen.count(","), 3), len(chosen) > 2, "-other" in chosen, "@" in chosen)


def _sitting(stop: Stop) -> object:
    """What tells two cards among statements apart, but for which statement it is."""
    if stop.page is None:
        return None
    here, bench = read(stop.participation.drafts.get(stop.place)), stop.bench
    there = (part is None for part in (here.statement, here.said, here.text))
    counts = (min(len(bench.votes), 4), min(len(bench.own), 1), min(len(bench.reasons), 1), len(here.near))
    chosen = min(len(here.chosen), 2)
    return here.page, here.told, here.moved, *there, *counts, chosen, here.first > 0

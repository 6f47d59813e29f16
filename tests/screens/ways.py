"""Every card that taps and a few typed answers lead to, and what each of its buttons gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from deliberation import engine
from deliberation.definition import Consultation, Tapped, Typed
from deliberation.engine import Change, Given
from deliberation.participation import Participation
from deliberation.ports import PhaseTimes, View
from deliberation.use_cases.showing import Scene, Shown, open_phases, shown
from handlers.taps import PLAIN
from screens.card import Action, Button, Card
from screens.participation import participation_card

VIEW = View("t" * 16, "chat", 1, "person", "p", message=1)
ELSEWHERE = frozenset({Action.LANGUAGE, Action.FORGET})
"""Buttons that change no participation."""


@dataclass(frozen=True)
class Stop:
    """One state of one participation, at a time, as its card shows it."""

    consultation: Consultation
    participation: Participation
    now: int
    language: str = "en"

    @property
    def shown(self) -> Shown:
        return shown(
            Scene(self.consultation, self.participation, times(self.consultation)), VIEW, self.language, self.now
        )

    @property
    def card(self) -> Card:
        return participation_card(self.shown)

    @property
    def awaits_words(self) -> bool:
        step = self.shown.participation.step
        return self.shown.closes is not None and step is not None and self.consultation.step(step).kind == "open_text"

    def after(self, given: Given) -> Stop:
        """Raises what the engine raises."""
        phases = [phase.phase for phase in open_phases(times(self.consultation), self.now)]
        sprint = engine.resume(self.consultation, self.participation, given, phases=phases, now=self.now)
        return replace(self, participation=sprint.participation)

    def left_behind(self) -> Shown:
        """What stands in this message when a newer one has replaced it."""
        place = self.shown.participation.place
        return replace(self.shown, view=replace(VIEW, retired=True, left_at=place))


def times(consultation: Consultation) -> list[PhaseTimes]:
    return [
        PhaseTimes(consultation.id, consultation.version, phase.id, phase.opens, phase.closes, closed=False)
        for phase in consultation.phases
    ]


def beginning(consultation: Consultation, language: str = "en", now: int | None = None) -> Stop:
    """At the welcome, one minute after the first phase opened unless a time is given."""
    opened = consultation.phases[0].opens + 60_000
    begun = engine.start("p", consultation).participation
    return Stop(consultation, begun, opened if now is None else now, language)


def stops(first: Stop, writing: Sequence[str] = ("x",)) -> Iterator[Stop]:
    """Every state that can be reached, each once."""
    waiting, known = [first], set()
    while waiting:
        stop = waiting.pop()
        if (key := state(stop.participation)) in known:
            continue
        known.add(key)
        yield stop
        waiting += [stop.after(given) for given in taps(stop.card)]
        if stop.awaits_words:
            waiting += [stop.after(Typed(text)) for text in writing]


def state(participation: Participation) -> object:
    """What tells two states apart, the count of changes apart."""
    return replace(participation, revision=0, answers=tuple(sorted(participation.answers.items())))  # type: ignore[arg-type]


def taps(card: Card) -> list[Given]:
    """What the buttons give that change a participation."""
    return [gives(button) for button in buttons(card) if button.action not in ELSEWHERE]


def buttons(card: Card) -> list[Button]:
    return [button for row in card.rows for button in row]


def gives(button: Button) -> Given:
    match button.action:
        case Action.CHOOSE:
            return Tapped(button.argument)
        case Action.CHANGE:
            return Change(button.argument)
        case action:
            return PLAIN[action]

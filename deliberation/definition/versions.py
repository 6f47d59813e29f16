"""What a new version of a consultation may change, and what it did change.

Answers are pooled over versions by the ids of their steps, and the newest version's words describe all of them. So once
somebody has begun, a new version keeps every phase, step and option that they may have answered, and adds to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from deliberation.definition.consultation import Consultation, Phase
from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import Step
from deliberation.errors import Mistake


@dataclass(frozen=True)
class Change:
    """One kind of change, by its code, and the ids of what changed in that way."""

    code: str
    names: tuple[str, ...]


def lost(old: Consultation, new: Consultation) -> Iterator[Mistake]:
    """What the new version takes away from those who have begun on the old one."""
    if old.poll != new.poll:
        yield Mistake("poll", "poll_changed", {})
    places = {phase.id: (f"phases[{index}]", phase) for index, phase in enumerate(new.phases)}
    for phase in old.phases:
        if phase.id in places:
            yield from _lost_steps(phase, *places[phase.id])
        else:
            yield Mistake("phases", "phase_gone", {"phase": phase.id})


def moved_though_closed(old: Consultation, new: Consultation, closed: Iterable[str]) -> Iterator[Mistake]:
    """Phases that have closed, and to which the new version gives other times."""
    times = {phase.id: (phase.opens, phase.closes) for phase in old.phases if phase.id in set(closed)}
    for index, phase in enumerate(new.phases):
        if times.get(phase.id, (phase.opens, phase.closes)) != (phase.opens, phase.closes):
            yield Mistake(f"phases[{index}].closes", "phase_closed", {})


def changes(old: Consultation, new: Consultation) -> tuple[Change, ...]:
    """What the new version changes, the weightiest first; nothing where it changes nothing."""
    before, after = _by_id(old.steps()), _by_id(new.steps())
    kept = [(before[step], after[step]) for step in after if step in before]
    more = tuple(now.id for was, now in kept if _offered(now) - _offered(was))
    phases = {phase.id: phase for phase in old.phases}
    found = (
        Change("steps_gone", tuple(step for step in before if step not in after)),
        Change("phases_gone", tuple(phase for phase in phases if phase not in {p.id for p in new.phases})),
        Change("phases_added", tuple(phase.id for phase in new.phases if phase.id not in phases)),
        Change("steps_added", tuple(step for step in after if step not in before)),
        Change("options_added", more),
        Change("asked_of_others", tuple(now.id for was, now in kept if was.when != now.when)),
        Change(
            "corrected", tuple(now.id for was, now in kept if now.id not in more and replace(was, when=now.when) != now)
        ),
        Change("times_moved", tuple(p.id for p in new.phases if p.id in phases and _times(phases[p.id]) != _times(p))),
        Change("languages_added", tuple(one for one in new.languages if one not in old.languages)),
        Change("head_changed", tuple(key for key in HEAD if getattr(old, key) != getattr(new, key))),
    )
    return tuple(change for change in found if change.names)


HEAD = (
    *("title", "proposal", "asked_by", "contact", "decided_by", "still_open", "already_fixed"),
    *("reply_by", "age", "timezone", "audience", "poll", "sharing"),
)


def _lost_steps(old: Phase, where: str, new: Phase) -> Iterator[Mistake]:
    places = {step.id: (f"{where}.steps[{index}]", step) for index, step in enumerate(new.steps)}
    for step in old.steps:
        if step.id in places:
            yield from _redefined(step, *places[step.id])
        else:
            yield Mistake(where, "step_gone", {"step": step.id})


def _redefined(old: Step, where: str, new: Step) -> Iterator[Mistake]:
    if new.continues(old):
        return
    gone = [choice for choice in old.choices() if choice not in new.choices()]
    if isinstance(old, Statements) and isinstance(new, Statements) and new.matter >= old.matter:
        yield from _reworded(old, where, new)
    elif type(old) is type(new) and gone:
        yield from (Mistake(where, "option_gone", {"option": choice}) for choice in gone)
    else:
        yield Mistake(where, "redefined", {"id": new.id})


def _reworded(old: Statements, where: str, new: Statements) -> Iterator[Mistake]:
    """A vote is about the words that stood there."""
    places = {seed.id: (f"{where}.statements[{index}]", seed) for index, seed in enumerate(new.seeds)}
    for seed in old.seeds:
        if seed.id not in places:
            yield Mistake(where, "statement_gone", {"statement": seed.id})
        elif not seed.text.items() <= places[seed.id][1].text.items():
            yield Mistake(places[seed.id][0], "statement_reworded", {"statement": seed.id})


def _by_id(steps: Iterable[Step]) -> dict[str, Step]:
    return {step.id: step for step in steps}


def _offered(step: Step) -> set[str]:
    """What can be chosen, or voted on."""
    return {*step.choices(), *(seed.id for seed in getattr(step, "seeds", ()))}


def _times(phase: Phase) -> tuple[int, int]:
    return phase.opens, phase.closes

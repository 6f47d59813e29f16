"""One phase's release: who is counted, and the tables that may be shown together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from deliberation.definition import Consultation, Step
from deliberation.definition.steps import GIVEN
from deliberation.releases.linked import Conditions, Links
from deliberation.releases.records import Counted, Record
from deliberation.releases.summary import Summary, Table, Turnout
from deliberation.releases.tables import figures, protect
from deliberation.releases.turning_out import turnout


def summarise(
    versions: Mapping[int, Consultation],
    phase: str,
    records: Sequence[Record],
    threshold: int,
    earlier: Sequence[Summary] = (),
) -> Summary:
    """The published result of a phase, in the words of the newest version. Texts are counted, never quoted.

    `versions` holds every version that a record was answered in; `earlier` is what was published of the consultation
    before.
    """
    newest = versions[max(versions)]
    counted = _Phase(versions, phase, records, threshold, earlier)
    people, tables = counted.shown()
    if len(people) < threshold:
        return Summary(newest.id, newest.version, phase, threshold, None, None, ())
    finished = counted.finished(people, tables)
    came = counted.turnout(people, finished)
    every = tuple(tables.get(step.id) or counted.held_back(step, people) for step in counted.steps)
    return Summary(newest.id, newest.version, phase, threshold, len(people), finished, every, came)


class _Phase:
    """One phase with what was left in it."""

    def __init__(
        self,
        versions: Mapping[int, Consultation],
        phase: str,
        records: Sequence[Record],
        threshold: int,
        earlier: Sequence[Summary],
    ):
        self._newest = versions[max(versions)]
        self.steps = [step for step in self._newest.steps([phase]) if step.asks]
        self._phase = phase
        self._threshold = threshold
        self._earlier = [summary for summary in earlier if summary.phase != phase]
        self._conditions = Conditions(versions)
        self._left = [Counted(versions[record.version], record) for record in records]

    def shown(self) -> tuple[list[Counted], dict[str, Table]]:
        """Who took part, and the tables that can stand beside one another.

        A conditional step whose figures would give something away is left out, and who answered nothing else is not
        counted: that they answered it can be as telling as what.
        """
        steps = list(self.steps)
        while True:
            people = [person for person in self._left if any(step.id in person.answers for step in steps)]
            tables = {step.id: self._table(step, people) for step in steps}
            exposed = Links(self._conditions, people, self._earlier, self._threshold).exposed(tables)
            if not exposed:
                return people, tables
            steps = [step for step in steps if step.id not in exposed]

    def finished(self, people: Sequence[Counted], tables: Collection[str]) -> int | None:
        """How many answered or skipped all that they were asked. Nothing is said where some may wait at a step that was
        left out.
        """
        if len(tables) < len(self.steps):
            return None
        finished = sum(person.finished(self._phase) for person in people)
        return protect({"finished": finished, "left": len(people) - finished}, self._threshold)["finished"]

    def turnout(self, people: Sequence[Counted], finished: int | None) -> Turnout:
        """Who came, of whom these people are counted."""
        came = None if self._earlier else len(self._left)
        told = turnout(self._newest, came, people, self._threshold)
        return told if finished is not None else replace(told, minutes=None)

    def held_back(self, step: Step, people: Sequence[Counted]) -> Table:
        """A table that says nothing."""
        return Table(step.id, dict.fromkeys(self._table(step, people).cells))

    def _table(self, step: Step, people: Sequence[Counted]) -> Table:
        of_all = self._conditions.asks_all(step.id)
        cells = figures(step, people, self._threshold, of_all=of_all)
        given = [person.answers[step.id] for person in people if step.id in person.answers]
        enough = cells.get(GIVEN) is not None and len(given) >= 2 * self._threshold
        return Table(step.id, cells, step.middle(given) if enough else None)

"""What the tables of several questions give away together, where some are asked of some people alone.

How many were not asked is a figure about the answers that the condition looks at. So a conditional question is
published only beside whole tables of the questions that it looks at, and only if all conditions that hang together
divide each cell of those into parts of nobody or of at least k: then whatever can be added up or subtracted is a sum of
such parts. A table of an earlier phase was frozen when more people, or others, were there: it must differ from what the
same cells hold among those counted now by nobody or by at least k.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from deliberation.definition import Consultation, Step
from deliberation.definition.condition import Condition
from deliberation.releases.records import NO_ANSWER, NOT_ASKED, Counted
from deliberation.releases.summary import Summary, Table
from deliberation.releases.tables import small


@dataclass(frozen=True)
class Gate:
    """What conditions look at: a question, or one choice of a question with several. No question: the version."""

    step: str | None
    choice: str | None = None


class Conditions:
    """The conditions of a consultation in all the versions that people answered, the newest among them."""

    def __init__(self, versions: Mapping[int, Consultation]):
        self._steps = {step.id: step for step in versions[max(versions)].steps()}
        self._of: defaultdict[str, set[Condition]] = defaultdict(set)
        for consultation in versions.values():
            for step in consultation.steps():
                self._of[step.id] |= set(step.when)
        steps = [{step.id for step in consultation.steps()} for consultation in versions.values()]
        self._everywhere = frozenset.intersection(*map(frozenset, steps))

    def step(self, identifier: str) -> Step:
        """As the newest version has it."""
        return self._steps[identifier]

    def asks_all(self, step: str) -> bool:
        """Whether everybody was asked, whatever they answered and in whatever version."""
        return step in self._everywhere and not self._of[step]

    def of(self, step: str) -> set[Condition]:
        """Those of the step, in any version."""
        return self._of[step]

    def gates(self, step: str) -> set[Gate]:
        """What the conditions of a step look at. What lies before that is looked at for its own sake."""
        found = {gate for condition in self._of[step] for gate in self._looked_at(condition)}
        return found if step in self._everywhere else found | {Gate(None)}

    def _looked_at(self, condition: Condition) -> Iterator[Gate]:
        if self._steps[condition.step].divides:
            yield Gate(condition.step)
        else:
            for choice in condition.among | condition.outside:
                yield Gate(condition.step, choice)


class Links:
    """The tables of one phase over those who took part in it, beside the releases made before."""

    def __init__(self, conditions: Conditions, people: Sequence[Counted], earlier: Iterable[Summary], threshold: int):
        self._conditions = conditions
        self._people = people
        self._frozen = {table.step: (summary, table) for summary in earlier for table in summary.tables}
        self._threshold = threshold

    def exposed(self, tables: Mapping[str, Table]) -> set[str]:
        """Steps whose figures would give something away beside the others; none when all can stand."""
        conditional = [step for step in tables if not self._conditions.asks_all(step)]
        alone = {step for step in conditional if not self._stands(step, tables)}
        return alone or {group[-1] for group in self._groups(conditional) if not self._divide_well(group)}

    def _stands(self, step: str, tables: Mapping[str, Table]) -> bool:
        looked_at = self._conditions.gates(step)
        return all(self._open(gate, tables) for gate in looked_at) and self._as_before(looked_at, tables)

    def _open(self, gate: Gate, own: Mapping[str, Table]) -> bool:
        """Whether what the condition looks at is published whole, and of the same people."""
        if gate.step is None or gate.step in own:
            return gate.step is None or own[gate.step].whole
        if gate.step not in self._frozen:
            return False
        summary, table = self._frozen[gate.step]
        return table.whole and not self._moved(gate, summary, table)

    def _moved(self, gate: Gate, summary: Summary, table: Table) -> bool:
        """Whether too few of a frozen cell are missing among those who are counted now."""
        now = Counter(self._cell(gate, person) for person in self._people)
        return any(small(count - now[cell], self._threshold) for cell, count in _cells(gate, summary, table).items())

    def _as_before(self, looked_at: Collection[Gate], own: Mapping[str, Table]) -> bool:
        """Whether no earlier release asked nearly the same people because of the same answers."""
        before = {gate for gate in looked_at if gate.step is not None and gate.step not in own}
        for step, (summary, table) in self._frozen.items():
            not_asked = table.cells.get(NOT_ASKED)
            if not_asked is not None and before & self._conditions.gates(step):
                now = sum(step in person.asked for person in self._people)
                if small(abs((summary.took_part or 0) - not_asked - now), self._threshold):
                    return False
        return True

    def _groups(self, conditional: Sequence[str]) -> list[list[str]]:
        """The steps that look, by whatever way, at something in common; each in the order of the file."""
        groups: list[tuple[set[Gate], list[str]]] = []
        for step in conditional:
            gates, members = self._conditions.gates(step), [step]
            for group in [group for group in groups if group[0] & gates]:
                groups.remove(group)
                gates, members = gates | group[0], group[1] + members
            groups.append((gates, members))
        return [members for _, members in groups]

    def _divide_well(self, group: Sequence[str]) -> bool:
        """Whether the conditions of these steps divide each cell that they look at into parts that may be known."""
        conditions = tuple({condition for step in group for condition in self._conditions.of(step)})
        gates = {gate for step in group for gate in self._conditions.gates(step)}
        parts: Counter[object] = Counter()
        for person in self._people:
            asked = tuple(step in person.asked for step in group)
            met = tuple(person.meets(condition) for condition in conditions)
            parts.update((gate, self._cell(gate, person), asked, met) for gate in gates)
        return not any(small(count, self._threshold) for count in parts.values())

    def _cell(self, gate: Gate, person: Counted) -> str:
        if gate.step is None:
            return ""
        step = self._conditions.step(gate.step)
        return person.cell(step) if gate.choice is None else person.chose(step, gate.choice)


def _cells(gate: Gate, summary: Summary, table: Table) -> dict[str, int]:
    """The cells of a whole table that conditions tell apart."""
    apart = {cell: count or 0 for cell, count in table.cells.items()}
    silent = apart.pop(NO_ANSWER) + apart.pop(NOT_ASKED, 0)
    if gate.choice is None:
        return apart
    chose = apart[gate.choice]
    return {str(True): chose, str(False): (summary.took_part or 0) - silent - chose}

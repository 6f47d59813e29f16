"""Statements as one resident's walk finds them: those of the file, what this resident does, and one other voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.kept import Comparison
from deliberation.statements.hearing import Side
from deliberation.statements.statement import Reason, Statement, Translation

SOMEBODY = "somebody else"
"""Who gave a reason for the other side of everything."""


@dataclass(frozen=True)
class Bench:
    """What there is in the one step of statements."""

    votes: Mapping[int, int] = field(default_factory=dict)
    own: tuple[Statement, ...] = ()
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    heard: Mapping[int, Reason] = field(default_factory=dict)
    compared: Comparison | None = None


class Forum:
    """The part of a unit of work that is about statements."""

    bench: Bench
    offered: Consultation

    def _all(self, step: str) -> list[Statement]:
        there = self.offered.step(step)
        assert isinstance(there, Statements)
        first = self.offered.languages[0]
        seeds = []
        for number, seed in enumerate(there.seeds):
            others = {code: Translation(text) for code, text in seed.text.items() if code != first}
            seeds.append(Statement(number, seed.text[first], first, seed=seed.id, translations=others))
        return [*seeds, *self.bench.own]

    async def asked_statements(self, consultation: str, step: str) -> frozenset[int]:
        return frozenset(one.number for one in self._all(step) if one.asked)

    async def statements(self, consultation: str, step: str) -> Sequence[Statement]:
        return self._all(step)

    async def statement(self, consultation: str, step: str, number: int) -> Statement:
        return self._all(step)[number]

    async def priorities(self, consultation: str, step: str) -> Mapping[int, float]:
        return {}

    async def own_votes(self, participation: str, step: str) -> Mapping[int, int]:
        return self.bench.votes

    async def own_statements(self, participation: str, step: str) -> Sequence[Statement]:
        return self.bench.own

    async def own_reasons(self, participation: str, step: str) -> Mapping[int, Reason]:
        return self.bench.reasons

    async def heard_reason(self, participation: str, step: str, number: int) -> Reason | None:
        return self.bench.heard.get(number)

    async def cast_vote(self, consultation: str, participation: str, step: str, number: int, vote: int) -> None:
        self.bench = replace(self.bench, votes={**self.bench.votes, number: vote})

    async def be_moved(self, participation: str, step: str, number: int) -> None:
        pass

    async def put_reason(self, consultation: str, step: str, reason: Reason) -> None:
        self.bench = replace(self.bench, reasons={**self.bench.reasons, reason.number: reason})

    async def drop_reason(self, participation: str, step: str, number: int, but: int = 0) -> bool:
        kept = {key: one for key, one in self.bench.reasons.items() if key != number or one.side == but}
        self.bench = replace(self.bench, reasons=kept)
        return True

    async def sides_to_hear(self, participation: str, step: str) -> Sequence[Side]:
        open_to = [
            (number, vote) for number, vote in self.bench.votes.items() if vote and number not in self.bench.heard
        ]
        return [Side(number, -vote, 0, 0) for number, vote in open_to]

    async def least_heard(self, consultation: str, step: str, side: Side, most: int) -> Sequence[str]:
        return [SOMEBODY]

    async def hear(self, consultation: str, participation: str, step: str, side: Side, by: str) -> None:
        reason = Reason(side.number, side.side, "It worked well where my sister lives.", "en", by)
        self.bench = replace(self.bench, heard={**self.bench.heard, side.number: reason})

    async def add_statement(self, consultation: str, step: str, statement: Statement) -> int:
        number = len(self._all(step))
        self.bench = replace(self.bench, own=(*self.bench.own, replace(statement, number=number)))
        return number

    async def drop_statement(self, consultation: str, step: str, number: int) -> None:
        votes = {key: vote for key, vote in self.bench.votes.items() if key != number}
        self.bench = replace(self.bench, votes=votes, own=tuple(one for one in self.bench.own if one.number != number))

    async def put_comparison(self, participation: str, step: str, text: str) -> None:
        about = self.offered
        self.bench = replace(
            self.bench,
            compared=Comparison(participation, step, text, "en", about.id, about.version, 1),
        )

    async def drop_comparison(self, comparison: Comparison) -> bool:
        return True

    async def renew_views(self, kind: object, subject: str) -> None:
        pass

    async def address(self, person: str) -> None:
        """There is nowhere to send anything."""

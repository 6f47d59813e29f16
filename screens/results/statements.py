"""What came of votes on statements, in words: what unites, what divides, who the groups are. Plain text.

The figures are published ones; the statements are read anew each time, and one that was taken back is not quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from deliberation.opinion_map import Division, Side
from deliberation.opinions import AGREE
from deliberation.releases.opinions import AGREES, DISAGREES, NEITHER, UNSURE, Figures, Moved, Share, StatementResult
from deliberation.releases.records import NO_ANSWER
from deliberation.statements.statement import Statement
from screens.opinions import group_name, shortened
from screens.voice import Voice

IN_A_LINE: Final = 90
"""Characters of a statement in a line of a message."""


@dataclass(frozen=True)
class Results:
    """The result of a step with its statements, for one reader. `longest` is how much of a statement is quoted."""

    result: StatementResult
    said: Mapping[int, Statement]
    voice: Voice
    longest: int | None = None

    def quote(self, number: int) -> str:
        """A statement, or why its words are not there."""
        statement, v = self.said.get(number), self.voice
        if statement is None:
            return v.label("Statement {number} (taken back by who said it)", number=number + 1)
        text = " ".join(statement.read_in(v.language).text.split())
        return v.label("“{text}”", text=text if self.longest is None else shortened(text, self.longest))

    def unites(self) -> list[str]:
        """What most agree on, or reject, in every group, with how many do."""
        found = self.result.found.united
        return [self._with(self.quote(one.statement), self.backing(Side(one.statement, one.side))) for one in found]

    def divides(self) -> list[str]:
        """What groups disagree about; without groups, what everybody does."""
        return [self._with(self.quote(one.statement), self._sides(one)) for one in self.result.found.divided]

    def slate(self) -> list[str]:
        """The few that together speak for most people."""
        return [self.quote(number) for number in self.result.slate]

    def bridges(self) -> list[str]:
        """What is liked by people who otherwise differ."""
        return [self.quote(number) for number in self.result.bridging]

    def matters(self) -> list[str]:
        """What most people named as what matters most, the most first."""
        named, v = self.result.named or 0, self.voice
        found = sorted((one for one in self.result.figures if one.matters), key=lambda one: -(one.matters or 0))
        return [
            self._with(self.quote(one.number), v.label("{number} of {people}", number=one.matters or 0, people=named))
            for one in found
        ]

    def heard(self) -> list[str]:
        """How many changed a vote after a reason from the other side, and which reasons moved people."""
        v, result = self.voice, self.result
        if not result.heard:
            return []
        said = [v.count("At least {number} person was shown a reason from the other side.",
                        "At least {number} people were shown a reason from the other side.", result.heard)]  # fmt: skip
        if result.changed:
            said.append(v.count("At least {number} of them changed a vote.",
                                "At least {number} of them changed a vote.", result.changed))  # fmt: skip
        return [*said, *(self._moved(one) for one in result.moved)]

    def backing(self, one: Side) -> str:
        """How many are on that side, of those who voted on it; as much as may be said."""
        figures, v, agrees = self.result.of(one.statement), self.voice, one.side == AGREE
        cell = AGREES if agrees else DISAGREES
        people = None if figures is None else self.result.base(figures)
        if figures is None or people is None:
            return v.label("most agree") if agrees else v.label("most disagree")
        count, least = figures.cells.get(cell), self.result.least(figures)
        if figures.nearly == cell and least is not None:
            return (v.label("at least {number} of {people} agree", number=least, people=people) if agrees
                    else v.label("at least {number} of {people} disagree", number=least, people=people))  # fmt: skip
        if count is None:
            return v.label("most agree") if agrees else v.label("most disagree")
        return (v.label("{number} of {people} agree", number=count, people=people) if agrees
                else v.label("{number} of {people} disagree", number=count, people=people))  # fmt: skip

    def telling(self) -> list[Figures]:
        """Those that say most: first what divides, then what unites, then what tells the groups apart."""
        found = self.result.found
        numbers = [one.statement for one in found.divided[:3]] + [one.statement for one in found.united[:3]]
        numbers += [one.statement for group in found.groups for one in group.representative]
        figures = {one.number: one for one in self.result.figures}
        every = dict.fromkeys((*numbers, *self.result.bridging))
        return [figures[number] for number in every if number in figures and number in self.said]

    def by_group(self) -> list[str]:
        """Who agrees with these in each group."""
        told = ((one, self._by_group(one)) for one in self.telling())
        return [
            self.voice.label("{statement} Agree: {shares}.", statement=self.quote(one.number), shares=shares)
            for one, shares in told
            if shares
        ]

    def _by_group(self, figures: Figures) -> str:
        v = self.voice
        return ", ".join(
            v.label("{group} {share}", group=group_name(number, v), share=share_words(share, v))
            for number, share in enumerate(figures.shares)
            if share is not None
        )

    def shares(self, figures: Figures) -> list[str]:
        """Who agrees in each group, in tenths."""
        return [share_words(share, self.voice) for share in figures.shares]

    def _sides(self, one: Division) -> str:
        v = self.voice
        if not one.sides:
            return self.backing(Side(one.statement, AGREE))
        agree, disagree = (
            v.all_of([group_name(number, v) for number, side in enumerate(one.sides) if side == wanted])
            for wanted in (1, -1)
        )
        return v.label("most agree in {agree}, most disagree in {disagree}", agree=agree, disagree=disagree)

    def _moved(self, one: Moved) -> str:
        v, said = self.voice, self.quote(one.statement)
        if one.side == AGREE:
            return v.label("Reasons for it moved at least {number} people: {statement}",
                           number=one.people, statement=said)  # fmt: skip
        return v.label("Reasons against it moved at least {number} people: {statement}",
                       number=one.people, statement=said)  # fmt: skip

    def _with(self, said: str, how_many: str) -> str:
        return self.voice.label("{statement} ({many})", statement=said, many=how_many)


def lines(results: Results) -> list[tuple[str, str]]:
    """What a message says of a step: each line with its heading."""
    v = results.voice
    found: Sequence[tuple[str, list[str]]] = (
        (v.label("Unites:"), results.unites()[:1]),
        (v.label("Divides:"), results.divides()[:1]),
        (v.label("Speak for most together:"), results.slate()[:2]),
    )
    return [(heading, " · ".join(said)) for heading, said in found if said]


def lists(results: Results) -> list[tuple[str, list[str]]]:
    """All that is said beside the tables, each part with its heading."""
    v = results.voice
    every = [
        (v.label("What unites"), results.unites()),
        (v.label("What divides"), results.divides()),
        (v.label("Liked by people who otherwise differ"), results.bridges()),
        (v.label("The few that together speak for most people"), results.slate()),
        (v.label("What matters most to people"), results.matters()),
        (v.label("Hearing the other side"), results.heard()),
    ]
    return [(heading, said) for heading, said in every if said]


def share_words(share: Share | None, v: Voice) -> str:
    """A share of a group."""
    if share is None:
        return ""
    if share.edge < 0:
        return v.label("{tenths} in 10 or fewer", tenths=share.tenths)
    if share.edge > 0:
        return v.label("{tenths} in 10 or more", tenths=share.tenths)
    return v.label("{tenths} in 10", tenths=share.tenths)


def cell_words(result: StatementResult, figures: Figures, cell: str, v: Voice) -> str:
    """One cell of a statement's table."""
    count, least = figures.cells.get(cell), result.least(figures)
    if count is not None:
        return v.number(count)
    if figures.nearly == cell and least is not None:
        return v.label("at least {number}", number=least)
    if NEITHER in figures.cells and cell == NO_ANSWER:
        return v.label("fewer than {k}", k=result.threshold)
    if NEITHER in figures.cells and cell == UNSURE and (count := figures.cells[NEITHER]) is not None:
        return v.label("{number} with those who did not vote", number=count)
    return v.label("held back")

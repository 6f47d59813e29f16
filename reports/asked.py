"""One question with its release, in one language: all that pictures, pages and sheets say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from deliberation.ballots.choice import OTHER
from deliberation.definition import Consultation, Step, Words, in_language
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.kinds.scale import Scale
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.releases import NO_ANSWER, NOT_ASKED, Summary, Table
from deliberation.releases.findings import Findings
from screens.results.figures import Figure, figures, remarks
from screens.results.findings import answers, base, base_of, finding
from screens.steps import read_answer
from screens.voice import Voice, voice


@dataclass(frozen=True)
class Wanted:
    """Something to be made of what was found out, in a language; `now` is in milliseconds UTC."""

    findings: Findings
    language: str
    now: int = 0

    @property
    def voice(self) -> Voice:
        return voice(self.language)

    @property
    def about(self) -> Consultation:
        return self.findings.consultation

    @property
    def threshold(self) -> int:
        """How many a figure is about at least, in every release."""
        return min((summary.threshold for summary in self.findings.summaries), default=0)

    def text(self, words: Words) -> str:
        """A text of the definition; nothing where it has none."""
        return in_language(words, self.language, self.about.languages[0]) if words else ""

    def day(self, moment: int) -> str:
        """A whole date, in the town."""
        return self.voice.date(datetime.fromtimestamp(moment / 1000, tz=ZoneInfo(self.about.timezone)).date())

    def dates(self, summary: Summary) -> tuple[int, int]:
        """From when to when the answers of a release were given."""
        found, phases = self.findings, self.about.phases
        own = next((phase for phase in phases if phase.id == summary.phase), None)
        return (own.opens, own.closes) if own and len(phases) > 1 else (found.opened, found.closed)

    def asked(self) -> Iterator[Asked]:
        """Every question, numbered through all phases."""
        for number, (summary, table) in enumerate(self.findings.tables(), start=1):
            yield Asked(self, number, summary, table)

    def one(self, step: str) -> Asked | None:
        """One question by its id."""
        return next((asked for asked in self.asked() if asked.step.id == step), None)


@dataclass(frozen=True)
class Asked:
    """One question of it."""

    wanted: Wanted
    number: int
    summary: Summary
    table: Table

    @property
    def step(self) -> Step:
        return self.wanted.about.step(self.table.step)

    @property
    def question(self) -> str:
        return self.wanted.text(self.step.question)

    @property
    def told(self) -> bool:
        """Whether anything may be said of its answers."""
        return base_of(self.summary, self.table) is not None and any(answers(self.table).values())

    @property
    def leaning(self) -> Scale | None:
        """The scale that it is, if that is published whole."""
        return self.step if isinstance(self.step, Scale) and self.table.whole else None

    @property
    def middle(self) -> str:
        """The number or the day in the middle, in words; nothing where there is none."""
        if self.table.middle is None:
            return ""
        v = self.wanted.voice
        return read_answer(self.step, self.table.middle, v.language, self.wanted.about.languages[0], v)

    @property
    def base(self) -> str:
        return base(self.summary, self.table, self.wanted.voice)

    @property
    def remarks(self) -> tuple[str, ...]:
        return remarks(self.table, self.step, self.wanted.voice)

    @property
    def dates(self) -> tuple[int, int]:
        """From when to when the answers were given."""
        return self.wanted.dates(self.summary)

    def finding(self, longest: int = 80) -> str:
        """What came out, in a sentence, or why nothing can be said."""
        return finding(self.summary, self.table, self.wanted.about, self.wanted.voice, longest)

    def figures(self) -> list[Figure]:
        """The answers as they are shown, then who gave none. What was chosen most comes first, unless the answers have
        an order of their own; what was held back below, and then what stands for none of the others.
        """
        found = list(figures(self.summary, self.table, self.wanted.about, self.wanted.voice))
        step = self.step
        if isinstance(step, SingleChoice | MultipleChoice) and not step.ordered:
            last = {NO_ANSWER: 3, NOT_ASKED: 4, OTHER: 1} | {option.id: 2 for option in step.options if option.none}
            return sorted(found, key=lambda figure: (last.get(figure.cell, 0), _least_last(figure)))
        if isinstance(step, Ranking):
            return sorted(found, key=lambda figure: (figure.silent, _least_last(figure)))
        return found


def _least_last(figure: Figure) -> int:
    return 1 if figure.count is None else -figure.count

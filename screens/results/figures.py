"""The published figures as words for tables: each cell with its label and its share, who came, and what cannot be said.

Plain text; whoever writes HTML escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.ballots.choice import OTHER
from deliberation.definition import Consultation, Step
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.steps import GIVEN
from deliberation.releases import NO_ANSWER, NOT_ASKED, Summary, Table
from screens.languages import own_name
from screens.results.findings import SILENT, Base, answers, base_of
from screens.steps import cell_labels
from screens.voice import Voice


@dataclass(frozen=True)
class Figure:
    """One cell. `words` is the number as the language writes it, or what stands in its place; `share` is of those whom
    the question's base counts, and empty for what is no answer.
    """

    cell: str
    label: str
    count: int | None
    words: str
    share: str = ""

    @property
    def silent(self) -> bool:
        """Whether it counts people who gave no answer."""
        return self.cell in SILENT


def figures(summary: Summary, table: Table, consultation: Consultation, v: Voice) -> tuple[Figure, ...]:
    """A question's cells in the order of the file."""
    labels = {
        **cell_labels(consultation.step(table.step), v.language, consultation.languages[0], v),
        NO_ANSWER: v.label("No answer"),
        NOT_ASKED: v.label("Not asked"),
    }
    base, some = base_of(summary, table), any(answers(table).values())
    return tuple(
        Figure(cell, labels[cell], count, _words(cell, count, summary, v, some=some), _share(cell, count, base, v))
        for cell, count in table.cells.items()
    )


def _words(cell: str, count: int | None, summary: Summary, v: Voice, *, some: bool) -> str:
    if count is not None:
        return v.number(count)
    few = cell == NO_ANSWER and some
    return v.label("fewer than {k}", k=summary.threshold) if few else v.label("held back")


def _share(cell: str, count: int | None, base: Base | None, v: Voice) -> str:
    if cell in SILENT | {GIVEN} or count is None or base is None or not base.people:
        return ""
    return percent(count, base.people, v)


def percent(count: int, people: int, v: Voice) -> str:
    """A share in whole percent."""
    share = round(100 * count / people)
    return v.label("under 1 %") if count and not share else v.label("{share} %", share=share)


def whose_share(base: Base, v: Voice) -> str:
    """The head of a column of shares: never without the base."""
    if base.answered:
        return v.label("Share of {number} who answered", number=base.people)
    return v.label("Share of {number} who were asked", number=base.people)


def remarks(table: Table, step: Step, v: Voice) -> tuple[str, ...]:
    """How the figures of a question are to be read."""
    said = []
    if not step.divides:
        said.append(v.label("Several answers were possible."))
    if isinstance(step, Ranking):
        said.append(v.label("Only first places are counted here."))
    if None in table.cells.values() and any(answers(table).values()):
        said.append(v.label("“Held back” can be few or many: the number could show somebody's answer."))
    return tuple(said)


def writes(table: Table) -> bool:
    """Whether people could answer in their own words."""
    return bool(table.cells.keys() & {GIVEN, OTHER})


def came(summary: Summary, v: Voice) -> tuple[str, ...]:
    """Who came, a sentence each."""
    if summary.took_part is None:
        return (
            v.label(
                "Fewer than {k} people took part, so nothing can be said about their answers.", k=summary.threshold
            ),
        )
    began = began_of(summary)
    said = [
        *([] if began is None else [v.count("At least {number} began.", "At least {number} began.", began)]),
        v.count("{number} person took part.", "{number} people took part.", summary.took_part),
        v.label("How many answered to the end is held back.") if summary.finished is None else
        v.count("{number} answered to the end.", "{number} answered to the end.", summary.finished),
        *_time(summary, v),
    ]  # fmt: skip
    return tuple(said)


def began_of(summary: Summary) -> int | None:
    """How many agreed to take part at least, where that says more than how many did."""
    began = None if summary.turnout is None else summary.turnout.began
    return began if began is not None and began > (summary.took_part or 0) else None


def _time(summary: Summary, v: Voice) -> list[str]:
    minutes = None if summary.turnout is None else summary.turnout.minutes
    if minutes is None:
        return []
    return [v.count("Half needed {number} minute at most.", "Half needed {number} minutes at most.", minutes)]


def by_language(summary: Summary, v: Voice) -> tuple[Figure, ...]:
    """In which languages those who took part read it, the most first; nothing where there was one alone."""
    languages: Mapping[str, int | None] = {} if summary.turnout is None else summary.turnout.languages
    if len(languages) < 2:
        return ()
    base = Base(summary.took_part or 0, summary.took_part or 0, answered=False)
    rows = [
        Figure(code, own_name(code), count, v.label("held back") if count is None else v.number(count),
               _share(code, count, base, v))
        for code, count in languages.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: -(row.count or 0)))


def limits(k: int, v: Voice) -> tuple[str, ...]:
    """What the figures cannot say."""
    return (
        v.label("People chose to answer: this is not a random sample. So there is no margin of error, and the shares "
                "are not those of the whole town."),
        v.label("No figure is shown that would speak of fewer than {k} people.", k=k),
        v.label("“Held back” can be few or many. Some large figures are held back too, or the small ones could be "
                "worked out from them."),
        v.label("Results were frozen at the close, and are not computed again when somebody deletes their answers."),
    )  # fmt: skip

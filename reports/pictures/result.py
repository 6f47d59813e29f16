"""The result of a poll as a picture of bars, beside the words that say the same."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.definition import Consultation, in_language
from deliberation.notices import PollResult
from deliberation.use_cases.polling import question
from deliberation.use_cases.telling import Told
from reports.pictures.chart import Bars, Row
from screens.poll import outcome_of, people_voted
from screens.steps import cell_labels
from screens.voice import Voice, voice


def result_bars(told: Told, language: str) -> Bars | None:
    """The picture; None where nothing may be said, or nobody voted."""
    about, notice, v = told.consultation, told.notice, voice(language)
    step = None if about is None else question(about)
    if about is None or step is None or told.standing is None or not isinstance(notice, PollResult):
        return None
    people, cells = outcome_of(step, told.standing, told.summary)
    if not people or all(count is None for count in cells.values()):
        return None
    labels = cell_labels(step, language, about.languages[0], v)
    asked = in_language(step.question, language, about.languages[0])
    return Bars(
        title=_finding(labels, cells, v) or asked,
        subtitle=f"{asked}\n{_base(about, people, notice.closed, v)}",
        rows=tuple(_row(labels[option], count, v) for option, count in cells.items()),
        footer=v.label("Asked by {who}.", who=in_language(about.asked_by, language, about.languages[0])),
        language=language,
    )


def _finding(labels: Mapping[str, str], cells: Mapping[str, int | None], v: Voice) -> str:
    """What got most; nothing where that is not known, or shared."""
    known = [count for count in cells.values() if count is not None]
    first = [option for option, count in cells.items() if count == max(known)]
    if len(known) < len(cells) or len(first) != 1:
        return ""
    return v.label("Most votes: {label}", label=labels[first[0]])


def _base(about: Consultation, people: int, closed: int, v: Voice) -> str:
    first, last = v.day(about.phases[0].opens, about.timezone), v.day(closed, about.timezone)
    days = first if first == last else v.label("{first} to {last}", first=first, last=last)
    return f"{people_voted(people, v)} {days}"


def _row(label: str, count: int | None, v: Voice) -> Row:
    return Row(label, None, v.label("held back")) if count is None else Row(label, count)

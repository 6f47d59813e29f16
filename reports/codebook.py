"""What every question and option of a result is: its id, its words in each language, and who was asked when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from deliberation.definition import Phase, Step, Words
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.number import Number
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.kinds.scale import Scale
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.definition.kinds.statements import Statements
from reports.asked import Wanted
from reports.sheet import Sheet
from screens.languages import own_name
from screens.results.codebook import condition_words, kind_name


def codebook(sheet: Sheet, wanted: Wanted) -> None:
    """A line for each phase, question and option."""
    label, languages = wanted.voice.label, wanted.about.languages
    columns = (
        label("Id"),
        label("Option"),
        label("Kind"),
        label("Required"),
        label("Circumstance"),
        label("Asked when"),
    )
    sheet.head(*columns, *(own_name(language) for language in languages))
    for phase in wanted.about.phases:
        sheet.row(phase.id, "", label("Phase"), "", "", _times(phase, wanted))
        for step in phase.steps:
            if step.asks:
                sheet.row(*_question(step, wanted), *_in_each(step.question, wanted))
                for identifier, words in _options(step):
                    sheet.row(step.id, identifier, "", "", "", "", *_in_each(words, wanted))


def _question(step: Step, wanted: Wanted) -> tuple[str, ...]:
    v = wanted.voice
    yes, no = v.label("yes"), v.label("no")
    when = " ".join(condition_words(condition, wanted.about, v) for condition in step.when)
    kind = kind_name(step.kind, v)
    return step.id, "", kind, yes if step.required else no, yes if step.circumstance else no, when


def _options(step: Step) -> Iterator[tuple[str, Words]]:
    """What can be chosen, with its words; of a scale its ends, of a number what is counted."""
    match step:
        case SingleChoice() | MultipleChoice() | Ranking():
            yield from ((option.id, option.label) for option in step.options)
        case Scale():
            yield from (("1", step.low), (str(step.points), step.high))
        case Statements():
            yield from ((seed.id, seed.text) for seed in step.seeds)
        case Number() if step.unit:
            yield "", step.unit


def _in_each(words: Words, wanted: Wanted) -> tuple[str, ...]:
    return tuple(words.get(language, "") for language in wanted.about.languages)


def _times(phase: Phase, wanted: Wanted) -> str:
    zone = ZoneInfo(wanted.about.timezone)
    opens, closes = (datetime.fromtimestamp(moment / 1000, tz=zone) for moment in (phase.opens, phase.closes))
    return f"{opens:%Y-%m-%d %H:%M} – {closes:%Y-%m-%d %H:%M}"

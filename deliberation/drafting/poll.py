"""`/poll Question? | option | option`, and the consultation of one question that comes of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from deliberation.definition.poll import MOST_OPTIONS
from deliberation.drafting.days import today
from deliberation.drafting.ids import consultation_id
from deliberation.drafting.lines import head_and_options, listed, one_line, options_alone
from deliberation.drafting.placing import Lines, placed
from deliberation.drafting.plain import NOBODY, SOME_DAY
from deliberation.drafting.questions import options_and_mark
from deliberation.drafting.several import without_mark
from deliberation.drafting.sheet import EMPTY, TIME_OPEN, Town
from deliberation.drafting.tables import Table, mistakes_in, option_tables, written
from deliberation.errors import DayPassed, DefinitionInvalid, Mistake

VOTE = "vote"
"""The id of a poll's one question."""

COMMAND = re.compile(r"\A\s*/\w+(?:@\w+)?")


@dataclass(frozen=True)
class PollWords:
    """What was written after the command; `mistakes` is what is wrong with it, by its lines."""

    question: str
    options: tuple[str, ...]
    several: bool = False
    mistakes: tuple[Mistake, ...] = ()


def read_poll(text: str) -> PollWords | None:
    """What was written: the question, and options after bars, after dashes, or in lines. None where nothing was."""
    lines = [(number, one_line(raw)) for number, raw in enumerate(COMMAND.sub("", text, count=1).splitlines(), start=1)]
    if not any(line for _, line in lines):
        return None
    (asked_in, head), *rest = _pieces([(number, line) for number, line in lines if line])
    question, several = without_mark(head)
    options, marked = options_and_mark(rest)
    words = PollWords(question, tuple(option for _, option in options), several or marked)
    places = Lines(asked_in, tuple(number for number, _ in options))
    return replace(words, mistakes=tuple(_mistakes(words, places)))


def poll_source(
    words: PollWords,
    town: Town,
    now: int,
    taken_ids: Collection[str],
    *,
    closes: date | None = None,
    open_count: bool = False,
    asked_by: str = "",
) -> str:
    """The poll, open from now on for two weeks unless it is said until when: a day, or a time with its zone.

    `asked_by` is who asks, if it is not the town. Raises `DefinitionInvalid` with the mistakes of the message, and
    `DayPassed`.
    """
    if words.mistakes:
        raise DefinitionInvalid(words.mistakes)
    opens = datetime.fromtimestamp(now // 1000, tz=ZoneInfo(town.timezone))
    until = today(now, town.timezone) + TIME_OPEN if closes is None else closes
    if (until <= opens) if isinstance(until, datetime) else (until < opens.date()):
        raise DayPassed
    asking = replace(town, name=one_line(asked_by) or town.name)
    return written(_table(words, asking, (opens, until), taken_ids) | {"poll": {"open_count": open_count}})


def _pieces(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The question, empty where there is none, and then each option; with their lines."""
    if any("|" in line for _, line in lines):
        yield from ((number, _unlisted(part.strip())) for number, line in lines for part in line.split("|"))
        return
    (number, first), *rest = lines
    found = listed(first)
    head, options = head_and_options(first) if found is None or found.style != "mark" else ("", options_alone(first))
    yield number, head
    yield from ((number, option) for option in options)
    for number, line in rest:
        yield from ((number, option) for option in (options_alone(line) if len(rest) == 1 else (_unlisted(line),)))


def _unlisted(line: str) -> str:
    found = listed(line)
    return line if found is None else found.text


def _table(words: PollWords, town: Town, times: tuple[date, date], taken_ids: Collection[str]) -> Table:
    step = {
        "id": VOTE,
        "kind": "multiple_choice" if words.several else "single_choice",
        "question": {town.language: words.question},
        "options": option_tables(words.options, town.language),
    }
    phase = {"id": VOTE, "opens": times[0], "closes": times[1], "steps": [step]}
    return town.head(consultation_id(words.question, taken_ids)) | {"poll": {}, "phases": [phase]}


def _mistakes(words: PollWords, lines: Lines) -> Iterator[Mistake]:
    if not words.question:
        yield Mistake("", "no_question", {}, lines.question)
        words = replace(words, question=EMPTY)
    wrong = mistakes_in(_table(words, NOBODY, (SOME_DAY, SOME_DAY + TIME_OPEN), ()))
    of_polls = {"most": MOST_OPTIONS}  # whatever the longest list of other questions is
    fitting = (replace(m, parameters={**m.parameters, **of_polls}) if m.code == "count" else m for m in wrong)
    yield from placed(fitting, [lines])

"""Each participant's answers in a line, for who was entrusted with them: under a number that stands for nobody.

The order is drawn by lot, so that it does not tell who came when. Those who were not told of it are left out, and so is
what was not asked for: circumstances, and what people wrote in their own words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO

from deliberation.ballots import choice, choices
from deliberation.definition import Consultation, Step
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.open_text import OpenText
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.releases.records import Counted, Record
from reports.safe import no_formula

OWN = "(other)"
"""Stands for an answer in one's own words. No option's id has brackets."""


@dataclass(frozen=True)
class Rows:
    """`versions` are all those that the records were answered in. `seed` draws the lot: nobody may know it."""

    versions: Mapping[int, Consultation]
    records: Sequence[Record]
    circumstances: bool
    texts: bool
    seed: str


def rows_csv(wanted: Rows) -> bytes:
    """The table: RFC 4180 in UTF-8, with the mark by which programs for sheets know it."""
    steps = list(_steps(wanted))
    written = StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    head = ["number", "version", *(["language"] if wanted.circumstances else [])]
    table.writerow([*head, *(column for step in steps for column in _columns(step, texts=wanted.texts))])
    for number, record in enumerate(_drawn(wanted), start=1):
        own = Counted(wanted.versions[record.version], record)
        first = [number, record.version, *([own.language] if wanted.circumstances else [])]
        table.writerow([*first, *(cell for step in steps for cell in _cells(step, own, texts=wanted.texts))])
    return ("\ufeff" + written.getvalue()).encode()


def _drawn(wanted: Rows) -> list[Record]:
    """Those who were told that their answers may be read together, in an order that tells nothing."""
    told = [record for record in wanted.records if wanted.versions[record.version].sharing.rows]
    lots = {place: sha256(f"{wanted.seed} {place}".encode()).digest() for place in range(len(told))}
    return [told[place] for place in sorted(lots, key=lambda place: lots[place])]


def _steps(wanted: Rows) -> Iterator[Step]:
    """The questions that have columns, in the newest version's order. One is about circumstances if it ever was."""
    about = {step.id for own in wanted.versions.values() for step in own.steps() if step.circumstance}
    for step in wanted.versions[max(wanted.versions)].steps():
        if not step.asks or (isinstance(step, OpenText) and not wanted.texts):
            continue
        if wanted.circumstances or step.id not in about:
            yield step


def _columns(step: Step, *, texts: bool) -> list[str]:
    words = [f"{step.id}:words"] if texts and _other(step) else []
    match step:
        case MultipleChoice():
            return [*(f"{step.id}:{one}" for one in (*step.choices(), *([OWN] if step.other else []))), *words]
        case Ranking():
            return [f"{step.id}:{one}" for one in step.choices()]
    return [step.id, *words]


def _other(step: Step) -> bool:
    return isinstance(step, SingleChoice | MultipleChoice) and step.other


def _cells(step: Step, own: Counted, *, texts: bool) -> list[str | int]:
    """What stands in the columns of a question; nothing where it was not answered."""
    ballot = own.answers.get(step.id)
    if ballot is None:
        return [""] * len(_columns(step, texts=texts))
    words = [no_formula(step.words(ballot) or "")] if texts and _other(step) else []
    match step:
        case MultipleChoice():
            chosen = {_plain(one) for one in choices.read(ballot)}
            return [*(int(one in chosen) for one in (*step.choices(), *([OWN] if step.other else []))), *words]
        case Ranking():
            places = {one: place for place, one in enumerate(choices.read(ballot), start=1)}
            return [places.get(one, "") for one in step.choices()]
        case SingleChoice():
            return [_plain(ballot), *words]
        case OpenText():
            return [no_formula(ballot)]
    return [int(ballot) if step.measures() else ballot]


def _plain(chosen: str) -> str:
    return chosen if choice.own_words(chosen) is None else OWN

"""What simulated residents remember, as the ballots that should have come of it, held against what was published."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from deliberation.ballots import choice
from deliberation.definition import Consultation, Option, Step
from deliberation.definition.kinds.date import Date
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.definition.kinds.statements import Statements
from deliberation.opinions import AGREE, DISAGREE, NOT_SURE
from deliberation.ports import Transaction
from deliberation.releases import NO_ANSWER, NOT_ASKED, Summary
from deliberation.releases.opinions import AGREES, DISAGREES, NEITHER, UNSURE, StatementResult
from deliberation.statements import ballot as those
from sandbox.residents import Memory


@dataclass(frozen=True)
class Voted:
    """What was kept of votes on statements: the numbers of statements by their words, in every language that they stand
    in, and what each person voted. Statements with the same words go by one number.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    votes: Sequence[Mapping[int, int]] = ()


async def voted(tx: Transaction, consultation: Consultation) -> Voted:
    """All that was voted on in this consultation, which has one step of statements at most."""
    numbers: dict[str, int] = {}
    people: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for step in _of_statements(consultation):
        for one in await tx.statements(consultation.id, step.id):
            said = await tx.statement(consultation.id, step.id, one.number)
            number = numbers.setdefault(said.text, one.number)
            numbers.update({there.text: number for there in said.translations.values()})
            for person, vote in await tx.votes_on(consultation.id, step.id, one.number):
                people[person][number] = vote
    return Voted(numbers, tuple(people.values()))


@dataclass(frozen=True)
class Given:
    """What one resident gave, as it should have been kept: ballots by step, and votes by statement."""

    ballots: Mapping[str, str]
    votes: Mapping[int, int] = field(default_factory=dict)

    def counted(self, consultation: Consultation) -> Mapping[str, str]:
        """Whoever voted on statements has answered their step, whether or not they said that it was enough."""
        steps = [step.id for step in _of_statements(consultation)] if self.votes else []
        return {**dict.fromkeys(steps, those.NONE), **self.ballots}


def given_by(consultation: Consultation, memory: Memory, numbers: Mapping[str, int]) -> Given:
    """What one resident remembers."""
    steps = {words: step for step in consultation.steps() for words in step.question.values()}
    ballots = {steps[asked].id: _ballot(steps[asked], given) for asked, given in memory.answers.items()}
    matter = memory.views.matter
    if matter is not None:
        ballots |= {step.id: those.written(numbers[words] for words in matter) for step in _of_statements(consultation)}
    return Given(ballots, {numbers[words]: vote for words, vote in memory.views.votes.items()})


def published_fits(consultation: Consultation, summary: Summary, given: Sequence[Given]) -> bool:
    """Whether every figure that was published is the one that the residents' own answers come to."""
    answered = [one.counted(consultation) for one in given]
    asked = [{step.id for step in consultation.way(answers, [summary.phase]) if step.asks} for answers in answered]
    took_part = [(way, answers) for way, answers in zip(asked, answered, strict=True) if way & answers.keys()]
    for table in summary.tables:
        ballots = [answers[table.step] for way, answers in took_part if table.step in way & answers.keys()]
        silent = sum(table.step in way - answers.keys() for way, answers in took_part)
        counts = {
            **consultation.step(table.step).tally(ballots),
            NO_ANSWER: silent,
            NOT_ASKED: len(took_part) - len(ballots) - silent,
        }
        if not _fit(table.cells, counts):
            return False
    return summary.took_part in {None, len(took_part)} and all(
        _fits(consultation, one, given) for one in summary.opinions
    )


def _fits(consultation: Consultation, result: StatementResult, given: Sequence[Given]) -> bool:
    """Whether the figures of the file's statements fit; what residents say themselves may be said twice."""
    seeds = next(len(step.seeds) for step in _of_statements(consultation) if step.id == result.step)
    for figures in result.figures[:seeds]:
        votes = Counter(one.votes[figures.number] for one in given if figures.number in one.votes)
        silent = (result.asked or 0) - votes.total()
        counts = {
            **{AGREES: votes[AGREE], DISAGREES: votes[DISAGREE], UNSURE: votes[NOT_SURE]},
            **{NEITHER: votes[NOT_SURE] + silent, NO_ANSWER: silent},
        }
        named = sum(figures.number in those.read(one.ballots.get(result.step, those.NONE)) for one in given)
        if not _fit(figures.cells, counts) or figures.matters not in {None, named}:
            return False
    return True


def _fit(published: Mapping[str, int | None], counts: Mapping[str, int]) -> bool:
    """A figure that was held back fits whatever it is."""
    return all(cell is None or cell == counts[name] for name, cell in published.items())


def _of_statements(consultation: Consultation) -> list[Statements]:
    return [step for step in consultation.steps() if isinstance(step, Statements)]


def _ballot(step: Step, given: tuple[str, ...]) -> str:
    """What a resident remembers (labels in their order, or what they wrote) as the ballot it should have become."""
    match step:
        case SingleChoice():
            return _chosen(step.options, given)[0]
        case MultipleChoice():
            chosen = _chosen(step.options, given)
            return json.dumps([*(o.id for o in step.options if o.id in chosen), *filter(choice.own_words, chosen)])
        case Ranking():
            placed = _chosen(step.options, given)
            left = [option.id for option in step.options if option.id not in placed]
            last = left if len(left) == 1 and step.places == len(step.options) else []  # the bot gives it by itself
            return json.dumps([*placed, *last])
        case Date():
            return datetime.strptime(given[0], "%d.%m.%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
    return given[0]


def _chosen(options: Sequence[Option], given: Sequence[str]) -> list[str]:
    named = {label: option.id for option in options for label in option.label.values()}
    return [named.get(label, f"{choice.OWN}{label}") for label in given]

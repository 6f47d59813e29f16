"""Consultations with a result: residents who answer by chance, in a town of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from deliberation.ballots.choices import written
from deliberation.definition import Consultation, Step
from deliberation.definition.kinds.date import Date
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.number import Number
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.kinds.scale import Scale
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.releases import Record, Summary, summarise
from deliberation.releases.findings import Findings, Reply
from deliberation.releases.quotable import quotable
from tests.deliberation.files import CLOSES, OPENS, consultation
from tests.reports.pictures import PHRASES

DAY = 86_400_000
TEXTS = ("The lift has to work all the time.", "My mother is 84 and cannot move.", "Why now?")


def found(offered: Consultation, people: int = 214, k: int = 5, seed: int = 1, **changes: object) -> Findings:
    """What so many residents leave, each going as far as chance has it."""
    chance = Random(seed)
    return findings(offered, [record(offered, chance) for _ in range(people)], k, **changes)


def findings(offered: Consultation, records: Sequence[Record], k: int = 5, **changes: object) -> Findings:
    """What these residents left, as it is published."""
    summaries: list[Summary] = []
    for phase in offered.phases:
        summaries.append(summarise({offered.version: offered}, phase.id, records, k, tuple(summaries)))
    quotes: dict[str, list[str]] = {}
    for summary in summaries:
        for _, step, text in quotable({offered.version: offered}, summary, records):
            quotes.setdefault(step, []).append(text)
    closed = max(phase.closes for phase in offered.phases)
    made = Findings(
        offered, tuple(summaries), offered.phases[0].opens, closed, over=True,
        quotes={step: tuple(sorted(set(texts))) for step, texts in quotes.items()}, waiting=3,
        replies=(Reply("The council builds a lift first.\nWork begins in May.", offered.languages[0], closed + DAY),),
        reply_by=offered.reply_by,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def record(offered: Consultation, chance: Random) -> Record:
    """One resident, who may stop on the way, and skips now and then."""
    answers: dict[str, str] = {}
    skipped: set[str] = set()
    last = chance.random() < 0.2
    for step in offered.steps():
        if last and chance.random() < 0.15:
            break
        if step not in offered.way(answers):
            continue
        if not step.asks or (not step.required and chance.random() < 0.2):
            skipped.add(step.id)
        else:
            answers[step.id] = ballot(step, chance)
    language, minutes = chance.choice(offered.languages), chance.randint(2, 9)
    began = offered.phases[0].opens + chance.randint(0, 20) * DAY
    return Record(offered.version, answers, frozenset(skipped), language, began, began + minutes * 60_000)


def ballot(step: Step, chance: Random) -> str:
    """An answer, the first ones liked more."""
    match step:
        case SingleChoice():
            return (
                "@" + chance.choice(TEXTS) if step.other and chance.random() < 0.1 else _liked(step.choices(), chance)
            )
        case Scale():
            return _liked(step.choices()[::-1], chance)
        case MultipleChoice():
            return _several(step, chance)
        case Ranking():
            return written(sorted(step.choices(), key=lambda _: chance.random())[: step.places])
        case Number():
            return str(min(step.most, step.least + int(chance.expovariate(1 / 8))))
        case Date():
            first = max(step.earliest, date(2027, 1, 1))
            return (first + timedelta(days=chance.randint(0, 60))).isoformat()
    return chance.choice(TEXTS)


def _liked(options: Sequence[str], chance: Random) -> str:
    return chance.choices(options, [1 / (place + 1) for place in range(len(options))])[0]


def _several(step: MultipleChoice, chance: Random) -> str:
    alone = [option.id for option in step.options if option.none]
    if alone and chance.random() < 0.1:
        return written(alone[:1])
    options = [option.id for option in step.options if not option.none]
    count = chance.randint(step.least, min(step.most, 3, len(options)))
    chosen = sorted(chance.sample(options, max(count, step.least)), key=options.index)
    return written([*chosen[:-1], "@" + chance.choice(TEXTS)] if step.other and chance.random() < 0.1 else chosen)


def long_words() -> Consultation:
    """Every kind of question in languages whose words are long, stand high or run from the right; as long as may be."""
    words = {language: PHRASES[language] for language in ("pl", "eu", "ar", "uk")}

    def text(most: int, mark: str = "") -> dict[str, str]:
        return {language: (f"{mark}{said} " * 3)[:most].strip() for language, said in words.items()}

    def options(count: int) -> list[dict[str, object]]:
        return [{"id": f"o{n}", "label": text(80, f"{n} ")} for n in range(count)]

    def step(kind: str, **more: object) -> dict[str, object]:
        return {"id": kind.replace("_", "-"), "kind": kind, "question": text(200)} | more

    head = ("title", "proposal", "asked_by", "decided_by", "still_open", "already_fixed")
    asked = [
        step("single_choice", options=options(6), other=True),
        step("scale", points=5, low=text(40), high=text(40, "2 "), required=False),
        step("multiple_choice", options=options(20), other=True),
        step("ranking", options=options(5)),
        step("number", least=0, most=1_000_000, unit=text(20)),
        step("date"),
        step("open_text", required=False) | {"id": "words"},
        step("scale", points=6, low=text(40), high=text(40, "2 ")) | {"id": "even"},
    ]
    return consultation(
        {"id": "one", "opens": OPENS, "closes": CLOSES, "steps": asked},
        languages=list(words), sharing={"quotes": True, "rows": True}, **{key: text(60) for key in head},
    )  # fmt: skip


def crowd(offered: Consultation, *groups: tuple[int, dict[str, str]], k: int = 5) -> Findings:
    """What groups of so many with the same answers leave; what was not answered was skipped."""
    passed = frozenset(step.id for step in offered.steps())
    left = [Record(offered.version, answers, passed) for times, answers in groups for _ in range(times)]
    return findings(offered, left, k)

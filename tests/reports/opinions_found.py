"""Results of votes on statements for tests of pictures and files: residents in camps, some of whom are alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from deliberation.counting import Columns, Counted, counted_at
from deliberation.definition import Consultation
from deliberation.kept import Heard
from deliberation.releases import Record, summarise
from deliberation.releases.findings import Findings
from deliberation.releases.statements import Weighed, statement_result
from deliberation.statements.statement import Statement, Translation
from tests.deliberation.files import consultation, phase, statements
from tests.deliberation.opinions import grouped

SAID = (
    "Nobody has to move out while the house is renovated.",
    "The costs of changing the heating must not be passed on to tenants.",
    "One złoty more per square metre is fair when heating gets cheaper.",
    "The courtyard should have trees instead of parking places.",
    "Owners should pay for the lift.",
    "Solar panels belong on every roof of the estate.",
    "The old windows can stay.",
    "Whoever has little money should get help with the bills, without a form of twelve pages to fill in every year.",
)
LEANS = ((0.95, 0.9, 0.2, 0.9, 0.8, 0.7, 0.3, 0.9), (0.95, 0.1, 0.9, 0.85, 0.1, 0.7, 0.6, 0.85),
         (0.9, 0.5, 0.5, 0.1, 0.5, 0.05, 0.9, 0.1))  # fmt: skip


def offered(**changes: object) -> Consultation:
    return consultation(phase(statements(matter=3)), **changes)


def cast(people: int, camps: int, seed: int) -> list[dict[int, int]]:
    """How so many residents vote, camp by camp."""
    chance = Random(seed)
    return [
        {n: _vote(LEANS[person % camps][n], chance) for n in range(len(SAID)) if chance.random() < 0.9}
        for person in range(people)
    ]


def _vote(lean: float, chance: Random) -> int:
    if chance.random() < 0.08:
        return 0
    return 1 if chance.random() < lean else -1


def opinions_found(
    people: int = 120,
    camps: int = 2,
    k: int = 5,
    seed: int = 1,
    *,
    votes: Sequence[Mapping[int, int]] | None = None,
    offer: Consultation | None = None,
    texts: Sequence[str] = SAID,
    gone: Sequence[int] = (),
) -> Findings:
    """What came of it; the statements in `gone` were taken back since."""
    about, given = offer or offered(), votes or cast(people, camps, seed)
    said = [
        Statement(n, text, about.languages[0], translations={code: Translation(text) for code in about.languages[1:]})
        for n, text in enumerate(texts)
    ]
    columns = Columns()
    for number in range(len(texts)):
        columns.add(number, {person: own[number] for person, own in enumerate(given) if number in own})
    chance = Random(seed)
    named = tuple(frozenset(n for n in range(3) if own.get(n) == 1 and chance.random() < 0.7) for own in given)
    heard = tuple(
        Heard(str(person), 1, 1, changed=person % 4 == 0) for person in range(len(given)) if 1 in given[person]
    )
    weighed = Weighed("ideas", tuple(map(str, range(len(given)))), Counted(columns, counted_at(said)), named, heard)
    groups = None if camps < 2 else [person % camps for person in range(len(given))]
    result = statement_result(weighed, grouped(given, groups), len(given), k)
    records = [Record(1, {"ideas": "-"}, language="en") for _ in given]
    summary = replace(summarise({1: about}, about.phases[0].id, records, k), opinions=(result,))
    words = {one.number: one for one in said if one.number not in gone}
    return Findings(
        about, (summary,), about.phases[0].opens, about.phases[0].closes, over=True, quotes={}, said={"ideas": words}
    )

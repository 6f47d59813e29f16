"""A way through a draft that counts nowhere: kept only while it is looked at, and as plain text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from deliberation.definition import Consultation
from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import Act
from deliberation.participation import Participation, Status
from deliberation.statements import sitting
from deliberation.statements.acts import CastVote
from deliberation.statements.board import Board
from deliberation.statements.statement import Statement, Translation

Votes = Mapping[str, Mapping[int, int]]
"""By step and statement."""


@dataclass(frozen=True)
class Preview:
    """The way so far, the language that it is read in, and the votes on statements."""

    participation: Participation
    language: str
    votes: Votes = field(default_factory=dict)


def board_of(about: Consultation, preview: Preview) -> Board | None:
    """What lies before who looks at a draft, at a step of statements: those of the file."""
    place = preview.participation.place
    step = next((s for s in about.steps() if s.id == place and isinstance(s, Statements)), None)
    if step is None:
        return None
    first, words = about.languages[0], {}
    for number, seed in enumerate(step.seeds):
        others = {code: Translation(text) for code, text in seed.text.items() if code != first}
        words[number] = Statement(number, seed.text[first], first, seed=seed.id, translations=others)
    return Board(preview.votes.get(step.id, {}), frozenset(words), words)


def voted(about: Consultation, preview: Preview, after: Participation, acts: Iterable[Act]) -> Preview:
    """The way after an input, with the next statement in the order of the file. Words of one's own are kept nowhere."""
    place, votes = preview.participation.place, dict(preview.votes)
    for act in acts:
        if isinstance(act, CastVote):
            votes[place] = {**votes.get(place, {}), act.number: act.vote}
    there = replace(preview, participation=after, votes=votes)
    board = board_of(about, there)
    if board is None:
        return there
    here = sitting.read(after.drafts.get(after.place))
    if here.page is sitting.Page.CHECK:  # there is nobody whose words it could be close to
        here = replace(here, page=sitting.Page.PREVIEW)
    elif here.page is sitting.Page.CARD and here.statement is None:
        here = replace(here, statement=min(board.left, default=None))
    else:
        return there
    drafts = {**after.drafts, after.place: sitting.written(here)}
    return replace(there, participation=replace(after, drafts=drafts))


def written(preview: Preview) -> str:
    """As text, to be kept."""
    state: dict[str, Any] = asdict(preview.participation)
    state["skipped"] = sorted(preview.participation.skipped)
    kept = {"language": preview.language, "participation": state, "votes": preview.votes}
    return json.dumps(kept, ensure_ascii=False)


def read(text: str) -> Preview:
    """What was kept."""
    kept = json.loads(text)
    state = kept["participation"]
    skipped, status = frozenset(state["skipped"]), Status(state["status"])
    votes = {step: {int(number): vote for number, vote in of.items()} for step, of in kept.get("votes", {}).items()}
    return Preview(Participation(**{**state, "skipped": skipped, "status": status}), kept["language"], votes)

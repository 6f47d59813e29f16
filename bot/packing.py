"""A conversation of ours as the package that Polis exports, for whoever was entrusted with the answers themselves.

Made in the worker's process, which reads the database itself. People go by numbers that are drawn by lot and kept
nowhere; who said something is not told, for their votes would lead from there to a person's words.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from bot.ids import random_secret
from bot.reading import read
from bot.surveying import analysed, seed_of
from deliberation.counting import Counted
from deliberation.definition import Consultation
from deliberation.statements.statement import State, Statement
from deliberation.use_cases.mapping import ToMap, counted
from reports.polis.conversation import Comment, Conversation, Log, numbers
from reports.polis.writing import package
from storage.transaction import SqlTransaction

NOBODY = 0
"""The author of every statement."""

MODERATED = {State.WAITING: 0, State.POSTED: 1, State.ACCEPTED: 1, State.REJECTED: -1}


@dataclass(frozen=True)
class Pack:
    """The statements of one step, with all votes; `threshold` is the k of disclosure control, for groups."""

    database: str = field(repr=False)
    about: ToMap
    threshold: int
    old_names: bool = False


def packed(wanted: Pack) -> bytes:
    """The tables in one ZIP file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables(wanted).items():
            archive.writestr(name, text)
    return written.getvalue()


def tables(wanted: Pack) -> dict[str, str]:
    """The tables by their names."""
    return package(_conversation(wanted), old_names=wanted.old_names)


def _conversation(wanted: Pack) -> Conversation:
    about = wanted.about

    async def found(tx: SqlTransaction) -> tuple[Consultation, Sequence[Statement], Counted]:
        version = await tx.current_version(about.consultation)
        if version is None:
            raise KeyError(about.consultation)
        voters = _drawn(await tx.counted_people(about.consultation), random_secret())
        consultation = await tx.definition(about.consultation, version)
        return consultation, await tx.statements(*_where(about)), await counted(tx, about, voters)

    consultation, statements, votes = read(wanted.database, found)
    first = consultation.languages[0]
    log, people = _log(votes)
    return Conversation(
        topic=consultation.title[first],
        description=consultation.proposal.get(first, ""),
        comments=tuple(_comment(one) for one in statements),
        votes=log,
        groups=_groups(votes, about, wanted.threshold, people),
        seed=seed_of(about),
    )


def _where(about: ToMap) -> tuple[str, str]:
    return about.consultation, about.step


def _drawn(voters: Sequence[str], secret: str) -> list[str]:
    """In an order that tells nothing."""
    return sorted(voters, key=lambda voter: sha256(f"{secret} {voter}".encode()).digest())


def _comment(one: Statement) -> Comment:
    """One that was merged into another has no votes of its own any more."""
    moderated = -1 if one.merged_into is not None else MODERATED[one.state]
    return Comment(one.number, one.text, author=NOBODY, moderated=moderated, meta=one.meta)


def _log(votes: Counted) -> tuple[Log, dict[int, int]]:
    """The votes that count, each once, and whose number here is which there: from 1, without a gap."""
    last = {(person, number): vote for person, number, vote in zip(*_columns(votes), strict=True)}
    people = {person: place for place, person in enumerate(sorted({person for person, _ in last}), start=1)}
    rows = sorted((people[person], number, vote) for (person, number), vote in last.items())
    columns = (numbers(column) for column in zip(*rows, strict=True)) if rows else (numbers(), numbers(), numbers())
    return Log(numbers([0] * len(rows)), *columns), people


def _columns(votes: Counted) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    return votes.votes.people, votes.votes.statements, votes.votes.values


def _groups(votes: Counted, about: ToMap, threshold: int, people: dict[int, int]) -> dict[int, int]:
    """The groups that are announced, by person; none where none are clear."""
    if not len(votes.votes):
        return {}
    found = analysed(votes, about).announced(threshold)
    return {people[member]: group.id for group in found for member in group.members}

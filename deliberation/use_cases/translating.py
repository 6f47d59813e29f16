"""Statements in other languages: written by somebody who runs things, or by a machine, and marked as such until a
person has found them right.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from deliberation.ballots import open_text
from deliberation.definition import Consultation
from deliberation.desk import Desk
from deliberation.errors import MovedOn
from deliberation.events import StatementTranslated
from deliberation.moderation import Bench, Page, written
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.statements.statement import LONGEST, Statement, Translation
from deliberation.use_cases.benches import at_bench, bench_to, changed_meanwhile
from deliberation.use_cases.callers import meet
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import DeskTap, DeskWords, turn_on
from deliberation.use_cases.matters.moderation import named, steps_of
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.viewing import Showing

TRANSLATED: Final = Explained("translated", {})
LONGEST_TRANSLATION: Final = LONGEST * 2
"""Characters: other languages take more room."""


@dataclass(frozen=True)
class Untranslated:
    """A statement that residents are asked about, and a language of the consultation that it is not in."""

    consultation: str
    step: str
    number: int
    text: str = field(repr=False)
    language: str
    wanted: str

    @property
    def pair(self) -> tuple[str, str]:
        """From which language, and into which."""
        return self.language, self.wanted


@dataclass(frozen=True)
class KeepTranslation:
    """What a machine made of it."""

    sender: Sender
    now: int
    of: Untranslated
    text: str = field(repr=False)


@requires(Capability.MODERATE, owner=owner_here)
async def choose_language(tx: Transaction, tap: DeskTap) -> Showing:
    """Into which language the statement is to be translated; after a dash the stamp of the statement."""
    at = await at_bench(tx, tap)
    language, _, stamp = tap.argument.rpartition("-")
    if at.bench.page not in {Page.LANGUAGES, Page.TRANSLATING} or language not in at.about.languages:
        raise MovedOn
    if at.piece is None or at.piece.stamp != stamp:
        return await changed_meanwhile(tx, at, tap.now)
    return await bench_to(tx, at, replace(at.bench, page=Page.TRANSLATING, language=language), tap.now)


@requires(Capability.MODERATE, owner=owner_here)
async def find_right(tx: Transaction, tap: DeskTap) -> Showing:
    """The machine's translation is right as it is: from now on it counts as a person's."""
    at = await at_bench(tx, tap)
    piece, language = at.piece, at.bench.language
    if at.bench.page is not Page.TRANSLATING:
        raise MovedOn
    if piece is None or piece.stamp != tap.argument:
        return await changed_meanwhile(tx, at, tap.now)
    there = (await tx.statement(at.consultation, piece.step, piece.number)).translations.get(language)
    if there is None or not there.machine:
        return await changed_meanwhile(tx, at, tap.now)
    await tx.put_translation(at.consultation, piece.step, piece.number, language, replace(there, machine=False))
    event = StatementTranslated(piece.step, piece.number, language)
    await tx.note(event, actor=at.here.person.id, subject=at.consultation, now=tap.now)
    return await bench_to(tx, at, replace(at.bench, page=Page.LANGUAGES, language=""), tap.now, remark=TRANSLATED)


async def translate_in_words(tx: Transaction, said: DeskWords, desk: Desk, bench: Bench) -> Showing:
    """Take the translation that was written, in place of any before. Raises `EmptyText`, `TooLong`."""
    piece = await named(tx, desk.subject, bench.piece)
    if piece is None or not piece.is_statement or not bench.language:
        raise MovedOn
    text = open_text.typed(said.text, LONGEST_TRANSLATION)
    await tx.put_translation(desk.subject, piece.step, piece.number, bench.language, Translation(text))
    person, _ = await meet(tx, said.sender, said.fresh)
    event = StatementTranslated(piece.step, piece.number, bench.language)
    await tx.note(event, actor=person.id, subject=desk.subject, now=said.now)
    after = replace(bench, page=Page.LANGUAGES, language="")
    return await turn_on(tx, said, remark=TRANSLATED, asking=written(after))


async def untranslated(tx: Transaction, now: int) -> list[Untranslated]:
    """All that are missing in consultations that are open. Only reads."""
    found: list[Untranslated] = []
    for consultation in await tx.open_consultations(now):
        version = await tx.current_version(consultation)
        about = None if version is None else await tx.definition(consultation, version)
        if about is not None:
            found += await _missing(tx, about)
    return found


@requires(Capability.KEEP_HOUSE)
async def keep_translation(tx: Transaction, command: KeepTranslation) -> bool:
    """Keep what a machine made of it, marked as that, unless the statement is worded otherwise by now, or gone."""
    of = command.of
    try:
        there = await tx.statement(of.consultation, of.step, of.number)
    except KeyError:
        return False
    if there.text != of.text or of.wanted in there.translations:
        return False
    translation = Translation(command.text, machine=True)
    await tx.put_translation(of.consultation, of.step, of.number, of.wanted, translation)
    return True


async def _missing(tx: Transaction, about: Consultation) -> list[Untranslated]:
    found = []
    for step in steps_of(about):
        asked = [one for one in await tx.statements(about.id, step.id) if one.asked]
        for language in about.languages:
            there = await tx.translations(about.id, step.id, language)
            lacking = [one for one in asked if one.language != language and one.number not in there]
            found += [_of(about.id, step.id, one, language) for one in lacking]
    return found


def _of(consultation: str, step: str, one: Statement, language: str) -> Untranslated:
    return Untranslated(consultation, step, one.number, one.text, one.language, language)

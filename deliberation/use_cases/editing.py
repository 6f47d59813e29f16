"""Changing a draft by button and in words: its title, its days, its questions and their options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from deliberation.desk import CHANGING, EDITING, QUESTION, QUESTIONS
from deliberation.drafting.changing import (
    closing,
    introduced,
    opening,
    retitled,
    reworded,
    with_options,
    with_question,
    without_question,
)
from deliberation.errors import MovedOn, NotUnderstood
from deliberation.notices import Explained
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import DeskTap, DeskWords, turn_on, turn_to
from deliberation.use_cases.drafting import at_draft
from deliberation.use_cases.drafts import draft_owner_here
from deliberation.use_cases.viewing import Showing

TITLE, ABOUT, OPENS, CLOSES, MORE = "title", "about", "opens", "closes", "more"
WORDS, OPTIONS = "words", "options"
"""What can be written anew; the last two are of one question."""


CHANGED = "changed"
"""The code of what is said when a change is saved."""


@dataclass(frozen=True)
class Edit:
    """What was written of a draft; `step` is the question that it is about, if it is about one."""

    source: str
    text: str
    step: str
    now: int


EDITS: Mapping[str, Callable[[Edit], str]] = {
    TITLE: lambda edit: retitled(edit.source, edit.text),
    ABOUT: lambda edit: introduced(edit.source, edit.text),
    OPENS: lambda edit: opening(edit.source, edit.text, edit.now),
    CLOSES: lambda edit: closing(edit.source, edit.text, edit.now),
    MORE: lambda edit: with_question(edit.source, edit.text),
    WORDS: lambda edit: reworded(edit.source, edit.step, edit.text),
    OPTIONS: lambda edit: with_options(edit.source, edit.step, edit.text),
}
"""To the draft after it."""


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def change(tx: Transaction, tap: DeskTap) -> Showing:
    """Choose what is to be changed."""
    return await turn_to(tx, await at_draft(tx, tap), tap.now, place=CHANGING, asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def list_questions(tx: Transaction, tap: DeskTap) -> Showing:
    """The questions, to choose one."""
    return await turn_to(tx, await at_draft(tx, tap), tap.now, place=QUESTIONS, asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def look_at_question(tx: Transaction, tap: DeskTap) -> Showing:
    """One question, to change it or take it out."""
    return await turn_to(tx, await at_draft(tx, tap), tap.now, place=QUESTION, asking=tap.argument)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def ask_anew(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask for something in other words. Of a question its place on the desk tells which."""
    here = await at_draft(tx, tap)
    if tap.argument not in EDITS:
        raise MovedOn
    of_a_question = here.desk.place == QUESTION and tap.argument in {WORDS, OPTIONS}
    asking = f"{tap.argument}-{here.desk.asking}" if of_a_question else tap.argument
    return await turn_to(tx, here, tap.now, place=EDITING, asking=asking)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def take_out(tx: Transaction, tap: DeskTap) -> Showing:
    """The question at which this desk stands is asked no more."""
    here = await at_draft(tx, tap)
    draft = await tx.draft(here.desk.subject)
    await tx.save_draft(replace(draft, source=without_question(draft.source, here.desk.asking), changed=tap.now))
    return await turn_to(tx, here, tap.now, place=QUESTIONS, asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def edit(tx: Transaction, words: DeskWords) -> Showing:
    """Take what was written anew. Raises the `Rejected` that says why it does not fit."""
    person = await tx.person(words.sender.person)
    if person is None:
        raise NotUnderstood
    desk = await tx.desk(person.id)
    what, _, step = desk.asking.partition("-")
    draft = await tx.draft(desk.subject)
    source = EDITS[what](Edit(draft.source, words.text, step, words.now))
    await tx.save_draft(replace(draft, source=source, changed=words.now))
    place = QUESTION if step else QUESTIONS if what == MORE else CHANGING
    return await turn_on(tx, words, remark=Explained(CHANGED, {}), place=place, asking=step, page=0)

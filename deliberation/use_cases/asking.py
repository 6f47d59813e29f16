"""A poll is asked for: in one line in a group, or step by step at the desk; then it is a draft until it is put up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from deliberation.definition import in_language
from deliberation.desk import LINKS, OFFER, POLL, POLL_ANSWERS, POLL_CHANGE, POLL_DRAFT, POLL_UNTIL, POLL_WHO
from deliberation.drafting.poll import PollWords, poll_source, read_poll
from deliberation.drafting.poll_settings import (
    ENDS,
    WEEK,
    put_up,
    read_end,
    until,
    with_mirror,
    with_open_count,
    with_several,
)
from deliberation.drafting.sheet import Town, answered, missing
from deliberation.drafting.tables import rejected
from deliberation.errors import EmptyText, MovedOn, NotUnderstood
from deliberation.events import DraftMade
from deliberation.kept import Draft
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import meet
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import AtDesk, ComeToDesk, DeskTap, DeskWords, arrive, at_desk, turn_on, turn_to
from deliberation.use_cases.drafts import draft_owner, draft_owner_here, previewed
from deliberation.use_cases.running import Launch, launch
from deliberation.use_cases.viewing import Showing

Change = Callable[[str, bool], str]

WHO = "asked_by"
"""What is missing where the town has not said what it is called."""


@requires(Capability.LAUNCH)
async def come_to_poll(tx: Transaction, command: ComeToDesk) -> Showing:
    """Ask for the question, in a new message."""
    return await arrive(tx, command, POLL)


@requires(Capability.LAUNCH)
async def begin_poll(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask for the question."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=POLL, subject="", asking="", page=0)


@requires(Capability.LAUNCH)
async def write_poll(tx: Transaction, words: DeskWords) -> Showing:
    """Take the question, and the answers where they came with it. Raises the `Rejected` that says what is wrong."""
    asked = _asked(words.text)
    if not asked.options:
        return await turn_on(tx, words, place=POLL_ANSWERS, subject=asked.question, asking="", page=0)
    return await _made(tx, words, asked)


@requires(Capability.LAUNCH)
async def write_answers(tx: Transaction, words: DeskWords) -> Showing:
    """Take the answers to the question that was written before."""
    person, _ = await meet(tx, words.sender, words.fresh)
    asked = _asked(f"{(await tx.desk(person.id)).subject}\n{words.text}")
    if not asked.options:
        raise EmptyText
    return await _made(tx, words, asked)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def to_poll(tx: Transaction, tap: DeskTap) -> Showing:
    """The poll as it will stand."""
    return await turn_to(tx, await at_poll(tx, tap), tap.now, place=POLL_DRAFT, asking="")


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def change_poll(tx: Transaction, tap: DeskTap) -> Showing:
    """What can be changed about it."""
    return await turn_to(tx, await at_poll(tx, tap), tap.now, place=POLL_CHANGE, asking="")


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def ask_until(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask until when it is open."""
    return await turn_to(tx, await at_poll(tx, tap), tap.now, place=POLL_UNTIL, asking="")


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def ask_who(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask who asks."""
    return await turn_to(tx, await at_poll(tx, tap), tap.now, place=POLL_WHO, asking=WHO)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def choose_until(tx: Transaction, tap: DeskTap) -> Showing:
    """One of the ends on offer. Raises `DayPassed`, and `MovedOn` for one that is not."""
    here = await at_poll(tx, tap)
    draft = await tx.draft(here.desk.subject)
    end = next((end for end in ENDS if end.name == tap.argument), None)
    if end is None:
        raise MovedOn
    closes = end.at(tap.now, previewed(draft).timezone)
    return await _turned(tx, here, draft, until(draft.source, closes, tap.now), tap.now)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def write_until(tx: Transaction, words: DeskWords) -> Showing:
    """An end in words. Raises `NotADate`, `DateOutOfRange`, `DayPassed`."""
    draft = await _draft_here(tx, words)
    closes = read_end(words.text, words.now, previewed(draft).timezone)
    return await _written(tx, words, draft, until(draft.source, closes, words.now))


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def write_who(tx: Transaction, words: DeskWords) -> Showing:
    """Who asks. Raises `EmptyText`, `TooLong`."""
    draft = await _draft_here(tx, words)
    return await _written(tx, words, draft, answered(draft.source, WHO, words.text, words.now))


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def choose_count(tx: Transaction, tap: DeskTap) -> Showing:
    """An open count, or the result at the close."""
    return await _set(tx, tap, with_open_count, {"open": True, "close": False})


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def choose_mirror(tx: Transaction, tap: DeskTap) -> Showing:
    """Telegram's own poll beside it, or not."""
    return await _set(tx, tap, with_mirror, {"yes": True, "no": False})


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def choose_several(tx: Transaction, tap: DeskTap) -> Showing:
    """Several answers each, or one."""
    return await _set(tx, tap, with_several, {"several": True, "one": False})


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def open_poll(tx: Transaction, tap: DeskTap) -> Showing:
    """Offer it without a group: by its link."""
    here = await at_poll(tx, tap)
    offered = await launch_poll(tx, tap.sender, tap.now, await tx.draft(here.desk.subject))
    return await turn_to(tx, here, tap.now, place=LINKS, subject=offered, asking="", page=0)


async def launch_poll(tx: Transaction, sender: Sender, now: int, draft: Draft) -> str:
    """Offer a poll from now on; whoever looks at its draft looks at what is offered. Returns its id."""
    offered = await launch(tx, Launch(sender, now, put_up(draft.source, now, await tx.consultation_ids())))
    await tx.drop_draft(draft.id)
    desk = await tx.desk(draft.owner)
    if desk.subject == draft.id:
        await tx.save_desk(replace(desk, place=OFFER, subject=offered.id, asking="", page=0))
    return offered.id


async def at_poll(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody at the draft of a poll of theirs. Raises `MovedOn` when it is gone, or is none."""
    here = await at_desk(tx, by)
    if await draft_owner(tx, here.desk.subject) is None:
        raise MovedOn
    if previewed(await tx.draft(here.desk.subject)).poll is None:
        raise MovedOn
    return here


async def asked_last(tx: Transaction, owner: str, language: str) -> str:
    """Who asked in the poll that somebody put up last, in their words; empty where there is none."""
    for offer in await tx.offers(owner):
        about = await tx.definition(offer.consultation, offer.version)
        if about.poll is not None:
            return in_language(about.asked_by, language, about.languages[0])
    return ""


async def source_of(tx: Transaction, asked: PollWords, town: Town, owner: str, now: int) -> str:
    """The poll with what is usual: one answer each, the result at the close, a week."""
    closes, taken = WEEK.at(now, town.timezone), await tx.consultation_ids()
    who = await asked_last(tx, owner, town.language)
    return poll_source(asked, town, now, taken, closes=closes, asked_by=who)


def _asked(text: str) -> PollWords:
    asked = read_poll(text)
    if asked is None or not asked.question:
        raise EmptyText
    wrong = [mistake for mistake in asked.mistakes if asked.options or mistake.code != "count"]
    if wrong:
        raise rejected(wrong[0], {}, text)
    return asked


async def _made(tx: Transaction, words: DeskWords, asked: PollWords) -> Showing:
    person, _ = await meet(tx, words.sender, words.fresh)
    source = await source_of(tx, asked, words.town.speaking(person.language), person.id, words.now)
    draft = Draft(words.fresh.person, person.id, source, words.now)
    await tx.save_draft(draft)
    await tx.note(DraftMade(), actor=person.id, subject=draft.id, now=words.now)
    return await turn_on(tx, words, place=POLL_UNTIL, subject=draft.id, asking="", page=0)


async def _draft_here(tx: Transaction, words: DeskWords) -> Draft:
    person = await tx.person(words.sender.person)
    if person is None:
        raise NotUnderstood
    return await tx.draft((await tx.desk(person.id)).subject)


async def _turned(tx: Transaction, here: AtDesk, draft: Draft, source: str, now: int) -> Showing:
    place = await _kept(tx, draft, source, now)
    return await turn_to(tx, here, now, place=place, asking=WHO if place == POLL_WHO else "")


async def _written(tx: Transaction, words: DeskWords, draft: Draft, source: str) -> Showing:
    place = await _kept(tx, draft, source, words.now)
    return await turn_on(tx, words, place=place, asking=WHO if place == POLL_WHO else "")


async def _set(tx: Transaction, tap: DeskTap, change: Change, values: Mapping[str, bool]) -> Showing:
    here = await at_poll(tx, tap)
    if tap.argument not in values:
        raise MovedOn
    draft = await tx.draft(here.desk.subject)
    await tx.save_draft(replace(draft, source=change(draft.source, values[tap.argument]), changed=tap.now))
    return await turn_to(tx, here, tap.now, place=POLL_CHANGE)


async def _kept(tx: Transaction, draft: Draft, source: str, now: int) -> str:
    """Save the draft; the place that follows."""
    await tx.save_draft(replace(draft, source=source, changed=now))
    return POLL_WHO if missing(source) else POLL_DRAFT

"""From a message, an example or a file to a draft, and from a draft to what is offered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.desk import DELETING, DRAFT, DRAFTS, EXAMPLES, FILLING, HOME, OFFER, PICTURES, POLL_DRAFT
from deliberation.drafting.changing import opening
from deliberation.drafting.example import again, from_example
from deliberation.drafting.plain import from_plain, read_plain
from deliberation.drafting.sheet import answered, missing
from deliberation.errors import DraftIncomplete, MovedOn, NotUnderstood
from deliberation.events import DraftMade, DraftThrownAway
from deliberation.kept import Address, Draft, Urgency
from deliberation.notices import Explained, FileRefused
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import Fresh, meet
from deliberation.use_cases.commands import requires
from deliberation.use_cases.desks import AtDesk, DeskTap, DeskWords, at_desk, turn_on, turn_to
from deliberation.use_cases.drafts import draft_owner, draft_owner_here, pictures_lacking, previewed
from deliberation.use_cases.running import Launch, launch
from deliberation.use_cases.steering import owner_here
from deliberation.use_cases.viewing import Showing

LAUNCHED = "launched"
"""The code of what is said when a draft is offered from now on, or from its day."""

LEFT_OVER = "left_over"
"""The code of what a message said that is no question and no option."""


@dataclass(frozen=True)
class TakeExample(DeskTap):
    """The button of an example; `source` is its file."""

    source: str = ""


async def owner_named(tx: Transaction, about: DeskTap) -> str | None:
    """Whose the draft is that the button names."""
    return await draft_owner(tx, about.argument)


@requires(Capability.LAUNCH)
async def list_examples(tx: Transaction, tap: DeskTap) -> Showing:
    """What one can begin from."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=EXAMPLES, subject="", asking="", page=0)


@requires(Capability.LAUNCH)
async def list_drafts(tx: Transaction, tap: DeskTap) -> Showing:
    """What somebody is preparing."""
    return await turn_to(tx, await at_desk(tx, tap), tap.now, place=DRAFTS, subject="", asking="", page=0)


@requires(Capability.LAUNCH, owner=owner_named)
async def open_draft(tx: Transaction, tap: DeskTap) -> Showing:
    """One of them."""
    here = await at_desk(tx, tap)
    place = DRAFT if previewed(await tx.draft(tap.argument)).poll is None else POLL_DRAFT
    return await turn_to(tx, here, tap.now, place=place, subject=tap.argument, asking="", page=0)


@requires(Capability.LAUNCH)
async def take_example(tx: Transaction, tap: TakeExample) -> Showing:
    """An example becomes a draft, and what has to be said of one's own town is asked for."""
    here = await at_desk(tx, tap)
    source = from_example(tap.source, tap.town.speaking(here.person.language), tap.now, await tx.consultation_ids())
    draft = await _made(tx, here.person.id, source, tap.fresh, tap.now)
    return await _ask(tx, here, draft, tap.now)


@requires(Capability.LAUNCH)
async def from_message(tx: Transaction, words: DeskWords) -> Showing:
    """A plain message becomes a draft; what does not fit is told. Raises `NotUnderstood` when no question is in it."""
    plain = read_plain(words.text)
    if plain is None:
        raise NotUnderstood
    person = await tx.person(words.sender.person)
    if person is None:
        raise NotUnderstood
    if plain.mistakes:
        refused = FileRefused.of("", plain.mistakes)
        await tx.notify(await _address(tx, words), refused, Urgency.ANSWER, words.now, None)
        return await turn_on(tx, words)
    source = from_plain(plain, words.town.speaking(person.language), words.now, await tx.consultation_ids())
    draft = await _made(tx, person.id, source, words.fresh, words.now)
    remark = Explained(LEFT_OVER, {"text": "\n".join(plain.leftovers)}) if plain.leftovers else None
    return await turn_on(tx, words, remark=remark, place=DRAFT, subject=draft.id, asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def fill(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask for what is missing, one thing at a time."""
    here = await at_draft(tx, tap)
    return await _ask(tx, here, await tx.draft(here.desk.subject), tap.now)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def fill_in(tx: Transaction, words: DeskWords) -> Showing:
    """Take what was asked for, and ask for the next. Raises the `Rejected` that says why it cannot be that."""
    person = await tx.person(words.sender.person)
    if person is None:
        raise NotUnderstood
    desk = await tx.desk(person.id)
    draft = await tx.draft(desk.subject)
    after = replace(draft, source=answered(draft.source, desk.asking, words.text, words.now), changed=words.now)
    await tx.save_draft(after)
    place, asking = await next_step(tx, after)
    return await turn_on(tx, words, place=place, asking=asking, page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def to_draft(tx: Transaction, tap: DeskTap) -> Showing:
    """Back to the draft as a whole."""
    return await turn_to(tx, await at_draft(tx, tap), tap.now, place=DRAFT, asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def await_pictures(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask for the pictures that are named."""
    return await turn_to(tx, await at_draft(tx, tap), tap.now, place=PICTURES, asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def put_aside(tx: Transaction, tap: DeskTap) -> Showing:
    """Home; the draft stays in the list."""
    return await turn_to(tx, await at_draft(tx, tap), tap.now, place=HOME, subject="", asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def ask_throw_away(tx: Transaction, tap: DeskTap) -> Showing:
    """Ask once more before deleting."""
    return await turn_to(tx, await at_draft(tx, tap), tap.now, place=DELETING, asking="")


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def throw_away(tx: Transaction, tap: DeskTap) -> Showing:
    """The draft is gone."""
    here = await at_draft(tx, tap)
    await tx.drop_draft(here.desk.subject)
    await tx.note(DraftThrownAway(), actor=here.person.id, subject=here.desk.subject, now=tap.now)
    return await turn_to(tx, here, tap.now, place=DRAFTS, subject="", asking="", page=0)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def launch_now(tx: Transaction, tap: DeskTap) -> Showing:
    """Offer it from this moment on."""
    return await _launch(tx, tap, now=True)


@requires(Capability.LAUNCH, owner=draft_owner_here)
async def launch_on_its_day(tx: Transaction, tap: DeskTap) -> Showing:
    """Offer it from the day that the draft names."""
    return await _launch(tx, tap, now=False)


@requires(Capability.STEER, owner=owner_here)
async def another_like_it(tx: Transaction, tap: DeskTap) -> Showing:
    """A new draft with the questions of what is offered here; its dates and its name are new."""
    here = await at_desk(tx, tap)
    offer = await tx.offer(here.desk.subject)
    source = await tx.source(offer.consultation, offer.version)
    draft = await _made(tx, here.person.id, again(source, tap.now, await tx.consultation_ids()), tap.fresh, tap.now)
    return await turn_to(tx, here, tap.now, place=DRAFT, subject=draft.id, asking="", page=0)


async def at_draft(tx: Transaction, by: DeskTap) -> AtDesk:
    """Somebody at a draft of theirs; that it is theirs was seen to before. Raises `MovedOn` when it is gone."""
    here = await at_desk(tx, by)
    if await draft_owner(tx, here.desk.subject) is None:
        raise MovedOn
    return here


async def _address(tx: Transaction, words: DeskWords) -> Address:
    person, chat = await meet(tx, words.sender, words.fresh)
    return Address(chat, person.id)


async def _made(tx: Transaction, owner: str, source: str, fresh: Fresh, now: int) -> Draft:
    draft = Draft(fresh.person, owner, source, now)
    await tx.save_draft(draft)
    await tx.note(DraftMade(), actor=owner, subject=draft.id, now=now)
    return draft


async def _ask(tx: Transaction, here: AtDesk, draft: Draft, now: int) -> Showing:
    place, asking = await next_step(tx, draft)
    return await turn_to(tx, here, now, place=place, subject=draft.id, asking=asking, page=0)


async def next_step(tx: Transaction, draft: Draft) -> tuple[str, str]:
    """The place where what is missing is asked for, and what it is; the draft as a whole once nothing is."""
    for asked in missing(draft.source):
        return FILLING, asked.key
    return (PICTURES if await pictures_lacking(tx, draft) else DRAFT), ""


async def _launch(tx: Transaction, tap: DeskTap, *, now: bool) -> Showing:
    here = await at_draft(tx, tap)
    draft = await tx.draft(here.desk.subject)
    if missing(draft.source) or await pictures_lacking(tx, draft):
        raise DraftIncomplete
    source = opening(draft.source, "now", tap.now) if now else draft.source
    pictures = {name: file.content for name, file in (await tx.draft_pictures(draft.id)).items()}
    offered = await launch(tx, Launch(tap.sender, tap.now, source, pictures))
    await tx.drop_draft(draft.id)
    remark = Explained(LAUNCHED, {})
    return await turn_to(tx, here, tap.now, remark=remark, place=OFFER, subject=offered.id, asking="", page=0)

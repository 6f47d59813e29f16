"""A file is sent to a desk: a consultation to be drafted from, or a picture that a draft waits for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256

from deliberation.definition import decoded, read_definition
from deliberation.definition.file.image import image_of
from deliberation.definition.meeting import is_meeting
from deliberation.definition.picture import LARGEST
from deliberation.desk import DRAFT, PICTURES
from deliberation.drafting.sheet import Town
from deliberation.errors import DefinitionInvalid, NoPicture, NoPictureAwaited, PictureTooLarge
from deliberation.events import DraftMade
from deliberation.kept import Address, Draft, File, Kind, Person, Urgency
from deliberation.notices import FileRefused
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import Fresh, meet
from deliberation.use_cases.calling import call_from_file
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.drafting import next_step
from deliberation.use_cases.drafts import draft_owner, pictures_lacking, previewed
from deliberation.use_cases.picturing import pictures_of
from deliberation.use_cases.viewing import Showing, bring


@dataclass(frozen=True)
class TakeFile:
    """A file with the name that it had; a photo has none."""

    sender: Sender
    now: int
    fresh: Fresh
    town: Town
    name: str
    content: bytes = field(repr=False)


@requires(Capability.LAUNCH)
async def take_file(tx: Transaction, command: TakeFile) -> Showing | None:
    """Make a draft of it, or give it to the draft that waits for a picture.

    None, and a notice, for one with mistakes. Raises `NoPictureAwaited`, `NoPicture`, `PictureTooLarge`.
    """
    person, chat = await meet(tx, command.sender, command.fresh)
    if image_of(command.content) is not None or not command.name:
        await _take_picture(tx, command, person)
        return await bring(tx, (Kind.DESK, person.id), person, chat, command)
    try:
        source = decoded(command.content)
        if is_meeting(source):
            return await call_from_file(tx, command, source)
        read_definition(source)
    except DefinitionInvalid as invalid:
        refused = FileRefused.of(command.name, invalid.mistakes)
        await tx.notify(Address(chat, person.id), refused, Urgency.ANSWER, command.now, None)
        return None
    draft = Draft(command.fresh.person, person.id, source, command.now)
    await tx.save_draft(draft)
    await tx.note(DraftMade(), actor=person.id, subject=draft.id, now=command.now)
    place, asking = await next_step(tx, draft)
    desk = await tx.desk(person.id)
    await tx.save_desk(replace(desk, place=place, subject=draft.id, asking=asking, page=0, preview=None))
    return await bring(tx, (Kind.DESK, person.id), person, chat, command)


async def _take_picture(tx: Transaction, command: TakeFile, person: Person) -> None:
    """The next picture that the draft on this desk lacks; one sent under the name of another takes that one's place."""
    desk = await tx.desk(person.id)
    if desk.place != PICTURES or await draft_owner(tx, desk.subject) != person.id:
        raise NoPictureAwaited
    image = image_of(command.content)
    if image is None:
        raise NoPicture
    if len(command.content) > LARGEST:
        raise PictureTooLarge(most=LARGEST // 1024 // 1024)
    draft = await tx.draft(desk.subject)
    file = File(sha256(command.content).hexdigest(), image.type, command.content)
    await tx.add_draft_picture(draft.id, await _name(tx, draft, command.name), file)
    place, asking = await next_step(tx, draft)
    await tx.save_desk(replace(desk, place=place if place == PICTURES else DRAFT, asking=asking))


async def _name(tx: Transaction, draft: Draft, given: str) -> str:
    """Under which of the names that the draft has a picture is kept."""
    lacking, named = await pictures_lacking(tx, draft), pictures_of(previewed(draft))
    if given in named:
        return given
    if not lacking:
        raise NoPictureAwaited
    return lacking[0]

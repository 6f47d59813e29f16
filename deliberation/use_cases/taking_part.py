"""A resident comes in, answers, changes an answer: the ways through a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deliberation import engine
from deliberation.drafting.sheet import Town
from deliberation.engine import Agree, Back, Begin, Clear, Given, Return, Said, TurnTo, Visit, Withdraw
from deliberation.errors import (
    Closed,
    Conflict,
    MovedOn,
    NotForYou,
    NothingOpen,
    NotOpenYet,
    NotUnderstood,
    Removed,
    UnknownConsultation,
)
from deliberation.events import LanguageChosen, ParticipationStarted
from deliberation.kept import Kind, Person, PhaseTimes, View
from deliberation.notices import Explained
from deliberation.participation import FINISHED, LANGUAGES, MENU, WELCOME, Participation
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.accounts import Speak, settle
from deliberation.use_cases.callers import Fresh, meet, own_view
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.desks import UNNAMED
from deliberation.use_cases.menus import renew_menu
from deliberation.use_cases.polling import keep
from deliberation.use_cases.previewing import tap_preview
from deliberation.use_cases.showing import LEASE, Scene, Shown, open_phases, pictured, scene, shown, standing
from deliberation.use_cases.speaking import Speaker
from deliberation.use_cases.viewing import Showing, ShowsAnew, show_again
from deliberation.use_cases.weighing import board_at, laid, see_to

ANSWERED_ALREADY = "answered_already"
"""What somebody is told who comes in again after the last question, and finds no question."""


@dataclass(frozen=True)
class ComeIn:
    """`/start`, with the name of a consultation when a link or a code led here."""

    sender: Sender
    now: int
    consultation: str | None
    fresh: Fresh


@dataclass(frozen=True)
class Prefer:
    """Each step as a new message, or one message that changes."""

    new_messages: bool


Wish = Given | Speak | Prefer
"""What a button gives: an input of the dialogue, or something about the person."""


@dataclass(frozen=True)
class Tap:
    """A button of a view. `message` is the message it hangs on, `photo` whether that is one."""

    sender: Sender
    now: int
    token: str
    revision: int
    message: int | None
    wish: Wish
    fresh: Fresh
    photo: bool = False


@dataclass(frozen=True)
class Write:
    """A message, or a command that means a button. `meaning` is what the button of that name gives."""

    sender: Sender
    now: int
    text: str
    meaning: Wish | None
    fresh: Fresh
    town: Town = UNNAMED


@requires(Capability.TAKE_PART)
async def come_in(tx: Transaction, command: ComeIn) -> Shown:
    """Show this person where they are in the consultation, making their participation when there is none.

    Raises `UnknownConsultation`, `NothingOpen`, and for who has no participation yet `NotOpenYet` and `Closed`.
    """
    person, chat = await meet(tx, command.sender, command.fresh)
    identifier = await _consultation_meant(tx, command, person)
    known = await tx.find_participation(person.id, identifier)
    participation = known or await begin(tx, command, person, identifier)
    here = await scene(tx, participation, hold=True)
    if known is not None:
        here, person = await _fulfil(tx, here, Return(), person, command.now)
    done = known is not None and here.participation.place == FINISHED
    remark = Explained(ANSWERED_ALREADY, {}) if done else None
    if here.participation.removed:
        remark = Explained(Removed.code, {"contact": here.consultation.contact})
    return await show_anew(tx, here, person, chat, command, left_at=None, remark=remark)


@requires(Capability.TAKE_PART)
async def tap(tx: Transaction, command: Tap) -> Showing:
    """Take what a button gives. Raises `Forbidden` for a stranger's view, `MovedOn` for an old button.

    A button of a message that a newer one has replaced brings what is new: it does nothing else.
    """
    view, person = await own_view(tx, command.sender, command.token, Kind.PARTICIPATION, Kind.ACCOUNT, Kind.PREVIEW)
    if view.kind is Kind.ACCOUNT:
        return await settle(tx, view, person, command)
    if view.kind is Kind.PREVIEW:
        return await tap_preview(tx, view, person, command, None if isinstance(command.wish, Prefer) else command.wish)
    if view.retired:
        await tx.meet_chat(view.chat, command.sender.chat)
        return await show_again(tx, view, person, command, Explained(MovedOn.code, {}))
    before = await scene(tx, await tx.participation(view.subject), hold=True)
    if view.wanted != command.revision:
        raise MovedOn
    after, person = await _fulfil(tx, before, command.wish, person, command.now)
    # A message whose sending was never acknowledged shows itself by being tapped.
    message, photo = view.message or command.message, view.photo or command.photo
    touched = replace(view, wanted=view.wanted + 1, message=message, photo=photo, remark=None)
    if _takes_new_message(before, after, person, photo, command.now):
        await tx.touch_view(touched, lease=command.now)  # a second tap that has read this view must not count too
        return await show_anew(tx, after, person, view.chat, command, left_at=before.participation.place)
    await tx.touch_view(touched, lease=command.now + LEASE)
    return shown(after, touched, person, command.now)


@requires(Capability.TAKE_PART)
async def write(tx: Transaction, command: Write) -> Shown:
    """Take what was written as an answer where one waits. The old view is retired and a new one follows the text.

    Raises `NotUnderstood` where nothing waits for words.
    """
    old = await tx.latest_view(command.sender.chat)
    person = await tx.person(command.sender.person)
    if old is None or person is None or old.person != person.id or old.kind is not Kind.PARTICIPATION:
        raise NotUnderstood
    before = await scene(tx, await tx.participation(old.subject), hold=True)
    after, person = await _fulfil(tx, before, _meant(command, before), person, command.now)
    return await show_anew(tx, after, person, old.chat, command, left_at=before.participation.place)


async def look_up(tx: Transaction, by: Write, known: Participation) -> Shown:
    """A side page of a consultation, from a chat in which something else stands."""
    person, chat = await meet(tx, by.sender, by.fresh)
    before = await scene(tx, known, hold=True)
    after, person = await _fulfil(tx, before, _meant(by, before), person, by.now)
    return await show_anew(tx, after, person, chat, by, left_at=None)


async def show_anew(
    tx: Transaction,
    here: Scene,
    person: Person,
    chat: str,
    by: ShowsAnew,
    *,
    left_at: str | None,
    remark: Explained | None = None,
) -> Shown:
    """A new message; whatever was live in the chat is retired, left behind at the given place."""
    token, telegram_chat = by.fresh.token, by.sender.chat
    view = View(token, chat, telegram_chat, person.id, here.participation.id, remark=remark)
    await tx.retire_views(chat, left_at)
    await tx.add_view(view, now=by.now, lease=by.now + LEASE)
    return shown(here, view, person, by.now)


def _takes_new_message(before: Scene, after: Scene, person: Person, photo: bool, now: int) -> bool:
    """Whether the message cannot become what is to be shown, or shall not. `photo`: it is one, and stays one."""
    if photo and not pictured(after, standing(after, now).place):
        return True
    old, new = before.participation.place, after.participation.place
    return old != new and (person.new_messages or photo or pictured(before, old) or pictured(after, new))


async def _consultation_meant(tx: Transaction, command: ComeIn, person: Person) -> str:
    """The one that the link names; else what is open; else what this person took part in last."""
    if command.consultation is not None:
        if await tx.current_version(command.consultation) is None:
            raise UnknownConsultation
        return command.consultation
    running = await tx.open_consultations(command.now)
    for identifier in running:
        if not await _is_poll(tx, identifier):  # whoever is to answer a poll is led to it
            return identifier
    if running:
        return running[0]
    last = await tx.last_consultation(person.id)
    if last is None:
        raise NothingOpen
    return last


async def _is_poll(tx: Transaction, identifier: str) -> bool:
    version = await tx.current_version(identifier)
    return version is not None and (await tx.definition(identifier, version)).poll is not None


async def begin(tx: Transaction, by: ShowsAnew, person: Person, identifier: str) -> Participation:
    """A participation of somebody who has none. Raises `UnknownConsultation`, `NotOpenYet`, `Closed`."""
    phases = await tx.phases(identifier, hold=True)  # no new version comes in between
    version = await tx.current_version(identifier)
    if version is None:
        raise UnknownConsultation
    consultation = await tx.definition(identifier, version)
    refuse_unless_open(phases, consultation.timezone, by.now)
    begun = engine.start(by.fresh.participation, consultation).participation
    await tx.add_participation(begun, person.id, by.now)
    await tx.note(ParticipationStarted(), actor=person.id, subject=begun.id, now=by.now)
    return begun


def _meant(command: Write, before: Scene) -> Wish:
    """The name of a language, or of a preference, means that where its button is, and is an answer elsewhere."""
    place, meaning = before.participation.place, command.meaning
    if isinstance(meaning, Speak):
        return meaning if place in {WELCOME, LANGUAGES} else Said(command.text)
    if isinstance(meaning, Prefer):
        return meaning if place == MENU else Said(command.text)
    return Said(command.text, meaning)


async def _fulfil(tx: Transaction, before: Scene, wish: Wish, person: Person, now: int) -> tuple[Scene, Person]:
    match wish:
        case Speak(language):
            return await _speak(tx, before, language, person, now)
        case Prefer(new_messages):
            await tx.prefer(person.id, new_messages)
            return before, replace(person, new_messages=new_messages)
        case Begin() | Agree() | Said(_, Begin() | Agree()) if not _for_readers_of(before, person):
            raise NotForYou
        case _:
            return await resume(tx, before, wish, person.id, now, language=person.language), person


def _for_readers_of(here: Scene, person: Person) -> bool:
    """Whether the consultation is for somebody who reads as this person does."""
    return here.consultation.audience.reads(here.consultation.language(person.language))


async def _speak(tx: Transaction, before: Scene, language: str, person: Person, now: int) -> tuple[Scene, Person]:
    if language not in before.consultation.languages:
        raise MovedOn
    await tx.speak(person.id, language)
    await tx.note(LanguageChosen(language), actor=person.id, subject=person.id, now=now)
    if await tx.roles(person.telegram_id):
        await renew_menu(tx, person.id, now)
    spoken = replace(person, language=language)
    if before.participation.place != LANGUAGES:
        return before, spoken
    return await resume(tx, before, Back(), person.id, now), spoken


async def resume(tx: Transaction, before: Scene, given: Given, person: str, now: int, *, language: str = "") -> Scene:
    """What one input makes of it, saved and logged. `language` is the person's, where words may be said in it.

    Raises what the engine raises, `NotOpenYet` and `Closed`.
    """
    if not _looks(given):
        refuse_unless_open(before.phases, before.consultation.timezone, now)
        _refuse_if_removed(before, given)
    phases = [phase.phase for phase in open_phases(before.phases, now)]
    over = [phase.phase for phase in before.phases if phase.closes <= now or phase.closed]
    about, was, board = before.consultation, before.participation, before.board
    sprint = engine.resume(about, was, given, phases=phases, over=over, now=now, board=board)
    await see_to(tx, about, was, sprint.acts, Speaker(person, about.language(language), now))
    after = await laid(tx, about, sprint.participation)
    await keep(tx, about, was, after)
    for event in sprint.events:
        await tx.note(event, actor=person, subject=after.id, now=now)
    return replace(before, participation=after, board=await board_at(tx, about, after))


def _looks(given: Given) -> bool:
    """Whether it only looks, which is always possible."""
    return isinstance(given.meaning if isinstance(given, Said) else given, Back | Visit | TurnTo | Return)


def _refuse_if_removed(before: Scene, given: Given) -> None:
    """Who was taken out of the results can take back what they gave, and nothing else. Raises `Removed`."""
    meant = given.meaning if isinstance(given, Said) else given
    if before.participation.removed and not isinstance(meant, Withdraw | Clear):
        raise Removed(contact=before.consultation.contact)


def refuse_unless_open(phases: Sequence[PhaseTimes], zone: str, now: int) -> None:
    """Raises `NotOpenYet`, `Closed`."""
    if open_phases(phases, now):
        return
    if not phases:  # a new version has just taken the place of the one that was looked up
        raise Conflict
    coming = [phase.opens for phase in phases if phase.opens > now]
    if coming:
        raise NotOpenYet(opens=min(coming), zone=zone)
    raise Closed(closed=max(phase.closes for phase in phases), zone=zone)

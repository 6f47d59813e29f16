"""A resident comes in, answers, changes an answer: the ways through a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deliberation import engine
from deliberation.engine import Back, Given, Return, ShowAnswers, ShowErase, ShowStored
from deliberation.errors import Closed, Forbidden, MovedOn, NothingOpen, NotOpenYet, NotUnderstood, UnknownConsultation
from deliberation.events import LanguageChosen, ParticipationStarted
from deliberation.participation import Participation
from deliberation.ports import Person, PhaseTimes, Transaction, View
from deliberation.roles import Capability
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.showing import LEASE, Scene, Shown, open_phases, scene, shown


@dataclass(frozen=True)
class Fresh:
    """Ids for what may have to be made. `participation` and `token` are random; the others only have to be new."""

    person: str
    chat: str
    participation: str
    token: str


@dataclass(frozen=True)
class ComeIn:
    """`/start`, with the name of a consultation when a link or a code led here."""

    sender: Sender
    now: int
    consultation: str | None
    fresh: Fresh


@dataclass(frozen=True)
class Tap:
    """A button of a view. `message` is the message it hangs on."""

    sender: Sender
    now: int
    token: str
    revision: int
    message: int | None
    given: Given


@dataclass(frozen=True)
class Write:
    """A message that is no command."""

    sender: Sender
    now: int
    given: Given
    fresh: Fresh


@dataclass(frozen=True)
class SpeakLanguage:
    """The button of a language."""

    sender: Sender
    now: int
    token: str
    revision: int
    message: int | None
    language: str


@requires(Capability.TAKE_PART)
async def come_in(tx: Transaction, command: ComeIn) -> Shown:
    """Show this person where they are in the consultation, making their participation when there is none.

    Raises `UnknownConsultation`, `NothingOpen`, and for who has no participation yet `NotOpenYet` and `Closed`.
    """
    person, chat = await meet(tx, command.sender, command.fresh)
    identifier = await _consultation_meant(tx, command, person)
    known = await tx.find_participation(person.id, identifier)
    participation = known or await _begin(tx, command, person, identifier)
    here = await scene(tx, participation, hold=True)
    if known is not None:
        here = await _resume(tx, here, Return(), person.id, command.now)
    view = View(command.fresh.token, chat, command.sender.chat, person.id, participation.id)
    await _send_anew(tx, view, None, command.now)
    return shown(here, view, person.language, command.now)


@requires(Capability.TAKE_PART)
async def tap(tx: Transaction, command: Tap) -> Shown:
    """Take what a button gives. Raises `Forbidden` for a stranger's view, `MovedOn` for an old button."""
    view, person = await tapped_view(tx, command.sender, command.token, command.revision)
    before = await scene(tx, await tx.participation(view.participation), hold=True)
    after = await _resume(tx, before, command.given, person.id, command.now)
    return shown(after, await _touch(tx, view, command), person.language, command.now)


@requires(Capability.TAKE_PART)
async def write(tx: Transaction, command: Write) -> Shown:
    """Take what was written as an answer where one waits. The old view is retired and a new one follows the text.

    Raises `NotUnderstood` where nothing waits for words.
    """
    old = await tx.latest_view(command.sender.chat)
    person = await tx.person(command.sender.person)
    if old is None or person is None or old.person != person.id:
        raise NotUnderstood
    before = await scene(tx, await tx.participation(old.participation), hold=True)
    after = await _resume(tx, before, command.given, person.id, command.now)
    view = View(command.fresh.token, old.chat, old.telegram_chat, person.id, old.participation)
    await _send_anew(tx, view, before.participation.place, command.now)
    return shown(after, view, person.language, command.now)


@requires(Capability.TAKE_PART)
async def speak_language(tx: Transaction, command: SpeakLanguage) -> Shown:
    """From now on in this language."""
    view, person = await tapped_view(tx, command.sender, command.token, command.revision)
    spoken = await scene(tx, await tx.participation(view.participation))
    if command.language not in spoken.consultation.languages:
        raise MovedOn
    await tx.speak(person.id, command.language)
    await tx.note(LanguageChosen(command.language), actor=person.id, subject=person.id, now=command.now)
    return shown(spoken, await _touch(tx, view, command), command.language, command.now)


async def meet(tx: Transaction, sender: Sender, fresh: Fresh) -> tuple[Person, str]:
    """The person and the id of their chat, made when new; a chat that had been lost is found again."""
    person = await tx.meet(Person(fresh.person, sender.person, sender.language))
    return person, await tx.meet_chat(fresh.chat, sender.chat)


async def tapped_view(tx: Transaction, sender: Sender, token: str, revision: int) -> tuple[View, Person]:
    """The view that a button hangs on and its person. Raises `Forbidden`, and `MovedOn` for an old button."""
    view = await tx.view(token)
    person = await tx.person(sender.person)
    if view is None or person is None:
        raise MovedOn
    if view.person != person.id or view.telegram_chat != sender.chat:
        raise Forbidden
    if view.retired or view.wanted != revision:
        raise MovedOn
    return view, person


async def _consultation_meant(tx: Transaction, command: ComeIn, person: Person) -> str:
    """The one that the link names; else what is open; else what this person took part in last."""
    if command.consultation is not None:
        if await tx.current_version(command.consultation) is None:
            raise UnknownConsultation
        return command.consultation
    for running in await tx.open_consultations(command.now):
        return running
    last = await tx.last_consultation(person.id)
    if last is None:
        raise NothingOpen
    return last


async def _begin(tx: Transaction, command: ComeIn, person: Person, identifier: str) -> Participation:
    version = await tx.current_version(identifier)
    if version is None:
        raise UnknownConsultation
    consultation = await tx.definition(identifier, version)
    _refuse_unless_open(await tx.phases(identifier, hold=False), consultation.timezone, command.now)
    begun = engine.start(command.fresh.participation, consultation).participation
    await tx.add_participation(begun, person.id, command.now)
    await tx.note(ParticipationStarted(), actor=person.id, subject=begun.id, now=command.now)
    return begun


async def _resume(tx: Transaction, before: Scene, given: Given, person: str, now: int) -> Scene:
    if not isinstance(given, Back | ShowStored | ShowErase | ShowAnswers | Return):  # looking is always possible
        _refuse_unless_open(before.phases, before.consultation.timezone, now)
    phases = [phase.phase for phase in open_phases(before.phases, now)]
    sprint = engine.resume(before.consultation, before.participation, given, phases=phases, now=now)
    await tx.save_participation(before.participation, sprint.participation)
    for event in sprint.events:
        await tx.note(event, actor=person, subject=sprint.participation.id, now=now)
    return replace(before, participation=sprint.participation)


async def _touch(tx: Transaction, view: View, command: Tap | SpeakLanguage) -> View:
    """The view with a change wanted. A message whose sending was never acknowledged shows itself by being tapped."""
    touched = replace(view, wanted=view.wanted + 1, message=view.message or command.message)
    await tx.touch_view(touched, lease=command.now + LEASE)
    return touched


async def _send_anew(tx: Transaction, view: View, left_at: str | None, now: int) -> None:
    """A new message; whatever was live in the chat is retired, left behind at the given place."""
    await tx.retire_views(view.chat, left_at)
    await tx.add_view(view, now=now, lease=now + LEASE)


def _refuse_unless_open(phases: Sequence[PhaseTimes], zone: str, now: int) -> None:
    if open_phases(phases, now):
        return
    coming = [phase.opens for phase in phases if phase.opens > now]
    if coming:
        raise NotOpenYet(opens=min(coming), zone=zone)
    raise Closed(closed=max(phase.closes for phase in phases), zone=zone)

"""A vote in a group, where anyone can tap: who has not consented yet is shown the notice first, in passing.

A group's message always lags behind, so its revision decides nothing: a vote is taken while the poll is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from deliberation.definition import Consultation, Step
from deliberation.engine import Agree, Begin, Clear, Vote
from deliberation.errors import Forbidden, MovedOn
from deliberation.kept import Kind, Person, View
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.roles import Capability
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import Sender, requires
from deliberation.use_cases.polling import Standing, question, standing
from deliberation.use_cases.showing import Scene, scene
from deliberation.use_cases.taking_part import begin, refuse_unless_open, resume

NOTICED_FOR: Final = 600_000
"""Milliseconds within which a second tap is consent."""

READING: Final = 1_000
"""Milliseconds in which nobody reads a notice: a finger that taps twice does not consent by that."""

FORGOTTEN_AFTER: Final = 24 * 3_600_000
"""Milliseconds after which nothing is kept of somebody who saw the notice and did not tap again."""


@dataclass(frozen=True)
class CastVote:
    """A tap on an option, or on "Take back" where `option` is None. `message` is the message it hangs on."""

    sender: Sender
    now: int
    token: str
    message: int | None
    option: str | None
    fresh: Fresh


@dataclass(frozen=True)
class ForgetNoticed:
    sender: Sender
    now: int


class Outcome(Enum):
    """What came of a tap."""

    NOTICED = auto()
    CAST = auto()
    SAME = auto()
    TAKEN_BACK = auto()
    NO_VOTE = auto()
    """There was nothing to take back."""


@dataclass(frozen=True)
class Voted:
    """What is said in passing. `ballot` is the vote as it is now; `standing` what everybody may know by now."""

    outcome: Outcome
    consultation: Consultation
    language: str
    ballot: str | None = None
    standing: Standing | None = None


@dataclass(frozen=True)
class _Voter:
    """Somebody at a poll."""

    here: Scene
    step: Step
    person: Person

    @property
    def participation(self) -> Participation:
        return self.here.participation

    @property
    def ballot(self) -> str | None:
        return self.participation.answers.get(self.step.id)

    def said(self, outcome: Outcome, standing: Standing | None = None) -> Voted:
        language = self.here.consultation.language(self.person.language)
        return Voted(outcome, self.here.consultation, language, self.ballot, standing)


@requires(Capability.TAKE_PART)
async def vote(tx: Transaction, command: CastVote) -> Voted:
    """Take a vote, or take it back. Raises `Forbidden` for a button of another group, `MovedOn` for one that no card of
    ours has, `NotOpenYet`, `Closed`, and `TooMany` where no more may be chosen.
    """
    view = await _group_view(tx, command)
    person = await tx.meet(Person(command.fresh.person, command.sender.person, command.sender.language))
    known = await tx.find_participation(person.id, view.subject)
    if known is None and command.option is None:
        return await _no_vote(tx, view, person)
    voter = await _at_poll(tx, known or await begin(tx, command, person, view.subject), person)
    refuse_unless_open(voter.here.phases, voter.here.consultation.timezone, command.now)
    if command.option is not None and command.option not in voter.step.choices():
        raise MovedOn
    if voter.ballot is None and command.option is None:
        return voter.said(Outcome.NO_VOTE)
    if voter.participation.consented_at is None:
        if not _consents(voter.participation, command.now):
            return await _show_notice(tx, voter, command.now)
        voter = await _agree(tx, voter, command.now)
    return await _take(tx, voter, command)


@requires(Capability.KEEP_HOUSE)
async def forget_noticed(tx: Transaction, command: ForgetNoticed) -> None:
    """Forget who was shown the notice, and did not consent."""
    await tx.forget_noticed(command.now - FORGOTTEN_AFTER)


async def _group_view(tx: Transaction, command: CastVote) -> View:
    view = await tx.view(command.token)
    if view is None or view.kind is not Kind.POLL or view.retired:
        raise MovedOn
    if view.telegram_chat != command.sender.chat:
        raise Forbidden
    if view.message is None and command.message is not None:
        await tx.recognise_view(view.token, command.message)
    return view


async def _no_vote(tx: Transaction, view: View, person: Person) -> Voted:
    """Of somebody who has never tapped here: nothing is to be kept of them."""
    version = await tx.current_version(view.subject)
    if version is None:
        raise MovedOn
    about = await tx.definition(view.subject, version)
    return Voted(Outcome.NO_VOTE, about, about.language(person.language))


async def _at_poll(tx: Transaction, participation: Participation, person: Person) -> _Voter:
    here = await scene(tx, participation, hold=True)
    step = question(here.consultation)
    if step is None:
        raise MovedOn
    return _Voter(here, step, person)


def _consents(participation: Participation, now: int) -> bool:
    """Whether a tap now follows the notice, and not on its heels."""
    noticed = participation.noticed_at
    return noticed is not None and READING <= now - noticed <= NOTICED_FOR


async def _show_notice(tx: Transaction, voter: _Voter, now: int) -> Voted:
    noticed = voter.participation.noticed_at
    if noticed is None or now - noticed > NOTICED_FOR:
        before = voter.participation
        await tx.save_participation(before, replace(before, revision=before.revision + 1, noticed_at=now))
    return voter.said(Outcome.NOTICED)


async def _agree(tx: Transaction, voter: _Voter, now: int) -> _Voter:
    here = await resume(tx, voter.here, Begin(), voter.person.id, now)
    return replace(voter, here=await resume(tx, here, Agree(), voter.person.id, now))


async def _take(tx: Transaction, voter: _Voter, command: CastVote) -> Voted:
    step = voter.step.id
    given = Clear(step) if command.option is None else Vote(step, command.option)
    if command.option is not None and _same(voter, command.option):
        return voter.said(Outcome.SAME)
    voter = replace(voter, here=await resume(tx, voter.here, given, voter.person.id, command.now))
    await tx.want_views(Kind.PARTICIPATION, voter.participation.id)  # it stands in their own chat too
    outcome = Outcome.TAKEN_BACK if voter.ballot is None else Outcome.CAST
    return voter.said(outcome, await standing(tx, voter.here.consultation))


def _same(voter: _Voter, option: str) -> bool:
    cast = voter.step.cast(option, voter.ballot)
    return cast is not None and cast.value == voter.ballot

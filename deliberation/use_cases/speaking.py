"""What somebody does among statements beside answering: votes, own statements, reasons. Each is done where it stands,
in the unit of work of the input that it came of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import Act
from deliberation.errors import MovedOn
from deliberation.events import (
    Event,
    ReasonGiven,
    ReasonTakenBack,
    StatementSubmitted,
    StatementTakenBack,
    StatementVoted,
    WordingAnswered,
)
from deliberation.opinions import AGREE
from deliberation.participation import Participation
from deliberation.ports import Transaction
from deliberation.releases.flags import flagged
from deliberation.statements.acts import (
    AskWhere,
    Assent,
    BeMoved,
    CastVote,
    Compare,
    GiveReason,
    Submit,
    TakeBack,
    TakeReasonBack,
)
from deliberation.statements.statement import Reason, State, Statement
from deliberation.use_cases.whereabouts import ask_where

HOUR = 3_600_000


@dataclass(frozen=True)
class Speaker:
    """The person who does it, the language that they read the consultation in, and when it is."""

    person: str
    language: str
    now: int

    @property
    def hour(self) -> int:
        """When it was, as exactly as anybody may know."""
        return self.now // HOUR


async def speak_up(tx: Transaction, there: Participation, step: Statements, act: Act, by: Speaker) -> None:
    """Do one act of somebody at this step, and note that it was done."""
    done = await _done(tx, there, step, act, by)
    if done is not None:
        await tx.note(done, actor=by.person, subject=there.id, now=by.now)


async def _done(tx: Transaction, there: Participation, step: Statements, act: Act, by: Speaker) -> Event | None:
    match act:
        case CastVote(number, vote):
            return await _vote(tx, there, step, number, vote)
        case BeMoved(number):
            await tx.be_moved(there.id, step.id, number)
        case GiveReason():
            return await _give_reason(tx, there, step, act, by)
        case TakeReasonBack(number):
            await tx.drop_reason(there.id, step.id, number)
            return ReasonTakenBack(step.id, number)
        case Compare(text):
            await tx.put_comparison(there.id, step.id, text)
        case Submit(text):
            return await _submit(tx, there, step, text, by)
        case TakeBack(number):
            return await _take_back(tx, there, step, number)
        case AskWhere():
            await ask_where(tx, there, step.id, by.person, by.now)
        case Assent(number, yes):
            return await _assent(tx, there, step, number, yes=yes)
    return None


async def _vote(tx: Transaction, there: Participation, step: Statements, number: int, vote: int) -> Event:
    """A reason that argued for another vote goes with it."""
    await tx.cast_vote(there.consultation, there.id, step.id, number, vote)
    if step.reasons:
        await tx.drop_reason(there.id, step.id, number, but=vote)
    return StatementVoted(step.id, number)


async def _give_reason(tx: Transaction, there: Participation, step: Statements, act: GiveReason, by: Speaker) -> Event:
    state = State.POSTED if step.after else State.WAITING
    reason = Reason(act.number, act.side, act.text, by.language, there.id, state, flagged(act.text), None, by.hour)
    await tx.put_reason(there.consultation, step.id, reason)
    return ReasonGiven(step.id, act.number)


async def _submit(tx: Transaction, there: Participation, step: Statements, text: str, by: Speaker) -> Event:
    """Who says it agrees with it."""
    state = State.POSTED if step.after else State.WAITING
    said = Statement(-1, text, by.language, state, author=there.id, flagged=flagged(text), sent_hour=by.hour)
    number = await tx.add_statement(there.consultation, step.id, said)
    await tx.cast_vote(there.consultation, there.id, step.id, number, AGREE)
    return StatementSubmitted(step.id, number)


async def _take_back(tx: Transaction, there: Participation, step: Statements, number: int) -> Event:
    await _own(tx, there, step, number)
    await tx.drop_statement(there.consultation, step.id, number)
    return StatementTakenBack(step.id, number)


async def _assent(tx: Transaction, there: Participation, step: Statements, number: int, *, yes: bool) -> Event:
    """What they said is worded anew and shown, or stays as it was and is looked at again."""
    own = await _own(tx, there, step, number)
    if own.proposed is None:
        raise MovedOn
    after = replace(own, proposed=None)
    if yes:
        after = replace(after, text=own.proposed, flagged=flagged(own.proposed), state=State.ACCEPTED, why=None)
        await tx.drop_translations(there.consultation, step.id, number)  # they are of other words
    if not await tx.save_statement(there.consultation, step.id, own, after):
        raise MovedOn
    return WordingAnswered(step.id, number, yes)


async def _own(tx: Transaction, there: Participation, step: Statements, number: int) -> Statement:
    """Raises `MovedOn` for what somebody else said."""
    own = await tx.own_statements(there.id, step.id)
    found = next((one for one in own if one.number == number), None)
    if found is None:
        raise MovedOn
    return found

"""The words of the audit log: one line for each thing that was done by those who run things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from deliberation.kept import Noted
from deliberation.statements.statement import Grounds, State
from deliberation.use_cases.matters.audit import Known
from screens.grounds import grounds_label
from screens.languages import NAMES
from screens.team import role_name
from screens.voice import Voice

Team = Mapping[str, Known]
"""Who is in the team, or was, by person."""

MADE_BY_MACHINE = 32
"""Characters of an id that nobody chose; its last eight tell it apart."""

Words = Callable[[Voice, Noted, str], str]
"""From a fact and what it is about, as it is called."""


def _rows_taken(v: Voice, fact: Noted, about: str) -> str:
    match bool(fact.details["circumstances"]), bool(fact.details["texts"]):
        case True, True:
            return v.say("took the answers to {about}, with how people live and what they wrote", about=about)
        case True, False:
            return v.say("took the answers to {about}, with how people live", about=about)
        case False, True:
            return v.say("took the answers to {about}, with what people wrote", about=about)
    return v.say("took the answers to {about}", about=about)


def _statement(fact: Noted, about: str, v: Voice) -> str:
    number, step = int(fact.details["statement"]) + 1, str(fact.details["step"])
    return v.label("statement {number} of {about}, {step}", number=number, about=about, step=step)


def _state(fact: Noted, v: Voice) -> str:
    """In words; a rejected one with its reason."""
    states = {
        State.WAITING.value: v.label("put back"),
        State.POSTED.value: v.label("put back"),
        State.ACCEPTED.value: v.label("accepted"),
        State.REJECTED.value: v.label("rejected"),
    }
    state, grounds = str(fact.details["state"]), str(fact.details["grounds"])
    state = states.get(state, state)
    if grounds not in set(Grounds):
        return state
    return v.label("{state} ({why})", state=state, why=grounds_label(Grounds(grounds), v))


def _language(fact: Noted) -> str:
    code = str(fact.details["language"])
    return NAMES.get(code, code)


def _reworded(v: Voice, fact: Noted, about: str) -> str:
    if fact.details["asked"]:
        return v.say("proposed another wording for {what}", what=_statement(fact, about, v))
    return v.say("reworded {what}", what=_statement(fact, about, v))


def _marked(v: Voice, fact: Noted, about: str) -> str:
    if fact.details["meta"]:
        return v.say("marked {what} as meta", what=_statement(fact, about, v))
    return v.say("marked {what} as not meta", what=_statement(fact, about, v))


WORDS: dict[str, Words] = {
    "consultation_launched": lambda v, f, about: v.say(
        "launched {about}, version {version}", about=about, version=int(f.details["version"])
    ),
    "consultation_extended": lambda v, _, about: v.say("gave {about} more time", about=about),
    "consultation_ended": lambda v, _, about: v.say("closed {about} early", about=about),
    "consultation_posted": lambda v, _, about: v.say("posted {about} into a group", about=about),
    "consultation_put_aside": lambda v, _, about: v.say("put {about} aside", about=about),
    "unfinished_reminded": lambda v, _, about: v.say("reminded those who had not finished {about}", about=about),
    "statements_imported": lambda v, f, about: v.count(
        "brought {number} statement from elsewhere into {about}",
        "brought {number} statements from elsewhere into {about}",
        int(f.details["count"]),
        about=about,
    ),
    "draft_made": lambda v, _, about: v.say("made draft {about}", about=about),
    "draft_thrown_away": lambda v, _, about: v.say("threw draft {about} away", about=about),
    "phase_closed": lambda v, f, about: v.say(
        "closed {about}, phase {phase}", about=about, phase=str(f.details["phase"])
    ),
    "release_made": lambda v, _, about: v.say("froze a result of {about}", about=about),
    "report_taken": lambda v, _, about: v.say("took the results of {about} as a file", about=about),
    "texts_judged": lambda v, f, about: v.say(
        "looked through what people wrote to {about}: {shown} shown, {held} held back",
        about=about,
        shown=int(f.details["shown"]),
        held=int(f.details["held"]),
    ),
    "text_put_back": lambda v, _, about: v.say("put a text written to {about} back, to look at it again", about=about),
    "statement_judged": lambda v, f, about: v.say(
        "decided on {what}: {state}", what=_statement(f, about, v), state=_state(f, v)
    ),
    "reason_judged": lambda v, f, about: v.say(
        "decided on a reason given on {what}: {state}", what=_statement(f, about, v), state=_state(f, v)
    ),
    "statement_reworded": _reworded,
    "wording_taken_back": lambda v, f, about: v.say(
        "took back the wording proposed for {what}", what=_statement(f, about, v)
    ),
    "statement_merged": lambda v, f, about: v.say(
        "merged {what} into {into}", what=_statement(f, about, v), into=int(f.details["into"]) + 1
    ),
    "statement_unmerged": lambda v, f, about: v.say("took {what} apart again", what=_statement(f, about, v)),
    "statement_marked": _marked,
    "statement_translated": lambda v, f, about: v.say(
        "translated {what}: {language}", what=_statement(f, about, v), language=_language(f)
    ),
    "person_taken_out": lambda v, f, about: v.say("took out whoever said {what}", what=_statement(f, about, v)),
    "person_taken_in": lambda v, _, about: v.say("took somebody back into {about}", about=about),
    "moderation_log_taken": lambda v, _, about: v.say("took the log of what was decided about {about}", about=about),
    "rows_taken": _rows_taken,
    "results_told": lambda v, _, about: v.say("told residents the results of {about}", about=about),
    "reply_recorded": lambda v, _, about: v.say("recorded the reply to {about}", about=about),
    "reply_missed": lambda v, _, about: v.say("noted that the reply to {about} is late", about=about),
    "meeting_called": lambda v, _, about: v.say("called meeting {about}", about=about),
    "meeting_changed": lambda v, _, about: v.say("changed meeting {about}", about=about),
    "meeting_cancelled": lambda v, _, about: v.say("cancelled meeting {about}", about=about),
    "places_changed": lambda v, _, about: v.say("changed the places of meeting {about}", about=about),
    "recording_added": lambda v, _, about: v.say("added the recording of meeting {about}", about=about),
    "invitation_made": lambda v, f, about: v.say("made invitation {about} ({role})", about=about, role=_role(f, v)),
    "invitation_withdrawn": lambda v, f, about: v.say(
        "withdrew invitation {about} ({role})", about=about, role=_role(f, v)
    ),
    "invitation_accepted": lambda v, f, about: v.say(
        "accepted invitation {about} ({role})", about=about, role=_role(f, v)
    ),
    "role_granted": lambda v, f, _: v.say("got a role ({role})", role=_role(f, v)),
    "role_taken": lambda v, f, about: v.say("took a role ({role}) from {about}", about=about, role=_role(f, v)),
    "chat_migrated": lambda v, _, __: v.say("a group got a new number"),
}
"""By the name of the event."""

OF_PEOPLE = {"role_granted", "role_taken"}
"""Events about a person."""


def fact_line(fact: Noted, team: Team, zone: str, v: Voice) -> str:
    """When, who, what: 3 May 14:02 · Nora (organiser): launched school-street, version 1. In Telegram's HTML."""
    about = somebody(fact.subject, team, v) if fact.name in OF_PEOPLE else short(fact.subject)
    words = WORDS.get(fact.name)
    what = fact.name if words is None else words(v, fact, about)
    who = escape(somebody(fact.actor, team, v), quote=False)
    return f"{v.moment(fact.at, zone)} · {who}: {what}"


def somebody(person: str | None, team: Team, v: Voice) -> str:
    """What somebody is called here, with their roles. Not escaped."""
    if person is None:
        return v.label("the program")
    if not person:
        return v.label("somebody deleted")
    known = team.get(person)
    if known is None:
        return v.label("somebody")
    if not known.roles:
        return v.label("number {number} (no role now)", number=known.number)
    names = ", ".join(role_name(role, v) for role in known.roles)
    return f"{known.note or v.label('number {number}', number=known.number)} ({names})"


def short(identifier: str) -> str:
    """An id as it can be read; one that nobody chose by its end."""
    return identifier[-8:] if len(identifier) >= MADE_BY_MACHINE else identifier


def _role(fact: Noted, v: Voice) -> str:
    return role_name(str(fact.details["role"]), v)

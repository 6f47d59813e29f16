"""Who has which role, and taking one away."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from deliberation.kept import Invitation, Member
from deliberation.roles import Role
from deliberation.use_cases.matters.team import Leaving, Team
from screens.card import Button, Card, page_of, rows_of
from screens.desk.buttons import do, home
from screens.team import called, role_name
from screens.voice import Voice

A_PAGE = 5


def team_card(matter: Team, v: Voice) -> Card:
    """Everybody with a role, then those who are invited; the numbers are those of the command line."""
    everybody: list[Member | Invitation] = [*matter.members, *matter.invitations]
    page = page_of(len(everybody), A_PAGE, matter.page)
    shown = everybody[page.items]
    lines = [v.say("<b>Team</b>"), *(_line(one, matter, v) for one in shown)]
    if shown:
        lines += ["", v.say("To take a role away, or to withdraw an invitation, tap its number.")]
    numbers = rows_of([do(str(one.number), f"member-{one.number}") for one in shown])
    more = (do(v.say("More ›"), f"page-{page.after}"),) if page.count > 1 else ()
    return Card("\n".join(lines), (*numbers, (do(v.say("Invite somebody"), "invite"),), (*more, home(v))))


def leaving_card(matter: Leaving, v: Voice) -> Card:
    """The one question back; for a role of one's own there is a second."""
    leaving = matter.leaving
    if isinstance(leaving, Invitation):
        text = v.say(
            "<b>Withdraw this invitation?</b>\n{who}\nIts link will not work any more.", who=_about(leaving, v)
        )
        return Card(text, ((do(v.say("Yes, withdraw it"), "withdraw"),), _back(v)))
    if matter.own and matter.again:
        text = v.say("<b>Are you sure?</b>\nYou cannot give it back to yourself. Another administrator would have to.")
    elif matter.own:
        text = v.say("<b>Give up your own role?</b>\n{who}\nWhat you began goes on.", who=_about(leaving, v))
    else:
        text = _question(leaving, v) + "\n" + v.say("It works at once. What they began goes on.")
    return Card(text, ((do(v.say("Yes, take it away"), "take"),), _back(v)))


def _about(one: Member | Invitation, v: Voice) -> str:
    return f"{called(one, v)}, {role_name(one.role, v)}"


def _question(member: Member, v: Voice) -> str:
    who = called(member, v)
    questions = {
        Role.FACILITATOR: v.say("<b>Take the role of facilitator from {who}?</b>", who=who),
        Role.ORGANISER: v.say("<b>Take the role of organiser from {who}?</b>", who=who),
        Role.ADMINISTRATOR: v.say("<b>Take the role of administrator from {who}?</b>", who=who),
    }
    return questions[member.role]


def _line(one: Member | Invitation, matter: Team, v: Voice) -> str:
    if isinstance(one, Invitation):
        return v.say(
            "{number}  {who}: {role}, invited until {day}",
            number=one.number,
            who=one.note or "–",
            role=role_name(one.role, v),
            day=v.day(one.expires, matter.zone),
        )
    you = v.label("(you)")
    return v.say(
        "{number}  {who}: {role}, since {day}",
        number=one.number,
        who=" ".join(filter(None, (one.note, you if one.person == matter.reader else ""))) or "–",
        role=role_name(one.role, v),
        day=v.date(datetime.fromtimestamp(one.since / 1000, tz=UTC).astimezone(ZoneInfo(matter.zone)).date()),
    )


def _back(v: Voice) -> tuple[Button, ...]:
    return (do(v.say("‹ Back"), "team"), home(v))

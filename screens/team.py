"""Words about roles and those who have them. A sentence for each role: languages bend such words in their own ways."""

from __future__ import annotations

from deliberation.kept import Invitation, Member
from deliberation.roles import Role
from screens.voice import Voice


def role_name(role: str, v: Voice) -> str:
    """What a role is called, as it stands in a list."""
    names = {
        "facilitator": v.say("facilitator"),
        "organiser": v.say("organiser"),
        "administrator": v.say("administrator"),
    }
    return names[role]


def what_it_may(role: Role, v: Voice) -> str:
    """One line."""
    lines = {
        Role.FACILITATOR: v.say("<b>Facilitator</b>: starts consultations, polls and meetings, and looks after them."),
        Role.ORGANISER: v.say("<b>Organiser</b>: looks after everybody's as well, and reads the summaries."),
        Role.ADMINISTRATOR: v.say("<b>Administrator</b>: all that, gives roles, and reads what was done."),
    }
    return lines[role]


def called(member: Member | Invitation, v: Voice) -> str:
    """What whoever invited somebody calls them, else the number by which the team names them. Not escaped."""
    return member.note or v.label("number {number}", number=member.number)


def welcome(role: str, v: Voice) -> str:
    """To somebody who has just got a role."""
    welcomes = {
        "facilitator": v.say("Welcome. You are a facilitator here now."),
        "organiser": v.say(
            "Welcome. You are an organiser here now. When a consultation closes, its summary comes here."
        ),
        "administrator": v.say("Welcome. You are an administrator here now."),
    }
    return welcomes[role]


def has_role(role: str, v: Voice) -> str:
    """To somebody who opens an invitation to a role of theirs."""
    sentences = {
        "facilitator": v.say("You are a facilitator here already. The invitation still works for somebody else."),
        "organiser": v.say("You are an organiser here already. The invitation still works for somebody else."),
        "administrator": v.say("You are an administrator here already. The invitation still works for somebody else."),
    }
    return sentences[role]


def lost_role(role: str, v: Voice) -> str:
    """To somebody from whom a role was taken."""
    sentences = {
        "facilitator": v.say("You are no facilitator here any more. You can take part as before: /start."),
        "organiser": v.say("You are no organiser here any more. You can take part as before: /start."),
        "administrator": v.say("You are no administrator here any more. You can take part as before: /start."),
    }
    return sentences[role]


def role_taken(who: str, role: str, v: Voice) -> str:
    """To whoever took a role away."""
    sentences = {
        "facilitator": v.say("Done: {who} is no facilitator any more.", who=who),
        "organiser": v.say("Done: {who} is no organiser any more.", who=who),
        "administrator": v.say("Done: {who} is no administrator any more.", who=who),
    }
    return sentences[role]


def invitation(role: str, where: str, day: str, v: Voice) -> str:
    """A message to be passed on: `where` is the link, `day` the last on which it works."""
    sentences = {
        "facilitator": v.say(
            "<b>You are invited to be a facilitator here.</b>\nOpen this link. It works once, until {day}:\n{link}",
            day=day,
            link=where,
        ),
        "organiser": v.say(
            "<b>You are invited to be an organiser here.</b>\nOpen this link. It works once, until {day}:\n{link}",
            day=day,
            link=where,
        ),
        "administrator": v.say(
            "<b>You are invited to be an administrator here.</b>\nOpen this link. It works once, until {day}:\n{link}",
            day=day,
            link=where,
        ),
    }
    return sentences[role]

"""The words of every notice."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, in_language
from deliberation.notices import (
    ConsultationClosed,
    Explained,
    FileRefused,
    FinishReminder,
    InvitationReady,
    LinkReady,
    PosterReady,
    RoleLost,
    WhereYouStand,
)
from deliberation.use_cases.telling import Told
from deliberation.use_cases.whereabouts import Stand
from screens import team
from screens.card import MOST_CHARACTERS, Card, length
from screens.desk_notices import desk_notice
from screens.languages import own_name
from screens.links import Link, LinkKind, deep_link
from screens.meeting import meeting_notice
from screens.mistakes import refusal
from screens.moderation_notices import moderation_notice
from screens.poll_notices import poll_notice
from screens.problems import explain
from screens.results.notices import result_notice
from screens.standing import stand_text
from screens.voice import Voice, voice

MOST_MISTAKES = 20
"""That are told of one file at a time; nobody corrects more at once."""


def notice_card(told: Told, language: str, bot: str = "") -> Card:
    """What is sent, in the reader's language; `bot` is what the bot is called in links."""
    if told.meeting is not None:
        return meeting_notice(told, language, bot)
    of_poll = poll_notice(told, voice(language))
    if of_poll is not None:
        return of_poll
    of_desk = desk_notice(told, voice(language))
    if of_desk is not None:
        return of_desk
    of_moderation = moderation_notice(told, voice(language))
    if of_moderation is not None:
        return of_moderation
    return result_notice(told, voice(language)) or Card(notice_text(told, language, bot))


def notice_text(told: Told, language: str, bot: str = "") -> str:
    """Its words, in Telegram's HTML."""
    speaking = voice(language)
    match told:
        case Told(WhereYouStand(), stand=Stand() as stand):
            return stand_text(stand, speaking)
        case Told(Explained(code, parameters)):
            return explain(code, parameters, speaking)
        case Told(InvitationReady(role, secret, expires, zone)):
            where = deep_link(bot, Link(LinkKind.INVITATION, secret))
            return team.invitation(role, where, speaking.day(expires, zone), speaking)
        case Told(RoleLost(role)):
            return team.lost_role(role, speaking)
        case Told(ConsultationClosed(), Consultation() as consultation):
            return _closed(consultation, language, speaking)
        case Told(FileRefused() as refused):
            return _file_refused(refused, speaking)
        case Told(FinishReminder(_, _, closes), Consultation() as consultation):
            return _finish(consultation, closes, language, speaking)
        case Told(LinkReady(_, _, code), Consultation() as consultation):
            return _link(consultation, code, bot, speaking)
        case Told(PosterReady(_, _, code, _), Consultation() as consultation):
            return _poster(consultation, code, bot, speaking)
    raise KeyError(told.notice.kind)


def _closed(consultation: Consultation, language: str, v: Voice) -> str:
    title = in_language(consultation.title, language, consultation.languages[0])
    if not consultation.promises_reply:
        return v.say("<b>{title}</b> has closed. Thank you for taking part.", title=title)
    return v.say(
        "<b>{title}</b> has closed. Thank you for taking part. {who} promises a reply by {day}.",
        title=title,
        who=in_language(consultation.asked_by, language, consultation.languages[0]),
        day=v.day(consultation.reply_by, consultation.timezone),
    )


def _finish(about: Consultation, closes: int, language: str, v: Voice) -> str:
    return v.say(
        "You began “{title}” and have not finished. It is open until {day}. What you answered is saved. To go on, send "
        "/start. You will not be reminded of it again.",
        title=in_language(about.title, language, about.languages[0]),
        day=v.day(closes, about.timezone),
    )


def _link(about: Consultation, code: str, bot: str, v: Voice) -> str:
    return v.say(
        "<b>{title}</b>\n{link}\nThis is the link in {language}, and its code. Pass it on, or print it.",
        link=deep_link(bot, Link(LinkKind.CONSULTATION, about.id, code)),
        title=in_language(about.title, code, about.languages[0]),
        language=own_name(code),
    )


def _poster(about: Consultation, code: str, bot: str, v: Voice) -> str:
    """With the link that is in its code, for whoever has it on the telephone that would have to scan it."""
    words = v.say(
        "The poster for “{title}” in {language}, to print on A4. There is room to write a telephone number on it.",
        title=in_language(about.title, code, about.languages[0]),
        language=own_name(code),
    )
    return f"{words}\n{escape(deep_link(bot, Link(LinkKind.CONSULTATION, about.id, code)), quote=False)}"


def _file_refused(refused: FileRefused, v: Voice) -> str:
    """As many of the mistakes as one message holds."""
    mistakes = refused.mistakes_of()
    name = refused.name or v.say("your message")
    for most in range(min(len(mistakes), MOST_MISTAKES), 0, -1):
        text = refusal(name, mistakes, v, most)
        if length(text) <= MOST_CHARACTERS:
            break
    return text

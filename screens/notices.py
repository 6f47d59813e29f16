"""The words of every notice."""

from __future__ import annotations

from deliberation.definition import Consultation, in_language
from deliberation.notices import ConsultationClosed, Explained, RoleWelcomed, SummaryReady
from deliberation.use_cases.telling import Told
from screens.problems import explain
from screens.summary import summary_text
from screens.voice import Voice, voice


def notice_text(told: Told, language: str) -> str:
    """What is sent, in the reader's language, in Telegram's HTML."""
    speaking = voice(language)
    match told:
        case Told(Explained(code, parameters)):
            return explain(code, parameters, speaking)
        case Told(RoleWelcomed(role)):
            return _role_welcomed(role, speaking)
        case Told(ConsultationClosed(), Consultation() as consultation):
            return _closed(consultation, language, speaking)
        case Told(SummaryReady(), Consultation() as consultation, summary) if summary is not None:
            return summary_text(summary, consultation, language)
    raise KeyError(told.notice.kind)


def _role_welcomed(role: str, v: Voice) -> str:
    welcomes = {
        "facilitator": v.say("Welcome. You are a facilitator here now."),
        "organiser": v.say(
            "Welcome. You are an organiser here now. When a consultation closes, its summary comes here."
        ),
        "administrator": v.say("Welcome. You are an administrator here now."),
    }
    return welcomes[role]


def _closed(consultation: Consultation, language: str, v: Voice) -> str:
    def words(text: dict[str, str]) -> str:
        return in_language(text, language, consultation.languages[0])

    return v.say(
        "<b>{title}</b> has closed. Thank you for taking part. {who} promises a reply by {day}.",
        title=words(dict(consultation.title)),
        who=words(dict(consultation.asked_by)),
        day=v.day(consultation.reply_by, consultation.timezone),
    )

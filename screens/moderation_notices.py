"""What those who said something are told of it: why it is not shown, where it counts, how it might be worded."""

from __future__ import annotations

from deliberation.definition import Consultation, in_language
from deliberation.moderation import Piece
from deliberation.notices import PieceJudged, StatementsShown, TakenOut
from deliberation.statements.statement import State
from deliberation.use_cases.telling import Told
from screens.card import Action, Button, Card
from screens.grounds import grounds_words
from screens.links import Link, LinkKind, start_parameter
from screens.voice import Voice


def moderation_notice(told: Told, v: Voice) -> Card | None:
    """The message; None for a notice that is about something else."""
    match told:
        case Told(PieceJudged(), Consultation() as about, piece=Piece() as piece):
            return Card(_judged(piece, _title(about, v), v), _on(about, v))
        case Told(StatementsShown(), Consultation() as about):
            return Card(_shown(told.number, _title(about, v), v), _on(about, v))
        case Told(TakenOut(_, over), Consultation() as about):
            return Card(_taken_out(about, v, over=over), _on(about, v) if over else ())
    return None


def _judged(piece: Piece, title: str, v: Voice) -> str:
    said = v.say("About “{title}”. You said: “{text}”", title=title, text=piece.text)
    return f"{said}\n\n{_what_became(piece, v)}"


def _what_became(piece: Piece, v: Voice) -> str:
    if piece.merged_into is not None:
        number = piece.merged_into + 1
        return v.say("Statement {number} says the same, so votes on yours count there. Nothing is lost.", number=number)
    if piece.proposed is not None:
        return v.say(
            "Another wording is proposed: “{text}”\nIs that what you mean? You decide: tap below, then More ›, then "
            "What I said.",
            text=piece.proposed,
        )
    if piece.state is State.REJECTED:
        if piece.why is None:
            return v.say("It is not shown to others. You can say it in another way.")
        why = grounds_words(piece.why, v)
        return v.say("It is not shown to others. {why} You can say it in another way.", why=why)
    return v.say("It is shown to others now, after all.")


def _shown(number: int, title: str, v: Voice) -> str:
    return v.count(
        "“{title}”: {number} statement of yours is shown to others now, and they vote on it. Thank you.",
        "“{title}”: {number} statements of yours are shown to others now, and they vote on them. Thank you.",
        number,
        title=title,
    )


def _taken_out(about: Consultation, v: Voice, *, over: bool) -> str:
    title = _title(about, v)
    if over:
        return v.say("You are back in “{title}”: what you said and how you voted counts again.", title=title)
    text = v.say(
        "You were taken out of “{title}” by those who run it. What you said and how you voted counts no more there, "
        "and you cannot go on.",
        title=title,
    )
    if not about.contact:
        return text
    object_to = v.say("If you think that this is wrong, write to {contact}.", contact=about.contact)
    return f"{text}\n{object_to}"


def _on(about: Consultation, v: Voice) -> tuple[tuple[Button, ...], ...]:
    link = start_parameter(Link(LinkKind.CONSULTATION, about.id))
    return ((Button(v.say("Go there"), Action.LINK, link),),)


def _title(about: Consultation, v: Voice) -> str:
    return in_language(about.title, v.language, about.languages[0])

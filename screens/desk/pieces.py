"""How a thing that somebody said stands on a moderator's desk: what it is, its words, its marks, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from deliberation.moderation import Piece
from deliberation.opinions import AGREE
from deliberation.releases.flags import Span
from deliberation.statements.statement import State
from screens.card import beginning
from screens.grounds import grounds_label
from screens.languages import own_name
from screens.voice import Voice

MOST_MARKS, LONGEST_MARK = 4, 40
"""That are said again in words below a text, for those who do not see what is bold."""

QUOTED = 90
"""Characters of a statement in a list."""


def kind_of(piece: Piece, v: Voice) -> str:
    """What it is, and in which language."""
    language = own_name(piece.language)
    if piece.side is None:
        if piece.author is None:
            return v.say("Statement {number} · {language}", number=piece.number + 1, language=language)
        return v.say("Statement {number} · by a resident · {language}", number=piece.number + 1, language=language)
    if piece.side == AGREE:
        return v.say(
            "A reason to agree with statement {number} · {language}", number=piece.number + 1, language=language
        )
    return v.say(
        "A reason to disagree with statement {number} · {language}", number=piece.number + 1, language=language
    )


def standing_of(piece: Piece, v: Voice) -> str:
    """What was decided of it, if anything was."""
    if piece.removed:
        return v.say("whoever said it was taken out")
    if piece.merged_into is not None:
        return v.say("merged into {number}", number=piece.merged_into + 1)
    if piece.proposed is not None:
        return v.say("its author is asked about another wording")
    match piece.state:
        case State.WAITING:
            return v.say("waits, not shown yet")
        case State.POSTED:
            return v.say("already shown, to be looked at")
        case State.ACCEPTED:
            return v.say("accepted")
    why = "" if piece.why is None else grounds_label(piece.why, v)
    return v.say("not shown: {why}", why=why) if why else v.say("not shown")


def quoted(piece: Piece, v: Voice) -> str:
    """Its words, as many as a line of a list holds."""
    return v.say("“{text}”", text=beginning(piece.text, QUOTED))


def marked(text: str, marks: Sequence[Span]) -> str:
    """The text for Telegram's HTML, with what may be a name in bold."""
    parts, at = [], 0
    for begin, end in marks:
        parts += [escape(text[at:begin], quote=False), f"<b>{escape(text[begin:end], quote=False)}</b>"]
        at = end
    return "".join((*parts, escape(text[at:], quote=False)))


def perhaps_a_name(text: str, marks: Sequence[Span], v: Voice) -> str:
    """The same in words."""
    said = [beginning(text[begin:end], LONGEST_MARK) for begin, end in marks[:MOST_MARKS]]
    return v.say("Perhaps a name or a number: {marks}", marks=" · ".join(said))

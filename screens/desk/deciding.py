"""What is asked before a decision on something that was said: why, how else, into which, and once more."""

from __future__ import annotations

from deliberation.definition import in_language
from deliberation.moderation import Piece
from deliberation.statements.statement import LONGEST, Grounds
from deliberation.use_cases.matters.moderation import Moderation
from screens.card import Button, Card, rows_of
from screens.desk.buttons import do
from screens.desk.pieces import quoted
from screens.grounds import grounds_label
from screens.voice import Voice


def grounds_card(matter: Moderation, v: Voice) -> Card:
    piece = piece_of(matter)
    text = v.say("<b>Why is it not to be shown?</b>\nThe list is public. Whoever said it is told the reason.")
    lines = (text, "", quoted(piece, v))
    buttons = [do(grounds_label(grounds, v), f"refuse-{grounds}-{piece.stamp}") for grounds in Grounds]
    return Card("\n".join(lines), (*rows_of(buttons), (back_to(piece, v),)))


def wording_card(matter: Moderation, v: Voice) -> Card:
    piece = piece_of(matter)
    asked = v.say("Whoever said it is asked, and decides.")
    if piece.author is None:
        asked = v.say("It is changed at once. Votes given so far stay.")
    text = v.say(
        "<b>How should it be worded?</b>\nWrite it in one message, at most {limit} characters. Keep what is meant.",
        limit=LONGEST,
    )
    lines = (f"{text} {asked}", "", v.say("“{text}”", text=piece.text))
    return Card("\n".join(lines), ((back_to(piece, v),),))


def merging_card(matter: Moderation, v: Voice) -> Card:
    """Which one says the same: some that are worded alike, or any by its number."""
    piece = piece_of(matter)
    lines = [v.say("<b>Which statement says the same?</b>\nTap it, or write its number."), "", quoted(piece, v), ""]
    for other in matter.listed:
        lines.append(v.say("{number} “{statement}”", number=other.number + 1, statement=other.text))
    if not matter.listed:
        lines.append(v.say("None is worded alike."))
    buttons = [do(v.number(other.number + 1), f"into-{other.number}-{piece.stamp}") for other in matter.listed]
    return Card("\n".join(lines), (*rows_of(buttons), (back_to(piece, v),)))


def sure_card(matter: Moderation, v: Voice) -> Card:
    piece, into = piece_of(matter), matter.about
    if into is None:
        return merging_card(matter, v)
    lines = (
        v.say("<b>Merge these two?</b>"),
        v.say("{number} “{statement}”", number=piece.number + 1, statement=piece.text),
        v.say("is asked no more. Votes on it count for"),
        v.say("{number} “{statement}”", number=into.number + 1, statement=into.text),
        v.say("Who voted on both keeps the vote on the second. You can take them apart later."),
    )
    yes = do(v.say("Yes, merge them"), f"merge-{piece.stamp}")
    return Card("\n".join(lines), ((yes,), (do(v.say("‹ Back"), f"bench-merging-{piece.stamp}"),)))


def removing_card(matter: Moderation, v: Voice) -> Card:
    piece = piece_of(matter)
    text = v.say(
        "<b>Take whoever said this out?</b>\nEverything they said and every answer and vote of theirs counts no more, "
        "in all of “{title}”. They cannot take part in it any more. They are told, and how to object. Results that "
        "are frozen stay. You can take them back in.",
        title=in_language(matter.consultation.title, v.language, matter.consultation.languages[0]),
    )
    yes = do(v.say("Yes, take them out"), f"remove-{piece.stamp}")
    rows = ((yes,),) if matter.may_remove and piece.author is not None else ()
    return Card("\n".join((text, "", quoted(piece, v))), (*rows, (back_to(piece, v),)))


def piece_of(matter: Moderation) -> Piece:
    """What stands there. Raises KeyError where nothing does."""
    if matter.piece is None:
        raise KeyError(matter.bench.piece)
    return matter.piece


def back_to(piece: Piece, v: Voice) -> Button:
    """To the thing itself."""
    return do(v.say("‹ Back"), f"bench-queue-{piece.stamp}")

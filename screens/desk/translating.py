"""A statement in other languages: by a person, by a machine, or not yet."""

from __future__ import annotations

from deliberation.moderation import Piece
from deliberation.use_cases.matters.moderation import Moderation
from screens.card import Button, Card, rows_of
from screens.desk.buttons import do
from screens.desk.pieces import quoted
from screens.languages import own_name
from screens.voice import Voice


def languages_card(matter: Moderation, v: Voice) -> Card:
    """Into which language."""
    piece = matter.piece
    if piece is None:
        return Card(v.say("This is not there any more."), ((do(v.say("‹ Back"), "bench-queue"),),))
    lines = [v.say("<b>Translate it into which language?</b>"), quoted(piece, v), ""]
    others = [code for code in matter.consultation.languages if code != piece.language]
    lines += [f"{own_name(code)}: {_how(matter, code, v)}" for code in others]
    buttons = [do(own_name(code), f"language-{code}-{piece.stamp}") for code in others[:7]]
    return Card("\n".join(lines), (*rows_of(buttons), (_back(piece, v),)))


def translating_card(matter: Moderation, v: Voice) -> Card:
    """The translation is being written; what there is already can be found right."""
    piece, language = matter.piece, matter.bench.language
    if piece is None or not language:
        return languages_card(matter, v)
    there = matter.translations.get(language)
    lines = [v.say("<b>Write it in {language}</b>, in one message.", language=own_name(language))]
    lines += ["", v.say("“{text}”", text=piece.text)]
    rows: list[tuple[Button, ...]] = []
    if there is not None:
        by = v.say("By a machine:") if there.machine else v.say("Now:")
        lines += ["", f"{by} {v.say('“{text}”', text=there.text)}"]
        rows += [(do(v.say("Right as it is"), f"right-{piece.stamp}"),)] if there.machine else []
    return Card("\n".join(lines), (*rows, (_back(piece, v),)))


def _how(matter: Moderation, code: str, v: Voice) -> str:
    there = matter.translations.get(code)
    if there is None:
        return v.say("not yet")
    return v.say("by a machine") if there.machine else v.say("by a person")


def _back(piece: Piece, v: Voice) -> Button:
    return do(v.say("‹ Back"), f"bench-queue-{piece.stamp}")

"""What somebody said themselves among statements, what became of it, and the ways to take it back."""

from __future__ import annotations

from html import escape

from deliberation.statements.board import ON_A_PAGE, listed
from deliberation.statements.statement import SHOWN, Reason, State, Statement
from screens.card import Button, Card, cut
from screens.grounds import grounds_label
from screens.participation.statements.table import Table

QUOTED = 90
"""Characters of one's own words in a list."""

Piece = Statement | Reason


def mine_card(table: Table) -> Card:
    """All of it, with what became of each."""
    say = table.say
    lines = [*table.told(), say("<b>What you said</b>")]
    shown = listed(table.board.said, table.sitting.first)
    pieces = [piece for number in shown if (piece := _piece(table, number)) is not None]
    lines += [_line(table, piece) for piece in pieces]
    if not pieces:
        lines.append(say("You have not said anything of your own yet."))
    buttons = [table.do(str(piece.number + 1), f"o-{piece.number}") for piece in pieces]
    more = (table.do(say("More ›"), "more"),) if len(table.board.said) > ON_A_PAGE else ()
    return Card("\n".join(lines), (*table.threes(buttons), (table.do(say("‹ Back"), "back"), *more)))


def own_card(table: Table) -> Card:
    """One piece: whole, what became of it, and what can be done."""
    say, piece = table.say, _at(table)
    if piece is None:
        return mine_card(table)
    lines = [*table.told(), *_whole(table, piece), f"<i>{_became(table, piece)}</i>"]
    rows: list[tuple[Button, ...]] = []
    if isinstance(piece, Statement) and piece.proposed is not None:
        lines += [say("May it be said like this?"), _quoted(piece.proposed)]
        rows += [(table.do(say("Yes, say it so"), "yes"),), (table.do(say("No, as it was"), "no"),)]
    rows += [(table.do(say("Take it back"), "drop"),), (table.do(say("‹ Back"), "mine"), table.drawing.menu())]
    return Card("\n".join(lines), tuple(rows))


def drop_card(table: Table) -> Card:
    """Asked once more."""
    say, piece = table.say, _at(table)
    if piece is None:
        return mine_card(table)
    goes = (
        say("It is deleted here, with all votes on it.")
        if isinstance(piece, Statement)
        else say("It is deleted here. Your vote stays.")
    )
    lines = (say("<b>Take this back?</b>"), *_whole(table, piece), goes)
    rows = ((table.do(say("Yes, take it back"), "gone"),), (table.do(say("Keep it"), "stay"),))
    return Card("\n".join(lines), rows)


def _piece(table: Table, number: int) -> Piece | None:
    """One's own statement of this number, else one's reason on somebody else's."""
    own = next((one for one in table.board.own if one.number == number), None)
    return own or table.board.reasons.get(number)


def _at(table: Table) -> Piece | None:
    return None if table.sitting.statement is None else _piece(table, table.sitting.statement)


def _line(table: Table, piece: Piece) -> str:
    text, became = cut(piece.text, QUOTED), _became(table, piece)
    if isinstance(piece, Statement):
        return table.say("{number} “{statement}” ", number=piece.number + 1, statement=text) + f"<i>{became}</i>"
    return table.say("{number} Why: “{reason}” ", number=piece.number + 1, reason=text) + f"<i>{became}</i>"


def _whole(table: Table, piece: Piece) -> list[str]:
    """A reason with the statement that it is about."""
    if isinstance(piece, Statement):
        return [_quoted(piece.text)]
    about = table.board.words.get(piece.number)
    above = [] if about is None else [f"“{table.words(about)}” {table.vote(piece.side)}"]
    return [*above, table.say("Why: “{reason}” ", reason=piece.text).strip()]


def _became(table: Table, piece: Piece) -> str:
    """What was decided of it so far."""
    say = table.say
    if isinstance(piece, Statement) and piece.merged_into is not None:
        return say("counted with number {number}, which says the same", number=piece.merged_into + 1)
    if isinstance(piece, Statement) and piece.proposed is not None:
        return say("other words are proposed")
    if piece.state in SHOWN:
        return say("others see it")
    if piece.state is State.WAITING:
        return say("waits to be read")
    return say("not shown") if piece.why is None else say("not shown: {why}", why=grounds_label(piece.why, table.voice))


def _quoted(text: str) -> str:
    return f"“{escape(text, quote=False)}”"

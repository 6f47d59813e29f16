"""Why somebody votes as they do, and what somebody says who sees it differently."""

from __future__ import annotations

from deliberation.statements.statement import LONGEST_REASON
from screens.card import Card
from screens.participation.statements.table import Table


def why_card(table: Table) -> Card:
    """Asked right after the vote, and easily skipped."""
    say, statement = table.say, table.statement
    if statement is None:
        return _gone(table, "skip")
    lines = (
        *table.told(),
        f"“{table.words(statement)}”",
        say("<b>Why?</b> One sentence, if you like, up to {most} characters.", most=LONGEST_REASON),
        "<i>" + _who_reads(table) + "</i>",
    )
    return Card("\n".join(lines), ((table.do(say("Skip ›"), "skip"),), (table.drawing.menu(),)))


def other_card(table: Table) -> Card:
    """One reason from the other side, once. Where it is gone meanwhile, the way on."""
    say, statement, heard = table.say, table.statement, table.board.heard
    ways = (table.do(say("Stop here"), "stop"), table.drawing.menu())
    if statement is None or heard is None:
        return _gone(table, "keep")
    vote = table.board.votes.get(statement.number, -heard.side)
    lines = (
        *table.told(),
        f"“{table.words(statement)}” {table.vote(vote)}",
        say("<b>Someone who sees it differently says:</b>"),
        table.reason(heard),
        say("Does that change your answer?"),
    )
    return Card("\n".join(lines), ((table.do(say("Keep"), "keep"), table.do(say("Change"), "change")), ways))


def _gone(table: Table, on: str) -> Card:
    """The statement or the reason went while one looked at it."""
    text = table.say("Somebody took back what they had said here.")
    return Card(text, ((table.do(table.say("Go on voting ›"), on),), (table.drawing.menu(),)))


def _who_reads(table: Table) -> str:
    if table.step.after:
        return table.say("Others can read it at once, without your name.")
    return table.say("Others can read it once it was looked at, without your name.")

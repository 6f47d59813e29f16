"""A statement to vote on, and what there is to know about it."""

from __future__ import annotations

from html import escape

from deliberation.definition.kinds.statements import Argument
from deliberation.opinions import ENOUGH_VOTES
from deliberation.statements.statement import Statement
from screens.card import Action, Button, Card
from screens.participation.statements.table import Table

QUOTED = 40


def voting_card(table: Table) -> Card:
    """The statement that waits; where none is left, that all are done."""
    statement = table.statement
    if statement is None:
        return _not_begun(table) if table.drawing.shown.board is None or table.board.left else _none_left(table)
    say = table.say
    told = [*table.told(), *_invited(table), *_head(table)]
    lines = [*told, f"“{table.words(statement)}”", _origin(table, statement), *_heard(table)]
    rows = [
        (table.do(say("Agree"), "agree"), table.do(say("Disagree"), "disagree")),
        (table.do(say("Not sure"), "unsure"), *_last(table)),
    ]
    if known := _known(table, statement):
        rows.append((table.do(known, "about"),))
    if table.step.own:
        rows.append((table.do(say("Say something of my own"), "say"),))
    more = (table.do(say("More ›"), "more"),) if sum(map(len, rows)) + 2 <= table.drawing.most_buttons else ()
    rows.append((table.do(say("Stop here"), "stop"), *more))
    return Card("\n".join(lines), tuple(rows))


def about_card(table: Table) -> Card:
    """Arguments for and against, with where to read them up, and the words in which it was said."""
    statement, say = table.statement, table.say
    if statement is None:
        return voting_card(table)
    first = table.step.arguments_first and statement.number not in table.board.votes
    lines = [*table.told(), *(_head(table) if first else ()), f"“{table.words(statement)}”"]
    if (reading := table.reading(statement)).translated_from is not None:
        lines.append(say("<b>As it was said</b>"))
        lines.append(f"“{escape(statement.text, quote=False)}” ({table.language(statement.language)})")
        if reading.machine:
            lines.append(say("<i>A machine translated it; nobody has checked that.</i>"))
    seed = table.step.seed(statement.seed)
    for title, arguments in (
        ((say("<b>For it</b>"), seed.for_it), (say("<b>Against it</b>"), seed.against)) if seed else ()
    ):
        lines += [title, *(_argument(table, argument) for argument in arguments)] if arguments else []
    votes = (table.do(say("Agree"), "agree"), table.do(say("Disagree"), "disagree"))
    ways = (table.do(say("Not sure"), "unsure"), table.do(say("‹ Back"), "back"))
    return Card("\n".join(lines), (votes, ways, *(((table.do(say("Stop here"), "stop"),),) if first else ())))


def _argument(table: Table, argument: Argument) -> str:
    link = "" if argument.link is None else " " + escape(argument.link, quote=False)
    return table.say("– {argument}", argument=table.drawing.raw(argument.text)) + link


def _invited(table: Table) -> list[str]:
    """Once, when they have voted often enough: there is a map."""
    now = table.may_stand and table.sitting.said is not None and len(table.board.votes) == ENOUGH_VOTES
    return [table.say("<i>From now on you can see where you stand: tap More.</i>")] if now else []


def _head(table: Table) -> list[str]:
    """Where one is; at first what is asked, and that one may stop."""
    number, count = len(table.board.votes) + 1, len(table.board.asked)
    before = table.board.votes.get(-1 if table.sitting.statement is None else table.sitting.statement)
    if before is not None:
        return [table.say("<i>So far {vote}.</i>", vote=table.vote(before))]
    where = table.say("<i>{number} of about {count} · you can stop at any time</i>", number=number, count=count)
    return [f"<b>{table.drawing.words(table.step.question)}</b>", where] if number == 1 else [where]


def _heard(table: Table) -> list[str]:
    """What led to looking at it once more."""
    if not table.sitting.moved or table.board.heard is None:
        return []
    return [table.say("<b>Someone who sees it differently says:</b>"), table.reason(table.board.heard)]


def _origin(table: Table, statement: Statement) -> str:
    """Who said it, by number, and in which language."""
    say, reading = table.say, table.reading(statement)
    parts = [say("Statement {number}", number=statement.number + 1)]
    if statement.author is not None and statement.author == table.drawing.participation.id:
        parts.append(say("by you"))
    elif statement.seed is None:
        parts.append(say("by a resident"))
    if reading.translated_from is not None:
        parts.append(
            say("translated from {language} by a machine", language=table.language(reading.translated_from))
            if reading.machine
            else say("translated from {language}", language=table.language(reading.translated_from))
        )
    elif reading.language != table.drawing.shown.language:
        parts.append(say("in {language}", language=table.language(reading.language)))
    return "<i>" + " · ".join(parts) + "</i>"


def _last(table: Table) -> tuple[Button, ...]:
    if table.sitting.last in {None, table.sitting.statement}:
        return ()
    return (table.do(table.say("‹ Change last"), "last"),)


def _known(table: Table, statement: Statement) -> str | None:
    """What the button to more about it is called; None where there is no more."""
    translated = table.reading(statement).translated_from is not None
    if table.step.argued(statement.seed):
        return table.say("More about this") if translated else table.say("For and against")
    return table.say("Original text") if translated else None


def _none_left(table: Table) -> Card:
    say = table.say
    count = len(table.board.asked)
    if count:
        lines = [*table.told(), say("You have voted on all {count} statements. Others may follow.", count=count)]
    else:
        lines = [*table.told(), f"<b>{table.drawing.words(table.step.question)}</b>", say("Nothing is said here yet.")]
    own = ((table.do(say("Say something of my own"), "say"),),) if table.step.own else ()
    stand = ((table.do(say("Where do I stand?"), "stand"),),) if table.may_stand else ()
    ways = (*((table.do(say("My votes"), "votes"),) if table.board.votes else ()), table.do(say("More ›"), "more"))
    return Card("\n".join(lines), ((table.do(say("Done ›"), "done"),), *stand, *own, ways))


def _not_begun(table: Table) -> Card:
    """Another phase has just opened, or what lay there was taken back: nothing has been drawn yet."""
    say = table.say
    text = f"<b>{table.drawing.words(table.step.question)}</b>\n" + say("Short statements, one after another.")
    on = () if table.step.required else ((Button(say("Skip ›"), Action.SKIP),),)
    return Card(text, ((table.do(say("Show the next one"), "on"),), *on, (table.drawing.menu(),)))

"""What else can be done among statements: the votes given so far, and which matter most."""

from __future__ import annotations

from deliberation.statements.board import ON_A_PAGE, listed
from screens.card import Button, Card, cut
from screens.participation.statements.table import Table

QUOTED = 90
"""Characters of a statement in a list."""


def more_card(table: Table) -> Card:
    """Everything that is not a vote."""
    say = table.say
    voted, count = len(table.board.votes), len(table.board.asked)
    text = f"<b>{table.drawing.words(table.step.question)}</b>\n" + say(
        "You have voted on {voted} of {count} statements. All is saved.", voted=voted, count=count
    )
    rows = (
        (table.do(say("Go on voting ›"), "on"),),
        *(((table.do(say("My votes"), "votes"),),) if voted else ()),
        *(((table.do(say("What I said"), "mine"),),) if table.step.heard else ()),
        *(((table.do(say("Where do I stand?"), "stand"),),) if table.may_stand else ()),
        (table.do(say("Stop here"), "stop"),),
        (*table.drawing.to_earlier(table.step), table.drawing.menu()),
    )
    return Card(text, rows)


def votes_card(table: Table) -> Card:
    """One's own votes, any of which can be changed."""
    say, numbers = table.say, sorted(table.board.votes)
    lines = [say("<b>Your votes</b>. Tap a number to change one.")]
    shown = [number for number in listed(numbers, table.sitting.first) if number in table.board.words]
    for number in shown:
        vote = table.vote(table.board.votes[number])
        lines.append(say("{number} “{statement}” {vote}", number=number + 1, statement=_cut(table, number), vote=vote))
    buttons = [table.do(str(number + 1), f"v-{number}") for number in shown]
    ways = (table.do(say("‹ Back"), "back"), *_further(table, len(numbers)))
    return Card("\n".join(lines), (*table.threes(buttons), ways))


def matter_card(table: Table) -> Card:
    """Which of those that one agrees with matter most."""
    say, most, numbers = table.say, table.step.matter, table.board.supported
    chosen = table.sitting.chosen
    lines = [
        table.voice.count(
            "Which {number} statement matters most to you?", "Which {number} statements matter most to you?", most
        ),
        say("<i>You can also name fewer, or none.</i>"),
    ]
    shown = [number for number in listed(numbers, table.sitting.first) if number in table.board.words]
    for number in shown:
        line = say("{number} “{statement}”", number=number + 1, statement=_cut(table, number))
        lines.append(line + (" ✓ " + say("chosen") if number in chosen else ""))
    buttons = [table.do(f"{number + 1} ✓" if number in chosen else str(number + 1), f"m-{number}") for number in shown]
    ways = (table.do(say("‹ Back"), "back"), *_further(table, len(numbers)), table.do(say("Done ›"), "done"))
    return Card("\n".join(lines), (*table.threes(buttons), ways))


def _cut(table: Table, number: int) -> str:
    return cut(table.reading(table.board.words[number]).text, QUOTED)


def _further(table: Table, count: int) -> tuple[Button, ...]:
    """On to what follows in a list, and after the last to the first."""
    if count <= ON_A_PAGE:
        return ()
    return (table.do(table.say("More ›"), "more"),)

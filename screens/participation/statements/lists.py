"""What else can be done among statements: the votes given so far, and which matter most."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.use_cases.weighing import ON_A_PAGE
from screens.card import Action, Button, Card, cut
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
        (table.do(say("Stop here"), "stop"),),
        (table.drawing.back(), table.drawing.menu()),
    )
    return Card(text, rows)


def votes_card(table: Table) -> Card:
    """One's own votes, any of which can be changed."""
    say, numbers = table.say, sorted(table.board.votes)
    lines = [say("<b>Your votes</b>. Tap a number to change one.")]
    shown = [number for number in numbers[table.sitting.first :][:ON_A_PAGE] if number in table.board.words]
    for number in shown:
        vote = table.vote(table.board.votes[number])
        lines.append(say("{number} “{statement}” {vote}", number=number + 1, statement=_cut(table, number), vote=vote))
    buttons = [table.do(str(number + 1), f"v-{number}") for number in shown]
    return Card("\n".join(lines), (*_threes(buttons), (table.do(say("‹ Back"), "on"), *_further(table, len(numbers)))))


def matter_card(table: Table) -> Card:
    """Which of those that one agrees with matter most."""
    say, most, numbers = table.say, table.step.matter, table.board.supported
    chosen = table.sitting.chosen
    lines = [
        table.voice.count("Which one matters most to you?", "Which {count} matter most to you?", most),
        say("<i>You can also name fewer, or none.</i>"),
    ]
    shown = [number for number in numbers[table.sitting.first :][:ON_A_PAGE] if number in table.board.words]
    for number in shown:
        line = say("{number} “{statement}”", number=number + 1, statement=_cut(table, number))
        lines.append(line + (" ✓ " + say("chosen") if number in chosen else ""))
    buttons = [table.do(f"{number + 1} ✓" if number in chosen else str(number + 1), f"m-{number}") for number in shown]
    done = Button(say("Done ›"), Action.DONE)
    return Card("\n".join(lines), (*_threes(buttons), (*_further(table, len(numbers)), done)))


def _cut(table: Table, number: int) -> str:
    return cut(table.reading(table.board.words[number]).text, QUOTED)


def _threes(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[first : first + 3]) for first in range(0, len(buttons), 3))


def _further(table: Table, count: int) -> tuple[Button, ...]:
    """On to what follows in a list, and after the last to the first."""
    if count <= ON_A_PAGE:
        return ()
    after = table.sitting.first + ON_A_PAGE
    return (table.do(table.say("More ›"), f"p-{after if after < count else 0}"),)

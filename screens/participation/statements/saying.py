"""A statement of one's own: what makes a good one, how others will see it, and what somebody has said already."""

from __future__ import annotations

from html import escape

from deliberation.statements.saying import MOST
from deliberation.statements.statement import LONGEST, SHORTEST, Statement
from screens.card import Button, Card, cut
from screens.participation.statements.table import Table

QUOTED = 120
"""Characters of a statement that is close, where there are several."""


def say_card(table: Table) -> Card:
    """One's own words are waited for."""
    say = table.say
    lines = [say("<b>Something of your own</b>")]
    if len(table.board.own) >= MOST:
        lines.append(say("You have said {most} things here. That is as many as fit.", most=MOST))
        return Card("\n".join(lines), ((table.do(say("What I said"), "mine"),), (table.do(say("‹ Back"), "back"),)))
    lines.append(say("Write one idea, in one sentence. Others will agree or disagree with it."))
    lines.append(say("{least} to {most} characters, and no names, please.", least=SHORTEST, most=LONGEST))
    lines.append(f"<i>{who_reads(table)}</i>")
    if table.sitting.text is not None:
        lines.append(say("Your text so far:"))
        lines.append(_quoted(table.sitting.text))
    return Card("\n".join(lines), ((table.do(say("‹ Back"), "back"),),))


def check_card(table: Table) -> Card:
    """It is being compared. That takes a moment, and nobody has to wait for it."""
    say = table.say
    lines = (
        _quoted(table.sitting.text or ""),
        say("<i>I am looking whether somebody said something close. One moment.</i>"),
        say("Nothing is sent yet."),
    )
    return Card("\n".join(lines), (_change_or_leave(table),))


def preview_card(table: Table) -> Card:
    """As others will see it. Who finds it said already can support that."""
    say, near = table.say, [table.board.words[number] for number in table.sitting.near if number in table.board.words]
    lines = [say("<b>This is what others will read:</b>"), _quoted(table.sitting.text or "")]
    rows: list[tuple[Button, ...]] = []
    if len(near) == 1:
        lines += [say("Somebody said something close:"), *(_close(table, one) for one in near)]
        rows.append((table.do(say("Support it instead"), f"support-{near[0].number}"),))
    elif near:
        lines += [say("Others said something close. Tap a number to support one instead:")]
        lines += [_close(table, one, QUOTED) for one in near]
        rows.append(tuple(table.do(str(one.number + 1), f"support-{one.number}") for one in near))
    lines.append(f"<i>{who_reads(table)}</i>")
    rows.append((table.do(say("Send mine") if near else say("Send it"), "send"),))
    return Card("\n".join(lines), (*rows, _change_or_leave(table)))


def who_reads(table: Table) -> str:
    """Who reads what is said here, and when."""
    if table.step.after:
        return table.say("Others see it at once, without your name. Whoever runs this reads it too.")
    return table.say("Whoever runs this reads it first. Then others see it, without your name.")


def _close(table: Table, statement: Statement, most: int = LONGEST) -> str:
    """With its number, in the reader's language as far as it can be had."""
    reading = table.reading(statement)
    return table.say(
        "{number} “{statement}”", number=statement.number + 1, statement=cut(reading.text, most)
    ) + table.in_language(reading)


def _change_or_leave(table: Table) -> tuple[Button, Button]:
    return table.do(table.say("Change it"), "reword"), table.do(table.say("Leave it"), "leave")


def _quoted(text: str) -> str:
    return f"“{escape(text, quote=False)}”"

"""What residents wrote, for whoever looks through it: whole, as it was written, with what may be a name in bold."""

from __future__ import annotations

from html import escape

from deliberation.definition import in_language
from deliberation.kept import TextState
from deliberation.statements.statement import Grounds
from deliberation.use_cases.matters.review import AGAIN, ALL, UNDO, WHY, Review, Written
from screens.card import Button, Card, beginning, rows_of
from screens.desk.buttons import do, home
from screens.grounds import grounds_label
from screens.voice import Voice

QUOTED = 200
"""Characters of a text, where something is asked about it."""

MOST_MARKS, LONGEST_MARK = 4, 40
"""That are said again in words below a text, for those who do not see what is bold."""


def review_card(matter: Review, v: Voice) -> Card:
    """One text, or the question that has to be answered first."""
    what, _, state = matter.asking.partition("-")
    if what == ALL:
        return _all_card(matter, AGAIN[state], v)
    if matter.asking in AGAIN:
        return _again_card(matter, AGAIN[matter.asking], v)
    if matter.text is None:
        return _done_card(matter, v)
    if what == WHY:
        return _why_card(matter, matter.text, v)
    return _waiting_card(matter, matter.text, v)


def _waiting_card(matter: Review, text: Written, v: Voice) -> Card:
    left = matter.number(TextState.WAITING)
    head = v.count(
        "<b>What people wrote: {number} text left</b>", "<b>What people wrote: {number} texts left</b>", left
    )
    rows = [_decisions(text, (TextState.SHOWN, TextState.HELD), v)]
    if left > 1 and matter.unmarked:
        label = v.say("Show all without a mark ({number})", number=matter.unmarked)
        rows.append((do(label, f"askall-{TextState.SHOWN}"),))
    if left > 1:
        rows.append((do(v.say("Hold all back ({number})", number=left), f"askall-{TextState.HELD}"),))
    return Card("\n".join((head, *_said(text, v))), (*rows, *_looked_at(matter, v), _ways_back(matter, v)))


def _why_card(matter: Review, text: Written, v: Voice) -> Card:
    """For which reason it is held back."""
    again = matter.asking.rpartition("-")[2]
    back = f"lookagain-{again}-{matter.page}" if again in AGAIN else "review"
    buttons = [do(grounds_label(grounds, v), f"holdfor-{grounds}-{text.name}") for grounds in Grounds]
    lines = (
        v.say("<b>Why is it held back?</b>\nThe list is public."),
        "",
        escape(beginning(text.words, QUOTED), quote=False),
    )
    return Card("\n".join(lines), (*rows_of(buttons), (do(v.say("‹ Back"), back),)))


def _again_card(matter: Review, state: TextState, v: Voice) -> Card:
    there, other = matter.number(state), TextState.HELD if state is TextState.SHOWN else TextState.SHOWN
    rows: list[tuple[Button, ...]] = [_to_others(matter, other, v)] if matter.number(other) else []
    if matter.text is None:
        head = v.say("No text is shown.") if state is TextState.SHOWN else v.say("No text is held back.")
        return Card(head, (*rows, (do(v.say("‹ Back"), "review"),)))
    where = {"place": matter.page + 1, "number": there}
    place = v.say("Shown: {place} of {number}", **where)
    if state is TextState.HELD:
        place = v.say("Held back: {place} of {number}", **where)
    before = (do(v.say("‹ Before"), f"lookagain-{state}-{matter.page - 1}"),) if matter.page else ()
    after = (do(v.say("Next ›"), f"lookagain-{state}-{matter.page + 1}"),) if matter.page + 1 < there else ()
    turn = ((*before, *after),) if before or after else ()
    text = "\n".join((f"<b>{place}</b>", *_said(matter.text, v)))
    return Card(text, (_decisions(matter.text, (other,), v), *turn, *rows, (do(v.say("‹ Back"), "review"),)))


def _done_card(matter: Review, v: Voice) -> Card:
    if not matter.counts:
        text = v.say(
            "<b>Nothing to look through</b>\nTexts come here when a phase closes: of those who were told that their "
            "words may be quoted."
        )
        return Card(text, (_ways_back(matter, v),))
    shown, held = matter.number(TextState.SHOWN), matter.number(TextState.HELD)
    lines = (
        v.say("<b>All is looked through.</b>"),
        v.say("Shown: {shown}. Held back: {held}.", shown=shown, held=held),
        v.say("What is shown may be quoted in the results."),
    )
    return Card("\n".join(lines), (*_looked_at(matter, v), _ways_back(matter, v)))


def _all_card(matter: Review, state: TextState, v: Voice) -> Card:
    if state is TextState.SHOWN:
        number = matter.unmarked
        text = v.count(
            "<b>Show the {number} text without a mark?</b>\nMarks are guesses: a name can be missed. It may be quoted "
            "in the results then. You can hold it back later.",
            "<b>Show all {number} texts without a mark?</b>\nMarks are guesses: a name can be missed. They may be "
            "quoted in the results then. You can hold each back later.",
            number,
        )
        yes = v.say("Yes, show them")
    else:
        number = matter.number(TextState.WAITING)
        text = v.count(
            "<b>Hold the {number} text back?</b>\nIt is quoted nowhere then. You can show it later.",
            "<b>Hold all {number} texts back?</b>\nNone of them is quoted then. You can show each later.",
            number,
        )
        yes = v.say("Yes, hold them back")
    return Card(text, ((do(yes, f"all-{number}"),), (do(v.say("‹ Back"), "review"),)))


def _said(text: Written, v: Voice) -> tuple[str, ...]:
    """The question, what was written, and what in it may be a name."""
    asked = in_language(text.step.question, v.language, text.own.languages[0])
    lines = (f"<i>{escape(asked, quote=False)}</i>", "", _marked(text))
    if not text.marks:
        return lines
    marks = [beginning(text.words[begin:end], LONGEST_MARK) for begin, end in text.marks[:MOST_MARKS]]
    return (*lines, "", v.say("Perhaps a name or a number: {marks}", marks=" · ".join(marks)))


def _marked(text: Written) -> str:
    parts, at = [], 0
    for begin, end in text.marks:
        parts += [escape(text.words[at:begin], quote=False), f"<b>{escape(text.words[begin:end], quote=False)}</b>"]
        at = end
    return "".join((*parts, escape(text.words[at:], quote=False)))


def _decisions(text: Written, states: tuple[TextState, ...], v: Voice) -> tuple[Button, ...]:
    labels = {TextState.SHOWN: v.say("Show it"), TextState.HELD: v.say("Hold it back")}
    what = {TextState.SHOWN: f"judge-{TextState.SHOWN}-{text.name}", TextState.HELD: f"hold-{text.name}"}
    return tuple(do(labels[state], what[state]) for state in states)


def _looked_at(matter: Review, v: Voice) -> tuple[tuple[Button, ...], ...]:
    undo = (do(v.say("Undo the last"), "unjudge"),) if matter.asking.startswith(f"{UNDO}-") else ()
    first = next((state for state in AGAIN.values() if matter.number(state)), None)
    again = () if first is None else (do(v.say("Look again"), f"lookagain-{first}-0"),)
    return ((*undo, *again),) if undo or again else ()


def _to_others(matter: Review, other: TextState, v: Voice) -> tuple[Button, ...]:
    number = matter.number(other)
    if other is TextState.HELD:
        return (do(v.say("Those held back ({number})", number=number), f"lookagain-{other}-0"),)
    return (do(v.say("Those shown ({number})", number=number), f"lookagain-{other}-0"),)


def _ways_back(matter: Review, v: Voice) -> tuple[Button, ...]:
    return (do(v.say("‹ Back"), f"s-{matter.consultation.id}"), home(v))

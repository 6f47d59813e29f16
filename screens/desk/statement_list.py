"""All statements of a step with what became of each; the reasons given on one; and those who were taken out."""

from __future__ import annotations

from deliberation.definition import in_language
from deliberation.moderation import Piece
from deliberation.statements.statement import State
from deliberation.use_cases.matters.moderation import A_PAGE, Moderation
from screens.card import Button, Card, rows_of
from screens.desk.buttons import do
from screens.desk.pieces import kind_of, marked, quoted, standing_of
from screens.voice import Voice


def listed_card(matter: Moderation, v: Voice) -> Card:
    """Each can be opened, by its button or its number."""
    part = next((at for at, step in enumerate(matter.steps) if step.id == matter.bench.step), 0)
    about = matter.consultation
    asked = in_language(matter.steps[part].question, v.language, about.languages[0])
    lines = [v.say("<b>{title}</b>\nTap one to open it, or write its number.", title=asked)]
    for piece in matter.listed:
        lines.append(f"{v.number(piece.number + 1)} {quoted(piece, v)} · <i>{standing_of(piece, v)}</i>")
    if not matter.listed:
        lines.append(v.say("There is none yet."))
    buttons = [do(v.number(piece.number + 1), f"open-{piece.number}") for piece in matter.listed]
    further = matter.bench.first + A_PAGE
    after = further if further < matter.count else 0
    more = (do(v.say("More ›"), f"list-{part}-{after}"),) if matter.count > A_PAGE else ()
    others = (do(v.say("Other step ›"), f"list-{(part + 1) % len(matter.steps)}"),) if len(matter.steps) > 1 else ()
    return Card("\n".join(lines), (*rows_of(buttons), (*more, *others, do(v.say("‹ Back"), "bench-queue"))))


def reasons_card(matter: Moderation, v: Voice) -> Card:
    """One of those given on a statement."""
    piece = matter.piece
    if piece is None:
        return Card(v.say("There is none yet."), ((do(v.say("‹ Back"), "bench-queue"),),))
    place = v.say("<b>Reason {place} of {number}</b>", place=matter.bench.first + 1, number=matter.count)
    lines = [place, f"{kind_of(piece, v)} · {standing_of(piece, v)}", "", marked(piece.text, matter.marks)]
    rows: list[tuple[Button, ...]] = [_judging(piece, v)]
    if matter.count > 1:
        rows.append((do(v.say("Next ›"), f"over-{(matter.bench.first + 1) % matter.count}"),))
    return Card("\n".join(lines), (*rows, (do(v.say("‹ Back"), "bench-queue"),)))


def removed_card(matter: Moderation, v: Voice) -> Card:
    """Somebody who was taken out, by what they said."""
    back = (do(v.say("‹ Back"), "bench-queue"),)
    if not matter.person:
        return Card(v.say("Nobody is taken out."), (back,))
    lines = [v.say("<b>Taken out: {place} of {number}</b>", place=matter.bench.first + 1, number=matter.count), ""]
    lines += [f"{kind_of(piece, v)}: {quoted(piece, v)}" for piece in matter.listed]
    if not matter.listed:
        lines.append(v.say("What they said they have taken back."))
    rows: list[tuple[Button, ...]] = []
    if matter.may_remove:
        rows.append((do(v.say("Take them back in"), f"readmit-{matter.person}"),))
    if matter.count > 1:
        rows.append((do(v.say("Next ›"), f"over-{(matter.bench.first + 1) % matter.count}"),))
    return Card("\n".join(lines), (*rows, back))


def _judging(piece: Piece, v: Voice) -> tuple[Button, ...]:
    accept = () if piece.state is State.ACCEPTED else (do(v.say("Accept"), f"accept-{piece.stamp}"),)
    refuse = () if piece.state is State.REJECTED else (do(v.say("Reject"), f"bench-grounds-{piece.stamp}"),)
    return (*accept, *refuse)

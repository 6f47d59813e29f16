"""What residents say among statements, for whoever looks through it: one thing after another, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deliberation.moderation import Page, Piece
from deliberation.statements.statement import State
from deliberation.use_cases.matters.moderation import Moderation
from screens.card import Button, Card
from screens.desk.buttons import do, home
from screens.desk.deciding import back_to, grounds_card, merging_card, piece_of, removing_card, sure_card, wording_card
from screens.desk.pieces import kind_of, marked, perhaps_a_name, quoted, standing_of
from screens.desk.statement_list import listed_card, reasons_card, removed_card
from screens.desk.translating import languages_card, translating_card
from screens.voice import Voice

Rows = tuple[tuple[Button, ...], ...]


def moderation_card(matter: Moderation, v: Voice) -> Card:
    """The page where they are. What a page is about may be gone by now."""
    page = matter.bench.page
    if page in {Page.LIST, Page.REASONS, Page.REMOVED}:
        return CARDS[page](matter, v)
    if matter.piece is None:
        return _done_card(matter, v)
    return CARDS[page](matter, v)


def _one_card(matter: Moderation, v: Voice) -> Card:
    """What stands there, with the decisions that there are."""
    piece = piece_of(matter)
    head = () if matter.bench.step else (v.say("<b>To look through: {number}</b>", number=matter.load),)
    return Card("\n".join((*head, *said(matter, v))), (*_decisions(piece, v), _ways_on(matter, v)))


def said(matter: Moderation, v: Voice) -> tuple[str, ...]:
    """What it is, what was decided, its words; and those of the statement that a reason is about."""
    piece = piece_of(matter)
    about = matter.about
    lines = [f"{kind_of(piece, v)} · {standing_of(piece, v)}", "", marked(piece.text, matter.marks)]
    if piece.meta:
        lines.insert(1, v.say("About the conversation, not its subject."))
    if matter.marks:
        lines += ["", perhaps_a_name(piece.text, matter.marks, v)]
    if piece.proposed is not None:
        lines += ["", v.say("Proposed: “{text}”", text=piece.proposed)]
    if about is not None:
        which = v.say("Statement {number}:", number=about.number + 1)
        lines += ["", f"{which} {quoted(about, v)}"]
    return tuple(lines)


def _decisions(piece: Piece, v: Voice) -> Rows:
    """At most five rows of one or two."""
    stamp = piece.stamp
    if piece.removed:
        return ()
    if piece.merged_into is not None:
        return ((do(v.say("Take them apart"), f"putback-{stamp}"),), (_more(stamp, v),))
    accept = () if piece.state is State.ACCEPTED else (do(v.say("Accept"), f"accept-{stamp}"),)
    refuse = () if piece.state is State.REJECTED else (do(v.say("Reject"), f"bench-grounds-{stamp}"),)
    decided = piece.proposed is not None or piece.state in {State.ACCEPTED, State.REJECTED}
    back = (do(v.say("Put back"), f"putback-{stamp}"),) if decided else ()
    rows: list[tuple[Button, ...]] = [(*accept, *refuse)]
    if piece.is_statement:
        rows.append((do(v.say("Edit"), f"bench-wording-{stamp}"), do(v.say("Merge"), f"bench-merging-{stamp}")))
    return (*rows, (*back, _more(stamp, v)))


def _ways_on(matter: Moderation, v: Voice) -> tuple[Button, ...]:
    bench = matter.bench
    undo = (do(v.say("Undo the last"), "undo"),) if matter.last is not None and not bench.step else ()
    if bench.step:
        return (do(v.say("‹ Back"), _to_list(matter)),)
    if bench.piece or not piece_of(matter).waits:
        return (*undo, do(v.say("‹ Back"), "bench-queue"))
    return (*undo, do(v.say("All of them"), "list-0"), do(v.say("‹ Back"), f"o-{matter.consultation.id}"))


def _more_card(matter: Moderation, v: Voice) -> Card:
    """What else can be done with it."""
    piece = piece_of(matter)
    rows: list[tuple[Button, ...]] = []
    if piece.is_statement:
        meta = v.say("Not meta after all") if piece.meta else v.say("Mark as meta")
        rows.append((do(meta, f"meta-{piece.stamp}"),))
        if len(matter.consultation.languages) > 1:
            rows.append((do(v.say("Translate"), f"bench-languages-{piece.stamp}"),))
        if matter.reasons:
            label = v.say("Reasons ({number})", number=matter.reasons)
            rows.append((do(label, f"bench-reasons-{piece.stamp}"),))
    if matter.may_remove and piece.author is not None and not piece.removed:
        rows.append((do(v.say("Take its author out"), f"bench-removing-{piece.stamp}"),))
    lines = list(said(matter, v))
    if piece.is_statement and not piece.meta:
        lines += ["", v.say("Meta is what is about this conversation and not about its subject. It is still voted on.")]
    return Card("\n".join(lines), (*rows, (back_to(piece, v),)))


def _done_card(matter: Moderation, v: Voice) -> Card:
    """Nothing waits, and what else there is to look at."""
    lines = [v.say("<b>All is looked through.</b>")]
    if matter.bench.piece:
        lines = [v.say("<b>This is not there any more.</b>")]
    if matter.texts:
        lines.append(
            v.count(
                "{number} answer in people's own words waits.",
                "{number} answers in people's own words wait.",
                matter.texts,
            )
        )
    undo = (do(v.say("Undo the last"), "undo"),) if matter.last is not None else ()
    rows: list[tuple[Button, ...]] = [(*undo, do(v.say("All of them"), "list-0"))]
    if matter.texts:
        rows.append((do(v.say("Their own words ({number})", number=matter.texts), "review"),))
    if matter.may_remove and matter.out:
        rows.append((do(v.say("Those taken out ({number})", number=matter.out), "bench-removed"),))
    rows.append((do(v.say("What was decided, as a file"), "modlog"),))
    return Card("\n".join(lines), (*rows, (do(v.say("‹ Back"), f"o-{matter.consultation.id}"), home(v))))


def _more(stamp: str, v: Voice) -> Button:
    return do(v.say("More ›"), f"bench-more-{stamp}")


def _to_list(matter: Moderation) -> str:
    part = next((at for at, step in enumerate(matter.steps) if step.id == matter.bench.step), 0)
    return f"list-{part}-{matter.bench.first}"


CARDS: Mapping[Page, Callable[[Moderation, Voice], Card]] = {
    Page.QUEUE: _one_card,
    Page.MORE: _more_card,
    Page.GROUNDS: grounds_card,
    Page.WORDING: wording_card,
    Page.MERGING: merging_card,
    Page.SURE: sure_card,
    Page.LANGUAGES: languages_card,
    Page.TRANSLATING: translating_card,
    Page.REMOVING: removing_card,
    Page.REMOVED: removed_card,
    Page.LIST: listed_card,
    Page.REASONS: reasons_card,
}

"""The opinion map in words: what its picture shows, for those who do not see it, and where the reader stands.

Plain text. Statements are quoted from `texts`, in the reader's language as far as they are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from string import ascii_uppercase
from typing import Final

from deliberation.opinion_map import Agreement, Division, OpinionMap, Side
from deliberation.opinions import AGREE, DISAGREE, ENOUGH_VOTES, STABLE
from screens.voice import Voice

Texts = Mapping[int, str]

IN_A_TITLE: Final = 60
"""Characters of a statement that a title quotes."""

TOLD_APART: Final = 3
"""Of more groups a title says no more than how many there are."""

REPRESENTATIVE: Final = 3
"""Statements that are enough to know a group by, in a message."""


def finding(found: OpinionMap, texts: Texts, v: Voice, longest: int = IN_A_TITLE) -> str:
    """What the map says, in one sentence or two."""
    if not found.drawn:
        return v.label("Too few people have voted to draw a map.")
    first = next((one for one in found.united if one.side == AGREE), next(iter(found.united), None))
    said = "" if first is None else quoted(texts, first.statement, v, longest)
    if not found.groups:
        return " ".join(filter(None, (v.label("No clear groups."), _most(first, said, v))))
    number = len(found.groups)
    if first is None or number > TOLD_APART:
        return v.count("{number} group sees it differently.", "{number} groups see it differently.", number)
    if first.side == AGREE:
        text = v.count("{number} group, and most agree: {statement}",
                       "{number} groups, and most in each agree: {statement}", number, statement=said)  # fmt: skip
    else:
        text = v.count("{number} group, and most disagree: {statement}",
                       "{number} groups, and most in each disagree: {statement}", number, statement=said)  # fmt: skip
    return unescape(text)


def _most(first: Agreement | None, said: str, v: Voice) -> str:
    if first is None:
        return ""
    if first.side == AGREE:
        return v.label("Most agree: {statement}", statement=said)
    return v.label("Most disagree: {statement}", statement=said)


def base(found: OpinionMap, v: Voice) -> str:
    """Of how many people it speaks; nothing where that are too few."""
    if not found.people:
        return ""
    said = [
        v.count("{number} person", "{number} people", found.people),
        v.count("{number} vote", "{number} votes", found.votes),
        v.count("{number} statement", "{number} statements", found.statements),
    ]
    if found.drawn and found.grouped < found.people:
        said.append(v.count("{number} on the map", "{number} on the map", found.grouped))
    return " · ".join(said)


def how_clear(found: OpinionMap, v: Voice) -> str:
    """Whether there are groups, and how sure that is."""
    if found.stability is None:
        return v.label("Too few people voted on enough statements to look for groups.")
    clear, needed = (round(100 * share) for share in (found.stability, STABLE))
    if found.groups:
        return v.label("The groups are clear: with other people like these they come out alike ({clear} of 100).",
                       clear=clear)  # fmt: skip
    if found.stability >= STABLE:
        return v.label("No clear groups: the votes lie too close together, or a group would be too small to show.")
    return v.label("No clear groups: with other people like these they would come out differently "
                   "({clear} of 100; {needed} are needed).", clear=clear, needed=needed)  # fmt: skip


def group_name(number: int, v: Voice) -> str:
    """What a group is called."""
    return v.label("Group {letter}", letter=letter(number))


def letter(number: int) -> str:
    """The first group is A."""
    return ascii_uppercase[number % len(ascii_uppercase)]


def group_size(found: OpinionMap, number: int, v: Voice) -> str:
    people = v.count("{number} person", "{number} people", found.groups[number].size)
    return v.label("{group}: {people}", group=group_name(number, v), people=people)


def group_lines(found: OpinionMap, number: int, texts: Texts, v: Voice, most: int | None = REPRESENTATIVE) -> list[str]:
    """A group by its most representative statements: its size, and then what its people agree and disagree with more
    than others do.
    """
    shown = found.groups[number].representative[:most]
    return [group_size(found, number, v), *(side_line(one, texts, v) for one in shown)]


def key_lines(found: OpinionMap, number: int, texts: Texts, v: Voice) -> tuple[tuple[str, ...], str]:
    """The statements of a group in few words, for a picture; and the whole group in one line."""
    group = found.groups[number]
    statements = tuple(_key_line(one, texts, v) for one in group.representative)
    return statements, " · ".join((letter(number), v.number(group.size), *statements[:1]))


def _key_line(one: Side, texts: Texts, v: Voice) -> str:
    said = quoted(texts, one.statement, v)
    if one.side == AGREE:
        return v.label("More agree: {statement}", statement=said)
    return v.label("More disagree: {statement}", statement=said)


def side_line(one: Side, texts: Texts, v: Voice) -> str:
    """What tells a group from the others."""
    said = quoted(texts, one.statement, v)
    if one.side == AGREE:
        return v.label("They agree more than others: {statement}", statement=said)
    return v.label("They disagree more than others: {statement}", statement=said)


def united_lines(found: OpinionMap, texts: Texts, v: Voice) -> list[str]:
    """What unites everybody."""
    return [_agreement(one, quoted(texts, one.statement, v), v) for one in found.united]


def _agreement(one: Agreement, said: str, v: Voice) -> str:
    who = share_of(one, v)
    if one.side == AGREE:
        return v.label("{who} agree: {statement}", who=who, statement=said)
    return v.label("{who} disagree: {statement}", who=who, statement=said)


def share_of(one: Agreement, v: Voice) -> str:
    """How many of those who voted are on that side."""
    if one.tenths is None:
        return v.count("Most of {number} person", "Most of {number} people", one.votes)
    if one.tenths == 10:
        return v.count("Nearly all of {number} person", "Nearly all of {number} people", one.votes)
    return v.count("About {tenths} in 10 of {number} person",
                   "About {tenths} in 10 of {number} people", one.votes, tenths=one.tenths)  # fmt: skip


def divided_lines(found: OpinionMap, texts: Texts, v: Voice) -> list[str]:
    """What divides them."""
    return [_division(one, texts, v) for one in found.divided]


def _division(one: Division, texts: Texts, v: Voice) -> str:
    if not one.sides:
        return quoted(texts, one.statement, v)
    agree, disagree = (
        v.all_of([group_name(number, v) for number, side in enumerate(one.sides) if side == wanted])
        for wanted in (AGREE, DISAGREE)
    )
    said = quoted(texts, one.statement, v)
    return v.label("{statement} Most agree: {agree}. Most disagree: {disagree}.",
                   statement=said, agree=agree, disagree=disagree)  # fmt: skip


def standing(found: OpinionMap, votes: Mapping[int, int], v: Voice) -> str:
    """Where somebody with these votes stands."""
    place = found.place(votes)
    if place is None:
        return _not_yet(found, votes, v)
    near = found.nearest(place)
    if near is None:
        return v.label("The ring shows you. There are no clear groups to be close to.")
    return v.label("The ring shows you. You are closest to {group}.", group=group_name(near, v))


def _not_yet(found: OpinionMap, votes: Mapping[int, int], v: Voice) -> str:
    if not found.drawn:
        return finding(found, {}, v)
    on_it = found.plane.statements
    missing = min(ENOUGH_VOTES, len(on_it)) - sum(number in votes for number in on_it)
    return v.count("Vote on {number} more statement to see where you stand.",
                   "Vote on {number} more statements to see where you stand.", max(1, missing))  # fmt: skip


def twin(found: OpinionMap, texts: Texts, v: Voice, votes: Mapping[int, int] | None = None) -> list[str]:
    """All that the picture says, in sentences; with somebody's votes, where they stand."""
    if not found.drawn:
        return [finding(found, texts, v)]
    groups = [line for number in range(len(found.groups)) for line in group_lines(found, number, texts, v)]
    own = [] if votes is None else [standing(found, votes, v)]
    return [*own, base(found, v), how_clear(found, v), *groups, *united_lines(found, texts, v)]


def dots(found: OpinionMap, v: Voice) -> str:
    """How the picture is to be read."""
    fewest = min((cell.people for cell in found.dots), default=0)
    return v.count("Each dot is at least {number} person. Dots close together: they voted alike.",
                   "Each dot is at least {number} people. Dots close together: they voted alike.", fewest)  # fmt: skip


def quoted(texts: Texts, statement: int, v: Voice, longest: int | None = None) -> str:
    """A statement in quotation marks, or its number where its text is not known."""
    text = " ".join(texts.get(statement, "").split())
    if not text:
        return v.label("Statement {number}", number=statement)
    return v.label("“{text}”", text=text if longest is None else shortened(text, longest))


def shortened(text: str, longest: int) -> str:
    """At most so many characters, ended at a word."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"


def told(found: OpinionMap, texts: Texts, v: Voice) -> list[tuple[str, list[str]]]:
    """Everything, each part below a heading."""
    groups = [line for number in range(len(found.groups)) for line in group_lines(found, number, texts, v, None)]
    parts = [
        (v.label("Groups"), [how_clear(found, v), *groups]),
        (v.label("What unites"), united_lines(found, texts, v)),
        (v.label("What divides"), divided_lines(found, texts, v)),
    ]
    return [(heading, said) for heading, said in parts if said]


def method(threshold: int, v: Voice) -> list[str]:
    """How the map comes about, and what it cannot say."""
    return [
        v.label("Each person is a point: who voted alike is close together. Only distance means something, "
                "not left or right, above or below."),
        v.label("People with fewer than {number} votes are not on the map.", number=ENOUGH_VOTES),
        v.label("Groups are looked for by computer, and again with other people like these. "
                "Where they do not come out alike, none are shown."),
        v.label("A group is not a party: its people agree more with each other than with others, "
                "not on everything."),
        v.label("Nothing is said about fewer than {k} people. Each dot is several.", k=threshold),
        v.label("People chose to answer: this is not a random sample."),
    ]  # fmt: skip

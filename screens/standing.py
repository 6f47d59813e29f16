"""Where a resident stands among the others, in words: below the picture that shows it, and for who does not see it.

While people vote, no number of people is said of anybody: shares are in tenths of those on the map.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from html import escape
from typing import Final

from deliberation.definition import in_language
from deliberation.opinion_map import OpinionMap
from deliberation.opinions import AGREE
from deliberation.use_cases.whereabouts import Stand
from screens.card import LONGEST_CAPTION, length
from screens.opinions import Texts, group_name, how_clear, quoted, standing
from screens.voice import Voice

QUOTED: Final = 100
"""Characters of a statement."""

UNITING, OF_A_GROUP = 3, 2
"""Statements that are quoted, where there is room."""


def stand_text(told: Stand, v: Voice) -> str:
    """Where they stand, what unites everybody, and who the groups are, in Telegram's HTML; as much as goes below a
    picture.
    """
    title = f"<b>{escape(question(told, v), quote=False)}</b>"
    if told.found is None:
        return f"{title}\n{_no_map(v)}"
    if not has_place(told):
        return f"{title}\n{standing(told.found, told.votes, v)}"
    found, texts = known(told, v)
    for most in range(UNITING, 0, -1):
        lines = [standing(found, told.votes, v), *_united(found, texts, v, most), *_groups(found, texts, v, most)]
        text = "\n".join([title, *(escape(line, quote=False) for line in lines)])
        if length(text) <= LONGEST_CAPTION:
            break
    return text


def has_place(told: Stand) -> bool:
    """Whether they have voted enough to be shown where the others stand: who has not could be led by it."""
    return told.found is not None and told.found.place(told.votes) is not None


def question(told: Stand, v: Voice) -> str:
    """What was asked."""
    return in_language(told.step.question, v.language, told.consultation.languages[0])


def known(told: Stand, v: Voice) -> tuple[OpinionMap, Texts]:
    """The map without statements that are not shown any more, and the words of the others."""
    texts = {number: said.read_in(v.language).text for number, said in told.words.items()}
    return only(told.found or OpinionMap(), texts.keys()), texts


def only(found: OpinionMap, numbers: Collection[int]) -> OpinionMap:
    """The map as far as it speaks of these statements."""
    groups = (
        replace(group, representative=tuple(one for one in group.representative if one.statement in numbers))
        for group in found.groups
    )
    return replace(
        found,
        groups=tuple(groups),
        united=tuple(one for one in found.united if one.statement in numbers),
        divided=tuple(one for one in found.divided if one.statement in numbers),
    )


def share_of_group(found: OpinionMap, number: int, v: Voice) -> str:
    """How large a group is beside the others."""
    tenths = round(10 * found.groups[number].size / max(1, sum(group.size for group in found.groups)))
    if not tenths:
        return v.label("fewer than 1 in 10")
    return v.label("about {tenths} in 10", tenths=tenths)


def _no_map(v: Voice) -> str:
    return v.say(
        "There is no map yet: too few people have voted. It is drawn as soon as there are enough, and then again and "
        "again while people vote. Ask again tomorrow."
    )


def united(found: OpinionMap, texts: Texts, v: Voice, most: int) -> list[str]:
    """What unites everybody, without a number."""
    return [
        v.label("Most agree: {statement}", statement=quoted(texts, one.statement, v, QUOTED))
        if one.side == AGREE
        else v.label("Most disagree: {statement}", statement=quoted(texts, one.statement, v, QUOTED))
        for one in found.united[:most]
    ]


def _united(found: OpinionMap, texts: Texts, v: Voice, most: int) -> list[str]:
    said = united(found, texts, v, most)
    return [v.label("What unites everybody:"), *(f"– {line}" for line in said)] if said else []


def _groups(found: OpinionMap, texts: Texts, v: Voice, most: int) -> list[str]:
    """Each by what its people say more than others."""
    lines = [] if found.groups else [how_clear(found, v)]
    for number, group in enumerate(found.groups):
        lines.append(
            v.label("{group}, {share} people:", group=group_name(number, v), share=share_of_group(found, number, v))
        )
        for one in group.representative[: min(most, OF_A_GROUP)]:
            said = quoted(texts, one.statement, v, QUOTED)
            lines.append(
                v.label("– agree more than others: {statement}", statement=said)
                if one.side == AGREE
                else v.label("– disagree more than others: {statement}", statement=said)
            )
    return lines

"""The opinion map for a resident, while people vote: with their place on it, and no number of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deliberation.opinion_map import OpinionMap
from deliberation.use_cases.whereabouts import Stand
from reports.pictures.opinion_key import Said
from reports.pictures.opinion_map import DrawnGroup, MapPicture, map_picture
from screens.opinions import Texts, key_lines, letter, shortened
from screens.standing import UNITING, has_place, known, question, share_of_group, united
from screens.voice import Voice, voice

LONGEST_QUESTION = 120
"""Characters."""


def standing_picture(told: Stand, language: str) -> MapPicture | None:
    """What is to be drawn; None before there is a map, and for who has not voted enough."""
    v = voice(language)
    if not has_place(told):
        return None
    found, texts = known(told, v)
    drawn = without_numbers(found, texts, v, shortened(question(told, v), LONGEST_QUESTION), told.votes)
    says = v.label("Each dot is several people. Dots close together: they voted alike. More may vote yet.")
    return None if drawn is None else replace(drawn, footer=says)


def without_numbers(
    found: OpinionMap, texts: Texts, v: Voice, subtitle: str, votes: Mapping[int, int] | None = None
) -> MapPicture | None:
    """The map with shares in the place of numbers of people."""
    drawn = map_picture(found, texts, v.language, asked="", votes=votes)
    if drawn is None:
        return None
    groups = tuple(_shared(group, number, found, texts, v) for number, group in enumerate(drawn.groups))
    words = () if groups else tuple(united(found, texts, v, UNITING))
    return replace(drawn, subtitle=subtitle, groups=groups, words=words)


def _shared(group: DrawnGroup, number: int, found: OpinionMap, texts: Texts, v: Voice) -> DrawnGroup:
    share, (statements, _) = share_of_group(found, number, v), key_lines(found, number, texts, v)
    name = v.label("{group}: {share}", group=group.name, share=share)
    return replace(group, said=Said(name, statements, " · ".join((letter(number), share, *statements[:1]))))

"""The map can be read on a telephone and on a wall: every word large enough, none on another, and all of it there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, sin
from xml.etree import ElementTree

import pytest
from PIL import ImageColor

from deliberation.cells import Cell
from deliberation.opinion_map import MappedGroup, OpinionMap, opinion_map
from reports.pictures.frame import MARGIN
from reports.pictures.marks import COLOURS
from reports.pictures.opinion_map import MapPicture, draw, map_picture
from reports.pictures.page import Page
from reports.pictures.places import Box
from reports.pictures.typeface import measure
from tests.deliberation.planted import found
from tests.reports.pictures import HOSTILE, PHRASES, ink, opened

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "pl", "uk", "ar")
TOWNS = {2: (60, 40), 3: (40, 30, 20), 1: (60,)}
LONG = "Haus- und Wohnungseigentümer:innen sollen im Sanierungsfall zur Einhaltung von Vorgaben verpflichtet werden, "
OWN = dict.fromkeys(range(12), 1)


@pytest.fixture(scope="module")
def maps() -> dict[int, OpinionMap]:
    """By how many camps there are; of one there are no groups."""
    shown = {camps: opinion_map(found(*sizes, noise=0.2 if camps > 1 else 1), 5) for camps, sizes in TOWNS.items()}
    assert [len(one.groups) for one in shown.values()] == [2, 3, 0]
    return {**shown, 5: five(shown[3])}


def five(like: OpinionMap) -> OpinionMap:
    """Five groups side by side, some of which lie over each other."""
    groups = []
    for number in range(5):
        x, y = 2 * cos(1.2 * number), 1.4 * sin(1.2 * number)
        dots = tuple(Cell((x + 0.7 * cos(way), y + 0.9 * sin(2 * way)), 5) for way in range(6))
        groups.append(MappedGroup(30, (x, y), dots, like.groups[number % 3].representative))
    return replace(like, groups=tuple(groups))


def picture(shown: OpinionMap, language: str = "en", *, slide: bool = False, text: str | None = None) -> MapPicture:
    said = {number: f"{PHRASES.get(language, LONG) if text is None else text} {number}" for number in range(24)}
    asked = PHRASES[language] if text is None else text
    wanted = map_picture(shown, said, language, asked=asked, votes=OWN, slide=slide)
    assert wanted is not None
    return wanted


@dataclass(frozen=True)
class Text:
    words: str
    size: float
    box: Box


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures as the text they are drawn from."""
    monkeypatch.setattr(Page, "png", lambda page: page._svg().encode())


def texts(svg: bytes) -> list[Text]:
    """Every line, and where it is."""
    lines = []
    for one in ElementTree.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own
        words, size = (one.text or "")[1:-1], float(one.get("font-size", 0))
        width = measure(words, size, one.get("font-weight") == "bold")
        left = float(one.get("x", 0)) - width * {"start": 0, "middle": 0.5, "end": 1}[one.get("text-anchor", "")]
        lines.append(Text(words, size, Box(left, float(one.get("y", 0)) - 0.75 * size, width, size)))
    return lines


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("camps", [1, 2, 3, 5])
def test_every_word_is_large_enough_and_none_is_on_another(
    maps: dict[int, OpinionMap], camps: int, language: str, slide: bool, drawn: None
) -> None:
    said = texts(draw(picture(maps[camps], language, slide=slide)))
    assert min(text.size for text in said) >= (24 if slide else 32)
    for one, other in combinations(said, 2):
        assert not one.box.touches(other.box), (one.words, other.words)


@pytest.mark.parametrize("slide", [False, True])
def test_names_stand_side_by_side_where_groups_lie_over_each_other(
    maps: dict[int, OpinionMap], slide: bool, drawn: None
) -> None:
    whole = picture(maps[5], slide=slide)
    near = replace(whole, groups=tuple(replace(one, hull=whole.groups[0].hull) for one in whole.groups))
    said = texts(draw(replace(near, you=near.groups[0].hull[0])))
    assert {"Group A", "Group B", "Group C", "Group D", "Group E", "You"} <= {text.words for text in said}
    for one, other in combinations(said, 2):
        assert not one.box.touches(other.box), (one.words, other.words)


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize("camps", [1, 2, 3, 5])
def test_it_fits_the_page_and_leaves_its_edge_free(maps: dict[int, OpinionMap], camps: int, slide: bool) -> None:
    whole = opened(draw(picture(maps[camps], slide=slide)))
    assert whole.size == (1600, 900) if slide else (whole.width == 1080 and whole.height <= 1350)
    left, upper, right, lower = ink(whole)
    assert min(left, upper, whole.width - right, whole.height - lower) >= MARGIN - 12


@pytest.mark.parametrize("camps", [2, 3, 5])
def test_every_group_has_its_colour_its_name_and_its_words(
    maps: dict[int, OpinionMap], camps: int, drawn: None
) -> None:
    wanted = picture(maps[camps])
    said = [text.words.replace("\u00a0", " ") for text in texts(draw(wanted))]
    for letter, group in zip("ABCDE", maps[camps].groups, strict=False):
        assert said.count(f"Group {letter}") == 1
        named = (f"Group {letter}: {group.size} people", f"{letter} · {group.size} · ")
        assert sum(line.startswith(named) for line in said) == 1
    assert sum("More agree: " in line or "More disagree: " in line for line in said) >= camps
    assert "You" in said


def test_the_colours_are_those_that_everybody_tells_apart(maps: dict[int, OpinionMap]) -> None:
    whole = opened(draw(picture(maps[5]))).convert("RGB")
    there = {colour for _, colour in whole.getcolors(1 << 24) or ()}
    assert {ImageColor.getrgb(colour) for colour in COLOURS} <= there


def test_without_clear_groups_it_says_so_and_shows_none(maps: dict[int, OpinionMap], drawn: None) -> None:
    wanted = picture(maps[1])
    assert wanted.title.startswith("No clear groups")
    svg = draw(wanted).decode()
    assert not any(colour in svg for colour in COLOURS)
    assert svg.count('opacity="0.55"') == len(maps[1].cells)


def marks(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'd="M([\d.]+) ([\d.]+)L[^"]*"[^>]*opacity="0.75"', svg)]


def test_the_map_is_the_same_from_whichever_side_one_reads(maps: dict[int, OpinionMap], drawn: None) -> None:
    """Two people who lay their telephones side by side see each other on the same side."""
    across = [[x for x, _ in marks(draw(picture(maps[3], language)).decode())] for language in ("en", "ar")]
    assert len(across[0]) == len(across[1]) == len(maps[3].dots)
    order = [sorted(range(len(xs)), key=xs.__getitem__) for xs in across]
    assert order[0] == order[1]


def test_who_stands_far_out_is_at_the_edge(maps: dict[int, OpinionMap], drawn: None) -> None:
    for far in ((1e6, 0.0), (-1e6, 1e6), (0.0, -1e6)):
        svg = draw(replace(picture(maps[2]), you=far)).decode()
        (x, y) = next((float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg))
        assert MARGIN <= x <= 1080 - MARGIN
        assert 0 < y < 1350


def test_of_one_dot_there_is_a_map() -> None:
    shown = opinion_map(found(7), 5)
    assert len(shown.dots) == 1
    assert opened(draw(picture(shown))).width == 1080


def test_of_too_few_there_is_none() -> None:
    assert map_picture(opinion_map(found(4), 5), {}, "en", asked="Trees?") is None


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_is_written_on_it_it_is_a_map(maps: dict[int, OpinionMap], number: int, slide: bool) -> None:
    for language in ("en", "ar"):
        whole = opened(draw(picture(maps[3], language, text=HOSTILE[number], slide=slide)))
        left, _, right, _ = ink(whole)
        assert min(left, whole.width - right) >= MARGIN - 12


def test_the_same_votes_are_the_same_picture(maps: dict[int, OpinionMap]) -> None:
    again = opinion_map(found(*TOWNS[3]), 5)
    assert draw(picture(maps[3])) == draw(picture(again))

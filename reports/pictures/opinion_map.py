"""The opinion map as a picture: dots that are several people each, a soft shape around each group, and the reader.

The text twin is `screens.opinions.twin`: no picture goes out alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from deliberation.opinion_map import OpinionMap
from reports.pictures.frame import MARGIN, framed
from reports.pictures.lines import block, reads_right_to_left
from reports.pictures.marks import colour, mark
from reports.pictures.opinion_key import BESIDE, GAP, LEAST, Said, key_of
from reports.pictures.page import FAINT, TEXT, WHITE, Page
from reports.pictures.places import SMALLEST, Box, Labels, Point, Scale
from screens.opinions import (
    IN_A_TITLE,
    Texts,
    base,
    dots,
    finding,
    group_name,
    group_size,
    key_lines,
    shortened,
    united_lines,
)
from screens.voice import voice

DOT, AROUND, RING, LABEL = 9.0, 30.0, 25.0, 36
HALO: Final = 5
"""Around the letters of a label."""

SHORTER, LONGEST = 36, 90
"""Characters of a statement in the title, where many groups need the room; and of the question."""


@dataclass(frozen=True)
class DrawnGroup:
    """`name` stands at the group on the map, what is `said` below it. Places are in the plane."""

    name: str
    said: Said
    dots: tuple[Point, ...]
    hull: tuple[Point, ...]


@dataclass(frozen=True)
class MapPicture:
    """`title` states the finding, `subtitle` the question, and on a line of its own the base. Without groups `dots` are
    everybody's and `words` stand below. `you` is the reader, `you_are` what is written beside.
    """

    title: str
    subtitle: str
    footer: str
    language: str
    groups: tuple[DrawnGroup, ...] = ()
    dots: tuple[Point, ...] = ()
    words: tuple[str, ...] = ()
    you: Point | None = None
    you_are: str = ""
    slide: bool = False


def map_picture(
    found: OpinionMap,
    texts: Texts,
    language: str,
    *,
    asked: str,
    votes: Mapping[int, int] | None = None,
    slide: bool = False,
) -> MapPicture | None:
    """What is to be drawn; None where too few voted. `asked` is the question, `votes` the reader's own by statement."""
    v = voice(language)
    if not found.drawn:
        return None
    groups = tuple(
        DrawnGroup(
            group_name(number, v),
            Said(group_size(found, number, v), *key_lines(found, number, texts, v)),
            tuple(cell.place for cell in group.cells),
            group.hull,
        )
        for number, group in enumerate(found.groups)
    )
    return MapPicture(
        title=finding(found, texts, v, IN_A_TITLE if len(groups) < 3 else SHORTER),
        subtitle=f"{shortened(asked, LONGEST)}\n{base(found, v)}".strip(),
        footer=f"{dots(found, v)} {v.label('People chose to answer: this is not a random sample.')}",
        language=language,
        groups=groups,
        dots=tuple(cell.place for cell in found.cells),
        words=() if groups else tuple(united_lines(found, texts, v)[:3]),
        you=None if votes is None else found.place(votes),
        you_are=v.label("You"),
        slide=slide,
    )


def draw(wanted: MapPicture) -> bytes:
    """A PNG, 1080 wide and at most 1350 high, or a slide of 1600 by 900."""
    frame = framed(wanted)
    key, room = key_of([group.said for group in wanted.groups], wanted.words, frame)
    own = frame.most - frame.height if frame.slide else min(room, _height(wanted, frame.inner))
    height = frame.most if frame.slide else round(frame.height + own + (GAP + key.height if key.entries else 0))
    page = frame.page(height)
    if frame.slide:
        width = frame.inner * (1 - BESIDE) - GAP if key.entries else frame.inner
        key.write(page, frame.width - MARGIN - key.width, frame.top + max(0.0, (own - key.height) / 2))
        _map(page, wanted, Box(MARGIN, frame.top, width, own))
    else:
        _map(page, wanted, Box(MARGIN, frame.top, frame.inner, own))
        key.write(page, MARGIN, frame.top + own + GAP)
    return frame.png(page)


def _height(wanted: MapPicture, width: float) -> float:
    """How high the map is that uses the whole width."""
    places = _places(wanted)
    wide, tall = (max(side) - min(side) for side in zip(*places, strict=True))
    needed: float = (width - 4 * AROUND) * tall / max(wide, SMALLEST) + 4 * AROUND
    return max(LEAST, needed)


def _places(wanted: MapPicture) -> list[Point]:
    return [*wanted.dots, *(dot for group in wanted.groups for dot in group.dots)]


def _map(page: Page, wanted: MapPicture, area: Box) -> None:
    """Shapes first, then dots, then the reader, and labels over all of it."""
    pad = 2 * AROUND
    inside = Box(area.x + pad, area.y + pad, area.width - 2 * pad, area.height - 2 * pad)
    scale = Scale.of(_places(wanted), inside, turned=reads_right_to_left(wanted.language))
    for number, group in enumerate(wanted.groups):
        page.shape([scale(corner) for corner in group.hull], colour(number), opacity=0.14, around=AROUND)
    for dot in wanted.dots:
        page.shape([scale(dot)], FAINT, opacity=0.55, around=DOT)
    for number, group in enumerate(wanted.groups):
        for dot in group.dots:
            mark(page, scale(dot), number, DOT, opacity=0.75)
    labels = Labels(area, [scale(dot) for dot in _places(wanted)])
    middle = scale(scale.origin)
    if wanted.you is not None:
        _you(page, wanted, scale(wanted.you), area, labels)
    for group in wanted.groups:
        _label(page, wanted, group.name, labels, ([scale(corner) for corner in group.hull], middle, AROUND + 4))


def _you(page: Page, wanted: MapPicture, place: Point, area: Box, labels: Labels) -> None:
    """A ring; at the edge for somebody who is further out than any dot."""
    out = RING + 8
    x = min(max(place[0], area.x + out), area.x + area.width - out)
    y = min(max(place[1], area.y + out), area.y + area.height - out)
    page.ring(x, y, RING, WHITE, 16)
    page.ring(x, y, RING, TEXT, 8)
    labels.taken.append(Box(x - out, y - out, 2 * out, 2 * out))
    _label(page, wanted, wanted.you_are, labels, ([(x, y)], (x, y + 1), out + 10))


def _label(
    page: Page, wanted: MapPicture, name: str, labels: Labels, place: tuple[Sequence[Point], Point, float]
) -> None:
    words = block(name, wanted.language, 400, LABEL, bold=True, most=1)
    box = labels.put(*place[:2], (words.width + 2 * HALO, words.height), place[2])
    page.text(words, box.x + box.width / 2, box.y, side="middle", halo=HALO)

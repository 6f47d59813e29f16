"""One large figure: what lies in the middle of numbers and days, or how many wrote something."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from reports.pictures.frame import MARGIN, framed
from reports.pictures.lines import fitting
from reports.pictures.page import BLUE, TEXT

APART: Final = 20
"""Between the figure and what it is."""


@dataclass(frozen=True)
class Figure:
    """`title` states the finding, `subtitle` the question, and on a line of its own the base and the dates; `figure` is
    what is shown large, `says` what it is.
    """

    title: str
    subtitle: str
    figure: str
    says: str
    footer: str
    language: str
    slide: bool = False


def figure(wanted: Figure) -> bytes:
    """A PNG, 1080 wide and at most 1350 high, or a slide of 1600 by 900."""
    frame = framed(wanted)
    fit = partial(fitting, language=wanted.language, width=frame.inner - 60)
    says = fit(wanted.says, height=150, sizes=(44, 40, 36))
    room = min(330, frame.most - frame.height - says.height - 2 * APART)
    large = fit(wanted.figure, height=room, sizes=range(220, 60, -4), bold=True, most=2)
    own = large.height + says.height + APART
    height = frame.most if wanted.slide else round(frame.height + own + 40)
    page = frame.page(height)
    y = frame.top + max(0.0, (height - frame.height - own) / 2)
    page.rectangle(MARGIN, y, 16, own, BLUE)
    below = page.text(large, MARGIN + 60, y, colour=BLUE) + APART
    page.text(says, MARGIN + 60, below, colour=TEXT)
    return frame.png(page)

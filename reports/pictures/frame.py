"""What stands around every picture of a result: above it the finding, the question, its base and the dates; below it
what has to be known beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from reports.pictures.lines import Block, fitting
from reports.pictures.page import FAINT, Page

PHONE_WIDTH, PHONE_HEIGHT = 1080, 1350
SLIDE_WIDTH, SLIDE_HEIGHT = 1600, 900
MARGIN: Final = 56
BELOW_HEAD, ABOVE_FOOT = 50, 30


class Framed(Protocol):
    """`title` states the finding, `subtitle` the question, and on a line of its own the base and the dates. `slide` is
    for a wall.
    """

    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def footer(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def slide(self) -> bool: ...


@dataclass(frozen=True)
class Frame:
    """The words around a picture, each in lines that fit."""

    language: str
    slide: bool
    head: tuple[Block, ...]
    foot: tuple[Block, ...]

    @property
    def width(self) -> int:
        return SLIDE_WIDTH if self.slide else PHONE_WIDTH

    @property
    def inner(self) -> int:
        return self.width - 2 * MARGIN

    @property
    def most(self) -> int:
        """How high the whole picture can be; a slide always is."""
        return SLIDE_HEIGHT if self.slide else PHONE_HEIGHT

    @property
    def top(self) -> float:
        """Where the picture itself begins."""
        return MARGIN + sum(words.height for words in self.head) + BELOW_HEAD

    @property
    def height(self) -> float:
        """Of all that is not the picture itself."""
        return self.top + self._foot + ABOVE_FOOT + MARGIN

    def page(self, height: int) -> Page:
        """A page of this height with what stands above the picture."""
        page = Page(self.width, height, self.language)
        y = page.text(self.head[0], MARGIN, MARGIN - 10) + 16
        for words in self.head[1:]:
            y = page.text(words, MARGIN, y, colour=FAINT)
        return page

    def png(self, page: Page) -> bytes:
        """The page, with what stands below the picture."""
        y = page.height - MARGIN - self._foot + 10
        for words in self.foot:
            y = page.text(words, MARGIN, y, colour=FAINT)
        return page.png()

    @property
    def _foot(self) -> float:
        return sum(words.height for words in self.foot)


def framed(wanted: Framed) -> Frame:
    """The words of a picture; on a slide they are as wide as they are long."""
    inner = (SLIDE_WIDTH if wanted.slide else PHONE_WIDTH) - 2 * MARGIN
    fit = partial(fitting, language=wanted.language, width=inner)
    height, title_lines, most = (170, 3, 2) if wanted.slide else (250, 4, 4)
    title = fit(wanted.title, height=height, sizes=range(58, 42, -2), bold=True, most=title_lines)
    lines = [fit(line, height=180, sizes=range(36, 30, -2), most=most) for line in wanted.subtitle.split("\n")]
    foot = [fit(line, height=130, sizes=(32,)) for line in wanted.footer.split("\n")]
    return Frame(wanted.language, wanted.slide, (title, *lines), tuple(foot))

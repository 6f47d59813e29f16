"""A code by itself is read by any reader, also from a photograph of a poster that has hung outdoors."""

from __future__ import annotations

import pytest
from PIL import ImageDraw, ImageFilter

from reports.pictures.qr import QUIET, WIDE, qr, squares
from screens.links import Link, LinkKind, deep_link
from tests.reports.pictures import code, ink, opened

LINKS = [
    deep_link("town_bot", Link(LinkKind.CONSULTATION, "tiny", "pl")),
    deep_link("a" * 32, Link(LinkKind.CONSULTATION, "c" * 58, "eus")),
]


@pytest.mark.parametrize("link", LINKS)
def test_it_says_the_link(link: str) -> None:
    picture = opened(qr(link))
    assert code(picture) == link
    assert WIDE * 0.9 < picture.width == picture.height <= WIDE


@pytest.mark.parametrize("link", LINKS)
def test_it_keeps_its_distance(link: str) -> None:
    picture = opened(qr(link))
    one = picture.width // (len(squares(link)) + 2 * QUIET)
    left, upper, right, lower = ink(picture)
    assert (left, upper, picture.width - right, picture.height - lower) == (4 * one,) * 4


@pytest.mark.parametrize("link", LINKS)
def test_it_is_read_when_small_blurred_and_torn(link: str) -> None:
    picture = opened(qr(link)).convert("L")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((picture.width * 0.42, picture.height * 0.42, picture.width * 0.62, picture.height * 0.62), fill=255)
    small = picture.resize((260, 260)).filter(ImageFilter.GaussianBlur(0.7)).rotate(7, fillcolor=255)
    assert code(small) == link


def test_the_same_link_is_the_same_picture() -> None:
    assert qr(LINKS[0]) == qr(LINKS[0])
    assert qr(LINKS[0]) != qr(LINKS[1])

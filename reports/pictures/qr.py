"""A link as a QR code: by itself, to be sent, and as squares for a poster."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from segno import QRCode

QUIET: Final = 4
"""Light squares on each side: with fewer, telephones miss the code."""

WIDE: Final = 1000
"""Pixels of a code by itself, about: each square is a whole number of them."""


def qr(link: str) -> bytes:
    """A PNG of the code alone."""
    code = _code(link)
    picture = BytesIO()
    code.save(picture, kind="png", scale=WIDE // (code.symbol_size()[0]), border=QUIET)
    return picture.getvalue()


def squares(link: str) -> list[bytearray]:
    """Rows of 1 for dark and 0 for light, without the quiet zone."""
    return [bytearray(row) for row in _code(link).matrix]


def _code(link: str) -> QRCode:
    """A quarter of the code may be torn or dirty: posters hang outdoors."""
    import segno  # noqa: PLC0415 - not for the main process

    return segno.make_qr(link, error="q")

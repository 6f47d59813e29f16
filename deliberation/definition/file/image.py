"""What the first bytes of a picture tell: of which type it is, and how wide and high.

Only the header is read: nothing is unpacked, so a picture cannot do harm by being larger inside than outside.
"""

from __future__ import annotations

from dataclasses import dataclass

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"

FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers after which height and width stand."""

ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG's markers that nothing belongs to."""


@dataclass(frozen=True)
class Image:
    """`type` as browsers name it; sides in points, each at least 1."""

    type: str
    width: int
    height: int


def image_of(data: bytes) -> Image | None:
    """What these bytes are a picture of; None for what is neither PNG nor JPEG."""
    if data.startswith(PNG):
        return _png(data)
    return _jpeg(data) if data.startswith(JPEG) else None


def _png(data: bytes) -> Image | None:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return _image("image/png", _number(data[16:20]), _number(data[20:24]))


def _jpeg(data: bytes) -> Image | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in FRAMES:
            return _image("image/jpeg", _number(data[at + 7 : at + 9]), _number(data[at + 5 : at + 7]))
        if marker == 0xFF:  # any number of these may stand before a marker
            at += 1
        elif marker in ALONE:
            at += 2
        else:
            at += 2 + max(_number(data[at + 2 : at + 4]), 2)
    return None


def _image(kind: str, width: int, height: int) -> Image | None:
    return Image(kind, width, height) if width and height else None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")

"""Pictures for tests: no more than a header, which is all that anybody here looks at; and steps that show them."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from tests.deliberation.files import choice, phase, table, toml, words

NAME = "plan.png"
ALT = {"en": "A map of the square", "es": "Un mapa de la plaza"}


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def jpeg(width: int, height: int, *, before: bytes = b"\xff\xe0\x00\x04ab") -> bytes:
    """The beginning of a JPEG, with other segments before its frame."""
    return b"\xff\xd8" + before + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"


PLAN = png(40, 30)
PICTURES = {NAME: PLAN}


def information(identifier: str = "plan", name: str | None = NAME, **changes: Any) -> dict[str, Any]:
    """Something to read; with a picture unless `name` is None."""
    title = {"en": f"About {identifier}", "es": f"Sobre {identifier}"}
    step = {"id": identifier, "kind": "information", "title": title, "text": {"en": "Look at it.", "es": "Míralo."}}
    return step | ({} if name is None else {"picture": {"file": name, "alt": ALT}}) | changes


def source(*steps: dict[str, Any], **changes: Any) -> str:
    """A file: a choice, a picture, a question for words; or other steps."""
    colour = {**choice("colour"), "ordered": True}
    return toml(table(phase(*(steps or (colour, information(), words("why", limit=200)))), **changes))

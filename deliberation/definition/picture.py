"""A picture that goes with a text: a file that lies beside the consultation's own, and words for who cannot see it.

Files are not read here: their bytes are handed in by whoever launches.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deliberation.definition.file.fields import Fields
from deliberation.definition.file.image import Image, image_of
from deliberation.definition.file.near import short
from deliberation.definition.file.syntax import read_toml
from deliberation.definition.words import Words

FILE = re.compile(r"[a-z0-9][a-z0-9._-]{0,58}\.(?:png|jpe?g)")
"""A plain name, so that it leads to no other folder and is the same on every computer."""

LONGEST_ALT = 200

MOST_WORDS = 800
"""Characters of a step with a picture, all its texts together. Telegram takes 1,024 below a picture, and what the bot
may have to say above a card has to fit as well.
"""

LARGEST = 10 * 1024 * 1024
"""Bytes that Telegram takes for a picture."""

MOST_SIDES, MOST_RATIO = 10_000, 20
"""Points that width and height may have together, and how many times the shorter side goes into the longer."""


@dataclass(frozen=True)
class Picture:
    """`file` is a plain name; `alt` says what can be seen."""

    file: str
    alt: Words

    @classmethod
    def read(cls, fields: Fields) -> Picture:
        """The picture from its table; mistakes are noted in `fields`."""
        file = fields.text("file", 100)
        if file and fields.right("file") and not FILE.fullmatch(file):
            fields.wrong("file", "picture_name", value=short(file, 60), meant=_as_name(file))
        picture = cls(file, fields.words("alt", LONGEST_ALT))
        fields.close()
        return picture


def check_room(fields: Fields, texts: Mapping[str, Words], link: str | None) -> None:
    """Note a picture whose step has more to say, in one of the languages, than fits below it. `texts` are by key."""
    first = fields.languages[0]
    for language in fields.languages:
        spoken = [text.get(language) or text.get(first, "") for text in texts.values()]
        length = sum(map(_length, (*spoken, link or "")))
        if length > MOST_WORDS and fields.right(*(f"{key}.{language}" for key in texts)):
            over = length - MOST_WORDS
            fields.wrong("picture", "picture_words", language=language, length=length, most=MOST_WORDS, over=over)
            return


def check_picture(picture: Picture, fields: Fields, found: Mapping[str, bytes]) -> None:
    """Note what is wrong with the picture of the step that `fields` reads. `found` are the files beside its own."""
    if not fields.right("picture.file"):
        return
    data = found.get(picture.file)
    if data is None:
        fields.wrong("picture.file", "picture_not_there", value=picture.file)
    elif len(data) > LARGEST:
        fields.wrong("picture.file", "picture_large", value=picture.file, most=LARGEST // 2**20)
    elif (image := image_of(data)) is None:
        fields.wrong("picture.file", "picture_type", value=picture.file)
    else:
        _check_sides(picture, fields, image)


def pictures_named(source: str) -> frozenset[str]:
    """The pictures that a file names, whatever else is wrong with it. Raises `DefinitionInvalid` for what is none."""
    steps = [step for phase in _rows(read_toml(source).table, "phases") for step in _rows(phase, "steps")]
    tables = [step["picture"] for step in steps if isinstance(step.get("picture"), dict)]
    named = [table["file"].strip() for table in tables if isinstance(table.get("file"), str)]
    return frozenset(name for name in named if FILE.fullmatch(name))


def _check_sides(picture: Picture, fields: Fields, image: Image) -> None:
    width, height = image.width, image.height
    sides: dict[str, str | int] = {"value": picture.file, "width": width, "height": height}
    if width + height > MOST_SIDES:
        fields.wrong("picture.file", "picture_sides", **sides, most=MOST_SIDES)
    elif max(width, height) > MOST_RATIO * min(width, height):
        fields.wrong("picture.file", "picture_narrow", **sides, most=MOST_RATIO)


def _length(text: str) -> int:
    """As Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def _as_name(file: str) -> str:
    """The same name as it could be used; empty where only its author knows."""
    plain = file.replace("\\", "/").rpartition("/")[2].strip().lower().replace(" ", "-")
    return plain if FILE.fullmatch(plain) else ""


def _rows(table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = table.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

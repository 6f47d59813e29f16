"""Entities: the marked stretches of a text, with offsets and lengths in UTF-16 code units as Telegram counts them.

Telegram also finds links and mentions by itself in what a bot sends; that is not followed here.
"""

import re
from typing import Any, Final

Entity = dict[str, Any]
COMMAND: Final = re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def commands_in(text: str) -> list[Entity]:
    """The bot_command entities that a client marks in what a person types."""
    return [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": utf16_length(found.group())}
        for found in COMMAND.finditer(text)
    ]


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram cuts blank space from both ends; entities move along and those left empty vanish."""
    stripped = text.strip()
    shift, length = utf16_length(text[: len(text) - len(text.lstrip())]), utf16_length(stripped)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, length)
        moved += [entity | {"offset": start, "length": end - start}] if end > start else []
    return stripped, moved

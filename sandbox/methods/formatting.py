"""From the text and formatting arguments of a call to the text and entities of a message, within Telegram's lengths."""

from typing import Final

from sandbox.entities import Entity, trim, utf16_length
from sandbox.errors import bad_request
from sandbox.markup import parse_html
from sandbox.world import Json

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024
MAX_ENTITIES: Final = 100


def text_content(arguments: Json) -> Json:
    """The `text` and `entities` fields of a message."""
    text, entities = _formatted(arguments.get("text") or "", arguments.get("parse_mode"), arguments.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_content(arguments: Json) -> Json:
    """The `caption` fields of a message; none when there is no caption."""
    given = arguments.get("caption") or ""
    caption, entities = _formatted(given, arguments.get("parse_mode"), arguments.get("caption_entities"))
    if utf16_length(caption) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": caption} if caption else {}
    return content | ({"caption_entities": entities} if caption and entities else {})


def _formatted(text: str, mode: str | None, given: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Of explicit entities and a parse mode, the parse mode wins. Telegram keeps the first hundred entities."""
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    plain, entities = parse_html(text) if mode else (text, _checked(given or [], text))
    plain, entities = trim(plain, entities)
    return plain, entities[:MAX_ENTITIES]


def _checked(entities: list[Entity], text: str) -> list[Entity]:
    length = utf16_length(text)
    for entity in entities:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request('can\'t parse MessageEntity: Field "type" must be of type String')
        start, size = entity.get("offset"), entity.get("length")
        if not isinstance(start, int) or not isinstance(size, int):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if start < 0 or size <= 0 or start + size > length:
            raise bad_request("entity beginning or end is outside of the message text")
    return entities

"""Formatted text as Telegram understands it: strict HTML in, plain text and entities out.

Follows the published source of Telegram's library (`parse_html` in MessageEntity.cpp), its wording and its byte offsets
included, since a bot's logs show exactly these. It must not repair anything: what Telegram refuses is refused.
The two Markdown modes are not followed.
"""

import re
from dataclasses import dataclass, field
from typing import Final, NoReturn

from sandbox.entities import Entity, utf16_length
from sandbox.errors import bad_request

SPACE: Final = " \t\r\n\0\v\f"
SPOILER: Final = "tg-spoiler"
KINDS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    SPOILER: "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
# The only attributes that mean something; others are read and ignored.
ATTRIBUTES: Final = {
    "a": "href",
    "code": "class",
    "span": "class",
    "tg-emoji": "emoji-id",
    "blockquote": "expandable",
}
CHARACTER: Final = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?")
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass
class _Open:
    """A tag that waits for its end."""

    name: str
    argument: str
    offset: int
    start: int


@dataclass
class _Reader:
    """Walks over the source once. `out` is the plain text so far and `length` its UTF-16 length."""

    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def skip(self, characters: str) -> None:
        while self.peek() and self.peek() in characters:
            self.at += 1

    def until(self, characters: str) -> str:
        start = self.at
        while self.peek() and self.peek() not in characters:
            self.at += 1
        return self.source[start : self.at]

    def character(self) -> str:
        """One character, or the one that a character reference stands for."""
        found = CHARACTER.match(self.source, self.at) if self.peek() == "&" else None
        decoded = _decode(found) if found else ""
        self.at += len(found.group()) if found and decoded else 1
        return decoded or self.source[self.at - 1]

    def write(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16_length(text)

    def fail(self, reason: str, position: int | None = None, rest: str = "") -> NoReturn:
        where = "" if position is None else f" at byte offset {len(self.source[:position].encode())}"
        raise bad_request(f"can't parse entities: {reason}{where}{rest}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities; raises Telegram's "can't parse entities: ..."."""
    reader = _Reader(source)
    while reader.peek():
        if reader.peek() != "<":
            reader.write(reader.character())
        elif reader.source.startswith("</", reader.at):
            _end_tag(reader)
        else:
            _start_tag(reader)
    if reader.stack:
        reader.fail(f'Can\'t find end tag corresponding to start tag "{reader.stack[-1].name}"')
    entities = sorted(reader.entities, key=lambda each: (each["offset"], -each["length"]))
    return "".join(reader.out), entities


def _decode(found: re.Match[str]) -> str:
    sixteen, ten, name = found.groups()
    if name:
        return NAMED[name]
    code = int(sixteen, 16) if sixteen else int(ten)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _start_tag(reader: _Reader) -> None:
    begin = reader.at
    reader.at += 1
    name = reader.until(SPACE + ">").lower()
    if not reader.peek():
        reader.fail("Unclosed start tag", begin)
    if name not in KINDS:
        reader.fail(f'Unsupported start tag "{name}"', begin)
    argument = _attributes(reader, name, begin)
    if name == "span" and argument != SPOILER:
        reader.fail(f'Tag "span" must have class "{SPOILER}"', begin)
    reader.stack.append(_Open(name, argument, reader.length, len(reader.out)))


def _attributes(reader: _Reader, tag: str, begin: int) -> str:
    """Reads up to the end of the tag; returns the value of the one attribute that counts."""
    argument = ""
    while True:
        reader.skip(SPACE)
        if reader.peek() == ">":
            reader.at += 1
            return argument
        name, value = _attribute(reader, tag, begin)
        if ATTRIBUTES.get(tag) == name:
            argument = value or name


def _attribute(reader: _Reader, tag: str, begin: int) -> tuple[str, str]:
    name = reader.until(SPACE + "=>/\"'").lower()
    if not reader.peek():
        reader.fail(f'Unclosed start tag "{tag}"', begin)
    if not name:
        reader.fail(f'Empty attribute name in the tag "{tag}"', begin)
    reader.skip(SPACE)
    if reader.peek() != "=":
        if (tag, name) == ("blockquote", "expandable") and reader.peek():
            return name, ""
        reader.fail(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
    reader.at += 1
    reader.skip(SPACE)
    return name, _value(reader, tag, begin)


def _value(reader: _Reader, tag: str, begin: int) -> str:
    quote = reader.peek()
    if quote not in ("'", '"'):
        start = reader.at
        token = reader.until(SPACE + ">")
        if not re.fullmatch(r"[A-Za-z0-9.\-]*", token):
            reader.fail("Unexpected end of name token", start)
        return token.lower()
    reader.at += 1
    value = ""
    while reader.peek() and reader.peek() != quote:
        value += reader.character()
    if not reader.peek():
        reader.fail(f'Unclosed start tag "{tag}"', begin)
    reader.at += 1
    return value


def _end_tag(reader: _Reader) -> None:
    begin = reader.at
    if not reader.stack:
        reader.fail("Unexpected end tag", begin)
    reader.at += 2
    name = reader.until(SPACE + ">").lower()
    reader.skip(SPACE)
    if reader.peek() != ">":
        reader.fail("Unclosed end tag", begin)
    reader.at += 1
    tag = reader.stack.pop()
    if name and name != tag.name:
        reader.fail("Unmatched end tag", begin, f', expected "</{tag.name}>", found "</{name}>"')
    if reader.length > tag.offset:
        _close(reader, tag)


def _close(reader: _Reader, tag: _Open) -> None:
    entity: Entity = {"type": KINDS[tag.name], "offset": tag.offset, "length": reader.length - tag.offset}
    if tag.name == "a":
        url = tag.argument or "".join(reader.out[tag.start :])
        if not re.match(r"(?:https?|tg|mailto|tel|ton)://?|mailto:|tel:|[\w-]+\.\w", url):
            return
        entity["url"] = url
    elif tag.name == "tg-emoji":
        entity["custom_emoji_id"] = tag.argument
    elif tag.name == "blockquote" and tag.argument:
        entity["type"] = "expandable_blockquote"
    elif tag.name == "code" and tag.argument.startswith("language-"):
        entity["language"] = tag.argument.removeprefix("language-")
    reader.entities.append(entity)

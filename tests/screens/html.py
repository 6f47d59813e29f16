"""Reads a card as Telegram would: its tags have to be few and balanced, and what is no tag has to be escaped.

An independent parser: the standard library's, told to be strict.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

ALLOWED = frozenset({"b", "i"})
_ESCAPED = re.compile(r"&(lt|gt|amp|quot|#\d+);")


class Misshapen(AssertionError):
    """Telegram would refuse this text, or show what it should not."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED or attrs:
            raise Misshapen(f"<{tag}> {attrs}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Misshapen(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise Misshapen(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise Misshapen(f"a declaration: {decl}")

    def unknown_decl(self, data: str) -> None:
        raise Misshapen(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise Misshapen(f"an instruction: {data}")


def read(text: str) -> str:
    """What a person sees of it. Raises `Misshapen`."""
    bare = re.sub(r"</?[bi]>", "", text)
    if "<" in bare or ">" in bare or "&" in _ESCAPED.sub("", bare):
        raise Misshapen(f"not escaped: {bare}")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise Misshapen(f"never closed: {reader.open}")
    return "".join(reader.words)

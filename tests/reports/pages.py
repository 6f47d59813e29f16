"""A page as somebody finds it who goes through it element by element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Element:
    """One of its elements."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Element]:
        """Those inside it with one of these tags, in order."""
        return [one for one in self.walk() if one.tag in tags]

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def text(self, leave_out: Callable[[Element], bool] = lambda one: one.tag == "style") -> str:
        """What can be read in it."""
        parts = [child if isinstance(child, str) else "" if leave_out(child) else child.text(leave_out)
                 for child in self.children]  # fmt: skip
        return " ".join(" ".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"</{tag}> where another is open"

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    @property
    def closed(self) -> bool:
        return self._open == [self.root]


def page(written: bytes) -> Element:
    """The page; every element in it is closed where it should be."""
    reader = _Reader()
    reader.feed(written.decode())
    reader.close()
    assert reader.closed
    return reader.root

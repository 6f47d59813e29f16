"""On which line of a file each of its keys stands. Values come from `tomllib`; only places come from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

KEYS = frozenset({"bare_key", "quoted_key", "dotted_key"})


def line_of(where: str, lines: Mapping[str, int]) -> int | None:
    """The line of a path such as `phases[1].steps[3].options`; of what it stands in, where it is missing itself."""
    while where and where not in lines:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return lines.get(where)


def path_at(line: int, lines: Mapping[str, int]) -> str:
    """The shortest path on a line; else, for a line without a key, the table in which the key before it stands."""
    here = min((path for path, number in lines.items() if number == line), key=len, default=None)
    if here is not None:
        return here
    before = max((number for number in lines.values() if number < line), default=0)
    last = max((path for path, number in lines.items() if number == before), key=len, default="")
    return last.rpartition(".")[0]


def lines_of(source: str) -> dict[str, int]:
    """The first line, counted from 1, of every key, table and element of an array in a valid TOML text."""
    return _Places().read(_parser().parse(source.encode()).root_node)


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_toml.language()))


class _Places:
    """One walk through a file. `_lengths` counts the tables of each array of tables so far."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._lengths: dict[str, int] = {}

    def read(self, document: Node) -> dict[str, int]:
        for node in document.named_children:
            if node.type == "pair":
                self._pair(node, "")
            elif node.type in {"table", "table_array_element"}:
                self._table(node)
        return self._lines

    def _table(self, node: Node) -> None:
        path = ""
        keys = list(_names(node.named_children[0]))
        for number, key in enumerate(keys, start=1):
            path = _join(path, key)
            if number == len(keys) and node.type == "table_array_element":
                self._note(path, node)
                self._lengths[path] = self._lengths.get(path, 0) + 1
            if path in self._lengths:
                path += f"[{self._lengths[path] - 1}]"
        self._note(path, node)
        for child in node.named_children[1:]:
            if child.type == "pair":
                self._pair(child, path)

    def _pair(self, node: Node, path: str) -> None:
        key, *values = (child for child in node.named_children if child.type != "comment")
        for name in _names(key):
            path = _join(path, name)
            self._note(path, node)
        for value in values:
            self._value(value, path)

    def _value(self, node: Node, path: str) -> None:
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._pair(child, path)
        elif node.type == "array":
            elements = (child for child in node.named_children if child.type != "comment")
            for index, child in enumerate(elements):
                self._note(f"{path}[{index}]", child)
                self._value(child, f"{path}[{index}]")

    def _note(self, path: str, node: Node) -> None:
        self._lines.setdefault(path, node.start_point[0] + 1)


def _names(key: Node) -> Iterator[str]:
    """The parts of a key: one, or several where it is dotted. A dotted key is a tree as deep as it has dots."""
    waiting = [key]
    while waiting:
        part = waiting.pop()
        if part.type == "dotted_key":
            waiting += reversed(part.named_children)
        elif part.type in KEYS and part.text is not None:
            name = part.text.decode()
            yield name[1:-1] if part.type == "quoted_key" else name


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key

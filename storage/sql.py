"""Named SQL statements, read from .sql files and fitted to both engines once, at load.

One text serves both engines, so that nothing can be true of one and forgotten for the other. This module knows how a
file is written and nothing of connections; it never puts a value into a statement.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

# What must never be mistaken for a parameter comes first: strings, quoted names, comments and PostgreSQL's casts.
_TOKEN = re.compile(
    r"""(?P<apart> '(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | /\*.*?\*/ | :: )
      | :(?P<parameter> [A-Za-z_]\w* )
      | (?P<end> ; )""",
    re.VERBOSE | re.DOTALL,
)
_HEADING = re.compile(r"^-- name:(.*)$", re.MULTILINE)
_MARKERS = {"/*skip locked*/": "FOR UPDATE SKIP LOCKED", "/*for update*/": "FOR UPDATE", "/*for share*/": "FOR SHARE"}
# A statement that opens or ends a transaction would tear the unit of work that it runs in.
_VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass(frozen=True)
class Query:
    """One statement; `parameters` are in the order of PostgreSQL's $1, $2, ..."""

    name: str
    sqlite: str
    postgres: str
    parameters: tuple[str, ...]

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.parameters)

    def check(self, values: Mapping[str, object]) -> None:
        """Refuse a missing or an unknown parameter. Names only: the values are personal data."""
        if values.keys() != self._names:
            missing, unknown = sorted(self._names - values.keys()), sorted(values.keys() - self._names)
            raise TypeError(f"query {self.name}: missing parameters {missing}, unknown parameters {unknown}")


def load(source: str) -> Mapping[str, Query]:
    """The queries of one file's text, by name."""
    before, *parts = _HEADING.split(source)
    if any(line.strip() and not line.startswith("--") for line in before.splitlines()):
        raise ValueError("a statement stands before the first '-- name:' line")
    found: dict[str, Query] = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        query = _query(name.strip(), body.strip())
        if query.name in found:
            raise ValueError(f"two queries are named {query.name}")
        found[query.name] = query
    return MappingProxyType(found)


@cache
def queries(name: str) -> Mapping[str, Query]:
    """The queries of `queries/<name>.sql`."""
    return load((files(__package__) / "queries" / f"{name}.sql").read_text(encoding="utf-8"))


def _query(name: str, body: str) -> Query:
    if not name.isidentifier():
        raise ValueError(f"a query's name must be an identifier: {name!r}")
    lines = body.splitlines()
    said = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    if not any(line.strip("- ") for line in lines[:said]):
        raise ValueError(f"query {name} has no comment that says what it is for")
    text = "\n".join(lines[said:]).strip().removesuffix(";")
    if not text.upper().startswith(_VERBS):
        raise ValueError(f"query {name} must start with one of {', '.join(_VERBS)}")
    return _fitted(name, text)


def _fitted(name: str, text: str) -> Query:
    numbers: dict[str, int] = {}

    def sqlite(token: re.Match[str]) -> str:
        return "" if token[0] in _MARKERS else token[0]

    def postgres(token: re.Match[str]) -> str:
        if token["end"]:
            raise ValueError(f"query {name} holds more than one statement")
        if token["parameter"] is None:
            return _MARKERS.get(token[0], token[0])
        return f"${numbers.setdefault(token['parameter'], len(numbers) + 1)}"

    rewritten = _TOKEN.sub(postgres, text).strip()
    return Query(name, _TOKEN.sub(sqlite, text).strip(), rewritten, tuple(numbers))


def outside_quotes(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, in order: whether a piece is plain SQL (rather than a string or comment), and the piece."""
    here = 0
    for token in _TOKEN.finditer(text):
        if token["apart"]:
            yield True, text[here : token.start()]
            yield False, token[0]
            here = token.end()
    yield True, text[here:]

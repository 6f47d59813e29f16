"""From a file's bytes to its text: what editors leave in it is dropped, and what is no text is refused."""

from __future__ import annotations

from deliberation.errors import DefinitionInvalid, Mistake

LONGEST = 300_000
"""Characters. Sixty questions in three languages take a quarter of it, and reading time grows with the length."""

MOST_DOTS = 4_000_000
"""Squares of the dots in each line, added up: the time that TOML's reader takes for keys such as a.a.a.a grows so."""

BYTE_ORDER_MARK = "\ufeff"


def decoded(data: bytes) -> str:
    """The text of a file. Raises `DefinitionInvalid` for what is not UTF-8, with the line of the first wrong byte."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:  # a picture, a word processor's file, UTF-16
            raise _refused("no_text") from None
        raise _refused("encoding", data.count(b"\n", 0, error.start) + 1) from None


def tidy(source: str) -> str:
    """The text with plain line ends and no mark at its beginning. Raises `DefinitionInvalid` for what nobody could read
    as a consultation in bounded time.
    """
    if len(source) > LONGEST:
        raise _refused("too_long", length=len(source), most=LONGEST)
    if "\0" in source or not _can_be_stored(source):
        raise _refused("no_text")
    text = source.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    if sum(line.count(".") ** 2 for line in text.split("\n")) > MOST_DOTS:
        raise _refused("too_deep")
    return text


def too_deep() -> DefinitionInvalid:
    """The refusal of brackets in brackets in brackets."""
    return _refused("too_deep")


def _can_be_stored(source: str) -> bool:
    """Halves of character pairs fit into a string of Python's and nowhere else."""
    try:
        source.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refused(code: str, line: int | None = None, **parameters: int) -> DefinitionInvalid:
    return DefinitionInvalid((Mistake("", code, parameters, line),))

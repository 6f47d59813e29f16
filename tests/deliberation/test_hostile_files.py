"""Whatever a file holds, reading it ends in a consultation or in `DefinitionInvalid`."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.definition import decoded, read_definition
from deliberation.errors import DefinitionInvalid
from screens.mistakes import mistake_lines
from screens.voice import voice
from tests.deliberation.files import EXAMPLES, GONE, Place, spoiled, table, toml

PRESENT = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.sampled_from(["en", "single_choice", "open_text", "UTC", date(2027, 1, 1)]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["en", "id", "kind", ""]), inner, max_size=3)
    ),
    max_leaves=4,
)
VALUES = PRESENT | st.just(GONE)
OF_THE_FILE = {"too_long", "no_text", "too_deep"}
"""What no line can be named for."""


def places(value: Any, here: Place = ()) -> list[Place]:
    """Every place of the good file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([here] if here else []), *(place for key, below in inner for place in places(below, (*here, key)))]


def read(source: str) -> None:
    """Read it, and put what is wrong into words: each mistake with a line of the file, but for what is no text."""
    try:
        read_definition(source)
    except DefinitionInvalid as invalid:
        last = len(source.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        assert invalid.mistakes
        for mistake, said in zip(invalid.mistakes, mistake_lines(invalid.mistakes, voice("en")), strict=True):
            assert mistake.code in OF_THE_FILE or 1 <= (mistake.line or 0) <= last, said
            assert "\n" not in said


@given(st.sampled_from(places(table())), VALUES)
@settings(deadline=None)
def test_any_value_at_any_place(place: Place, value: Any) -> None:
    with suppress(IndexError):
        read(spoiled(place, value))


@given(st.dictionaries(st.sampled_from([*table(), "other"]), PRESENT))
@settings(deadline=None)
def test_any_table(root: dict[str, Any]) -> None:
    read(toml(root))


@given(st.text())
@settings(deadline=None)
def test_any_text(source: str) -> None:
    read(source)


GOOD = [example.read_text(encoding="utf-8") for example in EXAMPLES]
PIECES = st.sampled_from(
    ['"', "'", '"""', "=", "[", "]", "{", "}", ",", "#", ".", "-", "\\", "\n", " ", "\r", "\x00", "“", "ñ", "\ud800",
     "2027-06-31", "31.6.2027", "[[phases]]", "[phases]", "[[phases.steps]]", "true", "id", "en", "x = ", "0"]
)  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """An example with a few slips of the pen: a piece put in, taken out, doubled, or moved."""
    source = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(source)))
        end = min(len(source), start + draw(st.integers(0, 60)))
        put = draw(st.one_of(PIECES, st.just(""), st.just(source[start:end] * 2), st.text(max_size=5)))
        source = source[:start] + put + source[end:]
    return source


@st.composite
def shuffled_lines(draw: st.DrawFn) -> str:
    """An example of which some lines are missing, doubled, or elsewhere."""
    lines = draw(st.sampled_from(GOOD)).split("\n")
    for _ in range(draw(st.integers(1, 3))):
        line = draw(st.integers(0, len(lines) - 1))
        taken = lines[line : line + draw(st.integers(1, 4))]
        if draw(st.booleans()):
            del lines[line : line + len(taken)]
        if draw(st.booleans()):
            lines[draw(st.integers(0, len(lines))) : 0] = taken
    return "\n".join(lines)


@given(mutations())
@settings(deadline=None, max_examples=300)
def test_any_slip_of_the_pen_in_an_example(source: str) -> None:
    read(source)


@given(shuffled_lines())
@settings(deadline=None, max_examples=100)
def test_any_lines_of_an_example_in_any_order(source: str) -> None:
    read(source)


@given(st.binary(max_size=200) | st.sampled_from(GOOD).map(lambda text: text.encode("utf-16")))
def test_any_bytes(data: bytes) -> None:
    try:
        read(decoded(data))
    except DefinitionInvalid as invalid:
        assert {mistake.code for mistake in invalid.mistakes} <= {"no_text", "encoding"}

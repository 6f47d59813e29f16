"""Whatever a file holds, reading it ends in a consultation or in `DefinitionInvalid`."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.definition import read_definition
from deliberation.errors import DefinitionInvalid
from screens.mistakes import mistake_lines
from tests.deliberation.files import GONE, Place, spoiled, table, toml

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


def places(value: Any, here: Place = ()) -> list[Place]:
    """Every place of the good file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([here] if here else []), *(place for key, below in inner for place in places(below, (*here, key)))]


def read(source: str) -> None:
    """Read it, and put what is wrong into words."""
    try:
        read_definition(source)
    except DefinitionInvalid as invalid:
        assert invalid.mistakes
        assert all(mistake_lines(invalid.mistakes))


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

"""Every mistake is named with its line: places are right for each way in which TOML can be written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import read_definition
from deliberation.definition.places import line_of, lines_of
from deliberation.errors import DefinitionInvalid
from screens.mistakes import mistake_lines

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))

WRITTEN = """\
id = "a"              # 1
title.en = "A"        # 2
[[phases]]            # 3
id = "x"              # 4
  [[phases.steps]]    # 5
  "id" = "q"          # 6
  [phases.steps.help] # 7
  en = "H"            # 8
[[phases]]            # 9
steps = [             # 10
  { id = "r" },       # 11
  { id = "s", options = [ { id = "o" },
                          { id = "p" } ] },
]
[empty]
"""


def test_each_way_of_writing_has_its_line() -> None:
    assert lines_of(WRITTEN) == {
        "id": 1, "title": 2, "title.en": 2, "phases": 3, "phases[0]": 3, "phases[0].id": 4, "phases[0].steps": 5,
        "phases[0].steps[0]": 5, "phases[0].steps[0].id": 6, "phases[0].steps[0].help": 7,
        "phases[0].steps[0].help.en": 8, "phases[1]": 9, "phases[1].steps": 10, "phases[1].steps[0]": 11,
        "phases[1].steps[0].id": 11, "phases[1].steps[1]": 12, "phases[1].steps[1].id": 12,
        "phases[1].steps[1].options": 12, "phases[1].steps[1].options[0]": 12, "phases[1].steps[1].options[0].id": 12,
        "phases[1].steps[1].options[1]": 13, "phases[1].steps[1].options[1].id": 13, "empty": 15,
    }  # fmt: skip


def test_what_is_missing_is_looked_for_where_it_belongs() -> None:
    lines = lines_of(WRITTEN)
    assert line_of("phases[1].opens", lines) == 9
    assert line_of("phases[1].steps[1].options[1].label.en", lines) == 13
    assert line_of("reply_by", lines) is None


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_every_key_of_an_example_stands_where_it_is_said_to(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    written, lines = source.splitlines(), lines_of(source)
    for where, key in paths(tomllib.loads(source)):
        assert key in written[lines[where] - 1], where


def test_mistakes_come_in_the_order_of_the_file_with_their_lines() -> None:
    with pytest.raises(DefinitionInvalid) as invalid:
        read_definition('version = 0\nid = "Tiny"\n[title]\nxx = "X"\n')
    said = [line for line in mistake_lines(invalid.value.mistakes) if "Line" in line]
    assert [line.split(":")[0].strip() for line in said] == [
        "Line 1, version", "Line 2, id", "Line 3, title.en", "Line 4, title.xx",
    ]  # fmt: skip


@given(st.text())
def test_no_text_at_all_makes_it_stumble(source: str) -> None:
    lines_of(source.encode("utf-8", "replace").decode())


def paths(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every key's path, and the key, as `tomllib` sees them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{where}.{key}" if where else key
            yield path, key
            yield from paths(inner, path)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, f"{where}[{index}]")

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
from deliberation.definition.file.naming import parts
from deliberation.definition.file.places import line_of, lines_of, path_at
from deliberation.errors import DefinitionInvalid

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
        read_definition('version = 0\nid = "Tiny"\nlanguages = ["en"]\n[title]\nxx = "X"\n')
    said = [(mistake.line, mistake.where) for mistake in invalid.value.mistakes if mistake.code != "missing"]
    assert said == [(1, "version"), (2, "id"), (4, "title.en"), (5, "title.xx")]


def test_what_is_missing_in_the_whole_file_is_missing_in_its_first_line() -> None:
    with pytest.raises(DefinitionInvalid) as invalid:
        read_definition("\n\nversion = 1\n")
    assert {mistake.line for mistake in invalid.value.mistakes} == {1}


def test_a_line_is_known_by_its_shortest_path_and_else_by_what_it_stands_in() -> None:
    lines = lines_of(WRITTEN)
    assert path_at(4, lines) == "phases[0].id"
    assert path_at(12, lines) == "phases[1].steps[1]"
    assert path_at(14, lines) == "phases[1].steps[1].options[1]"
    assert path_at(99, lines) == ""


def test_a_key_of_many_parts_is_as_long_as_it_is() -> None:
    assert lines_of(".".join("a" * 2000) + " = 1")[".".join("a" * 2000)] == 1


@pytest.mark.parametrize(
    ("where", "kinds", "words"),
    [
        ("reply_by", [], []),
        ("phases[1].opens", ["phase"], [{}]),
        ("phases[0].steps[0].options[1].label.en", ["phase", "step", "option"], [{}, {"en": "Q"}, {"en": "B"}]),
        ("phases[0].steps[1].text", ["phase", "text"], [{}, {"": "T"}]),
        ("phases[0].steps[7].options[7]", ["phase", "step", "option"], [{}, {}, {}]),
    ],
)
def test_a_place_is_called_by_its_own_words(where: str, kinds: list[str], words: list[dict[str, str]]) -> None:
    options = [{"label": {"en": "A"}}, {"label": {"en": "B", "es": 5}}]
    steps = [{"question": {"en": "Q"}, "options": options}, {"kind": "information", "title": "T"}]
    found = parts(where, {"phases": [{"id": "one", "steps": steps}, "wrong"]})
    assert ([part.kind for part in found], [part.words for part in found]) == (kinds, words)


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

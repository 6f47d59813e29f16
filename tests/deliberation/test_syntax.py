"""A line that TOML cannot read is named, mended, and hides nothing."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest

from deliberation.definition import decoded, read_definition
from deliberation.definition.file.bad_dates import bad_date
from deliberation.definition.file.syntax import MOST_ROUNDS, read_toml
from deliberation.definition.file.text import LONGEST
from deliberation.errors import DefinitionInvalid, Mistake

MENDED: list[tuple[str, list[tuple[int, str]], dict[str, Any]]] = [
    ('a = "x\nb = 1', [(1, "quote_missing")], {"a": "x", "b": 1}),
    ("a = x\"\nb = 1", [(1, "quote_missing")], {"a": "x", "b": 1}),
    ("a = 'x\nb = 1", [(1, "quote_missing")], {"a": "x", "b": 1}),
    ('a = { en = "x }\nb = 1', [(1, "quote_missing")], {"a": {"en": "x"}, "b": 1}),
    ('a = { en = "x, es = "y" }', [(1, "quote_missing")], {"a": {"en": "x", "es": "y"}}),
    ("a = b\nc = d # note", [(1, "quotes_missing"), (2, "quotes_missing")], {"a": "b", "c": "d"}),
    ("a = O'Neil", [(1, "quotes_missing")], {"a": "O'Neil"}),
    ("a = [en, es]", [(1, "quotes_missing")], {"a": ["en", "es"]}),
    ("a = “x”", [(1, "quotes_curly")], {"a": "x"}),
    ('a = "say "hi" now"', [(1, "quotes_inside")], {"a": 'say "hi" now'}),
    ('a = "C:\\dir"', [(1, "backslash")], {"a": "C:\\dir"}),
    ("a =\nb = 1", [(1, "value_missing")], {"a": "", "b": 1}),
    ('a "x"\nb: 1\nc: d', [(1, "equals_missing"), (2, "equals_missing"), (3, "equals_missing")],
     {"a": "x", "b": 1, "c": "d"}),
    ("a = True\nb = no", [(1, "true_or_false"), (2, "true_or_false")], {"a": True, "b": False}),
    ("a = 16 years", [(1, "number_alone")], {"a": 16}),
    ('a = "x",\nb = { c = 1, }', [(1, "comma_extra"), (2, "comma_extra")], {"a": "x", "b": {"c": 1}}),
    ('a = ["x", "y"\nb = 1', [(1, "bracket_missing")], {"a": ["x", "y"], "b": 1}),
    ('a = ["x",\n[b]\nc = 1', [(1, "bracket_missing")], {"a": ["x"], "b": {"c": 1}}),
    ("a = { b = 1\nc = 2", [(1, "bracket_missing")], {"a": {"b": 1}, "c": 2}),
    ("a = [\n{ b = 1 }\n{ b = 2 },\n]", [(2, "comma_missing")], {"a": [{"b": 1}, {"b": 2}]}),
    ("[[a]\nb = 1\n[c\nd = 1", [(1, "heading_brackets"), (3, "heading_brackets")], {"a": [{"b": 1}], "c": {"d": 1}}),
    ("a = {\n  b = 1,\n  c = 2,\n}\nd = 3", [(1, "table_over_lines")], {"a": {"b": 1, "c": 2}, "d": 3}),
    ("a = 1\na = 2\nb = 3", [(2, "key_twice")], {"a": 1, "b": 3}),
    ("a = { b = 1, b = 2 }", [(1, "key_twice")], {"a": ""}),
    ("[a]\nb = 1\n[a]\nb = 2", [(3, "heading_twice")], {"a": {"b": 1}, "a-2": {"b": 2}}),
    ('a = """x\nb = 1', [(1, "text_open")], {"a": "", "b": 1}),
    ("= 1\nb = 1", [(1, "toml")], {"b": 1}),
    ("a = {]\nb = 1", [(1, "toml")], {"a": "", "b": 1}),
    ("a = " + "9" * 5000, [(1, "toml")], {"a": ""}),
    ("\ufeffa = 1\r\nb = 2\rc = 3", [], {"a": 1, "b": 2, "c": 3}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "broken", "table"), MENDED, ids=[source[:20] for source, *_ in MENDED])
def test_a_broken_line_is_named_and_mended(source: str, broken: list[tuple[int, str]], table: dict[str, Any]) -> None:
    toml = read_toml(source)
    assert [(each.line, each.cured.code) for each in toml.broken] == broken
    assert toml.table == table


def test_every_cure_is_tried_above() -> None:
    from screens.mistakes import of_syntax  # noqa: PLC0415 (the words are the list of codes)

    of_files = {"too_long", "no_text", "encoding", "too_deep", "no_date", "date_form"}
    assert {code for _, broken, _ in MENDED for _, code in broken} == set(of_syntax.WORDS) - of_files


@pytest.mark.parametrize(
    ("written", "code", "meant"),
    [
        ("2027-06-31", "no_date", "2027-06-30"),
        ("2027-02-29", "no_date", "2027-02-28"),
        ("2027-06-00", "no_date", "2027-06-01"),
        ("2027-31-06", "no_date", "2027-06-30"),
        ("2027-25-06", "no_date", "2027-06-25"),
        ("31.06.2027", "no_date", "2027-06-30"),
        ("2027-99-99", "no_date", ""),
        ("0-1-2027", "no_date", "2027-01-01"),
        ("1-2-3", "no_date", ""),
        ("2027-06-14T25:00:00", "no_date", ""),
        ("2027-06-14T24:00:00", "no_date", "2027-06-14T23:59:00"),
        ("2027-6-1", "date_form", "2027-06-01"),
        ("14.06.2027", "date_form", "2027-06-14"),
        ("14/6/2027", "date_form", "2027-06-14"),
        ("2027-06-14T18:00", "date_form", "2027-06-14T18:00:00"),
        ("2027-06-14 8:05", "date_form", "2027-06-14T08:05:00"),
        ("14.6.2027 18.30", "date_form", "2027-06-14T18:30:00"),
    ],
)
def test_a_date_that_is_none_and_the_one_that_was_meant(written: str, code: str, meant: str) -> None:
    found = bad_date(f"closes = {written} # the end")
    assert found is not None
    assert (found.code, found.value, found.meant) == (code, written, meant)
    assert found.line == f"closes = {meant or '2027-01-01'} # the end"


@pytest.mark.parametrize("good", ["2027-06-30", "2027-06-30T18:00:00", "2027-06-30 18:00:00", '"2027-06-31"', "5"])
def test_a_good_date_is_left_alone(good: str) -> None:
    assert bad_date(f"closes = {good}") is None


def test_two_bad_dates_in_one_line_are_two_mistakes() -> None:
    broken = read_toml("a = { b = 2027-06-31, c = 2027-02-30 }").broken
    assert [each.cured.parameters["value"] for each in broken] == ["2027-06-31", "2027-02-30"]


def mistakes(source: str) -> tuple[Mistake, ...]:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition(source)
    return refused.value.mistakes


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a = 1\n" * LONGEST, "too_long"),
        ("a = 1\n\0", "no_text"),
        ("a = '\ud800'", "no_text"),
        ("a = " + "[" * 100_000, "too_deep"),
        (".".join("a" * 100_000) + " = 1", "too_deep"),
    ],
    ids=["long", "null", "half a pair", "brackets", "dots"],
)
def test_what_nobody_can_read_is_one_mistake_of_the_whole_file(source: str, code: str) -> None:
    assert [(found.where, found.code, found.line) for found in mistakes(source)] == [("", code, None)]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("año = 1".encode("latin-1"), "encoding", 1),
        (b"a = 1\nb = 2\nc = '\xe9'", "encoding", 3),
        ("a = 1".encode("utf-16"), "no_text", None),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff", "no_text", None),
    ],
    ids=["latin-1", "third line", "utf-16", "word processor"],
)
def test_what_is_not_saved_as_utf_8_is_refused_with_its_line(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(DefinitionInvalid) as refused:
        decoded(data)
    assert [(found.code, found.line) for found in refused.value.mistakes] == [(code, line)]


def test_utf_8_is_read_as_it_is() -> None:
    assert decoded("a = 'ñ'".encode()) == "a = 'ñ'"


def test_after_many_broken_lines_the_rest_waits_for_the_next_time() -> None:
    found = mistakes("\n".join(f"key{number} = value" for number in range(100)))
    assert [mistake.line for mistake in found] == list(range(1, MOST_ROUNDS + 1))


@pytest.mark.parametrize(
    "source",
    [
        "a = [\n" + "{ b = 1 },\n" * 20_000 + "\nc = 2",
        'a = """' + "b = 1\n" * 40_000,
        "a = x\n" * 40_000,
        "a = " + '{ b = "' * 35_000,
        "=" * LONGEST,
        "a" * LONGEST,
        'a = "' + " = " * 90_000,
        'a = "' + "\\" * 200_000,
        "a = 2027-02-3" + "1" * 200_000,
        "[" + "a." * 1400 + "b]\n" + "[x]\n" * 60_000,
        "phases = [" + "{}," * 90_000 + "]",
        "phases = [{ steps = [" + "{ a = 1 }," * 25_000 + "] }]",
        "\n".join(f"k{number} = 1" for number in range(25_000)),
        "a.b.c.d.e.f.g.h.i.j" * 10_000,
    ],
    ids=range(14),
)
def test_hostile_files_get_their_answer_in_bounded_time(source: str) -> None:
    began = perf_counter()
    assert mistakes(source)
    assert perf_counter() - began < 10  # seconds; on an idle machine the slowest takes one

"""How a file of statements is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sql import Query, load, outside_quotes

ONE = "-- name: one\n-- Why.\n"


def one(sql: str) -> Query:
    return load("".join((ONE, sql)))["one"]


def test_parameters_are_numbered_once_for_each_name() -> None:
    query = one("UPDATE t SET a = :a, b = :b WHERE a <> :a;")
    assert query.sqlite == "UPDATE t SET a = :a, b = :b WHERE a <> :a"
    assert query.postgres == "UPDATE t SET a = $1, b = $2 WHERE a <> $1"
    assert query.parameters == ("a", "b")


@pytest.mark.parametrize(
    "apart", ["':a'", "'it''s :a'", '":a"', "x::text", "-- :a; ' \n 1", "/* :a ; \n */ 1", "'-- ' || '/* :a'"]
)
def test_strings_comments_and_casts_hold_no_parameters(apart: str) -> None:
    query = one(f"SELECT :x, {apart}, :y")
    assert query.parameters == ("x", "y")
    assert query.postgres == f"SELECT $1, {apart}, $2"


def test_the_marker_is_the_one_difference() -> None:
    waiting = one("SELECT 1 FROM t LIMIT :n /*skip locked*/;")
    assert waiting.sqlite == "SELECT 1 FROM t LIMIT :n"
    assert waiting.postgres == "SELECT 1 FROM t LIMIT $1 FOR UPDATE SKIP LOCKED"
    locking = one("SELECT 1 FROM t /*for update*/")
    assert (locking.sqlite, locking.postgres) == ("SELECT 1 FROM t", "SELECT 1 FROM t FOR UPDATE")


def test_several_queries_with_a_preface() -> None:
    found = load("-- What this file is for.\n\n" + ONE + "SELECT 1;\n\n-- name: two\n-- Why\n-- so.\nSELECT 2;\n")
    assert {name: query.sqlite for name, query in found.items()} == {"one": "SELECT 1", "two": "SELECT 2"}


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("-- name: one\nSELECT 1;", "no comment"),
        ("-- name: one\n--\nSELECT 1;", "no comment"),
        ("-- name: one\n-- Why.\n", "must start with"),
        ("-- name: one\n-- Why.\nCOMMIT;", "must start with"),
        ("-- name: one\n-- Why.\nSELECT 1; SELECT 2;", "more than one statement"),
        ("-- name: a b\n-- Why.\nSELECT 1;", "identifier"),
        ("SELECT 1;\n-- name: one\n-- Why.\nSELECT 1;", "before the first"),
        (ONE + "SELECT 1;\n" + ONE + "SELECT 1;", "two queries"),
    ],
)
def test_a_careless_file_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        load(source)


@given(st.lists(st.sampled_from(["'", '"', "--", "/*", "*/", "\n", ":a", "::", "x", " ", ")"])).map("".join))
def test_pieces_always_make_up_the_whole(text: str) -> None:
    assert "".join(piece for _, piece in outside_quotes(text)) == text

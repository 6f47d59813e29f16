"""Entrusted rows: what was asked for and no more, in an order that tells nothing, harmless in any program."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO

import pytest

from deliberation.definition import Consultation
from deliberation.releases import Record
from reports.rows import Rows, rows_csv
from tests.deliberation.files import asked, choice, consultation, day, number, phase, ranking, several, words

SHARED = {"sharing": {"rows": True}}
OFFERED = consultation(
    phase(
        choice("home") | {"circumstance": True},
        choice("colour", 3) | {"other": True},
        several("uses", other=True),
        ranking("order", places=2),
        number("degrees", least=-20, most=40),
        day("when"),
        words("why", limit=200),
        choice("next") | {"when": {"step": "colour", "is": ["a"]}},
    ),
    **SHARED,
)
ANSWERS = {
    "home": "a", "colour": "a", "uses": '["a", "c"]', "order": '["c", "a"]', "degrees": "-7", "when": "2027-06-14",
    "why": "Shade, and quiet", "next": "b",
}  # fmt: skip


def table(*records: Record, offered: Consultation = OFFERED, **how: bool | str) -> list[dict[str, str]]:
    asked_for = {"circumstances": False, "texts": False, "seed": "s"} | how
    wanted = Rows({offered.version: offered}, records, **asked_for)  # type: ignore[arg-type]
    return list(csv.DictReader(StringIO(rows_csv(wanted).decode("utf-8-sig"))))


def test_a_line_a_participant_and_a_column_a_question() -> None:
    (row,) = table(Record(1, ANSWERS, language="es"))
    assert row == {
        "number": "1", "version": "1", "colour": "a", "uses:a": "1", "uses:b": "0", "uses:c": "1", "uses:(other)": "0",
        "order:a": "2", "order:b": "", "order:c": "1", "degrees": "-7", "when": "2027-06-14", "next": "b",
    }  # fmt: skip


def test_circumstances_and_texts_only_where_asked_for() -> None:
    own = ANSWERS | {"colour": "@Blue, mostly", "uses": '["b", "@Swings"]'}
    (bare,) = table(Record(1, own, language="es"))
    assert "Blue" not in str(bare) and "Swings" not in str(bare) and "Shade" not in str(bare)
    assert (bare["colour"], bare["uses:(other)"]) == ("(other)", "1")
    (full,) = table(Record(1, own, language="es"), circumstances=True, texts=True)
    assert (full["home"], full["language"], full["why"]) == ("a", "es", "Shade, and quiet")
    assert (full["colour:words"], full["uses:words"]) == ("Blue, mostly", "Swings")
    (half,) = table(Record(1, own), texts=True)
    assert "home" not in half and "language" not in half


def test_what_was_a_circumstance_in_any_version_stays_out() -> None:
    later = consultation(phase(choice("home"), choice("colour")), version=2, **SHARED)
    wanted = Rows({1: OFFERED, 2: later}, [Record(2, {"home": "a", "colour": "b"})], False, True, "s")
    assert rows_csv(wanted).decode("utf-8-sig").splitlines()[0] == '"number","version","colour"'


def test_only_answers_on_the_way_count() -> None:
    (row,) = table(Record(1, ANSWERS | {"colour": "b"}))
    assert row["next"] == ""


def test_what_was_not_answered_is_empty_and_no_zero() -> None:
    (row,) = table(Record(1, {"colour": "c"}))
    assert {cell for name, cell in row.items() if name not in {"number", "version", "colour"}} == {""}


def test_only_those_who_were_told_are_in_it() -> None:
    silent = consultation(phase(choice("colour", 3)), version=2)
    records = [Record(1, {"colour": "a"}), Record(2, {"colour": "b"})]
    written = rows_csv(Rows({1: OFFERED, 2: silent}, records, False, False, "s")).decode("utf-8-sig")
    assert [row["colour"] for row in csv.DictReader(StringIO(written))] == ["a"]


def test_the_order_tells_nothing_and_the_seed_alone_draws_it() -> None:
    came = [Record(1, {"degrees": str(place)}) for place in range(30)]
    drawn = [[int(row["degrees"]) for row in table(*came, seed=seed)] for seed in ("s", "s", "t")]
    assert drawn[0] == drawn[1] != drawn[2]
    assert sorted(drawn[0]) == list(range(30))
    assert drawn[0] not in (list(range(30)), list(range(29, -1, -1)))
    assert [row["number"] for row in table(*came)] == [str(place) for place in range(1, 31)]


FORMULAS = [
    "=1+1", "+48 71 123", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "＋1", "－1", "＠x", '"=1', "'=1",
    "fine\n=1+1", "one; =cmd|' /C calc'!A0", "\x00=1", "\u202e=1",
]  # fmt: skip
STARTS = re.compile(r"(^|[\n;])[\s\"']*[=+\-@＝＋－＠]")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_reckoned_out(text: str) -> None:
    """Also where a program takes the semicolon for the end of a cell, or the end of a line for that of a row."""
    own = {"why": text, "colour": f"@{text}", "uses": '["a"]'}
    (row,) = table(Record(1, own), texts=True)
    for cell in (row["why"], row["colour:words"]):
        assert not STARTS.search(re.sub(r"'(?=[=+\-@＝＋－＠])", "_", cell)), cell
        assert "'" in cell
    (row,) = table(Record(1, {"degrees": "-7"}))
    assert row["degrees"] == "-7"


@pytest.mark.parametrize("text", ["x" * 1000, "👩‍👩‍👧 ok", "\ud800 half", 'a,b;c"d\ne', "<b>&amp;</b>", "שלום عربي"])
def test_any_text_comes_back(text: str) -> None:
    offered = consultation(phase(asked("open_text", "why", limit=1000)), **SHARED)
    (row,) = table(Record(1, {"why": text}), offered=offered, texts=True)
    assert row["why"] == text.replace("\ud800", "")


def test_it_is_a_table_by_the_book() -> None:
    written = rows_csv(Rows({1: OFFERED}, [Record(1, ANSWERS)], False, False, "s"))
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == 2
    assert b",-7," in written
    assert rows_csv(Rows({1: replace(OFFERED)}, [], False, False, "s")).count(b"\r\n") == 1

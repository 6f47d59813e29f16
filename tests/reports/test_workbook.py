"""The spreadsheet read back by another library: the same numbers, shares over their base, texts that stay texts."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from deliberation.definition import Consultation
from deliberation.releases.findings import Findings
from reports.asked import Wanted
from reports.workbook import workbook
from tests.deliberation.files import asked, choice, consultation, number, phase, words
from tests.reports.found import crowd, found, long_words
from tests.reports.pictures import HOSTILE
from tests.screens.kinds import ALL_KINDS, examples, one_after_another

OFFERED = consultation(
    phase(choice("colour", 3), number("far", least=0, most=90), words("why")), sharing={"quotes": True}
)
GOT = crowd(
    OFFERED,
    (20, {"colour": "a", "far": "7", "why": "=1+1"}),
    (7, {"colour": "b", "far": "9"}),
    (2, {"colour": "c", "far": "9", "why": "+48 71 123"}),
)


def book(findings: Findings = GOT, language: str = "en", *, values: bool = True) -> Workbook:
    return load_workbook(BytesIO(workbook(Wanted(findings, language))), data_only=values)


def lines(whole: Workbook, sheet: str) -> list[list[Any]]:
    """What stands in the rows, without empty cells and rows."""
    rows = ([cell for cell in row if cell is not None] for row in whole[sheet].iter_rows(values_only=True))
    return [row for row in rows if row]


@pytest.mark.parametrize("offered", [*examples(), ALL_KINDS, long_words()], ids=lambda offered: offered.id)
def test_every_figure_comes_back_as_the_same_number(offered: Consultation) -> None:
    for language in offered.languages:
        got = found(offered)
        whole = book(got, language)
        assert len(whole.sheetnames) == len(got.tables()) + 4
        for number_, (_, table) in enumerate(got.tables(), start=1):
            sheet = next(name for name in whole.sheetnames if name.startswith(f"{number_} "))
            cells = {row[0]: row[2] for row in lines(whole, sheet) if len(row) > 2 and row[0] in table.cells}
            assert set(cells) == set(table.cells)
            for cell, count in table.cells.items():
                assert cells[cell] == count if count is not None else isinstance(cells[cell], str)


def test_a_question_has_its_finding_base_and_shares() -> None:
    assert lines(book(), "1 colour") == [
        ["Which colour?"],
        ["What came out", "Most chose “Apple”: 20 of 29."],
        ["Of how many", "29 of 29 people answered."],
        ["Share of 29 who answered", 29],
        ["Id", "Answer", "People", "Share"],
        ["a", "Apple", 20, pytest.approx(20 / 29)], ["b", "Birch", "held back"], ["c", "Cedar", "held back"],
        ["@none", "No answer", 0],
        ["“Held back” can be few or many: the number could show somebody's answer."],
    ]  # fmt: skip
    formulas = [cell for row in lines(book(values=False), "1 colour") for cell in row if str(cell).startswith("=")]
    assert formulas == ["=C8/$B$5"]
    sheet = book()["1 colour"]
    assert (sheet["C8"].value, sheet["B5"].value) == (20, 29)


def test_the_middle_of_numbers_is_told() -> None:
    assert ["In the middle", "7"] in lines(book(), "2 far")


def test_the_codebook_has_every_question_and_option_in_every_language() -> None:
    second = choice("next") | {"when": {"step": "colour", "is": ["a", "b"]}, "circumstance": True, "required": False}
    got = found(consultation(phase(choice("colour", 3), second)), 40)
    rows = [list(row) for row in book(got)["Codebook"].iter_rows(values_only=True)]
    assert rows[0] == ["Id", "Option", "Kind", "Required", "Circumstance", "Asked when", "English", "Español"]
    assert rows[1][:1] + rows[1][5:6] == ["hearing", "2027-05-01 08:00 – 2027-05-31 23:59"]
    assert rows[2] == ["colour", None, "One answer out of several", "yes", "no", None, "Which colour?", "¿Qué colour?"]
    assert rows[3] == ["colour", "a", None, None, None, None, "Apple", "Apple es"]
    when = "Asked if the answer to “Which colour?” was “Apple” or “Birch”."
    assert rows[6] == ["next", None, "One answer out of several", "no", "yes", when, "Which next?", "¿Qué next?"]


def test_quotes_and_limits_have_their_sheets() -> None:
    assert lines(book(), "Quotes")[1:] == [["why", "Say why", "+48 71 123"], ["why", "Say why", "=1+1"]]
    assert any("not a random sample" in row[0] for row in lines(book(), "About"))
    assert any("Consultation tiny, version 1" in row[0] for row in lines(book(), "About"))


def test_every_phase_is_in_the_summary() -> None:
    whole = lines(book(found(one_after_another())), "Summary")
    assert [row[1] for row in whole if row[0] == "Who was heard"] == ["hearing", "later"]


@pytest.mark.parametrize(
    "text", [*HOSTILE, "=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://evil.example", "x" * 40_000]
)
def test_whatever_people_write_stays_text(text: str) -> None:
    harm = {"en": text[:150].strip("\x00") or "x", "es": "=1+1"}
    offered = consultation(phase(choice("colour"), asked("open_text", "why")))
    got = crowd(offered, (20, {"colour": "a", "why": "x"}), (9, {"colour": "b", "why": "x"}))
    got = replace(got, consultation=replace(offered, title=harm, asked_by=harm), quotes={"why": (text,)})
    written = workbook(Wanted(got, "en"))
    whole = load_workbook(BytesIO(written))
    for sheet in whole:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in {"s", "n"} or re.fullmatch(r"=C\d+/\$B\$\d+", str(cell.value)), cell.value
    with zipfile.ZipFile(BytesIO(written)) as parts:
        assert not any(b"evil.example" in parts.read(part) for part in parts.namelist() if "rels" in part)


def test_names_of_sheets_are_valid_and_told_apart() -> None:
    steps = [choice("a" * 29 + str(place)) for place in range(9)]
    names = book(found(consultation(phase(*steps)), 40)).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 13
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_same_result_is_the_same_file() -> None:
    assert workbook(Wanted(GOT, "en")) == workbook(Wanted(GOT, "en"))
    assert book().properties.created.date().isoformat() == "2027-05-31"


def test_the_bot_itself_never_loads_what_writes_it() -> None:
    program = "import sys, reports.workbook, reports.webpage, reports.rows\nprint('xlsxwriter' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.stdout.strip(), ran.returncode) == ("False", 0), ran.stderr

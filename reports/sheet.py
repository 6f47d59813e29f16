"""A book of sheets that are written from the top. Texts go in as texts whatever they begin with."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reports.pictures.lines import reads_right_to_left
from reports.safe import clean

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME: Final = 31
LONGEST: Final = 32_767
"""Characters of a cell."""

SHARE = 3
"""The column of shares; the numbers they are of stand before it."""


class Book:
    """`made` is when the result was: the file says so, and nothing of when it was written."""

    def __init__(self, into: BytesIO, language: str, made: datetime):
        from xlsxwriter import Workbook  # noqa: PLC0415 - not for the main process

        self._book: Workbook = Workbook(into, {"in_memory": True})
        self._book.set_properties({"created": made.replace(tzinfo=None)})
        self._mirrored = reads_right_to_left(language)
        self._names: set[str] = set()
        self.formats: dict[str, Format] = {name: self._book.add_format(look) for name, look in LOOKS.items()}

    def sheet(self, name: str, widths: tuple[int, ...]) -> Sheet:
        """An empty one after the others; the name is made one that a sheet can have, and has not yet."""
        sheet = self._book.add_worksheet(self._named(name))
        if self._mirrored:
            sheet.right_to_left()
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return Sheet(self, sheet, self._book)

    def close(self) -> None:
        """Write it out."""
        self._book.close()

    def _named(self, wanted: str) -> str:
        plain = FORBIDDEN.sub(" ", clean(wanted)).strip("' ") or "-"
        number, name = 1, plain[:LONGEST_NAME]
        while name.casefold() in self._names:
            number += 1
            name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        self._names.add(name.casefold())
        return name


LOOKS: Final[dict[str, dict[str, Any]]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "heading": {"bold": True, "font_size": 14, "text_wrap": False},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "number": {"num_format": "#,##0", "valign": "top"},
    "share": {"num_format": "0 %", "valign": "top"},
    "way": {"text_wrap": True, "valign": "top", "font_color": "#005A8F", "underline": 1},
}


class Sheet:
    """One sheet, and the row that is next."""

    def __init__(self, book: Book, sheet: Worksheet, whole: Workbook):
        self._look, self._sheet, self._book = book.formats, sheet, whole
        self._next = 0

    def heading(self, text: str) -> None:
        """A large line, and an empty one."""
        self._sheet.write_string(self._next, 0, _text(text), self._look["heading"])
        self._next += 2

    def head(self, *cells: str) -> int:
        """The names of columns."""
        return self._row(cells, "head")

    def row(self, *cells: str | int) -> int:
        """A line of texts and numbers; which one it is, from 0."""
        return self._row(cells, "text")

    def skip(self) -> None:
        """Leave a line empty."""
        self._next += 1

    def share(self, row: int, whole: int, value: float) -> None:
        """The number in this row as a share of the one in that: a formula, and what it comes to."""
        formula = f"=C{row + 1}/$B${whole + 1}"
        self._sheet.write_formula(row, SHARE, formula, self._look["share"], value)

    def way(self, sheet: str, text: str, *others: str) -> None:
        """A line whose first cell leads to a sheet."""
        row = self._row(("", *others), "text")
        self._sheet.write_url(row, 0, f"internal:'{sheet[:LONGEST_NAME]}'!A1", self._look["way"], _text(text)[:250])

    def chart(self, first: int, count: int, title: str, *, below: int) -> None:
        """Bars of the numbers in so many rows."""
        chart = self._book.add_chart({"type": "bar"})
        name, last = self._sheet.get_name(), first + count - 1
        series = {"categories": [name, first, 1, last, 1], "values": [name, first, 2, last, 2]}
        chart.add_series({**series, "fill": {"color": "#0072B2"}, "data_labels": {"value": True}, "gap": 40})
        chart.set_title({"name": _text(title), "name_font": {"size": 12}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_size({"width": 900, "height": 120 + 40 * count})
        self._sheet.insert_chart(first + below + 2, 0, chart, {"description": _text(title)})

    def _row(self, cells: tuple[str | int, ...], look: str) -> int:
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self._next, column, cell, self._look["number"])
            elif cell:
                self._sheet.write_string(self._next, column, _text(cell), self._look[look])
        self._next += 1
        return self._next - 1


def _text(text: str) -> str:
    return clean(text)[:LONGEST]

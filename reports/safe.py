"""Texts of residents and of files, made harmless where they are put: in a page, in a sheet, in a table of values."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import Final

TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e")
"""Marks that turn what follows them round, beyond the text in which they stand."""

KEPT: Final = frozenset("\n\t")
FORMULA: Final = re.compile(r"(^|[\n;])([ \u00a0\"']*)(?=[=+\-@＝＋－＠])")
"""Where a program for sheets may see a formula begin: it may take other marks for the end of a cell than we do."""


def clean(text: str) -> str:
    """Without control characters, halves of characters, and marks that turn round what follows."""
    return "".join(c for c in text if c in KEPT or not (unicodedata.category(c) in {"Cc", "Cs"} or c in TURNING))


def html(text: str) -> str:
    """For a page: between tags or in a quoted attribute."""
    return escape(clean(text))


def no_formula(text: str) -> str:
    """For a table of values that a program for sheets may open: an apostrophe before what it would reckon out."""
    flat = clean(text).replace("\t", " ")
    return FORMULA.sub(r"\1\2'", flat)

"""The examples that come with the program, as a facilitator can begin from them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from deliberation.definition import Consultation, read_definition

FOLDER = Path(__file__).parents[1] / "examples"


@cache
def examples() -> dict[str, tuple[str, Consultation]]:
    """By id: the text of each file, and what it describes. Kept, for they never change while the program runs."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))]
    return {about.id: (source, about) for source in sources for about in (read_definition(source),)}

"""Every dialogue in this folder is played, and has to say what its file says.

    GOLDEN=write .venv/bin/python -m pytest tests/golden

writes the files anew, to be read before they are committed; never where CI=true.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.migrate import migrate
from tests.golden.dialogue import Dialogue, NotUnderstood

DIALOGUES = sorted(Path(__file__).parent.glob("*.txt"))
WRITE = os.environ.get("GOLDEN") == "write" and os.environ.get("CI") != "true"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path}/town.db"
    await migrate(url, now_ms=0)
    opened = await open_database(url)
    yield opened
    await opened.close()


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_a_dialogue_goes_as_its_file_says(path: Path, database: Database) -> None:
    wanted = path.read_text(encoding="utf-8")  # noqa: ASYNC240 (a small file, and nobody waits)
    said = await Dialogue(database).play(wanted)
    if WRITE:
        path.write_text(said, encoding="utf-8")  # noqa: ASYNC240
    elif said != wanted:
        pytest.fail("\n".join(difflib.unified_diff(wanted.split("\n"), said.split("\n"), path.name, "now", "", "", 5)))


def test_there_are_dialogues() -> None:
    assert len(DIALOGUES) >= 20


async def test_a_line_that_nobody_understands_is_an_error(database: Database) -> None:
    with pytest.raises(NotUnderstood):
        await Dialogue(database).play("Ana sings.")

"""A conversation that comes from elsewhere, and goes elsewhere: `fairdeal import`, `export` and `analyse`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reports.polis.conversation import Comment, Conversation, Log, numbers
from reports.polis.writing import package
from tests.process.town import Town
from tests.process.waiting import until

HEAD = """
contact = "trees@town.example"
reply_by = 2100-06-01
asked_by = { en = "The city" }
decided_by = { en = "the council" }
still_open = { en = "which" }
already_fixed = { en = "how many" }
"""


def two_camps() -> Conversation:
    """Forty people and ten statements: one half mostly agrees with the first five, the other with the rest."""
    chance = Random(1)
    rows = []
    for person in range(40):
        for statement in range(10):
            side = 1 if (statement < 5) == (person % 2 == 0) else -1
            if chance.random() < 0.85:
                rows.append((0, person, statement, chance.choices((side, 0, -side), (8, 1, 1))[0]))
    comments = tuple(Comment(number, f"Statement no. {number}, =1+1", moderated=1) for number in range(10))
    return Conversation(
        "Trees", "Which trees?", "https://x.example/t", comments, Log(*map(numbers, zip(*rows, strict=True)))
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    there = tmp_path / "there"
    there.mkdir()
    for name, text in package(two_camps()).items():
        (there / name).write_text(text, encoding="utf-8", newline="")
    return there


async def analysed(town: Town, folder: Path) -> dict[str, Any]:
    status, words = await town.said("analyse", str(folder), "--json")
    assert status == 0, words
    found: dict[str, Any] = json.loads(words)
    return found


async def test_the_first_time_a_draft_is_written_that_says_what_is_missing(
    small_town: Town, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "trees.toml"
    status, words = await small_town.said("import", str(folder), str(file), FAIRDEAL_LOGGING_LEVEL="error")
    assert status == 0
    assert "Nothing was imported yet" in words
    assert 'en = "Which trees?"' in file.read_text()
    status, words = await small_town.said("import", str(folder), str(file))
    assert status == 78
    assert '"decided_by" is missing' in words


async def test_it_goes_on_here_and_leaves_with_the_same_numbers(small_town: Town, folder: Path, tmp_path: Path) -> None:
    town, file, out = small_town, tmp_path / "trees.toml", tmp_path / "out"
    assert (await town.said("import", str(folder), str(file)))[0] == 0
    file.write_text(HEAD + file.read_text() + "\n[sharing]\nrows = true\n")
    status, words = await town.said("import", str(folder), str(file))
    assert status == 0, words
    assert "trees: 10 statements, 339 votes of 40 people." in words
    status, words = await town.said("export", "trees", str(out))
    assert status != 0
    assert "no result" in words
    await _released(town)
    for names in (), ("--old-names",):
        status, words = await town.said("export", "trees", str(out), *names)
        assert status == 0, words
    there, here = await analysed(town, folder), await analysed(town, out)
    for same in "people", "statements", "votes", "grouped", "slate":
        assert here[same] == there[same], same
    for near in "priority", "bridging":  # people are numbered anew, so sums are made in another order
        assert here[near] == pytest.approx(there[near]), near
    assert [group["size"] for group in here["groups"]] == [19, 17]
    assert _texts(out) == _texts(folder)


async def _released(town: Town) -> None:
    """The consultation is closed and its result frozen, by a bot."""
    status, words = await town.said("close", "trees")
    assert status == 0, words
    bot = await town.bot()
    await town.at_rest()
    await until(lambda: town.ledger.count("releases"), "a result")
    await bot.stop()


def _texts(folder: Path) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO((folder / "comments.csv").read_text(encoding="utf-8"), newline=""))
    return {row["comment-id"]: row["comment-body"] for row in rows}

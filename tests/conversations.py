"""Real conversations, where they are at hand: in the folder that FAIRDEAL_DATA names, else beside the project."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

NOT_HERE: Final = "the real conversations are not on this machine: FAIRDEAL_DATA names their folder"
DATA: Final = Path(os.environ.get("FAIRDEAL_DATA") or Path(__file__).parents[2] / "shared" / "data")


def conversation(name: str) -> Path:
    """The folder of one of them. A test without it is skipped."""
    if not (DATA / name / "comments.csv").is_file():
        pytest.skip(NOT_HERE)
    return DATA / name


def texts(folder: Path) -> dict[int, str]:
    """What was said, by number."""
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["comment-id"]): row["comment-body"] for row in csv.DictReader(file)}


def matrix(folder: Path) -> Iterator[dict[int, int]]:
    """How each person voted in the end, by statement."""
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {int(name): int(vote) for name, vote in row.items() if name.isdecimal() and vote}

"""`fairdeal analyse` as somebody calls it: the result alone on its output, and a sentence where there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from reports.polis.conversation import Comment, Conversation, Log, numbers
from reports.polis.writing import package
from tests.conversations import conversation
from tests.deliberation.planted import camps
from tests.process.program import MAIN, ROOT

KEYS = {
    "people", "statements", "votes", "grouped", "stability", "groups", "consensus", "group_informed_consensus",
    "priority", "bridging", "slate",
}  # fmt: skip
REAL = {"klimarat-wohnen": (1503, 79315), "biodiversity": (536, 29719), "canadian-electoral-reform": (448, 11950)}


def called(*arguments: str, prelude: str = "", language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """One run, with neither a configuration nor a token."""
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "LANG": language, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", f"{prelude}\n{MAIN}", "analyse", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT / "docs", env=environment)


def figures(*arguments: str) -> dict[str, Any]:
    done = called(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def written(folder: Path, *sizes: int, old_names: bool = False) -> Path:
    """A package of people in camps; the groups that it names are by who came first."""
    people, statements, votes = (numbers(column) for column in zip(*camps(*sizes), strict=True))
    said = tuple(Comment(number, f"Trees for street {number}") for number in range(24))
    groups = {person: int(person >= sizes[0]) + 3 for person in set(people)}
    log = Log(numbers([0] * len(votes)), people, statements, votes)
    about = Conversation("Streets", "", "https://polis.example/1", said, log, groups)
    for name, text in package(about, old_names=old_names).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("three"), 40, 30, 20)


def test_the_figures_are_one_object_with_these_keys(three: Path) -> None:
    found = figures(str(three))
    assert set(found) == KEYS
    assert (found["people"], found["statements"], found["grouped"]) == (90, 24, 90)
    assert [group["size"] for group in found["groups"]] == [40, 30, 20]
    for group in found["groups"]:
        assert set(group) == {"id", "size", "members", "representative"}
        assert len(group["members"]) == group["size"]
        for one in group["representative"]:
            assert set(one) == {"statement", "side", "score", "representativeness", "z"}
            assert one["side"] in {"agree", "disagree"}
    assert {one["statement"] for one in found["consensus"]["agree"]} >= {0, 1, 2}
    assert set(found["consensus"]["agree"][0]) == {"statement", "share", "score"}
    assert set(found["group_informed_consensus"]["0"]) == {"agree", "disagree"}
    assert set(found["priority"]) == set(found["bridging"]) == {str(number) for number in range(24)}
    assert set(found["slate"]) <= set(range(24))


def test_the_same_votes_have_the_same_figures_whatever_the_files_are_called(three: Path, tmp_path: Path) -> None:
    older = written(tmp_path, 40, 30, 20, old_names=True)
    (older / "votes.csv").unlink()
    assert called(str(older), "--json").stdout == called(str(three), "--json").stdout


def test_groups_of_the_export_take_the_place_of_our_own(three: Path) -> None:
    found = figures(str(three), "--groups-from-export")
    assert [(group["id"], group["members"]) for group in found["groups"]] == [
        (3, [*range(40)]), (4, [*range(40, 90)]),
    ]  # fmt: skip


def test_without_asking_for_figures_it_is_text(three: Path) -> None:
    done = called(str(three))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Streets\n3 groups, and most in each agree: “Trees for street")
    assert "\n  Group A: 40 people\n  They agree more than others: “Trees for street" in done.stdout
    assert "\nWhat unites\n" in done.stdout


def test_it_is_honest_where_there_are_no_groups(tmp_path: Path) -> None:
    done = called(str(written(tmp_path, 4, 3)))
    assert "No clear groups" in done.stdout
    assert "Group A" not in done.stdout


def test_the_map_and_the_page_are_files_beside(three: Path, tmp_path: Path) -> None:
    picture, page = tmp_path / "map.png", tmp_path / "page.html"
    done = called(str(three), "--json", "--map", str(picture), "--report", str(page), "--language", "ar")
    assert (done.returncode, done.stderr) == (0, "")
    assert set(json.loads(done.stdout)) == KEYS
    with Image.open(picture) as drawn:
        assert (drawn.format, drawn.width) == ("PNG", 1080)
        assert drawn.height <= 1350
    assert 'lang="ar" dir="rtl"' in page.read_text(encoding="utf-8")


def test_of_too_few_there_is_no_map(tmp_path: Path) -> None:
    done = called(str(written(tmp_path, 2, 2)), "--map", str(tmp_path / "map.png"))
    assert done.returncode == 1
    assert done.stderr == "fairdeal: Too few people have voted to draw a map. No map was written.\n"
    assert not (tmp_path / "map.png").exists()


def test_what_cannot_be_read_is_told_in_a_sentence(three: Path, tmp_path: Path) -> None:
    def refused(*arguments: str) -> str:
        done = called(*arguments)
        assert (done.returncode, done.stdout) == (78, "")
        return done.stderr.removeprefix("fairdeal: ").strip()

    there = "Give the folder with the files of a Polis export."
    assert refused("nowhere") == f"nowhere is not a folder. {there}"
    assert refused(str(three / "votes.csv")) == f"{three}/votes.csv is not a folder. {there}"
    assert refused(str(tmp_path)) == (
        f"{tmp_path}: there is neither votes.csv nor participant-votes.csv in it. Give the folder of a Polis export."
    )
    (tmp_path / "votes.csv").write_text("timestamp,datetime,comment-id,voter-id,vote\n1,x,0,0,2\n")
    assert refused(str(tmp_path)) == f"{tmp_path}/votes.csv, line 2: “2” is not a vote: 1, 0 or -1."
    (tmp_path / "votes.csv").write_bytes(b"timestamp,datetime,comment-id,voter-id,vote\n\xff")
    assert "is not saved as UTF-8" in refused(str(tmp_path))
    (tmp_path / "votes.csv").write_text("timestamp,datetime,comment-id,voter-id,vote\n")
    assert refused(str(tmp_path)) == "Nobody has voted in this conversation yet."
    (tmp_path / "votes.csv").write_text("timestamp,datetime,comment-id,voter-id,vote\n1,x,0,0,1\n")
    assert refused(str(tmp_path), "--groups-from-export").startswith("This export has no groups")


def test_a_file_that_cannot_be_written_is_named(three: Path) -> None:
    done = called(str(three), "--map", "/nowhere/map.png")
    assert done.returncode == 78
    assert done.stderr == "fairdeal: /nowhere/map.png cannot be written: No such file or directory\n"


def test_whoever_has_read_enough_may_stop(three: Path) -> None:
    command = f"{sys.executable} -c '{MAIN}' analyse {three} | head -c 7"
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, check=False, cwd=ROOT / "docs", env=environment
    )
    assert (done.stdout, done.stderr) == (b"Streets", b"")


def test_no_other_command_imports_numpy() -> None:
    done = called("--help", prelude="import sys, atexit\natexit.register(lambda: print('numpy' in sys.modules))")
    assert done.stdout.endswith("False\n")


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("groups", [(), ("--groups-from-export",)])
def test_real_conversations(name: str, groups: tuple[str, ...]) -> None:
    found = figures(str(conversation(name)), *groups)
    assert (found["people"], found["votes"]) == REAL[name]
    assert len(found["groups"]) >= 2
    assert sum(group["size"] for group in found["groups"]) == found["grouped"]
    assert all(group["representative"] for group in found["groups"])


def test_a_real_conversation_can_be_drawn(tmp_path: Path) -> None:
    done = called(str(conversation("klimarat-wohnen")), "--map", str(tmp_path / "map.png"), "--language", "pl")
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "map.png") as drawn:
        assert drawn.width == 1080

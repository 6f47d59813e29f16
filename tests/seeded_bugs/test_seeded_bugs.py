"""The tests are tested: each bug on the list, put into a copy of the project, makes the tests fail that are named."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = (
    *("bot", "deliberation", "examples", "handlers", "reports", "sandbox", "screens", "storage", "tests"),
    "pyproject.toml",
)


@dataclass(frozen=True)
class Bug:
    """`old` stands in `file` exactly once."""

    name: str
    file: str
    old: str
    new: str
    caught_by: list[str]


BUGS = [Bug(**bug) for bug in tomllib.loads(Path(__file__).with_name("bugs.toml").read_text())["bug"]]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, to be spoilt."""
    folder = tmp_path_factory.mktemp("copy")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, folder)
    return folder


def test_the_list_is_long_enough_and_names_each_bug_once() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 20


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name.replace(" ", "-"))
def test_the_bug_is_caught(copy: Path, bug: Bug) -> None:
    with _spoilt(copy, bug):
        verdicts = _verdicts(copy, bug.caught_by)
    assert verdicts == dict.fromkeys(bug.caught_by, "failed")


def test_without_a_bug_they_all_pass(copy: Path) -> None:
    caught_by = sorted({test for bug in BUGS for test in bug.caught_by})
    assert _verdicts(copy, caught_by) == dict.fromkeys(caught_by, "passed")


@contextmanager
def _spoilt(copy: Path, bug: Bug) -> Iterator[None]:
    file = copy / bug.file
    whole = file.read_text(encoding="utf-8")
    assert whole.count(bug.old) == 1, f"{bug.file} has changed: the list of bugs has to follow"
    file.write_text(whole.replace(bug.old, bug.new), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(whole, encoding="utf-8")


def _verdicts(copy: Path, tests: list[str]) -> dict[str, str]:
    """What became of each test, run in the copy by a Python that trusts no compiled leftovers."""
    command = [sys.executable, "-B", "-m", "pytest", "-rA", "--timeout=60", "-p", "no:cacheprovider", *tests]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FAIRDEAL_", "PYTEST_"))}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return {test: _verdict(test, done.stdout) for test in tests}


def _verdict(test: str, summary: str) -> str:
    """A test with several parameters has failed when one of them has."""
    lines = [line for line in summary.splitlines() if line.startswith(("PASSED ", "FAILED ")) and test in line]
    if any(line.startswith("FAILED ") for line in lines):
        return "failed"
    return "passed" if lines else "not run"

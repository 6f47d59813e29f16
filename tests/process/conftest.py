"""Towns with a running bot, and the figures of the kill tests at the end of the run."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.process.town import Town, founded

_FIGURE: Final = "figure"


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """A town, once on each engine. No bot runs in it yet."""
    async with founded(database_url, tmp_path) as town:
        yield town


@pytest.fixture
async def small_town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town on SQLite alone, for what does not depend on the engine."""
    async with founded(f"sqlite:///{tmp_path}/town.db", tmp_path) as town:
        yield town


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Lines to be printed at the end of the whole run; they go with the test's report, whichever process made it."""
    lines: list[str] = []
    yield lines
    request.node.user_properties += [(_FIGURE, line) for line in lines]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    for report in reports:
        if getattr(report, "when", None) == "teardown":
            for line in (line for name, line in report.user_properties if name == _FIGURE):
                terminalreporter.write_line(line)

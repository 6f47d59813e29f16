"""Towns with a running bot, and the figures of the kill tests at the end of the run."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.process.town import Town, founded

_figures = pytest.StashKey[list[str]]()


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
def figures(pytestconfig: pytest.Config) -> list[str]:
    """Lines to be printed at the end of the whole run."""
    return pytestconfig.stash.setdefault(_figures, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(_figures, []):
        terminalreporter.write_line(line)

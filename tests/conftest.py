"""Fixtures for every test: both database engines, and no excuse for a skipped test where it counts.

Tests run side by side, in several processes that share nothing: each has its own PostgreSQL, folders and ports.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.conversations import NOT_HERE
from tests.postgres import PostgresServer

# What else the machine is doing says nothing about the code.
settings.register_profile("whatever the load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("whatever the load")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal them out: each process is given one piece of the list, and goes on with what is left of the others'.

    It begins with its share of the few long ones, and the many short ones stay for whoever is ready first.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if processes > 1:
        long = [item for item in items if item.nodeid.startswith(("tests/process/", "tests/browser/"))]
        short = [item for item in items if not item.nodeid.startswith(("tests/process/", "tests/browser/"))]
        pieces = [short[n * len(short) // processes : (n + 1) * len(short) // processes] for n in range(processes)]
        items[:] = [item for n, piece in enumerate(pieces) for item in (*long[n::processes], *piece)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One cluster for all the tests of one process, started when the first of them asks for it."""
    if not PostgresServer.available():
        pytest.skip("no PostgreSQL in a wheel for this platform")
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """An empty PostgreSQL database: the same one for every test, for a new one costs six times as much."""
    return postgres_server.emptied()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, empty database, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/town.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Everything that a test needs can be installed; only the real conversations cannot."""
    excused = hasattr(report, "wasxfail") or NOT_HERE in str(report.longrepr)
    if os.environ.get("CI") == "true" and report.skipped and not excused:
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as a failure with CI=true: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report

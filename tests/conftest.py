"""Fixtures for every test: both database engines, and no excuse for a skipped test where it counts."""

import os
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import PostgresServer

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One cluster for the whole run, started when the first test asks for it."""
    if not PostgresServer.available():
        pytest.skip("no PostgreSQL in a wheel for this platform")
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    name = f"town{next(_numbers)}"
    yield postgres_server.database(name)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, empty database, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/town.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
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

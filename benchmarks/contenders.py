"""Who is measured: a bot in its own process, and a bare server in another that only this bot speaks to.

All contenders of a run are up at the same time, and idle but for a long poll while another is measured.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

from benchmarks.bare_town import Load
from benchmarks.output import progress

ROOT: Final = Path(__file__).parents[1]
PEERS_PYTHON: Final = ROOT / ".venv-bench" / "bin" / "python"
OURS, STOCK, AIOGRAM = "ours", "python-telegram-bot", "aiogram"
PEERS: Final = {STOCK: "stock", AIOGRAM: "aiogram_bot"}
PATIENCE: Final = 120.0
"""Seconds after which a bot that does not start, or does not finish what it was given, ends the run."""

RSS: Final = "import sys, psutil; print(psutil.Process(int(sys.argv[1])).memory_info().rss)"


class Stuck(Exception):
    """A contender did not do what was asked of it."""


class Contender:
    """One bot under measurement. Only ours makes use of its `database`. It `began` at that moment, and polled `ready`
    seconds later.
    """

    def __init__(self, name: str, port: int, database: Path):
        self.name = name
        self.url = f"http://127.0.0.1:{port}"
        self.database = database
        self.pid = 0
        self.taps = 0
        self.began = self.ready = 0.0

    def ask(self, what: str, load: Load | None = None) -> Any:
        """Ask the bare server, or tell it to begin a load."""
        body = None if load is None else json.dumps(load.__dict__).encode()
        with urlopen(f"{self.url}/control/{what}", body, timeout=30) as response:  # noqa: S310 - loopback
            return json.loads(response.read())

    def bear(self, load: Load, label: str) -> list[list[float]]:
        """Put a load on the bot and wait until all of it is done. Returns [released, answered, edited] for each tap."""
        began = time.monotonic()
        self.ask("begin", load)
        while not (state := self.ask("state"))["idle"]:
            spent = time.monotonic() - began
            if spent > load.seconds + PATIENCE:
                raise Stuck(f"{self.name} has done {state['finished']} taps and no more")
            share = state["finished"] / load.taps if load.taps else min(spent / load.seconds, 0.99)
            progress(f"{label}: {self.name}, {state['finished']:,} taps", min(share, 0.99), 1)
            time.sleep(0.2)
        progress(f"{label}: {self.name}, {state['finished']:,} taps", 1, 1)
        self.taps += state["finished"]
        taps: list[list[float]] = self.ask("taps")
        return taps

    def memory(self) -> float:
        """Resident memory in MB. psutil is in the peers' environment only."""
        told = subprocess.run([PEERS_PYTHON, "-c", RSS, str(self.pid)], capture_output=True, check=True, text=True)
        return int(told.stdout) / 1e6

    def environment(self) -> dict[str, str]:
        """What our bot, or a command beside it, is configured with."""
        ours = {
            "FAIRDEAL_TELEGRAM_TOKEN": "1000001:bench",
            "FAIRDEAL_TELEGRAM_API": self.url,
            "FAIRDEAL_DATABASE_URL": f"sqlite:///{self.database}",
            "FAIRDEAL_LOGGING_LEVEL": "error",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FAIRDEAL_")}
        return {**kept, **ours}


@contextmanager
def running(names: Sequence[str], town: Path) -> Iterator[list[Contender]]:
    """The named contenders, up and polling; ours on a fresh copy of the town in this folder."""
    with ExitStack() as stack:
        yield [_start(stack, name, town) for name in names]


def command(*arguments: str) -> list[str | Path]:
    """Our own command line."""
    return [Path(sys.executable).with_name("fairdeal"), *arguments]


def _start(stack: ExitStack, name: str, town: Path) -> Contender:
    people = town / "people.json"
    serving = [sys.executable, "-m", "benchmarks.bare_server", str(people)]
    server = subprocess.Popen(serving, stdout=subprocess.PIPE, cwd=ROOT)
    stack.callback(_stop, server)
    assert server.stdout is not None  # noqa: S101
    contender = Contender(name, int(server.stdout.readline()), town / f"{server.pid}.db")
    bot = _bot(contender)
    stack.callback(_stop, bot)
    contender.pid = bot.pid
    _until_polling(contender, bot)
    return contender


def _bot(contender: Contender) -> subprocess.Popen[bytes]:
    if contender.name == OURS:
        shutil.copy(contender.database.with_name("town.db"), contender.database)
        contender.began = time.monotonic()
        return subprocess.Popen(command("run"), cwd=ROOT, env=contender.environment())
    peer = ROOT / "benchmarks" / "peers" / f"{PEERS[contender.name]}.py"
    return subprocess.Popen([PEERS_PYTHON, peer, contender.url], cwd=ROOT)


def _until_polling(contender: Contender, bot: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not contender.ask("state")["polled"]:
        if bot.poll() is not None or time.monotonic() > deadline:
            raise Stuck(f"{contender.name} does not start")
        time.sleep(0.1)
    contender.ready = time.monotonic() - contender.began


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

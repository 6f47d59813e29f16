"""The configuration: a file, the environment over it, and every problem told at once.

Each option has one line in `_OPTIONS`; `config.example.toml` explains each, and a test holds the two together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from bot.errors import Misconfigured
from deliberation.definition.file.fields import LANGUAGE
from deliberation.drafting.sheet import Town

Check = Callable[[Any], str | None]
"""What is wrong with a value, or None."""

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
NUMBER = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True)
class Config:
    """Every option, checked. Secrets do not show in its repr."""

    token: Secret
    receive: str
    api: str
    proxy: str | None = field(repr=False)
    poll_seconds: int
    webhook_url: str
    webhook_host: str
    webhook_port: int
    webhook_secret: Secret
    database: str = field(repr=False)
    threshold: int
    town: Town
    translation_url: str = field(repr=False)
    translation_key: Secret
    backup_folder: Path | None
    backup_every_hours: int
    backup_keep_days: int
    health_host: str
    health_port: int
    log_level: str
    log_format: str


class Secret:
    """A text that shows itself to nobody who does not ask for it by name."""

    def __init__(self, value: str):
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(...)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)


@dataclass(frozen=True)
class Option:
    """One option: where it stands, its default (which also gives its type), and what its value must be."""

    section: str
    name: str
    default: str | int
    check: Check = lambda _: None

    @property
    def variable(self) -> str:
        return f"FAIRDEAL_{self.section}_{self.name}".upper()

    @property
    def place(self) -> str:
        return f"[{self.section}] {self.name}"


def _one_of(*values: str) -> Check:
    return lambda value: None if value in values else f"must be one of {', '.join(values)}"


def _between(least: int, most: int) -> Check:
    return lambda value: None if least <= value <= most else f"must be from {least} to {most}"


def _address(*schemes: str) -> Check:
    def check(value: str) -> str | None:
        if any(value.startswith(f"{scheme}://") for scheme in schemes):
            return None
        return f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}"

    return check


def _time_zone(value: str) -> str | None:
    return None if value in available_timezones() else "must be the name of a time zone, such as Europe/Warsaw"


def _language(value: str) -> str | None:
    return None if LANGUAGE.fullmatch(value) else "must be the code of a language, such as en"


_OPTIONS = (
    Option("telegram", "token_file", ""),
    Option("telegram", "receive", "poll", _one_of("poll", "webhook")),
    Option("telegram", "api", "https://api.telegram.org", _address("https", "http")),
    Option("telegram", "proxy", "", lambda value: _address("http")(value) if value else None),
    Option("telegram", "poll_seconds", 50, _between(1, 50)),
    Option("webhook", "url", "", lambda value: _address("https")(value) if value else None),
    Option("webhook", "host", "127.0.0.1"),
    Option("webhook", "port", 8443, _between(1, 65535)),
    Option("webhook", "secret_file", ""),
    Option("database", "url", "sqlite:///town.db", _address("sqlite", "postgresql")),
    Option("privacy", "threshold", 5, _between(5, 1000)),
    Option("town", "name", ""),
    Option("town", "contact", ""),
    Option("town", "timezone", "UTC", _time_zone),
    Option("town", "language", "en", _language),
    Option("translation", "url", "", lambda value: _address("https", "http")(value) if value else None),
    Option("translation", "key_file", ""),
    Option("backup", "folder", ""),
    Option("backup", "every_hours", 24, _between(0, 720)),
    Option("backup", "keep_days", 30, _between(1, 3650)),
    Option("health", "host", "127.0.0.1"),
    Option("health", "port", 0, _between(0, 65535)),
    Option("logging", "level", "info", _one_of("debug", "info", "warning", "error")),
    Option("logging", "format", "lines", _one_of("lines", "json")),
)

_SECRET_VARIABLES = {"FAIRDEAL_TELEGRAM_TOKEN", "FAIRDEAL_WEBHOOK_SECRET", "FAIRDEAL_TRANSLATION_KEY"}


def read_config(path: Path | None, environment: Mapping[str, str], *, needs_token: bool = True) -> Config:
    """The configuration. Raises `Misconfigured` with every problem found, one a line.

    `path` of None takes the defaults. `needs_token` is False for commands that do not speak to Telegram.
    """
    problems: list[str] = []
    table = _table(path, problems)
    values = {(o.section, o.name): _value(o, table, environment, problems) for o in _OPTIONS}
    _unknown(table, environment, problems)
    config = _whole(values, environment, problems, needs_token=needs_token)
    if problems:
        raise Misconfigured("The configuration has problems:\n" + "\n".join(f"  - {problem}" for problem in problems))
    return config


def _table(path: Path | None, problems: list[str]) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(f"{path} cannot be read: {error.strerror}. Copy config.example.toml to begin with.")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{path} is not valid TOML: {error}")
    return {}


def _value(option: Option, table: Mapping[str, Any], environment: Mapping[str, str], problems: list[str]) -> Any:
    section = table.get(option.section, {})
    value = section.get(option.name, option.default) if isinstance(section, dict) else option.default
    place = option.place
    if option.variable in environment:
        place, value = option.variable, environment[option.variable]
        if isinstance(option.default, int) and NUMBER.fullmatch(value):
            value = int(value)
    if type(value) is not type(option.default):
        problems.append(f"{place} must be {'a whole number' if isinstance(option.default, int) else 'a text'}")
        return option.default
    wrong = option.check(value)
    if wrong is not None:
        problems.append(f"{place} {wrong}")
        return option.default
    return value


def _unknown(table: Mapping[str, Any], environment: Mapping[str, str], problems: list[str]) -> None:
    known = {(option.section, option.name) for option in _OPTIONS}
    for section, content in table.items():
        if not isinstance(content, dict):
            problems.append(f"{section} stands outside a section")
            continue
        problems += [f"[{section}] {name} is no option" for name in content if (section, name) not in known]
    variables = {option.variable for option in _OPTIONS} | _SECRET_VARIABLES
    ours = (name for name in environment if name.startswith("FAIRDEAL_"))
    problems += [f"{name} is no option" for name in sorted(ours) if name not in variables]


def _whole(
    values: Mapping[tuple[str, str], Any], environment: Mapping[str, str], problems: list[str], *, needs_token: bool
) -> Config:
    """What can be seen only when all options are read."""
    token = _secret("FAIRDEAL_TELEGRAM_TOKEN", values["telegram", "token_file"], environment, problems)
    if needs_token and not TOKEN.fullmatch(token):
        problems.append(
            "The bot's token is missing or not whole. @BotFather gives you one; put it into the environment as "
            "FAIRDEAL_TELEGRAM_TOKEN, or into a file named by [telegram] token_file"
        )
    secret = _secret("FAIRDEAL_WEBHOOK_SECRET", values["webhook", "secret_file"], environment, problems)
    if needs_token and values["telegram", "receive"] == "webhook":
        if not SECRET.fullmatch(secret):
            problems.append(
                "A webhook needs a secret of 16 to 256 letters, digits, _ and - (see [webhook] secret_file)"
            )
        if not values["webhook", "url"]:
            problems.append("A webhook needs [webhook] url, the https address that Telegram can reach")
    key = _secret("FAIRDEAL_TRANSLATION_KEY", values["translation", "key_file"], environment, problems)
    return Config(
        token=Secret(token),
        receive=values["telegram", "receive"],
        api=values["telegram", "api"].rstrip("/"),
        proxy=values["telegram", "proxy"] or None,
        poll_seconds=values["telegram", "poll_seconds"],
        webhook_url=values["webhook", "url"],
        webhook_host=values["webhook", "host"],
        webhook_port=values["webhook", "port"],
        webhook_secret=Secret(secret),
        database=values["database", "url"],
        threshold=values["privacy", "threshold"],
        town=Town(*(values["town", name] for name in ("name", "contact", "timezone", "language"))),
        translation_url=values["translation", "url"],
        translation_key=Secret(key),
        backup_folder=Path(values["backup", "folder"]) if values["backup", "folder"] else None,
        backup_every_hours=values["backup", "every_hours"],
        backup_keep_days=values["backup", "keep_days"],
        health_host=values["health", "host"],
        health_port=values["health", "port"],
        log_level=values["logging", "level"],
        log_format=values["logging", "format"],
    )


def _secret(variable: str, file: str, environment: Mapping[str, str], problems: list[str]) -> str:
    if variable in environment:
        return environment[variable].strip()
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not a text'}")
        return ""

"""The configuration: what the example lists, what wins over what, and that every mistake is told at once."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from bot.config import _OPTIONS, read_config
from bot.errors import Misconfigured
from tests.process.program import ROOT
from tests.process.town import TOKEN

EXAMPLE = ROOT / "config.example.toml"
GIVEN = {"FAIRDEAL_TELEGRAM_TOKEN": TOKEN}

ALL_WRONG = """
loose = 1
[telegram]
receive = "pigeon"
api = "telegram.org"
poll_seconds = 0
pol_seconds = 5
[webhook]
port = "8443"
[privacy]
threshold = 4
[logging]
level = true
"""
COMPLAINTS = (
    "[telegram] receive must be one of poll, webhook",
    "[telegram] api must begin with https:// or http://",
    "[telegram] poll_seconds must be from 1 to 50",
    "[webhook] port must be a whole number",
    "[privacy] threshold must be from 5 to 1000",
    "[logging] level must be a text",
    "loose stands outside a section",
    "[telegram] pol_seconds is no option",
    "FAIRDEAL_DATABSE_URL is no option",
    "FAIRDEAL_DATABASE_URL must begin with sqlite:// or postgresql://",
)


def test_the_example_lists_exactly_the_options_with_their_defaults() -> None:
    listed = tomllib.loads(EXAMPLE.read_text())
    assert listed == {section: {o.name: o.default for o in _OPTIONS if o.section == section} for section in listed}
    assert set(listed) == {option.section for option in _OPTIONS}


def test_the_example_explains_every_option() -> None:
    """A comment stands above each of them, or above the one they belong to."""
    lines = EXAMPLE.read_text().splitlines()
    bare = [line for above, line in pairwise(lines) if re.match(r"\w+ = ", line) and not above.startswith("#")]
    assert bare == ["port = 8443"]


def test_the_example_can_be_used_as_it_is() -> None:
    assert read_config(EXAMPLE, GIVEN) == read_config(None, GIVEN)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(ALL_WRONG)
    environment = {"FAIRDEAL_DATABSE_URL": "x", "FAIRDEAL_DATABASE_URL": "mysql://x", "HOME": "/nowhere"}
    with pytest.raises(Misconfigured) as told:
        read_config(file, environment)
    lines = str(told.value).splitlines()
    assert [complaint for complaint in COMPLAINTS if f"  - {complaint}" not in lines] == []
    assert "The bot's token is missing or not whole." in str(told.value)
    assert len(lines) == len(COMPLAINTS) + 2


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[telegram]\npoll_seconds = 7\n[privacy]\nthreshold = 9\n")
    config = read_config(file, GIVEN | {"FAIRDEAL_TELEGRAM_POLL_SECONDS": "8"})
    assert (config.poll_seconds, config.threshold) == (8, 9)


@pytest.mark.parametrize("value", ["", "many", "5.5", "²", "9" * 5000, "--5", "4", "1001"])
def test_a_number_in_the_environment_is_checked_like_one_in_the_file(value: str) -> None:
    with pytest.raises(Misconfigured, match="FAIRDEAL_PRIVACY_THRESHOLD must be"):
        read_config(None, GIVEN | {"FAIRDEAL_PRIVACY_THRESHOLD": value})


def test_secrets_come_from_files_as_well_and_show_nowhere(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    (tmp_path / "secret").write_text("s" * 16 + "\n")
    file = tmp_path / "config.toml"
    file.write_text(
        f'[telegram]\ntoken_file = "{tmp_path}/token"\nreceive = "webhook"\n'
        f'[webhook]\nurl = "https://town.example/hook"\nsecret_file = "{tmp_path}/secret"\n'
    )
    config = read_config(file, {})
    assert (config.token.reveal(), config.webhook_secret.reveal()) == (TOKEN, "s" * 16)
    assert TOKEN not in repr(config)
    assert "s" * 16 not in repr(config)


@pytest.mark.parametrize("content", [b"\xff", b"telegram = ", b""])
def test_a_token_file_that_holds_no_token_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    file = tmp_path / "config.toml"
    file.write_text(f'[telegram]\ntoken_file = "{tmp_path}/token"\n')
    with pytest.raises(Misconfigured, match="The bot's token is missing or not whole"):
        read_config(file, {})


def test_a_webhook_needs_https_and_a_secret() -> None:
    environment = {"FAIRDEAL_TELEGRAM_RECEIVE": "webhook", "FAIRDEAL_WEBHOOK_URL": "http://town.example"}
    with pytest.raises(Misconfigured) as told:
        read_config(None, GIVEN | environment | {"FAIRDEAL_WEBHOOK_SECRET": "short"})
    assert "FAIRDEAL_WEBHOOK_URL must begin with https://" in str(told.value)
    assert "A webhook needs a secret of 16 to 256" in str(told.value)


@pytest.mark.parametrize("content", ["[telegram", "\x00", "telegram = 1\n"])
def test_what_is_no_configuration_is_told_in_words(tmp_path: Path, content: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(content)
    with pytest.raises(Misconfigured, match=r"is not valid TOML|stands outside a section"):
        read_config(file, GIVEN)

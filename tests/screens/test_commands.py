"""What Telegram offers beside the field for writing: to everybody, to those with a role, in groups."""

from __future__ import annotations

import re

import pytest

from deliberation.roles import INVITABLE, Role
from handlers.private import COMMANDS, DESK, OF_SOME
from screens.commands import commands, commands_of, group_commands
from screens.voice import spoken

OWN = {
    Role.FACILITATOR: ["new", "poll", "meeting", "running", "summary", "digest"],
    Role.ORGANISER: ["new", "poll", "meeting", "running", "summary", "digest"],
    Role.ADMINISTRATOR: ["new", "poll", "meeting", "running", "summary", "digest", "team", "invite", "audit"],
}
ELSEWHERE = {"start", "help", "poll", "meeting", "running", "messages"}
"""Known to other handlers."""


@pytest.mark.parametrize("role", INVITABLE)
def test_a_role_is_offered_what_it_may_do_and_then_what_everybody_may(role: Role) -> None:
    names = [name for name, _ in commands_of([role], "en")]
    assert names == OWN[role] + [name for name, _ in commands("en")]


def test_without_a_role_nothing_of_its_own_is_offered() -> None:
    assert commands_of([], "en") == ()


def test_roles_add_up() -> None:
    assert commands_of([Role.FACILITATOR, Role.ADMINISTRATOR], "en") == commands_of([Role.ADMINISTRATOR], "en")


@pytest.mark.parametrize("language", spoken())
def test_telegram_takes_them(language: str) -> None:
    for offered in (commands_of(INVITABLE, language), group_commands(language)):
        assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) and 1 <= len(what) <= 256 for name, what in offered)


def test_whatever_is_offered_is_understood() -> None:
    offered = {name for name, _ in commands_of(INVITABLE, "en")}
    assert offered <= {*DESK, *OF_SOME, *COMMANDS, *ELSEWHERE}

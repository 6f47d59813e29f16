"""Roles as they are seen from outside: the menus that Telegram offers, and the commands of the terminal."""

from __future__ import annotations

import json
import re
from typing import Any

from deliberation.roles import Role
from screens.commands import commands, commands_of, group_commands
from tests.process.town import Town
from tests.process.waiting import until


def as_offered(words: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"command": name, "description": what} for name, what in words]


async def offered(town: Town, **scope: Any) -> list[dict[str, str]]:
    return list(await town.ask_as_bot("getMyCommands", **scope))


async def test_menus_follow_roles(small_town: Town) -> None:
    await small_town.bot()
    everywhere, groups = {"type": "all_private_chats"}, {"type": "all_group_chats"}
    assert await offered(small_town, scope=everywhere, language_code="es") == as_offered(commands("es"))
    assert await offered(small_town, scope=groups) == as_offered(group_commands("en"))
    resident = await small_town.organiser()
    own = {"type": "chat", "chat_id": resident.id}

    async def has(menu: list[dict[str, str]]) -> bool:
        return await offered(small_town, scope=own) == menu

    await until(lambda: has(as_offered(commands_of([Role.ORGANISER], "en"))), "the menu of an organiser")
    status, words = await small_town.said("revoke", "1")
    assert (status, words) == (0, "Number 1 is no organiser any more.\n")
    await resident.hear("You are no organiser here any more.")
    await until(lambda: has([]), "the menu of everybody")


async def test_the_team_in_the_terminal(small_town: Town) -> None:
    assert await small_town.said("team") == (
        0,
        "Nobody has a role yet. Invite the first: fairdeal invite administrator\n",
    )
    status, words = await small_town.said("invite", "organiser", "--note", "Nora")
    assert status == 0
    status, words = await small_town.said("team")
    assert re.fullmatch(r"  1  organiser +invited, until \d{4}-\d\d-\d\d +Nora\n", words)
    assert await small_town.said("revoke", "1") == (0, "Invitation 1 is withdrawn.\n")
    status, words = await small_town.said("revoke", "1")
    assert (status, words) == (78, "fairdeal: There is no number 1 in the team. See: fairdeal team\n")
    status, words = await small_town.said("invite", "organiser", "--note", "N" * 41)
    assert (status, words) == (78, "fairdeal: The note has more than 40 characters; nothing was changed.\n")


async def test_what_was_done_in_the_terminal(small_town: Town) -> None:
    await small_town.said("invite", "facilitator")
    status, words = await small_town.said("audit", "--count", "1")
    assert status == 0
    assert words.endswith(" · the program: made invitation 1 (facilitator)\n")
    assert len(words.splitlines()) == 1
    status, words = await small_town.said("audit", "--json")
    newest, launched = map(json.loads, words.splitlines())
    assert (newest["what"], newest["about"], newest["details"]) == ("invitation_made", "1", {"role": "facilitator"})
    assert (launched["what"], launched["actor"], launched["who"]) == ("consultation_launched", None, "the program")
    assert await small_town.said("audit", "--since", "2999-01-01") == (0, "")
    status, words = await small_town.said("audit", "--since", "yesterday")
    assert (status, words) == (78, "fairdeal: yesterday is not a day. Write it as 2027-05-20.\n")

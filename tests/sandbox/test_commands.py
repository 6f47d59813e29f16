"""What the bot tells of itself: commands by scope and language, and descriptions."""

import pytest

from tests.sandbox.town import Json, Town

COMMANDS = [{"command": "help", "description": "What can I do here?"}]


async def test_commands_are_kept_by_scope_and_language(town: Town) -> None:
    chat = {"type": "chat", "chat_id": await town.person()}
    await town.ok("setMyCommands", commands=COMMANDS)
    await town.ok("setMyCommands", commands=[], scope=chat, language_code="es")
    assert await town.ok("getMyCommands") == COMMANDS
    assert await town.ok("getMyCommands", scope={"type": "default"}) == COMMANDS
    assert await town.ok("getMyCommands", scope=chat) == []
    await town.ok("deleteMyCommands")
    assert await town.ok("getMyCommands") == []


async def test_the_narrowest_commands_are_offered_in_ones_own_language(town: Town) -> None:
    """In the order that Telegram documents."""

    async def offered(chat: int, person: int) -> str:
        (command,) = (await town.act("GET", f"/chats/{chat}/commands?as={person}"))["commands"]
        return str(command["description"])

    async def offer(what: str, language: str = "", **scope: object) -> None:
        commands = [{"command": "help", "description": what}]
        await town.ok("setMyCommands", commands=commands, scope=scope, language_code=language)

    ana, ben = await town.person(), (await town.act("POST", "/people", first_name="Ben", language_code="es-MX"))["id"]
    group = await town.group(ana, ben)
    assert (await town.act("GET", f"/chats/{ana}/commands?as={ana}"))["commands"] == []
    await offer("everywhere", type="default")
    assert [await offered(chat, ana) for chat in (ana, group)] == ["everywhere"] * 2
    await offer("en privado", "es", type="all_private_chats")
    assert [await offered(ben, ben), await offered(ana, ana)] == ["en privado", "everywhere"]
    await offer("in private", type="all_private_chats")
    assert [await offered(ben, ben), await offered(ana, ana)] == ["en privado", "in private"]
    await offer("in groups", type="all_group_chats")
    await offer("for administrators", type="all_chat_administrators")
    assert [await offered(group, each) for each in (ana, ben)] == ["for administrators", "in groups"]
    await offer("for Ana", type="chat", chat_id=ana)
    await offer("here", type="chat", chat_id=group)
    await offer("for Ben here", type="chat_member", chat_id=group, user_id=ben)
    assert [await offered(ana, ana), await offered(group, ana)] == ["for Ana", "here"]
    assert await offered(group, ben) == "for Ben here"
    assert (await town.try_act("GET", f"/chats/{ana}/commands?as={ben}"))[0] == 403
    assert (await town.try_act("GET", f"/chats/{ana}/commands"))[0] == 400


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"commands": [{"command": "Help!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "help", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "help", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": COMMANDS * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": COMMANDS, "language_code": "english"}, "invalid language code specified"),
        ({"commands": COMMANDS, "scope": {"type": "town"}},
         "can't parse BotCommandScope: unsupported type specified"),
        ({"commands": COMMANDS, "scope": {"type": "chat"}},
         "can't parse BotCommandScope: a required field is missing"),
        ({"commands": COMMANDS, "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)  # fmt: skip
async def test_refusals_of_commands(town: Town, arguments: Json, reason: str) -> None:
    assert await town.refused("setMyCommands", **arguments) == f"Bad Request: {reason}"


async def test_descriptions_are_kept_by_language(town: Town) -> None:
    await town.ok("setMyDescription", description="A town deliberates", language_code="en")
    await town.ok("setMyShortDescription", short_description="Fair deal")
    assert await town.ok("getMyDescription", language_code="en") == {"description": "A town deliberates"}
    assert await town.ok("getMyDescription") == {"description": ""}
    assert await town.ok("getMyShortDescription") == {"short_description": "Fair deal"}
    assert not (await town.call("setMyShortDescription", short_description="x" * 121))["ok"]

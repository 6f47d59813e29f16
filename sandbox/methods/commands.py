"""What the bot tells of itself: its commands by scope and language, and its two descriptions by language."""

import re
from typing import Final

from sandbox.core import Core
from sandbox.entities import utf16_length
from sandbox.errors import bad_request
from sandbox.menus import scope_key
from sandbox.methods.contract import Method
from sandbox.world import Json

MAX_COMMANDS: Final = 100
MAX_EXPLANATION: Final = 256
NAME: Final = re.compile(r"[a-z0-9_]{1,32}")
# A scope's own fields besides its type.
SCOPES: Final = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
MAX_DESCRIPTION: Final = {"description": 512, "short_description": 120}


async def set_my_commands(core: Core, arguments: Json) -> bool:
    commands = arguments["commands"]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    core.profile.commands[_key(core, arguments)] = [_command(each) for each in commands]
    return True


async def get_my_commands(core: Core, arguments: Json) -> list[Json]:
    return core.profile.commands.get(_key(core, arguments), [])


async def delete_my_commands(core: Core, arguments: Json) -> bool:
    core.profile.commands.pop(_key(core, arguments), None)
    return True


async def set_my_description(core: Core, arguments: Json) -> bool:
    return _set_description(core, "description", arguments)


async def set_my_short_description(core: Core, arguments: Json) -> bool:
    return _set_description(core, "short_description", arguments)


async def get_my_description(core: Core, arguments: Json) -> Json:
    return _get_description(core, "description", arguments)


async def get_my_short_description(core: Core, arguments: Json) -> Json:
    return _get_description(core, "short_description", arguments)


def _key(core: Core, arguments: Json) -> tuple[str, str]:
    scope = arguments.get("scope") or {"type": "default"}
    fields = SCOPES.get(scope.get("type", ""))
    if fields is None:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    named = {name: scope.get(name) for name in ("type", *fields)}
    if None in named.values():
        raise bad_request("can't parse BotCommandScope: a required field is missing")
    if "chat_id" in named:
        core.known(scope["chat_id"])
    return scope_key(named), _language(arguments)


def _language(arguments: Json) -> str:
    code = arguments.get("language_code") or ""
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _command(given: object) -> Json:
    if not isinstance(given, dict) or not isinstance(given.get("command"), str):
        raise bad_request('can\'t parse BotCommand: Field "command" must be of type String')
    name, explanation = given["command"].removeprefix("/"), given.get("description")
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(explanation, str) or not 1 <= utf16_length(explanation.strip()) <= MAX_EXPLANATION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": explanation}


def _set_description(core: Core, kind: str, arguments: Json) -> bool:
    text = arguments.get(kind) or ""
    if utf16_length(text) > MAX_DESCRIPTION[kind]:
        raise bad_request(f"{kind.replace('_', ' ')} is too long")
    core.profile.descriptions[kind, _language(arguments)] = text
    return True


def _get_description(core: Core, kind: str, arguments: Json) -> Json:
    return {kind: core.profile.descriptions.get((kind, _language(arguments)), "")}


METHODS: Final[dict[str, Method]] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
}

"""Which of the bot's commands somebody is offered in a chat: the first list that is not empty, from the narrowest scope
to the widest, in each the person's language before none.

https://core.telegram.org/bots/api#determining-list-of-commands
"""

import json
from collections.abc import Iterator

from sandbox.core import Core
from sandbox.world import Chat, Json, Person

ADMINISTRATORS = ("creator", "administrator")


def scope_key(scope: Json) -> str:
    return json.dumps(scope, sort_keys=True)


def offered(core: Core, chat: Chat, person: Person) -> list[Json]:
    language = (person.language_code or "")[:2]
    for scope in _scopes(chat, person):
        for code in (language, ""):
            if commands := core.profile.commands.get((scope_key(scope), code)):
                return commands
    return []


def _scopes(chat: Chat, person: Person) -> Iterator[Json]:
    here = {"chat_id": chat.id}
    administers = chat.members.get(person.id) in ADMINISTRATORS
    if chat.person is not None:
        yield {"type": "chat"} | here
        yield {"type": "all_private_chats"}
    else:
        yield {"type": "chat_member"} | here | {"user_id": person.id}
        if administers:
            yield {"type": "chat_administrators"} | here
        yield {"type": "chat"} | here
        if administers:
            yield {"type": "all_chat_administrators"}
        yield {"type": "all_group_chats"}
    yield {"type": "default"}

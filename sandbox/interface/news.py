"""What is new in many chats at once. The page asks one question for all that it shows, because a browser opens no more
than six connections to a server, and each would be held by one chat.
"""

import asyncio
from dataclasses import asdict, dataclass

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import InterfaceError
from sandbox.interface.messages import shown
from sandbox.interface.reading import check_member, known_chat, number, person_of, wait_of
from sandbox.world import Chat, Json, Person


def routes(core: Core) -> list[web.RouteDef]:
    return [web.get("/sandbox/news", News(core).look)]


@dataclass(frozen=True)
class Look:
    """One person's look at one chat, of which they have seen what came until `after`."""

    person: Person
    chat: Chat
    after: int


class News:
    def __init__(self, core: Core) -> None:
        self._core = core

    async def look(self, request: web.Request) -> web.Response:
        """What changed in each `chat=PERSON:CHAT:AFTER`, waiting up to `wait` seconds for the first of them, or for
        another `revision` of who there is and what is set than the one that is known.
        """
        looks = [self._look(given) for given in request.query.getall("chat", [])]
        known = number(request.query.get("revision", "0"))
        clock = asyncio.get_running_loop().time
        end = clock() + wait_of(request)
        while not self._is_news(looks, known) and (left := end - clock()) > 0:
            await self._core.world.news.wait(left)
        chats = [self._chat(each) for each in looks if each.chat.seq > each.after]
        world = {"run": self._core.run, "revision": self._core.world.revision, "now": self._core.clock.now()}
        return web.json_response(world | {"chats": chats})

    def _look(self, given: str) -> Look:
        match given.split(":"):
            case [who, where, after]:
                person, chat = person_of(self._core, who), known_chat(self._core, where)
                check_member(chat, person)
                return Look(person, chat, number(after))
        raise InterfaceError(400, "a chat is looked at as PERSON:CHAT:AFTER")

    def _is_news(self, looks: list[Look], known: int) -> bool:
        return self._core.world.revision != known or any(each.chat.seq > each.after for each in looks)

    def _chat(self, look: Look) -> Json:
        chat = look.chat
        news = [shown(self._core, each, look.person) for each in chat.messages.values() if each.seq > look.after]
        busy = asdict(chat.busy) if chat.busy else None
        return {"as": look.person.id, "chat": chat.id, "seq": chat.seq, "messages": news, "busy": busy}

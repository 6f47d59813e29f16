"""Who there is: people come, block, go, and found groups. What they say to each other is in `chats`."""

from dataclasses import asdict

from aiohttp import web

from sandbox import acts
from sandbox.core import Core
from sandbox.errors import InterfaceError
from sandbox.interface.reading import body_of, chat_of, person_of, text_of
from sandbox.world import Chat, Json


def routes(core: Core) -> list[web.RouteDef]:
    people = People(core)
    return [
        web.post("/sandbox/people", people.add_person),
        web.get("/sandbox/people", people.list_people),
        web.post("/sandbox/people/{id}/{change:block|unblock|deactivate}", people.change_person),
        web.post("/sandbox/groups", people.add_group),
        web.get("/sandbox/groups", people.list_groups),
        web.post("/sandbox/groups/{id}/migrate", people.migrate),
        web.post("/sandbox/groups/{id}/bot", people.set_bot_status),
    ]


class People:
    def __init__(self, core: Core) -> None:
        self._core = core

    async def add_person(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        names = text_of(body, "first_name"), body.get("language_code"), body.get("username")
        return web.json_response(asdict(self._core.world.add_person(*names)))

    async def list_people(self, _request: web.Request) -> web.Response:
        return web.json_response([asdict(person) for person in self._core.world.people.values()])

    async def change_person(self, request: web.Request) -> web.Response:
        person = person_of(self._core, request.match_info["id"])
        change = request.match_info["change"]
        if change == "deactivate":
            person.deactivated = True
            self._core.world.changed()
        else:
            acts.block(self._core, person, blocked=change == "block")
        return web.json_response(asdict(person))

    async def add_group(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        members = [person_of(self._core, each) for each in body.get("members", [])]
        if not members:
            raise InterfaceError(400, "a group has members")
        status = "administrator" if body.get("bot_admin") else "member"
        supergroup = bool(body.get("supergroup"))
        chat = acts.found(self._core, text_of(body, "title"), members, status, supergroup=supergroup)
        return web.json_response(_group(chat))

    async def list_groups(self, _request: web.Request) -> web.Response:
        chats = self._core.world.chats.values()
        return web.json_response([_group(chat) for chat in chats if chat.person is None])

    async def migrate(self, request: web.Request) -> web.Response:
        return web.json_response(_group(acts.migrate(self._core, chat_of(self._core, request))))

    async def set_bot_status(self, request: web.Request) -> web.Response:
        body, chat = await body_of(request), chat_of(self._core, request)
        if chat.person or body.get("status") not in ("member", "administrator", "kicked"):
            raise InterfaceError(400, "in a group the bot is a member, an administrator or kicked")
        acts.set_bot_status(self._core, chat, person_of(self._core, body.get("from")), body["status"])
        return web.json_response(_group(chat))


def _group(chat: Chat) -> Json:
    return {
        "id": chat.id,
        "title": chat.title,
        "kind": chat.kind,
        "members": list(chat.members),
        "bot_status": chat.bot_status,
        "migrated_to": chat.migrated_to,
    }

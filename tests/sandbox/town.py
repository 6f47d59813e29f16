"""The sandbox as a test sees it: over HTTP only, on one side as a bot, on the other as people."""

from typing import Any

import aiohttp

from sandbox import Sandbox

TOKEN = "123456:TEST"
Json = dict[str, Any]


class Town:
    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.http = http

    async def call(self, method: str, **arguments: Any) -> Json:
        """A Bot API call; the whole answer, which repeats the HTTP status when it is a refusal."""
        async with self.http.post(f"/bot{TOKEN}/{method}", json=arguments) as answer:
            body = await answer.json()
        assert answer.status == body.get("error_code", 200)
        return body

    async def ok(self, method: str, **arguments: Any) -> Any:
        body = await self.call(method, **arguments)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **arguments: Any) -> str:
        body = await self.call(method, **arguments)
        assert not body["ok"], body
        return body["description"]

    async def act(self, verb: str, path: str, **body: Any) -> Any:
        """An act of people, or a look; it must succeed."""
        status, answer = await self.try_act(verb, path, **body)
        assert status == 200, answer
        return answer

    async def try_act(self, verb: str, path: str, **body: Any) -> tuple[int, Any]:
        return await self._request(verb, path, body or None)

    async def faults(self, *rules: Json) -> tuple[int, Any]:
        return await self._request("POST", "/faults", rules)

    async def _request(self, verb: str, path: str, body: object) -> tuple[int, Any]:
        async with self.http.request(verb, f"/sandbox{path}", json=body) as answer:
            return answer.status, await answer.json()

    async def stranger(self, name: str = "Ana") -> int:
        return (await self.act("POST", "/people", first_name=name))["id"]

    async def person(self, name: str = "Ana") -> int:
        """Somebody whose /start the bot has received and confirmed."""
        person = await self.stranger(name)
        await self.act("POST", f"/chats/{person}/start", **{"from": person})
        await self.ok("getUpdates", offset=-1)
        await self.drain()
        return person

    async def group(self, *members: int, **options: Any) -> int:
        group = await self.act("POST", "/groups", title="Lindner Court", members=members, **options)
        await self.drain()
        return group["id"]

    async def write(self, person: int, text: str, chat: int | None = None, **more: Any) -> int:
        body = {"from": person, "text": text} | more
        return (await self.act("POST", f"/chats/{chat or person}/messages", **body))["message_id"]

    async def tap(self, person: int, message: int, chat: int | None = None, **which: Any) -> str:
        body = {"from": person, "message_id": message} | which
        return (await self.act("POST", f"/chats/{chat or person}/taps", **body))["query_id"]

    async def updates(self, offset: int = 0) -> list[Json]:
        return await self.ok("getUpdates", offset=offset)

    async def drain(self) -> None:
        """Confirm all that waits."""
        while updates := await self.updates():
            await self.ok("getUpdates", offset=updates[-1]["update_id"] + 1, limit=1)

    async def seen(self, person: int, chat: int | None = None) -> list[Json]:
        return (await self.act("GET", f"/chats/{chat or person}?as={person}"))["messages"]


def keyboard(*rows: list[str]) -> Json:
    """An inline keyboard whose buttons carry their own label as data."""
    return {"inline_keyboard": [[{"text": each, "callback_data": each} for each in row] for row in rows]}

"""A person at their telephone, over the sandbox's HTTP interface alone. For simulated residents and for tests."""

from __future__ import annotations

from typing import Any, Self

import aiohttp

WAIT = 10.0
"""Seconds that one look waits for news."""

Message = dict[str, Any]


class Visitor:
    """One person's private chat with the bot, as their telephone shows it."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: str, person: int):
        self._session = session
        self._chat = f"{sandbox}/sandbox/chats/{person}"
        self._sandbox = sandbox
        self._seq = 0
        self.id = person
        self.messages: dict[int, Message] = {}

    @classmethod
    async def arrive(
        cls, session: aiohttp.ClientSession, sandbox: str, name: str = "Ana", language: str | None = "en"
    ) -> Self:
        """Somebody new."""
        body = {"first_name": name, "language_code": language}
        async with session.post(f"{sandbox}/sandbox/people", json=body) as response:
            return cls(session, sandbox, (await response.json())["id"])

    async def start(self, payload: str = "") -> None:
        """Open the bot, as a link or a code does."""
        await self._post("/start", {"payload": payload})

    async def write(self, text: str) -> None:
        await self._post("/messages", {"text": text})

    async def send(self, **content: Any) -> None:
        """Something other than text: photo={}, voice={}, sticker={} ..."""
        await self._post("/messages", content)

    async def tap(self, message: int, label: str) -> str:
        """Tap the button with this label. Returns the id by which `passing_line` finds the answer."""
        return str((await self._post("/taps", {"message_id": message, "button": label}))["query_id"])

    async def tap_data(self, message: int, data: str) -> str:
        """A tap that a client of somebody's own making sends."""
        body = {"message_id": message, "data": data, "forged": True}
        return str((await self._post("/taps", body))["query_id"])

    async def passing_line(self, query: str, wait: float = WAIT) -> str | None:
        """What the bot said in passing to a tap; empty when it only let the button go, None when it did not."""
        url = f"{self._sandbox}/sandbox/taps/{query}"
        async with self._session.get(url, params={"wait": str(wait)}) as response:
            answer = await response.json()
        return (answer.get("text") or "") if answer["answered"] else None

    async def look(self, wait: float = WAIT) -> bool:
        """Wait for news in the chat. Returns whether there was any."""
        query = {"as": str(self.id), "after": str(self._seq), "wait": str(wait)}
        async with self._session.get(self._chat, params=query) as response:
            response.raise_for_status()
            news = await response.json()
        self._seq = news["seq"]
        for message in news["messages"]:
            self.messages[message["id"]] = message
        return bool(news["messages"])

    @property
    def card(self) -> Message | None:
        """The newest message of the bot that has buttons."""
        return next((message for message in reversed(self.from_bot) if labels(message)), None)

    @property
    def from_bot(self) -> list[Message]:
        """Everything the bot has written, as it stands now, oldest first."""
        there = sorted(self.messages.values(), key=lambda message: int(message["id"]))
        return [message for message in there if not message["deleted"] and message["from"]["id"] != self.id]

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        async with self._session.post(self._chat + path, json={"from": self.id, **body}) as response:
            if response.status >= 400:
                raise ValueError(f"{path}: {await response.text()}")
            return await response.json()


def labels(message: Message) -> list[str]:
    """The labels of a message's buttons, row by row."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [str(button["text"]) for row in rows for button in row]

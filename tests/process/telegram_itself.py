"""What Telegram does by itself and no person can do: a sandbox that sends nonsense, and forgets a token."""

from typing import Any

from sandbox import Sandbox
from tests.process.waiting import PATIENCE


class Telegram(Sandbox):
    def send_raw(self, message: dict[str, Any], kind: str = "message") -> None:
        """Hand the bot a message of this form, whatever it is."""
        self._core.updates.add(kind, message, ("chat", 0))

    @property
    def confirmed(self) -> int:
        """How many updates the bot has said that it keeps."""
        return self._core.updates.counters.confirmed

    async def more_confirmed(self, than: int) -> None:
        """Return in the moment in which the bot says that it keeps more updates than that."""
        while self.confirmed <= than:
            await self._core.updates.news.wait(PATIENCE)

    @property
    def ways_opened(self) -> int:
        """How often updates were asked for, or a webhook was set."""
        webhooks = self._core.journal.summary()["calls"].get("setWebhook", {})
        return self._core.updates.counters.polls + int(webhooks.get("ok", 0))

    @property
    def uploaded(self) -> int:
        """How many files the bot and the people have brought here, the same one twice counted twice."""
        return len(self._core.files._by_id)

    def unblock_silently(self, person: int) -> None:
        """Somebody lets the bot in again, and the word of it gets lost."""
        self._core.world.people[person].blocked = False

    def change_token(self, token: str) -> None:
        """The bot's token is not valid any more; another one is."""
        self._core.token = token

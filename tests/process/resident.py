"""A resident who knows what to look for: a visitor that waits for words and presses buttons by the words on them."""

from sandbox.sheets import words as words_of
from sandbox.visitor import Message, Visitor, labels
from tests.process.waiting import PATIENCE, until

LOOK = 0.5
"""Seconds that one look waits for news."""


class Resident(Visitor):
    patience = PATIENCE

    async def see(self, words: str) -> Message:
        """Wait until the newest card says so."""

        async def said() -> Message | None:
            await self.look(LOOK)
            card = self.card
            return card if card is not None and words in words_of(card) else None

        return await until(said, f"a card that says “{words}”", self.patience)

    async def hear(self, words: str, times: int = 1) -> None:
        """Wait until so many messages of the bot say so."""

        async def said() -> bool:
            await self.look(LOOK)
            return self.heard(words) >= times

        await until(said, f"{times} messages that say “{words}”")

    def heard(self, words: str) -> int:
        """How many messages of the bot say so, of those seen until now."""
        return sum(words in words_of(message) for message in self.from_bot)

    async def press(self, words: str) -> str:
        """Tap the button of the newest card whose label holds these words."""
        card = self.card
        assert card is not None, "there is no card"
        label = next((label for label in labels(card) if words in label), None)
        assert label is not None, f"no button “{words}” among {labels(card)}"
        return await self.tap(card["id"], label)

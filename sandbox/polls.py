"""Telegram's own polls and the votes on them: who has voted for what, and what everybody sees of it.

A vote on a poll that is not anonymous is told to the bot that sent it, with the voter. Nothing here knows of HTTP.
"""

from dataclasses import dataclass, field

from sandbox.world import Json, Message


@dataclass
class NativePoll:
    """`votes` are the options that each person has chosen, by their places from 0."""

    id: str
    question: str
    options: tuple[str, ...]
    description: str
    anonymous: bool
    several: bool
    revoting: bool
    message: Message
    closed: bool = False
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def as_json(self) -> Json:
        body: Json = {
            "id": self.id,
            "question": self.question,
            "options": [self._option(place) for place in range(len(self.options))],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "regular",
            "allows_multiple_answers": self.several,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        return body | ({"description": self.description} if self.description else {})

    def _option(self, place: int) -> Json:
        count = sum(place in chosen for chosen in self.votes.values())
        return {"persistent_id": persistent_id(place), "text": self.options[place], "voter_count": count}

    def show(self) -> None:
        """Let the message show how the votes stand."""
        self.message.content = {"poll": self.as_json()}
        self.message.chat.touch(self.message)


class Polls:
    """All of them, by id and by message."""

    def __init__(self) -> None:
        self._by_id: dict[str, NativePoll] = {}

    def new_id(self) -> str:
        """Of the size that real ones have."""
        return str(5_100_000_000_000_000_001 + len(self._by_id))

    def add(self, poll: NativePoll) -> None:
        self._by_id[poll.id] = poll
        poll.show()

    def of(self, message: Message) -> NativePoll | None:
        """The poll that stands in a message, if one does."""
        shown = message.content.get("poll")
        return self._by_id.get(shown["id"]) if shown else None


def persistent_id(place: int) -> str:
    return f"option-{place}"

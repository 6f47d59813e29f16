"""What the parts of the sandbox share: one clock, one world, one queue. It does nothing itself."""

import re
import uuid
from dataclasses import dataclass, field

from sandbox.clock import Moments, SandboxClock
from sandbox.errors import ApiError, bad_request, forbidden
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.limits import Limiter
from sandbox.polls import Polls
from sandbox.taps import Taps
from sandbox.updates import Updates
from sandbox.uploads import Files
from sandbox.webhooks import Webhooks
from sandbox.world import Chat, Json, World


@dataclass
class Profile:
    """What the bot says of itself: commands by (scope, language), descriptions by (kind, language)."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Core:
    """`run` is another one after every start, so that the page never takes one town for another. `moments` are told
    by whoever runs the sandbox: it knows of no consultation by itself.
    """

    token: str
    username: str
    clock: SandboxClock
    limiter: Limiter
    world: World
    updates: Updates
    webhooks: Webhooks
    taps: Taps
    faults: Faults
    journal: Journal = field(default_factory=Journal)
    files: Files = field(default_factory=Files)
    polls: Polls = field(default_factory=Polls)
    profile: Profile = field(default_factory=Profile)
    moments: Moments | None = None
    run: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", self.token):
            raise ValueError("a bot token is digits, a colon, and letters")
        self.bot_id = int(self.token.partition(":")[0])

    def bot(self) -> Json:
        return {"id": self.bot_id, "is_bot": True, "first_name": self.username, "username": self.username}

    def reachable(self, chat_id: int) -> Chat:
        """The chat, if the bot may write there now; otherwise Telegram's refusal."""
        chat = self.known(chat_id)
        if chat.person is None:
            _refuse_outsider(chat)
        elif chat.person.deactivated:
            raise forbidden("user is deactivated")
        elif chat.person.blocked:
            raise forbidden("bot was blocked by the user")
        elif not chat.person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def known(self, chat_id: int) -> Chat:
        """The chat, or why there is none."""
        chat = self.world.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        return chat


def _refuse_outsider(chat: Chat) -> None:
    kind = "group chat" if chat.kind == "group" else "supergroup chat"
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {kind}")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {kind}")

"""The people, chats and messages of the sandbox, with the ids that Telegram would give them.

Ids are of the size and sign that real ones have, because code that keeps them in 32 bits or takes every chat id for a
person's must fail here and not in the town. Nothing here makes an update or decides whether a call is allowed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, Literal

from sandbox.clock import Bell, SandboxClock

Json = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup"]

BUSY_SECONDS: Final = 5.0
"""How long people are shown that the bot is at something, unless its message comes before."""


@dataclass
class Person:
    id: int
    first_name: str
    language_code: str | None
    username: str | None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        user |= {"username": self.username} if self.username else {}
        return user | ({"language_code": self.language_code} if self.language_code else {})


@dataclass
class Message:
    """`content` holds the fields that differ by kind: text and entities, photo and caption, or a service field."""

    chat: "Chat"
    id: int
    sender: Json
    date: int
    content: Json
    reply_markup: Json | None = None
    reply_to: "Message | None" = None
    edits: int = 0
    edit_date: int | None = None
    deleted: bool = False
    seq: int = 0

    def as_json(self, *, nested: bool = False) -> Json:
        """The message as the Bot API shows it; a replied-to message is shown without its own reply."""
        body = {"message_id": self.id, "from": self.sender, "chat": self.chat.as_json(), "date": self.date}
        body |= {"edit_date": self.edit_date} if self.edit_date else {}
        if self.reply_to and not nested:
            body["reply_to_message"] = self.reply_to.as_json(nested=True)
        body |= self.content
        return body | ({"reply_markup": self.reply_markup} if self.reply_markup else {})


@dataclass(frozen=True)
class Busy:
    """What the bot is at, and until when it is shown, in seconds since 1970."""

    action: str
    until: float


@dataclass
class Chat:
    """`members` maps people to their status; a private chat has one member, and its id is the person's."""

    id: int
    kind: ChatKind
    members: dict[int, str]
    person: Person | None = None
    title: str = ""
    bot_status: str = "member"
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    seq: int = 0
    busy: Busy | None = None
    news: Bell = field(default_factory=Bell)
    news_anywhere: Bell = field(default_factory=Bell)

    def as_json(self) -> Json:
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        body: Json = {"id": self.id, "type": "private", "first_name": self.person.first_name}
        return body | ({"username": self.person.username} if self.person.username else {})

    def touch(self, message: Message) -> None:
        """Mark a message as news for whoever looks at the chat."""
        self.stir()
        message.seq = self.seq

    def stir(self) -> None:
        self.seq += 1
        self.news.ring()
        self.news_anywhere.ring()


class World:
    """`revision` grows with every change of who there is, and of what whoever runs the sandbox has set."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self.news = Bell()
        self.revision = 1
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._person_ids = count(5_000_000_001)
        self._group_ids = count(-4_000_000_001, -1)
        self._supergroup_ids = count(-1_002_000_000_001, -1)
        # Private chats and basic groups share one numbering, each supergroup has its own: as at Telegram.
        self._common_message_ids = count(1)
        self._supergroup_message_ids: dict[int, Iterator[int]] = {}

    def add_person(self, first_name: str, language_code: str | None, username: str | None) -> Person:
        person = Person(next(self._person_ids), first_name, language_code, username)
        self.people[person.id] = person
        private = Chat(person.id, "private", {person.id: "member"}, person=person, news_anywhere=self.news)
        self.chats[person.id] = private
        self.changed()
        return person

    def add_group(self, title: str, members: dict[int, str], bot_status: str, *, supergroup: bool) -> Chat:
        ids = self._supergroup_ids if supergroup else self._group_ids
        kind: ChatKind = "supergroup" if supergroup else "group"
        chat = Chat(next(ids), kind, dict(members), title=title, bot_status=bot_status, news_anywhere=self.news)
        self.chats[chat.id] = chat
        if supergroup:
            self._supergroup_message_ids[chat.id] = count(1)
        self.changed()
        return chat

    def changed(self) -> None:
        self.revision += 1
        self.news.ring()

    def post(
        self,
        chat: Chat,
        sender: Json,
        content: Json,
        reply_markup: Json | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        if sender["is_bot"]:
            chat.busy = None
        message_id = next(self._supergroup_message_ids.get(chat.id, self._common_message_ids))
        message = Message(chat, message_id, sender, int(self._clock.now()), content, reply_markup, reply_to)
        chat.messages[message_id] = message
        chat.touch(message)
        return message

    def show_busy(self, chat: Chat, action: str) -> None:
        chat.busy = Busy(action, self._clock.now() + BUSY_SECONDS)
        chat.stir()

    def change(self, message: Message, content: Json, reply_markup: Json | None) -> None:
        message.content = content
        message.reply_markup = reply_markup
        message.edits += 1
        message.edit_date = int(self._clock.now())
        message.chat.touch(message)

    def delete(self, message: Message) -> None:
        """What was written is gone; that something was there stays, so that whoever looks can take it away too."""
        message.deleted = True
        message.content = {}
        message.reply_markup = None
        message.chat.touch(message)

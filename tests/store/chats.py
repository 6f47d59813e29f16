"""Telegram's end without a network: chats with messages, what people do in them, and what can go wrong on the way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from html import escape
from itertools import count
from typing import Any

from bot.sending.gateway import Photo, Upload
from bot.sending.limiter import Lane
from bot.sending.outcomes import Gone, Later, Outcome, Rejected, Sent
from screens.card import Card, callback_data
from screens.commands import Commands
from screens.native_poll import NativePoll

PAUSE = 5.0
"""Seconds that Telegram asks to wait when it is asked to."""

Buttons = list[list[tuple[str, str]]]
"""Rows of a label and what it carries."""


class Fate(Enum):
    """What becomes of a call to Telegram."""

    ARRIVES = auto()
    WAITS = auto()
    IS_LOST = auto()
    """The process ends before it arrives."""
    IS_NOT_ACKNOWLEDGED = auto()
    """It arrives, and the process ends before it hears so."""


class Crash(Exception):
    """The process ends here."""


@dataclass
class Message:
    text: str
    buttons: Buttons = field(default_factory=list)
    token: str = ""
    revision: int = 0
    notice: str = ""
    picture: str = ""
    """Its name and what can be seen in it, where the text stands below one."""
    document: str = ""
    """The name of a file that came with it."""
    poll: str = ""
    """What Telegram calls its own poll in it."""
    options: tuple[str, ...] = ()
    stopped: bool = False
    beside: int | None = None
    """The number of the message that it answers."""

    def data(self, label: str) -> str:
        """What the button with this label carries. Raises KeyError."""
        return {name: data for row in self.buttons for name, data in row}[label]


@dataclass(frozen=True)
class Group:
    """A group in which the bot is. Its id is negative."""

    id: int
    title: str


@dataclass
class Chat:
    """`news` are the numbers of messages that are new or changed; `lines` came in passing."""

    messages: list[Message] = field(default_factory=list)
    news: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    blocked: bool = False
    menu: tuple[str, ...] = ()
    """The commands of this chat alone."""

    def put(self, message: Message, number: int | None = None) -> int:
        """A new message, or in the place of the one with this number, from 1."""
        if number is None:
            self.messages.append(message)
            number = len(self.messages)
        self.messages[number - 1] = message
        self.news = [*(other for other in self.news if other != number), number]
        return number

    def look(self) -> tuple[list[int], list[str]]:
        """What has come since the last look."""
        news, lines = self.news, self.lines
        self.news, self.lines = [], []
        return news, lines


class Chats:
    """Stands in for `bot.sending.gateway.Gateway`. `notice` is the id of the notice that is being told."""

    username = "town_bot"

    def __init__(self) -> None:
        self.fate = Fate.ARRIVES
        self.notice = ""
        self.files: dict[str, bytes] = {}
        """What people have sent, by what Telegram calls it."""
        self.uploads: list[str] = []
        """Names of the pictures that came with their bytes."""
        self.of: defaultdict[int, Chat] = defaultdict(Chat)
        self._polls = count(5_100_000_000_000_000_001)

    async def send_card(
        self, chat: int, card: Card, token: str, revision: int, *, lane: Lane, attempts: int
    ) -> Outcome:
        message = replace(_message(card, token, revision), notice=self.notice if not token else "")
        return self._arrives(chat, message, None)

    async def edit_card(
        self, chat: int, message: int, card: Card, token: str, revision: int, *, lane: Lane, attempts: int
    ) -> Outcome:
        if self.of[chat].messages[message - 1].picture:
            return Rejected("There is no text in the message to edit")
        return self._arrives(chat, _message(card, token, revision), message)

    async def send_photo(
        self, chat: int, card: Card, token: str, revision: int, photo: Photo, *, lane: Lane, attempts: int
    ) -> Outcome:
        picture = f"{card.picture}: {card.alt}" if card.picture or not isinstance(photo, Upload) else photo.name
        outcome = self._arrives(chat, replace(_message(card, token, revision), picture=picture), None)
        if isinstance(photo, Upload) and isinstance(outcome, Sent):
            self.uploads.append(photo.name)
        return replace(outcome, picture=f"file of {card.picture}") if isinstance(outcome, Sent) else outcome

    async def send_document(
        self, chat: int, card: Card, token: str, revision: int, document: Upload, *, lane: Lane, attempts: int
    ) -> Outcome:
        return self._arrives(chat, replace(_message(card, token, revision), document=document.name), None)

    async def say_busy(self, chat: int, *, photo: bool, lane: Lane) -> None:
        """Seen for some seconds, and gone."""

    async def edit_caption(
        self, chat: int, message: int, card: Card, token: str, revision: int, *, lane: Lane, attempts: int
    ) -> Outcome:
        picture = self.of[chat].messages[message - 1].picture
        if not picture:
            return Rejected("There is no caption in the message to edit")
        return self._arrives(chat, replace(_message(card, token, revision), picture=picture), message)

    async def send_text(self, chat: int, text: str, *, lane: Lane, attempts: int) -> Outcome:
        return self._arrives(chat, Message(text, notice=self.notice), None)

    async def send_poll(self, chat: int, poll: NativePoll, beside: int | None, *, lane: Lane, attempts: int) -> Outcome:
        text = escape("\n".join((poll.question, poll.description)), quote=False)
        name = str(next(self._polls))
        sent = self._arrives(chat, Message(text, poll=name, options=poll.options, beside=beside), None)
        return replace(sent, poll=name) if isinstance(sent, Sent) else sent

    async def stop_poll(self, chat: int, message: int, *, lane: Lane, attempts: int) -> Outcome:
        before = self.of[chat].messages[message - 1]
        if before.stopped:
            return Sent()
        return self._arrives(chat, replace(before, stopped=True), message)

    async def offer_commands(self, chat: int, commands: Commands, *, lane: Lane, attempts: int) -> Outcome:
        """Arrives as a message does, and is none."""
        if self.of[chat].blocked:
            return Gone()
        if self.fate is Fate.WAITS:
            return Later(PAUSE, counted=False)
        if self.fate is Fate.IS_LOST:
            raise Crash
        self.of[chat].menu = tuple(command for command, _ in commands)
        if self.fate is Fate.IS_NOT_ACKNOWLEDGED:
            raise Crash
        return Sent()

    async def fetch(self, file_id: str) -> bytes:
        return self.files[file_id]

    async def say_instead(self, chat: int, message: int, text: str) -> None:
        self._arrives(chat, Message(text), message)

    async def answer_tap(self, query: str, text: str | None, *, alert: bool = False) -> None:
        """The number of a tap is that of its person."""
        if text is not None:
            self.of[int(query)].lines.append(text)

    def _arrives(self, chat: int, message: Message, number: int | None) -> Outcome:
        if self.of[chat].blocked:
            return Gone()
        if self.fate is Fate.WAITS:
            return Later(PAUSE, counted=False)
        if self.fate is Fate.IS_LOST:
            raise Crash
        arrived = self.of[chat].put(message, number)
        if self.fate is Fate.IS_NOT_ACKNOWLEDGED:
            raise Crash
        return Sent(arrived)


def _message(card: Card, token: str, revision: int) -> Message:
    buttons = [[(button.label, callback_data(token, revision, button)) for button in row] for row in card.rows]
    return Message(card.text, buttons, token, revision)


class Updates:
    """What Telegram would hand over, numbered."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def written(self, person: int, text: str, language: str = "en", group: Group | None = None) -> dict[str, Any]:
        length = len(text.split(maxsplit=1)[0]) if text.strip() else 0
        command = [{"type": "bot_command", "offset": 0, "length": length}] if text.startswith("/") else []
        return self._of("message", _message_of(person, language, group) | {"text": text, "entities": command})

    def sent(self, person: int, content: dict[str, Any], language: str = "en") -> dict[str, Any]:
        """Something other than text."""
        return self._of("message", _message_of(person, language) | content)

    def corrected(self, person: int, text: str, language: str = "en") -> dict[str, Any]:
        return self._of("edited_message", _message_of(person, language) | {"text": text, "edit_date": 1})

    def tapped(
        self, person: int, message: int, data: str, language: str = "en", group: Group | None = None
    ) -> dict[str, Any]:
        tap = {"id": str(person), "from": _person(person, language), "chat_instance": "c", "data": data}
        where = _message_of(person, language, group) | {"message_id": message}
        return self._of("callback_query", tap | {"message": where})

    def poll_answered(self, person: int, poll: str, *places: int) -> dict[str, Any]:
        """Somebody chose on Telegram's own poll, or took everything back."""
        chosen = {"option_ids": list(places), "option_persistent_ids": [f"option-{place}" for place in places]}
        return self._of("poll_answer", {"poll_id": poll, "user": _person(person)} | chosen)

    def migrated(self, group: Group, new: int) -> dict[str, Any]:
        """A group becomes a supergroup, as it is told in the old chat."""
        return self._of("message", _message_of(1, "en", group) | {"migrate_to_chat_id": new})

    def let_in(self, person: int, *, reachable: bool) -> dict[str, Any]:
        """The bot is blocked, or let in again."""

        def member(status: str) -> dict[str, Any]:
            return {"user": {"id": 1, "is_bot": True, "first_name": "bot"}, "status": status, "until_date": 0}

        statuses = ("kicked", "member") if reachable else ("member", "kicked")
        old, new = map(member, statuses)
        changed = {"from": _person(person), "date": 0, "old_chat_member": old, "new_chat_member": new}
        return self._of("my_chat_member", changed | {"chat": _message_of(person, "en")["chat"]})

    def _of(self, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        return {"update_id": next(self._numbers), kind: content}


def _message_of(person: int, language: str, group: Group | None = None) -> dict[str, Any]:
    chat: dict[str, Any] = {"id": person, "type": "private", "first_name": "x"}
    if group is not None:
        chat = {"id": group.id, "type": "supergroup", "title": group.title}
    return {"message_id": 10_000, "date": 0, "chat": chat, "from": _person(person, language)}


def _person(person: int, language: str = "en") -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "x", "language_code": language}

"""Whatever a person can send, wherever they are: an answer in words, buttons with it, and nothing lost or changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storage.database import Database
from tests.screens.html import read
from tests.store.chats import Chats, Message, Updates
from tests.store.process import Process
from tests.store.town import ALL, CLOSED

PERSON = 7
LONGEST_MESSAGE = 4096
FILE = {"file_id": "a", "file_unique_id": "b"}
VIDEO = {**FILE, "duration": 1, "length": 9}
USER = {"id": 3, "is_bot": False, "first_name": "y"}
FORWARD = {"forward_origin": {"type": "hidden_user", "sender_user_name": "z", "date": 1}}
CONTENTS: dict[str, dict[str, Any]] = {
    "photo": {"photo": [{**FILE, "width": 1, "height": 1}]},
    "photo with words": {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "1"},
    "voice": {"voice": {**FILE, "duration": 1}},
    "sticker": {"sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": 0, "is_video": 0}},
    "location": {"location": {"latitude": 52.2, "longitude": 21.0}},
    "contact": {"contact": {"phone_number": "+48", "first_name": "z", "user_id": 3}},
    "a forward of a photo": {"photo": [{**FILE, "width": 1, "height": 1}], **FORWARD},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "video note": {"video_note": VIDEO},
    "video": {"video": {**VIDEO, "width": 1, "height": 1}},
    "audio": {"audio": {**FILE, "duration": 1}},
    "document": {"document": FILE},
    "poll": {
        "poll": {
            **{"id": "1", "question": "?", "total_voter_count": 0, "is_closed": False, "is_anonymous": True},
            **{"type": "regular", "allows_multiple_answers": False},
            "options": [{"text": "a", "voter_count": 0, "persistent_id": "1"}],
        }
    },
    "story": {"story": {"chat": {"id": 3, "type": "private"}, "id": 1}},
    "something that is not invented yet": {"hologram": {"depth": 3}},
    "nothing": {},
}
TEXTS = {
    "of a whole message": "x" * LONGEST_MESSAGE,
    "longer than any message": "x" * 64_000,
    "of ampersands": "&" * LONGEST_MESSAGE,
    "of tags": "<b>" * 1365,
    "html": "<script>alert('x')</script> &lt;b&gt; </b><i>",
    "from right to left": "\u202eאני גר כאן\u202c العربية",
    "with marks on marks": "Z\u0334\u0351\u0363" * 300,
    "half a pair": "\ud83d",
    "half a pair in words": "a \udc00 b",
    "nul": "\x00",
    "white": " \t\n\u3000\u200b",
    "lines": "\n".join("1234567890"),
    "numbers": "1 1 1 1 999999999999999999999999",
    "digits of another script": "\u0661",
    "a fraction": "½",
    "names of the bot's own": "@welcome @erase -other @finished",
    "callback data": "xxxxxxxxxxxxxxxx.0.f.",
    "braces": "{text} {0} %s \\",
    "a forward": "as somebody else wrote",
}
COMMANDS = (
    *("/help", "/menu", "/later", "/answers", "/language", "/delete", "/unknown", "/", "/start x", "/start c_nothing"),
    *("/start@town_bot", "/HELP", "/help@another_bot 1"),
)
PLACES: dict[str, list[str]] = {
    "@welcome": [],
    "@consent": ["begin"],
    "colour": ["begin", "agree"],
    "trees": ["begin", "agree", "1"],
    "why": ["begin", "agree", "1", "1 2"],
    "@finished": ["begin", "agree", "1", "1 2", "because"],
    "@menu": ["begin", "agree", "1", "/menu"],
    "@answers": ["begin", "agree", "1", "/answers"],
    "@erase": ["begin", "agree", "1", "/delete"],
    "@languages": ["/language"],
    "@withdrawn": ["begin", "agree", "1", "take all of them back", "yes, take them back"],
}


class Someone:
    """One person and the bot, a message at a time."""

    def __init__(self, database: Database) -> None:
        self.chats = Chats()
        self.process = Process(database, self.chats)
        self.updates = Updates()

    async def go_to(self, place: str) -> None:
        await self.process.town.launch(ALL)
        for text in ("/start", *PLACES[place]):
            await self.take(self.updates.written(PERSON, text))
        assert await self.state("place") == place

    async def take(self, update: dict[str, Any]) -> Message | None:
        """Hand over one update; what the bot wrote last, if it wrote anything."""
        before = len(self.chats.of[PERSON].messages)
        await self.process.receive(update)
        (row,) = await self.process.store.inbox.waiting("", 10)
        await self.process.process(row)
        while await self.process.send():
            pass
        assert await self.process.store.inbox.load() == (0, None)
        messages = self.chats.of[PERSON].messages
        return messages[-1] if len(messages) > before else None

    async def state(self, column: str) -> Any:
        (row,) = await self.process.town.rows("participations")
        return row[column]

    async def answers(self) -> dict[str, str]:
        return {row["step_id"]: row["ballot"] for row in await self.process.town.rows("responses")}

    async def kept(self) -> tuple[Any, ...]:
        """All that must not be lost."""
        return await self.answers(), *[await self.state(column) for column in ("place", "drafts", "consented_at")]


@pytest.fixture
def someone(database: Database) -> Someone:
    return Someone(database)


def helpful(message: Message | None) -> str:
    """What a person reads, once it is sure that Telegram would take it and that there is something to tap."""
    assert message is not None
    words = read(message.text)
    assert 0 < len(words.encode("utf-16-le")) // 2 <= LONGEST_MESSAGE
    assert message.buttons
    return words


@pytest.mark.parametrize("place", PLACES)
async def test_what_is_no_text_changes_nothing_and_says_so(someone: Someone, place: str) -> None:
    await someone.go_to(place)
    before = await someone.kept()
    for kind, content in CONTENTS.items():
        words = helpful(await someone.take(someone.updates.sent(PERSON, content)))
        assert words.startswith("I can read only words."), kind
        assert await someone.kept() == before, kind


@pytest.mark.parametrize("place", PLACES)
async def test_a_corrected_message_changes_nothing_and_says_so(someone: Someone, place: str) -> None:
    await someone.go_to(place)
    before = await someone.kept()
    for text in ("1", "agree", "/delete", "yes, delete everything"):
        words = helpful(await someone.take(someone.updates.corrected(PERSON, text)))
        assert words.startswith("You changed a message that was sent already."), text
        assert await someone.kept() == before


@pytest.mark.parametrize("place", PLACES)
async def test_every_text_gets_an_answer_and_no_answer_is_lost(someone: Someone, place: str) -> None:
    await someone.go_to(place)
    before = await someone.answers()
    for kind, text in TEXTS.items():
        assert helpful(await someone.take(someone.updates.written(PERSON, text))), kind
        now = await someone.answers()
        assert now.keys() >= before.keys(), kind
        json.dumps(now).encode()


@pytest.mark.parametrize("place", PLACES)
async def test_a_command_is_never_an_answer(someone: Someone, place: str) -> None:
    await someone.go_to(place)
    before = await someone.answers()
    for command in COMMANDS:
        helpful(await someone.take(someone.updates.written(PERSON, command)))
        assert await someone.answers() == before, command


async def test_what_is_too_long_comes_back_to_be_shortened(someone: Someone) -> None:
    await someone.go_to("why")
    words = helpful(await someone.take(someone.updates.written(PERSON, "<&> " * 100)))
    assert words.startswith("That is 399 characters; 200 fit.")
    assert ("<&> " * 100).strip() in words
    assert "why" not in await someone.answers()


async def test_a_strange_text_is_kept_as_it_was_written(someone: Someone) -> None:
    await someone.go_to("why")
    for text in (TEXTS["html"], TEXTS["from right to left"], TEXTS["braces"]):
        await someone.take(someone.updates.written(PERSON, text))
        assert (await someone.answers())["why"] == text
        await someone.take(someone.updates.written(PERSON, "back"))


@pytest.mark.parametrize("place", ["colour", "trees", "why", "@menu"])
async def test_after_the_close_too(someone: Someone, place: str) -> None:
    await someone.go_to(place)
    before = await someone.answers()
    someone.process.town.now = CLOSED
    for update in (
        *(someone.updates.sent(PERSON, content) for content in CONTENTS.values()),
        *(someone.updates.written(PERSON, text) for text in (*TEXTS.values(), *COMMANDS, "agree", "done", "skip")),
    ):
        helpful(await someone.take(update))
        assert await someone.answers() == before


@pytest.mark.parametrize("content", CONTENTS)
async def test_a_stranger_is_told_what_to_do(someone: Someone, content: str) -> None:
    await someone.process.town.launch(ALL)
    message = await someone.take(someone.updates.sent(PERSON, CONTENTS[content]))
    assert message is not None
    assert "I can read only words." in message.text


async def test_who_comes_from_a_telephone_without_a_language(someone: Someone) -> None:
    await someone.process.town.launch(ALL)
    for language in ("zh-hans", "x", "", "pt-BR"):
        helpful(await someone.take(someone.updates.written(PERSON, "/start", language)))

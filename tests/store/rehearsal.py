"""What the stateful test does to the town, one act at a time, and how it finds out whether all agree."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Collection, Coroutine
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, TypeVar

from bot.surveying import analysed
from deliberation.definition import Done, Tapped, Typed
from deliberation.engine import Skip, Withdraw
from deliberation.use_cases.keeping_house import Forget
from deliberation.use_cases.releasing import draw_up
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.taking_part import Tap, Write
from deliberation.use_cases.viewing import gather
from screens.views import card_of
from storage.database import open_database
from storage.inbox import Waiting
from storage.migrate import migrate
from tests.store.chats import PAUSE, Chats, Crash, Fate, Message, Updates
from tests.store.process import Process
from tests.store.town import ALL, Dump
from tests.store.unlucky import Boom, Ending, Unlucky

PEOPLE = (1, 2)
NUMBERS = {"1": ["a"], "2.": ["b"], "1 3": ["a", "c"]}
"""What numbers mean where they are choices."""

MOST_ROUNDS = 30
"""The loop has done all there is to do after so many rounds: one notice a chat in each."""

T = TypeVar("T")


@cache
def template() -> Path:
    """An SQLite file with the schema, made once."""
    path = Path(mkdtemp()) / "town.db"
    asyncio.run(migrate(f"sqlite:///{path}", now_ms=0))
    return path


class Rehearsal:
    """`accepted` is what each person answered last, by what was committed, and `begun` what they chose of several and
    have not said to be all. `forgotten` are the messages of the time before somebody was erased.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        path = shutil.copy(template(), Path(self._folder.name) / "town.db")
        self._runner = asyncio.Runner()
        self.updates = Updates()
        self.chats = Chats()
        self.accepted: dict[int, dict[str, str]] = {}
        self.begun: dict[int, list[str]] = {}
        self.forgotten: dict[int, int] = {}
        self._pending: list[dict[str, Any]] = []
        self._handed: list[dict[str, Any]] = []
        self._tables: Dump | None = None
        self._database = self.run(open_database(f"sqlite:///{path}"))
        self.process = self.run(self._started())

    async def _started(self) -> Process:
        process = Process(self._database, self.chats)
        await process.town.launch(ALL)
        return process

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def close(self) -> None:
        self.run(self._database.close())
        self._runner.close()
        self._folder.cleanup()

    # what people and Telegram do

    def happens(self, update: dict[str, Any]) -> None:
        self._pending.append(update)

    def tap(self, person: int, message: int, button: int) -> None:
        """One of the buttons that stand in the chat, however old."""
        tappable = [number for number, one in enumerate(self.chats.of[person].messages, 1) if one.buttons]
        if not tappable:
            return
        number = tappable[-1 - message % len(tappable)]
        data = [data for row in self.chats.of[person].messages[number - 1].buttons for _, data in row]
        self.happens(self.updates.tapped(person, number, data[button % len(data)]))

    def block(self, person: int) -> None:
        chat = self.chats.of[person]
        chat.blocked = not chat.blocked
        self.happens(self.updates.let_in(person, reachable=not chat.blocked))

    def hand_over(self, *, backwards: bool, twice: bool) -> None:
        batch = self._pending[::-1] if backwards else self._pending
        self._pending = []
        self._handed += batch
        for _ in range(2 if twice else 1):
            self.run(self.process.receive(*batch))

    def hand_over_again(self, number: int) -> None:
        if self._handed:
            self.run(self.process.receive(self._handed[number % len(self._handed)]))

    # what the process does

    def work(self, person: int, fate: Fate, crash: int | None) -> None:
        """A worker takes this person's next update."""
        rows = [row for row in self._waiting() if row.person == person]
        if rows:
            self._attempt(self._process, rows[0], fate, crash)

    def send(self, fate: Fate, crash: int | None) -> None:
        self._attempt(self._send, None, fate, crash)

    def restart(self) -> None:
        """A new process: nothing in memory, and what was in hand is taken up."""
        self.process.restart()
        self.run(self.process.store.deliveries.release_leases())

    def wait(self, minutes: int) -> None:
        self.process.town.now += minutes * 60_000

    async def _process(self, row: Waiting) -> None:
        await self.process.process(row)

    async def _send(self, _: None) -> None:
        await self.process.send()

    def _attempt(self, act: Any, subject: Any, fate: Fate, crash: int | None) -> None:
        before = {self._whose(row): row["place"] for row in self.rows("participations")}
        live = {row["token"] for row in self.rows("views") if not row["retired"]}
        self._tables, self.chats.fate = None, fate
        if crash is not None:
            self.process.restart(Unlucky(self._database, crash) if crash else Ending(self._database))
        self.process.committed.clear()
        try:
            self.run(act(subject))
        except (Boom, Crash):
            self.restart()
        if crash is not None:
            self.restart()
        for command in self.process.committed:
            person = command.sender.person
            if isinstance(command, Forget):
                self.accepted.pop(person, None)
                self.begun.pop(person, None)
                self.forgotten[person] = len(self.chats.of[person].messages)
            elif person in before and (isinstance(command, Write) or _is_tap_of(command, live)):
                wish = command.wish if isinstance(command, Tap) else command.meaning or Typed(command.text)
                self._note_what_was_accepted(person, before[person], wish)

    def _note_what_was_accepted(self, person: int, place: str, wish: Any) -> None:
        """Worked out anew, from what the person did alone."""
        answers = self.accepted.setdefault(person, {})
        match wish:
            case Withdraw():
                answers.clear()
                self.begun.pop(person, None)
            case Skip() if place == "trees":  # the answer before stays
                self.begun.pop(person, None)
            case Done():
                answers["trees"] = json.dumps(sorted(self.begun.pop(person, json.loads(answers.get("trees", "[]")))))
            case Typed(text) if place == "trees":
                answers["trees"] = json.dumps(NUMBERS[text])
                self.begun.pop(person, None)
            case Typed(text) if place in {"colour", "why"}:
                answers[place] = text if place == "why" else NUMBERS[text][0]
            case Tapped(option) if place == "trees":
                begun = self.begun.get(person, json.loads(answers.get(place, "[]")))
                rest = [one for one in begun if one not in {option, "none"} and option != "none"]
                self.begun[person] = rest if option in begun else [*rest, option]
            case Tapped(option):
                answers[place] = option

    # what can be seen

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Read once after each act."""
        if self._tables is None:
            self._tables = self.run(self.process.town.dump())
        return self._tables[name]

    def answers(self) -> dict[int, dict[str, str]]:
        """By person, as the tables say."""
        whose = {row["id"]: self._whose(row) for row in self.rows("participations")}
        found: dict[int, dict[str, str]] = {}
        for row in self.rows("responses"):
            found.setdefault(whose[row["participation_id"]], {})[row["step_id"]] = row["ballot"]
        return found

    def drafts(self) -> dict[int, list[str]]:
        """By person, what they have chosen so far, as the tables say."""
        drafts = {self._whose(row): json.loads(row["drafts"]) for row in self.rows("participations")}
        return {person: json.loads(draft["trees"]) for person, draft in drafts.items() if draft}

    def messages(self) -> list[Message]:
        """Those of people whom the bot knows."""
        return [message for person in PEOPLE for message in self._known(person)]

    def told(self, person: int) -> list[str]:
        return [message.notice for message in self._known(person) if message.notice]

    def _known(self, person: int) -> list[Message]:
        return self.chats.of[person].messages[self.forgotten.get(person, 0) :]

    def _whose(self, participation: dict[str, Any]) -> int:
        people: dict[str, int] = {row["id"]: row["telegram_id"] for row in self.rows("people")}
        return people[participation["person_id"]]

    def _waiting(self) -> list[Waiting]:
        return self.run(self.process.store.inbox.waiting("", 1000))

    # the end

    def settle(self) -> None:
        """Everybody lets the bot in, everything arrives, and the process does all there is to do."""
        for person in PEOPLE:
            if self.chats.of[person].blocked:
                self.block(person)
        self.hand_over(backwards=False, twice=False)
        self.restart()
        while rows := self._waiting():
            self.work(rows[0].person, Fate.ARRIVES, None)
        self.process.town.now += int(LEASE + PAUSE * 1000)
        for _ in range(MOST_ROUNDS):
            self.send(Fate.ARRIVES, None)
        assert self.run(self.process.send()) == 0, "there is always more to send"

    def check_that_all_agree(self) -> None:
        assert self.run(self.process.store.inbox.load()) == (0, None)
        assert all(row["state"] == "sent" for row in self.rows("notices"))
        for row in self.rows("views"):
            assert row["shown"] == row["wanted"], row
            if row["message_id"] is not None:
                self._check_view(row)
        self._check_tally()

    def _check_view(self, row: dict[str, Any]) -> None:
        """The live message says what the tables say; one left behind says what was true when it was left."""
        (chat,) = [chat["telegram_id"] for chat in self.rows("chats") if chat["id"] == row["chat_id"]]
        message = self.chats.of[chat].messages[row["message_id"] - 1]
        assert (message.token, message.revision) == (row["token"], row["wanted"])
        if not row["retired"]:
            assert message.text == self.run(self.process.store.look(lambda tx: self._card(tx, row["token"])))

    async def _card(self, tx: Any, token: str) -> str:
        view = await tx.view(token)
        person = await tx.person(view.telegram_chat)
        return card_of(await gather(tx, view, person, self.process.now())).text

    def _check_tally(self) -> None:
        """A release counts the last accepted answers."""
        (phase,) = self.run(self.process.store.look(lambda tx: tx.phases("tiny", hold=False)))
        summary = self.run(self.process.store.look(lambda tx: draw_up(tx, phase, 1, analysed))).summary
        tallies = {table.step: table.cells for table in summary.tables} or {
            "colour": {"a": 0, "b": 0},
            "trees": dict.fromkeys("abc", 0),
        }
        chosen = [answers.get("colour") for answers in self.accepted.values()]
        assert {option: tallies["colour"][option] for option in "ab"} == {o: chosen.count(o) for o in "ab"}
        several = [one for answers in self.accepted.values() for one in json.loads(answers.get("trees", "[]"))]
        assert {option: tallies["trees"][option] for option in "abc"} == {o: several.count(o) for o in "abc"}


def _is_tap_of(command: Any, live: Collection[str]) -> bool:
    return isinstance(command, Tap) and command.token in live

"""Plays a dialogue as its file tells it, and writes down what the bot says.

A line that begins at the margin is an act; what is indented is the bot's, and is written anew in every run:

    The consultation renovating-lindner-court is launched.
    The meeting garden-evening is called.
    It is 2027-05-20 10:00.            (in the town's time; the process ticks)
    Ana (es) opens the link c_lindner-court.
    Ana taps [ I am 16 or older and agree ].
    Ana taps the old [ 1 The rent stays as it is ].      (as it was when it first stood there)
    Ana taps [ The rent stays as it is ].                (whatever number it has: options are shuffled for each person)
    Ana writes: 2                      ({300 x } is three hundred times "x ")
    Ana sends a photo.                 (or a voice message, a sticker, a location, a contact)
    Nora sends the file two-questions.toml.
    Nora writes: A title // A question? - yes - no       (in two lines)
    Ana corrects her message to: 3
    Olga is invited as organiser.
    Piotr opens the link that Olga got.  (the newest in her chat)
    Nora opens the link p_repair-cafe in the group Neighbours.
    Nora follows [ Post into a group ] into the group Neighbours.
    Nora writes in the group Neighbours: /poll
    Ana taps [ 1 ] in the group Neighbours.
    12 others tap [ 2 ] in the group Neighbours.         (twice each: the first time they are shown the notice)
    Ana chooses 2, 3 in Telegram's poll in the group Neighbours.    (nothing: she takes it back)
    The group Neighbours becomes a supergroup.
    12 others answer: 1 / too loud     (a number, then words or skip)
    8 others vote: + + - ? +           (on the statements in their order: for, against, not sure)
    The map of shared-garden is worked out.

Between any two acts the process ends and a new one starts: what is shown was read from storage.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli.pictures import pictures_beside
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.convening import CallMeeting, call_meeting
from deliberation.use_cases.inviting import Invite, invite
from deliberation.use_cases.running import Launch, launch
from storage.database import Database
from tests.deliberation.files import EXAMPLES, FOR_TESTS
from tests.screens.html import read
from tests.store.chats import Chats, Group, Message, Updates
from tests.store.process import Process

TOWN = ZoneInfo("Europe/Warsaw")
NUMBER = re.compile(r"\d+ (?:✓ )?")
OTHER_THAN_TEXT: dict[str, dict[str, Any]] = {
    "photo": {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
    "voice message": {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}},
    "sticker": {
        "sticker": {
            "file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1, "is_animated": False,
            "is_video": False,
        }
    },
    "location": {"location": {"latitude": 51.1, "longitude": 17.0}},
    "contact": {"contact": {"phone_number": "1", "first_name": "x"}},
}  # fmt: skip
REPEATED = re.compile(r"\{(\d+) ([^}]*)\}")
MEETINGS = Path(__file__).parents[1] / "meetings"
FOLDERS = [Path(__file__).parent, Path(__file__).parents[1] / "consultations", Path(__file__).parents[2] / "examples"]
INDENT = "    "
FIRST_OF_THE_OTHERS = 1000


class NotUnderstood(Exception):
    """A line of a dialogue that is no act."""


class Dialogue:
    """One town in which one dialogue is played."""

    def __init__(self, database: Database) -> None:
        self._chats = Chats()
        self._process = Process(database, self._chats)
        self._updates = Updates()
        self._people: dict[str, tuple[int, str]] = {}
        self._groups: dict[str, Group] = {}
        self._others = FIRST_OF_THE_OTHERS
        self._newest: dict[tuple[int, str], int] = {}
        self._first: dict[tuple[int, str], tuple[int, str]] = {}
        self._seen: dict[int, int] = {}
        self._menus: dict[int, tuple[str, ...]] = {}

    async def play(self, script: str) -> str:
        """The same script with what the bot says now."""
        lines: list[str] = []
        for line in script.splitlines():
            if line.startswith(INDENT) or not line.strip():
                continue
            if line.startswith("#"):
                lines += [line]
                continue
            await self._act(line)
            lines += ["", line, *self._heard()]
        return "\n".join(lines) + "\n"

    async def _act(self, line: str) -> None:
        for pattern, act in self._acts():
            if found := re.fullmatch(pattern, line):
                self._process.restart()
                await self._process.store.deliveries.release_leases()
                await act(*found.groups())
                await self._deliver()
                return
        raise NotUnderstood(line)

    def _acts(self) -> list[tuple[str, Callable[..., Awaitable[None]]]]:
        name = r"(\w+)(?: \((\w\w)\))?"
        return [
            (r"The consultation ([\w-]+) is launched\.", self._launch),
            (r"The meeting ([\w-]+) is called\.", self._call_meeting),
            (r"It is ([\d-]+ [\d:]+)\.", self._clock),
            (rf"{name} opens the link(?: (\S+))?\.", self._open),
            (rf"{name} opens the link that (\w+) got\.", self._open_theirs),
            (rf"{name} taps (the old )?\[ (.+) \]\.", self._tap),
            (rf"{name} opens the link (\S+) in the group (\w+)\.", self._open_in_group),
            (rf"{name} follows \[ (.+) \] into the group (\w+)\.", self._follow_into_group),
            (rf"{name} writes in the group (\w+): (.*)", self._write_in_group),
            (rf"{name} taps (the old )?\[ (.+) \] in the group (\w+)\.", self._tap_in_group),
            (r"(\d+) others tap \[ (.+) \] in the group (\w+)\.", self._others_tap),
            (rf"{name} chooses ([\d, ]+|nothing) in Telegram's poll in the group (\w+)\.", self._choose),
            (r"The group (\w+) becomes a supergroup\.", self._migrate),
            (rf"{name} writes: (.*)", self._write),
            (rf"{name} sends a ([a-z ]+)\.", self._send),
            (rf"{name} sends the file ([\w.-]+)\.", self._send_file),
            (rf"{name} corrects (?:her|his) message to: (.*)", self._correct),
            (rf"{name} is invited as (\w+)\.", self._invite),
            (r"(\d+) others answer: (\d) / (.+)", self._answer),
            (r"(\d+) others vote: ([-+? ]+)", self._vote),
            (r"The map of ([\w-]+) is worked out\.", self._process.work_out),
        ]

    async def _launch(self, name: str) -> None:
        (example,) = (path for path in (*EXAMPLES, *FOR_TESTS) if path.stem == name)
        source = example.read_text(encoding="utf-8")
        command = Launch(HOUSE_ITSELF, self._process.now(), source, pictures_beside(example, source))
        await self._process.store.perform(launch, command)

    async def _call_meeting(self, name: str) -> None:
        source = (MEETINGS / f"{name}.toml").read_text(encoding="utf-8")
        command = CallMeeting(HOUSE_ITSELF, self._process.now(), source, f"uid-{name}")
        await self._process.store.perform(call_meeting, command)

    async def _clock(self, moment: str) -> None:
        there = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=TOWN)
        self._process.town.now = int(there.timestamp() * 1000)
        await self._process.ticks.tick()

    async def _open(self, name: str, language: str | None, parameter: str | None) -> None:
        person, language = self._known(name, language)
        await self._take(self._updates.written(person, f"/start {parameter or ''}".strip(), language))

    async def _open_theirs(self, name: str, language: str | None, whose: str) -> None:
        texts = [message.text for message in self._chats.of[self._people[whose][0]].messages]
        await self._open(name, language, re.findall(r"\?start=([\w-]+)", "\n".join(texts))[-1])

    async def _tap(self, name: str, language: str | None, old: str | None, label: str) -> None:
        person, language = self._known(name, language)
        label = self._whole(person, label)
        number, data = self._button(person, label, old)
        await self._take(self._updates.tapped(person, number, data, language))

    async def _open_in_group(self, name: str, language: str | None, parameter: str, title: str) -> None:
        await self._write_in_group(name, language, title, f"/start@town_bot {parameter}")

    async def _follow_into_group(self, name: str, language: str | None, label: str, title: str) -> None:
        person, _ = self._known(name, language)
        _, data = self._button(person, label, None)
        await self._open_in_group(name, language, data.rpartition(".")[2], title)

    async def _write_in_group(self, name: str, language: str | None, title: str, text: str) -> None:
        person, language = self._known(name, language)
        await self._take(self._updates.written(person, text, language, self._group(title)))

    async def _tap_in_group(self, name: str, language: str | None, old: str | None, label: str, title: str) -> None:
        person, language = self._known(name, language)
        group = self._group(title)
        number, data = self._button(group.id, self._whole(group.id, label), old)
        await self._take(self._updates.tapped(person, number, data, language, group))

    async def _others_tap(self, people: str, label: str, title: str) -> None:
        group = self._group(title)
        number, data = self._button(group.id, self._whole(group.id, label), None)
        for _ in range(int(people)):
            self._others += 1
            await self._take(self._updates.tapped(self._others, number, data, group=group))
            self._process.town.now += 2_000
            await self._take(self._updates.tapped(self._others, number, data, group=group))

    async def _choose(self, name: str, language: str | None, chosen: str, title: str) -> None:
        person, _ = self._known(name, language)
        polls = [message.poll for message in self._chats.of[self._group(title).id].messages if message.poll]
        places = [int(number) - 1 for number in re.findall(r"\d+", chosen)]
        await self._take(self._updates.poll_answered(person, polls[-1], *places))

    async def _migrate(self, title: str) -> None:
        old = self._group(title)
        new = Group(old.id - 1_000_000_000_000, title)
        await self._take(self._updates.migrated(old, new.id))
        self._groups[title] = new

    def _group(self, title: str) -> Group:
        return self._groups.setdefault(title, Group(-1 - len(self._groups), title))

    def _button(self, chat: int, label: str, old: str | None) -> tuple[int, str]:
        """The number of the message that a button hangs on, and what it carries."""
        if old:
            return self._first[chat, label]
        number = self._newest[chat, label]
        return number, self._chats.of[chat].messages[number - 1].data(label)

    async def _write(self, name: str, language: str | None, text: str) -> None:
        person, language = self._known(name, language)
        text = REPEATED.sub(lambda repeated: int(repeated[1]) * repeated[2], text).replace(" // ", "\n")
        await self._take(self._updates.written(person, text, language))

    async def _send(self, name: str, language: str | None, what: str) -> None:
        person, language = self._known(name, language)
        await self._take(self._updates.sent(person, OTHER_THAN_TEXT[what], language))

    async def _send_file(self, name: str, language: str | None, file: str) -> None:
        person, language = self._known(name, language)
        path = next(folder / file for folder in FOLDERS if (folder / file).exists())
        self._chats.files[file] = path.read_bytes()
        document = {"file_id": file, "file_unique_id": file, "file_name": file, "file_size": path.stat().st_size}
        await self._take(self._updates.sent(person, {"document": document}, language))

    async def _correct(self, name: str, language: str | None, text: str) -> None:
        person, language = self._known(name, language)
        await self._take(self._updates.corrected(person, text, language))

    async def _invite(self, name: str, language: str | None, role: str) -> None:
        person, language = self._known(name, language)
        command = Invite(HOUSE_ITSELF, self._process.now(), Role(role), f"secret-{name}")
        await self._process.store.perform(invite, command)
        await self._take(self._updates.written(person, f"/start i_secret-{name}", language))

    async def _answer(self, people: str, option: str, words: str) -> None:
        for _ in range(int(people)):
            self._others += 1
            for text in ("/start", "begin", "agree", option, words):
                await self._take(self._updates.written(self._others, text))

    async def _vote(self, people: str, votes: str) -> None:
        for _ in range(int(people)):
            self._others += 1
            for text in ("/start", "begin", "agree"):
                await self._take(self._updates.written(self._others, text))
            for number, vote in enumerate(votes.split(), start=1):
                for text in (str(number), {"+": "agree", "-": "disagree", "?": "not sure"}[vote]):
                    await self._take(self._updates.written(self._others, text))

    async def _take(self, update: dict[str, Any]) -> None:
        """One update through the inbox; what came of it is shown by the loop, from what is stored."""
        await self._process.receive(update)
        (row,) = await self._process.store.inbox.waiting("", 10)
        await self._process.process(row)

    async def _deliver(self) -> None:
        while await self._process.send() or await self._process.comparing.once():
            pass

    def _whole(self, person: int, label: str) -> str:
        """The label that was seen last, with the number and the tick that it has for this person."""
        if (person, label) in self._newest:
            return label
        fits = [(at, seen) for (who, seen), at in self._newest.items() if who == person and label == _bare(seen)]
        return max(fits)[1] if fits else label

    def _known(self, name: str, language: str | None) -> tuple[int, str]:
        """Somebody's number and the language of their telephone, which is said the first time."""
        return self._people.setdefault(name, (len(self._people) + 1, language or "en"))

    def _heard(self) -> list[str]:
        chats = {name: person for name, (person, _) in self._people.items()}
        chats |= {f"the group {title}": group.id for title, group in self._groups.items()}
        return [line for name, chat in chats.items() for line in self._heard_by(name, chat)]

    def _heard_by(self, name: str, person: int) -> list[str]:
        chat = self._chats.of[person]
        news, passing = chat.look()
        lines = [f"{INDENT}To {name}, in passing: {unescape(line)}" for line in passing]
        for number in sorted(news):
            message = chat.messages[number - 1]
            self._newest = {key: at for key, at in self._newest.items() if (key[0], at) != (person, number)}
            for label, data in (button for row in message.buttons for button in row):
                self._newest[person, label] = number
                self._first.setdefault((person, label), (number, data))
            which = "a new message" if number > self._seen.get(person, 0) else "the same message"
            if number < len(chat.messages):
                which = "the message before"
            lines += [f"{INDENT}To {name}, {which}:", *written_out(message)]
        if chat.menu != self._menus.get(person, ()):
            lines.append(f"{INDENT}{name}'s commands: {' '.join(chat.menu) or 'those of everybody'}")
            self._menus[person] = chat.menu
        self._seen[person] = len(chat.messages)
        return lines


def _bare(label: str) -> str:
    return NUMBER.sub("", label, count=1)


def written_out(message: Message) -> list[str]:
    """What a person sees: pictures and buttons in brackets, bold between stars, italics between underscores."""
    read(message.text)  # as strictly as Telegram does
    text = unescape(re.sub(r"</?i>", "_", re.sub(r"</?b>", "*", message.text)))
    buttons = [" ".join(f"[ {label} ]" for label, _ in row) for row in message.buttons]
    picture = [f"{INDENT}[picture {message.picture}]"] if message.picture else []
    file = [f"{INDENT}[file {message.document}]"] if message.document else []
    poll = [f"{INDENT}[a poll of Telegram's own{', stopped' if message.stopped else ''}]"] if message.poll else []
    lines = [f"{INDENT}| {line}".rstrip() for line in text.split("\n")]
    lines += [f"{INDENT}| ( ) {option}" for option in message.options]
    return [*picture, *file, *poll, *lines, *(f"{INDENT}{row}" for row in buttons)]

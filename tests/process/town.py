"""A town for one test: a sandbox, a database, and the bot as a process of its own between them.

Every name, every text and the token carry a mark. When the town is left, the mark must stand in nothing that the bot
has written anywhere but in its database.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import aiohttp

from bot.app import wall_clock
from bot.ids import IdSource, random_secret
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.inviting import Invite, invite
from deliberation.use_cases.running import CloseEarly, Launch, close_early, launch
from storage.database import open_database
from storage.migrate import migrate
from storage.store import Store
from tests.process.consultation import IDENTIFIER, LINK, SOURCE
from tests.process.ledger import Ledger
from tests.process.program import Program
from tests.process.resident import Resident
from tests.process.telegram_itself import Telegram
from tests.process.waiting import until

MARK: Final = "zyxmark"
TOKEN: Final = f"1000001:{MARK}-of-no-worth"
NAME: Final = f"Ana {MARK}"
Json = dict[str, Any]


class Town:
    def __init__(self, sandbox: Telegram, http: aiohttp.ClientSession, database: str, folder: Path) -> None:
        self.sandbox = sandbox
        self.database = database
        self.folder = folder
        self.ledger = Ledger(database)
        self._http = http
        self._programs: list[Program] = []

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FAIRDEAL_TELEGRAM_TOKEN": TOKEN,
            "FAIRDEAL_TELEGRAM_API": self.sandbox.url,
            "FAIRDEAL_DATABASE_URL": self.database,
            "FAIRDEAL_LOGGING_LEVEL": "debug",
        }

    async def command(self, *arguments: str, prelude: str = "", **environment: str) -> Program:
        """Start `fairdeal` with these arguments."""
        log = self.folder / f"program-{len(self._programs)}.log"
        program = await Program.start(arguments, self.environment | environment, log, prelude)
        self._programs.append(program)
        return program

    async def said(self, *arguments: str, **environment: str) -> tuple[int, str]:
        """Run a short command to its end; its exit status and what it said."""
        program = await self.command(*arguments, **environment)
        return await program.ended(), program.output

    async def bot(self, prelude: str = "", **environment: str) -> Program:
        """Start the bot, and wait until it takes updates."""
        before = self.sandbox.ways_opened
        program = await self.command("run", prelude=prelude, **environment)

        async def takes_updates() -> bool:
            assert program.status is None, program.output
            return self.sandbox.ways_opened > before

        await until(takes_updates, "a bot that takes updates")
        return program

    async def resident(self, language: str | None = "en") -> Resident:
        return await Resident.arrive(self._http, self.sandbox.url, NAME, language)

    async def participant(self) -> Resident:
        """Somebody who has come by the link and consented."""
        resident = await self.resident()
        await resident.start(LINK)
        await resident.see("A new roof.")
        await resident.press("Begin")
        await resident.see("Before you begin")
        await resident.press("agree")
        await resident.see("1 of 4")
        return resident

    async def organiser(self) -> Resident:
        resident = await self.resident()
        await resident.start(await self.invitation())
        await resident.hear("You are an organiser")
        return resident

    async def launch(self, source: str = SOURCE, pictures: Mapping[str, bytes] | None = None) -> None:
        async with self.store() as store:
            await store.perform(launch, Launch(HOUSE_ITSELF, wall_clock(), source, pictures or {}))

    async def close(self) -> None:
        async with self.store() as store:
            await store.perform(close_early, CloseEarly(HOUSE_ITSELF, wall_clock(), IDENTIFIER))

    async def invitation(self, made: int | None = None) -> str:
        """The start parameter of an organiser's invitation, made at that time (milliseconds UTC)."""
        secret = random_secret()
        async with self.store() as store:
            await store.perform(invite, Invite(HOUSE_ITSELF, made or wall_clock(), Role.ORGANISER, secret))
        return f"i_{secret}"

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """The project's own store, beside the bot's, as its short commands open it."""
        store = Store(await open_database(self.database), IdSource(wall_clock))
        try:
            yield store
        finally:
            await store.close()

    async def state(self) -> Json:
        return dict(await self._ask("GET", "/state"))

    async def calls(self, method: str, after: int = 0) -> list[Json]:
        """What was called since, oldest first."""
        calls = (await self._ask("GET", f"/calls?after={after}"))["calls"]
        return [call for call in calls if call["method"] == method]

    async def ask_as_bot(self, method: str, **arguments: Any) -> Any:
        """A call with the bot's token, by somebody who is not the bot of this test."""
        async with self._http.post(f"{self.sandbox.url}/bot{TOKEN}/{method}", json=arguments) as answer:
            return (await answer.json())["result"]

    async def faults(self, *rules: Json) -> None:
        await self._ask("POST", "/faults", list(rules))

    async def no_faults(self) -> None:
        await self._ask("DELETE", "/faults")

    async def act(self, path: str, **body: Any) -> Any:
        """Something that people do, by its path in the sandbox's interface."""
        return await self._ask("POST", path, body)

    async def ask(self, path: str) -> Any:
        """Something to be seen, by its path in the sandbox's interface."""
        return await self._ask("GET", path)

    async def at_rest(self) -> None:
        """Wait until nothing is left to fetch, to do, to show or to tell."""

        async def nothing_waits() -> bool:
            if (await self.state())["updates"]["waiting"] or await self.ledger.count("inbox", "state = 'waiting'"):
                return False
            behind = await self.ledger.count("views", "shown < wanted")
            return not behind and not await self.ledger.count("notices", "state = 'waiting'")

        await until(nothing_waits, "a town at rest")

    async def leave(self) -> None:
        """End what still runs, and look for the mark in all that was written."""
        await asyncio.gather(*(program.kill() for program in self._programs))
        for program in self._programs:
            assert MARK not in program.output.casefold(), f"a name, a text or the token in {program.log.name}"

    async def _ask(self, verb: str, path: str, body: object = None) -> Any:
        async with self._http.request(verb, f"{self.sandbox.url}/sandbox{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()


@asynccontextmanager
async def founded(database: str, folder: Path, *, launched: bool = True) -> AsyncIterator[Town]:
    """A town in which the consultation is launched and no bot runs yet; or with the database as it is."""
    if launched:
        await migrate(database, now_ms=wall_clock())
    async with (
        listening(Telegram(token=TOKEN)) as sandbox,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http,
    ):
        town = Town(sandbox, http, database, folder)
        try:
            if launched:
                await town.launch()
            yield town
        finally:
            await town.leave()


@asynccontextmanager
async def listening(sandbox: Telegram) -> AsyncIterator[Telegram]:
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()

"""`fairdeal demo`: a town on this machine, with the sandbox in place of Telegram. Nothing leaves the machine."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import aiohttp

from bot import logs
from bot.app import run_bot, wall_clock
from bot.cli.consultations import store_of
from bot.cli.pictures import pictures_beside
from bot.cli.remembering import given_by, published_fits, voted
from bot.cli.spring import EXAMPLES, Rehearsal, Spring, dated
from bot.config import read_config
from bot.errors import Fatal
from deliberation.definition import Consultation
from deliberation.releases import Summary
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import CloseEarly, Launch, close_early, launch
from sandbox import Sandbox
from sandbox.residents import Memory, Stuck, let_in
from sandbox.visitor import Visitor
from screens.links import Link, LinkKind, start_parameter
from storage.migrate import migrate
from storage.store import Store

TOKEN: Final = "1000001:sandbox-token-of-no-worth"  # noqa: S105 - it opens nothing but the sandbox
AT_ONCE: Final = 20
SUMMARY_SECONDS: Final = 60.0

Kept = tuple[tuple[Any, Any], ...]
"""All that one resident gave: steps and ballots, or statements and votes."""


class DemoFailed(Fatal):
    """The bot was silent, or what was counted is not what residents gave."""


async def demo(given: argparse.Namespace) -> int:
    """Run the town until Ctrl-C, or with --exit until its consultation is closed and checked."""
    logs.configure(level="warning", machine=False)
    stop = asyncio.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
    sandbox = Sandbox(token=TOKEN, bot_username="fairdeal_bot")
    await _open(sandbox, given.port)
    try:
        with tempfile.TemporaryDirectory(prefix="fairdeal-demo-") as folder:
            await _town(given, sandbox, Path(folder), stop)
    finally:
        await sandbox.stop()
    return 0


async def _open(sandbox: Sandbox, port: int) -> None:
    try:
        await sandbox.start(port=port)
    except OSError:
        await sandbox.start(port=0)  # somebody else has the usual place: any other will do


async def _town(given: argparse.Namespace, sandbox: Sandbox, folder: Path, stop: asyncio.Event) -> None:
    environment = {
        "FAIRDEAL_TELEGRAM_TOKEN": TOKEN,
        "FAIRDEAL_TELEGRAM_API": sandbox.url,
        "FAIRDEAL_DATABASE_URL": f"sqlite:///{folder}/town.db",
        "FAIRDEAL_TOWN_NAME": "City of Wrocław",
        "FAIRDEAL_TOWN_CONTACT": "green-deal@wroclaw.example",
        "FAIRDEAL_TOWN_TIMEZONE": "Europe/Warsaw",
    }
    config = read_config(None, environment)
    await migrate(config.database, now_ms=wall_clock())
    async with store_of(config) as store:
        bot = asyncio.create_task(run_bot(config, stop, now=lambda: _milliseconds(sandbox)))
        visit = asyncio.create_task(_visit(given, sandbox, store, stop))
        await asyncio.wait({bot, visit}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        visit.cancel()
        await bot
        with suppress(asyncio.CancelledError):
            await visit


async def _visit(given: argparse.Namespace, sandbox: Sandbox, store: Store, stop: asyncio.Event) -> None:
    async with aiohttp.ClientSession() as http:
        if given.exit:
            await _counted(given, sandbox, store, http)
            return
        rehearsal = Rehearsal(sandbox, store, http, lambda: _milliseconds(sandbox))
        spring = await rehearsal.set_up(given.example)
        print(
            "A town is running on this machine, in the middle of its spring:\n"
            f"  {sandbox.url}/#panes={spring.panes}\n"
            "Nora runs things, Olga reads results (the first comes within a minute, one with a map of opinions some\n"
            "minutes later), Ana answers. Residents go on answering and voting; the page moves the clock. Ctrl-C ends\n"
            "it, and nothing is kept.",
            flush=True,
        )
        living = asyncio.create_task(_live(rehearsal, spring))
        await stop.wait()
        living.cancel()


async def _live(rehearsal: Rehearsal, spring: Spring) -> None:
    """What goes on while somebody looks. Whoever rehearses may close, block and jump as they like: that ends a
    resident, not the town.
    """
    with suppress(Stuck, ValueError):
        await rehearsal.close_one(spring)
    await asyncio.gather(rehearsal.go_on(spring), _vote(rehearsal, spring))


async def _vote(rehearsal: Rehearsal, spring: Spring) -> None:
    with suppress(Stuck, ValueError):
        await rehearsal.vote_on_statements(spring)


async def _counted(given: argparse.Namespace, sandbox: Sandbox, store: Store, http: aiohttp.ClientSession) -> None:
    """Residents answer, the consultation closes, and every figure is held against what they gave."""
    example = EXAMPLES[given.example]
    source = dated(example.read_text(encoding="utf-8"), datetime.now(UTC).date())
    pictures = pictures_beside(example, source)
    consultation = await store.perform(launch, Launch(HOUSE_ITSELF, wall_clock(), source, pictures))
    payload = start_parameter(Link(LinkKind.CONSULTATION, consultation.id))
    organiser = await Visitor.arrive(http, sandbox.url, "Olga")
    await organiser.start(await Rehearsal(sandbox, store, http, wall_clock).invitation(Role.ORGANISER))
    memories = await _residents(sandbox.url, payload, given.residents)
    await store.perform(close_early, CloseEarly(HOUSE_ITSELF, wall_clock(), consultation.id))
    await _check(store, consultation, memories, organiser)


def _milliseconds(sandbox: Sandbox) -> int:
    """The time in the town: the sandbox's, which can be moved ahead."""
    return int(sandbox.clock.now() * 1000)


async def _residents(url: str, payload: str, count: int) -> list[Memory]:
    if not count:
        return []
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        width = 40 * done // count
        end = "\n" if done == count else ""
        print(
            f"\r{done:>4} of {count} residents [{'#' * width}{'.' * (40 - width)}]",
            end=end,
            file=sys.stderr,
            flush=True,
        )

    try:
        return await let_in(url, payload, count, seed=1, at_once=AT_ONCE, finished=one_more)
    except Stuck as stuck:
        raise DemoFailed(str(stuck)) from None


async def _check(store: Store, consultation: Consultation, memories: list[Memory], organiser: Visitor) -> None:
    """Print the organiser's summaries, and hold what was kept and published against what residents gave."""
    releases = await _released(store, consultation, organiser)
    for message in organiser.from_bot[-len(releases) :]:
        print(f"\nThe organiser received:\n\n{message['text']}\n")
    cast = await store.look(lambda tx: voted(tx, consultation))
    given = [given_by(consultation, memory, cast.numbers) for memory in memories]
    records = await store.look(lambda tx: tx.records(consultation.id))
    kept = [dict(record.answers) for record in records if record.answers]
    _same(_alike(one.ballots for one in given), _alike(kept))
    _same(_alike(one.votes for one in given), _alike(cast.votes))
    for summary in releases:
        if not published_fits(consultation, summary, given):
            raise DemoFailed(f"what was published is not what the residents gave: {summary}")
    answers, votes = sum(len(one.ballots) for one in given), sum(len(one.votes) for one in given)
    told = f"{answers} answers and {votes} votes" if votes else f"{answers} answers"
    print(f"Checked: all {told} of {len(memories)} residents are counted as they were given.")


async def _released(store: Store, consultation: Consultation, organiser: Visitor) -> Sequence[Summary]:
    """Every phase's result, once the organiser has heard of all of them."""
    phases = len(consultation.phases)
    async with asyncio.timeout(SUMMARY_SECONDS):
        while (
            len(releases := await store.look(lambda tx: tx.releases_of(consultation.id))) < phases
            or len(organiser.from_bot) <= phases
        ):
            await organiser.look(wait=1.0)
    return releases


def _alike(given: Iterable[Mapping[Any, Any]]) -> Counter[Kept]:
    """How many gave the very same; whoever gave nothing is left out."""
    return Counter(tuple(sorted(one.items())) for one in given if one)


def _same(given: Counter[Kept], kept: Counter[Kept]) -> None:
    if given != kept:
        lost, made_up = sorted((given - kept).elements()), sorted((kept - given).elements())
        raise DemoFailed(f"what was kept is not what the residents gave:\n  given {lost}\n  kept  {made_up}")

"""`fairdeal demo`: a town on this machine, with the sandbox in place of Telegram. Nothing leaves the machine."""

from __future__ import annotations

import argparse
import asyncio
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import aiohttp

from bot import logs
from bot.app import run_bot, wall_clock
from bot.cli.consultations import store_of
from bot.cli.pictures import pictures_beside
from bot.cli.remembering import ballots_of, published_fits
from bot.config import read_config
from bot.errors import Fatal
from bot.ids import random_secret
from deliberation.definition import Consultation
from deliberation.releases import Summary
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.inviting import Invite, invite
from deliberation.use_cases.running import CloseEarly, Launch, close_early, launch
from sandbox import Sandbox
from sandbox.residents import Memory, Stuck, let_in
from sandbox.visitor import Visitor
from screens.links import Link, LinkKind, start_parameter
from storage.migrate import migrate
from storage.store import Store

EXAMPLES: Final = {path.stem: path for path in sorted(Path(__file__).parents[2].glob("examples/*.toml"))}
EXAMPLE: Final = "renovating-lindner-court"
TOKEN: Final = "1000001:sandbox-token-of-no-worth"  # noqa: S105 - it opens nothing but the sandbox
DATE: Final = re.compile(r"\b20\d\d-\d\d-\d\d(?!\d)")
AT_ONCE: Final = 20
SUMMARY_SECONDS: Final = 60.0

TEAM: Final = ((Role.FACILITATOR, "Nora"), (Role.ORGANISER, "Olga"), (Role.ADMINISTRATOR, "Adam"))
WHO: Final = {
    Role.FACILITATOR: "As a facilitator, who begins consultations, polls and meetings:",
    Role.ORGANISER: "As an organiser, who gets the summary when it closes:",
    Role.ADMINISTRATOR: "As an administrator, who invites others and reads what was done:",
}

Answers = tuple[tuple[str, str], ...]
"""All that one resident gave: steps and ballots."""


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
        bot = asyncio.create_task(run_bot(config, stop))
        visit = asyncio.create_task(_visit(given, sandbox, store, stop))
        await asyncio.wait({bot, visit}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        visit.cancel()
        await bot
        with suppress(asyncio.CancelledError):
            await visit


async def _visit(given: argparse.Namespace, sandbox: Sandbox, store: Store, stop: asyncio.Event) -> None:
    example = EXAMPLES[given.example]
    source = dated(example.read_text(encoding="utf-8"), datetime.now(UTC).date())
    pictures = pictures_beside(example, source)
    consultation = await store.perform(launch, Launch(HOUSE_ITSELF, wall_clock(), source, pictures))
    payload = start_parameter(Link(LinkKind.CONSULTATION, consultation.id))
    invitation = await _invitation(store, Role.ORGANISER)
    team = [] if given.exit else [(role, name, await _invitation(store, role)) for role, name in TEAM]
    _greet(sandbox.url, payload, team)
    async with aiohttp.ClientSession() as session:
        organiser = await Visitor.arrive(session, sandbox.url, "Nora (organiser)")
        await organiser.start(invitation)
        memories = await _residents(sandbox.url, payload, given.residents)
        if given.exit:
            await store.perform(close_early, CloseEarly(HOUSE_ITSELF, wall_clock(), consultation.id))
            await _check(store, consultation, memories, organiser)
            return
        with _enter_closes(store, consultation):
            await stop.wait()


@contextmanager
def _enter_closes(store: Store, consultation: Consultation) -> Iterator[None]:
    """At a terminal, let the Enter key close the consultation, so that its summary can be seen."""
    if not sys.stdin.isatty():
        yield
        return
    closing: list[asyncio.Task[None]] = []

    def entered() -> None:
        sys.stdin.readline()
        if not closing:
            command = CloseEarly(HOUSE_ITSELF, wall_clock(), consultation.id)
            closing.append(asyncio.create_task(store.perform(close_early, command)))
            print("Closed. Look at the organiser's chat.")

    print("Press Enter to close the consultation.")
    asyncio.get_running_loop().add_reader(sys.stdin, entered)
    try:
        yield
    finally:
        asyncio.get_running_loop().remove_reader(sys.stdin)


async def _invitation(store: Store, role: Role) -> str:
    secret = random_secret()
    await store.perform(invite, Invite(HOUSE_ITSELF, wall_clock(), role, secret))
    return start_parameter(Link(LinkKind.INVITATION, secret))


def _greet(url: str, payload: str, team: Sequence[tuple[Role, str, str]]) -> None:
    print("A town is running on this machine. Chat with it as a resident:")
    print(f"  {url}/?start={payload}&name=Ana")
    for role, name, invitation in team:
        print(WHO[role])
        print(f"  {url}/?start={invitation}&name={name}")
    if team:
        print("Ctrl-C ends it, and nothing is kept.")


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
    given = [ballots_of(consultation, memory) for memory in memories]
    kept = [dict(record.answers) for record in await store.look(lambda tx: tx.records(consultation.id))]
    _same(Counter(map(_whole, filter(None, given))), Counter(map(_whole, kept)))
    for summary in releases:
        if not published_fits(consultation, summary, given):
            raise DemoFailed(f"what was published is not what the residents gave: {summary}")
    print(f"Checked: all {sum(map(len, given))} answers of {len(memories)} residents are counted as they were given.")


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


def _whole(ballots: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(ballots.items()))


def _same(given: Counter[Answers], kept: Counter[Answers]) -> None:
    if given != kept:
        lost, made_up = sorted((given - kept).elements()), sorted((kept - given).elements())
        raise DemoFailed(f"what was kept is not what the residents gave:\n  given {lost}\n  kept  {made_up}")


def dated(source: str, today: date) -> str:
    """The example with all its dates moved by as many days, so that it opened yesterday."""
    opened = min(date.fromisoformat(found) for found in re.findall(r"opens = (\d{4}-\d\d-\d\d)", source))
    days = timedelta(days=(today - opened).days - 1)
    return DATE.sub(lambda found: (date.fromisoformat(found[0]) + days).isoformat(), source)

"""`fairdeal restore`: a backup takes the place of the database, and does not bring back who was erased since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import wall_clock
from bot.backups import erased_of, folders_of
from bot.cli.backup import inventory
from bot.config import Config
from bot.errors import Misconfigured, TryLater
from bot.ids import IdSource
from deliberation.events import ParticipationWithdrawn, PersonErased
from deliberation.kept import Person
from deliberation.participation import WITHDRAWN, Status
from deliberation.ports import Transaction
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.registering import free_places
from storage import instance
from storage.backup import look_through, put_back
from storage.backup_files import name_of
from storage.backup_held import Held
from storage.database import open_database
from storage.erased import Erased, Erasure
from storage.migrate import migrate, schema_state
from storage.restored import Back, Left, came_back, left
from storage.store import Store


@dataclass(frozen=True)
class ForgetAgain:
    """This person was erased after the backup was made."""

    sender: Sender
    now: int
    person: Person


@dataclass(frozen=True)
class WithdrawAgain:
    """These answers were taken back after the backup was made."""

    sender: Sender
    now: int
    participation: str


@dataclass
class Outcome:
    """What became of the restored database."""

    back: Back
    left: Left


async def restore(config: Config, file: Path) -> int:
    """Put a backup in the place of the database. Exit status 75: the bot runs; stop it first."""
    held, vouched = await look_through(config.database, file)
    await _fits(config, held)
    try:
        async with instance.hold(config.database):
            aside, outcome = await _put_back(config, file)
    except instance.AlreadyRunning:
        raise TryLater("The bot runs on this database. Stop it first, then restore.") from None
    print(f"Restored: {file}")
    print(f"It holds {inventory(held)}. {'Its checksum is right.' if vouched else 'No checksum lay beside it.'}")
    for line in _told(config, aside, outcome):
        print(line)
    return 0


async def _fits(config: Config, held: Held) -> None:
    known = (await schema_state(config.database)).available
    if held.schema > known:
        raise Misconfigured(
            f"The backup has version {held.schema} of the schema, and this program knows {known}. Install the version "
            "of the program that made it, or a newer one."
        )
    if not held.schema:
        raise Misconfigured("The backup is whole, but no town's: it has no schema of this program.")


async def _put_back(config: Config, file: Path) -> tuple[Path | None, Outcome]:
    outcomes: list[Outcome] = []
    erasures = _erasures(config, file)

    async def ready(url: str) -> None:
        await migrate(url, now_ms=wall_clock(), keep=False)
        outcomes.append(await _forget_again(url, erasures))

    folder = (folders_of(config) or [file.parent])[0]
    aside = await put_back(config.database, file, wall_clock(), folder, ready)
    return aside, outcomes[0]


def _erasures(config: Config, file: Path) -> list[Erasure]:
    """From the list that the bot keeps, and from one that came along with the backup."""
    ours, beside = erased_of(config), Erased(file.parent / f"{name_of(config.database)}.erased")
    return list(dict.fromkeys([*(ours.read() if ours else ()), *beside.read()]))


async def _forget_again(url: str, erasures: Sequence[Erasure]) -> Outcome:
    database = await open_database(url)
    store = Store(database, IdSource(wall_clock))
    try:
        back = await came_back(database, erasures)
        for person in back.people:
            await store.perform(_forget, ForgetAgain(HOUSE_ITSELF, wall_clock(), person))
        for participation in back.participations:
            await store.perform(_withdraw, WithdrawAgain(HOUSE_ITSELF, wall_clock(), participation))
        return Outcome(back, await left(database))
    finally:
        await store.close()


async def _forget(tx: Transaction, command: ForgetAgain) -> None:
    await free_places(tx, command.person, command.now)
    await tx.erase(command.person)
    await tx.note(PersonErased(), actor=None, subject="person", now=command.now)


async def _withdraw(tx: Transaction, command: WithdrawAgain) -> None:
    try:
        before = await tx.participation(command.participation)
    except KeyError:  # it went with the person
        return
    none = replace(before, answers={}, drafts={}, skipped=frozenset(), consented_at=None, finished_at=None)
    after = replace(none, status=Status.WITHDRAWN, place=WITHDRAWN, revision=before.revision + 1)
    await tx.save_participation(before, after)
    await tx.note(ParticipationWithdrawn(), actor=None, subject=before.id, now=command.now)


def _told(config: Config, aside: Path | None, outcome: Outcome) -> list[str]:
    """What has to be known before the bot is started again."""
    lines = [] if outcome.left.newest is None else [f"The last thing in it happened on {_when(outcome.left.newest)}."]
    if aside is not None:
        lines.append(f"What was there before is kept, for {config.backup_keep_days} days: {aside}")
    people, answers = len(outcome.back.people), len(outcome.back.participations)
    lines.append(f"Deleted or taken back since, and gone again: {people} people, the answers of {answers} others.")
    if not folders_of(config):
        lines.append("No list is kept of who was erased: set [backup] folder. Whoever was erased since is back.")
    if outcome.left.waiting:
        lines.append(f"{outcome.left.waiting} messages were waiting. Who had one since gets it a second time.")
    lines.append("Roles that were taken away since are back, and invitations used since work again: fairdeal team")
    return [*lines, "Start the bot: fairdeal run"]


def _when(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment / 1000, UTC).astimezone():%Y-%m-%d %H:%M}"

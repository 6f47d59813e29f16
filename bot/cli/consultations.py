"""`fairdeal check`, `fairdeal launch` and `fairdeal close`."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import wall_clock
from bot.config import Config
from bot.errors import Misconfigured
from bot.ids import IdSource
from deliberation.definition import read_definition
from deliberation.errors import Closed, Conflict, DefinitionInvalid, UnknownConsultation
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import CloseEarly, Launch
from deliberation.use_cases.running import close_early as close_use_case
from deliberation.use_cases.running import launch as launch_use_case
from screens.mistakes import mistake_lines
from storage.database import open_database
from storage.migrate import schema_state
from storage.store import Store


async def check(given: argparse.Namespace) -> int:
    """Name every mistake in a file; exit status 1 when there is one."""
    try:
        consultation = read_definition(_text(given.file))
    except DefinitionInvalid as invalid:
        print("\n".join((f"{given.file} cannot be used yet; nothing was changed.", *mistake_lines(invalid.mistakes))))
        return 1
    steps = len(consultation.steps())
    print(f"{given.file} is in order: {consultation.id}, version {consultation.version}, {steps} questions.")
    return 0


async def launch(config: Config, file: Path) -> int:
    """Offer a consultation. A bot that runs beside this command needs no restart."""
    source = _text(file)
    async with store_of(config) as store:
        try:
            consultation = await store.perform(launch_use_case, Launch(HOUSE_ITSELF, wall_clock(), source))
        except DefinitionInvalid as invalid:
            lines = "\n".join(mistake_lines(invalid.mistakes))
            raise Misconfigured(f"{file} cannot be used yet; nothing was changed.\n{lines}") from None
        except Closed:
            raise Misconfigured(f"{file} closes in the past; nothing was changed. Give its phases new dates.") from None
        except Conflict:
            raise Misconfigured(
                f"{file}: this id and version are launched already, with another text. Raise the version."
            ) from None
    print(f"Launched: {consultation.id}, version {consultation.version}. Its link carries ?start=c_{consultation.id}")
    return 0


async def close(config: Config, consultation: str) -> int:
    """Close a consultation now."""
    async with store_of(config) as store:
        try:
            await store.perform(close_use_case, CloseEarly(HOUSE_ITSELF, wall_clock(), consultation))
        except UnknownConsultation:
            raise Misconfigured(f"There is no consultation {consultation}.") from None
    print(f"Closed: {consultation}. The running bot sends the summary within seconds.")
    return 0


@asynccontextmanager
async def store_of(config: Config) -> AsyncIterator[Store]:
    """The store of the town, whose schema must be up to date: a command beside a running bot changes no schema."""
    state = await schema_state(config.database)
    if state.applied != state.available:
        raise Misconfigured("The database is not up to date. Run 'fairdeal migrate', or start the bot once.")
    store = Store(await open_database(config.database), IdSource(wall_clock))
    try:
        yield store
    finally:
        await store.close()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise Misconfigured(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Misconfigured(f"{file} is not a text in UTF-8") from None

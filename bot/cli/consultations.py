"""`fairdeal check`, `fairdeal launch` and `fairdeal close`."""

from __future__ import annotations

import argparse
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from html import unescape
from pathlib import Path

from bot.app import wall_clock
from bot.cli.language import terminal_language
from bot.cli.pictures import pictures_beside
from bot.config import Config
from bot.errors import Misconfigured
from bot.ids import IdSource, random_id
from deliberation.definition import Consultation, decoded, read_definition
from deliberation.definition.meeting import is_meeting, read_meeting
from deliberation.definition.versions import changes
from deliberation.errors import Closed, Conflict, DefinitionInvalid, TimePassed, UnknownConsultation
from deliberation.meetings import Meeting
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.convening import CallMeeting, call_meeting
from deliberation.use_cases.running import CloseEarly, Launch, newest
from deliberation.use_cases.running import close_early as close_use_case
from deliberation.use_cases.running import launch as launch_use_case
from screens.changes import change_lines
from screens.meeting import meeting_acceptance
from screens.mistakes import acceptance, refusal
from screens.voice import Voice, voice
from storage.database import open_database
from storage.migrate import schema_state
from storage.store import Store


async def check(given: argparse.Namespace) -> int:
    """Name every mistake in a file; exit status 1 when there is one."""
    speaking = voice(terminal_language(os.environ))
    try:
        source = decoded(_bytes(given.file))
        if is_meeting(source):
            return _checked_meeting(given.file, read_meeting(source), speaking)
        consultation = read_definition(source, pictures_beside(given.file, source))
    except DefinitionInvalid as invalid:
        print(unescape(refusal(str(given.file), invalid.mistakes, speaking)))
        return 1
    print(unescape(acceptance(str(given.file), consultation, speaking)))
    return 0


async def launch(config: Config, file: Path) -> int:
    """Offer a consultation. A bot that runs beside this command needs no restart."""
    async with store_of(config) as store:
        with understood(file):
            source = decoded(_bytes(file))
            if is_meeting(source):
                return await _call(store, source)
            await launch_file(store, file)
    return 0


async def launch_file(store: Store, file: Path) -> Consultation:
    """Offer the consultation of a file, and say so. The same file again changes nothing."""
    with understood(file):
        source = decoded(_bytes(file))
        pictures = pictures_beside(file, source)
        identifier = read_definition(source, pictures).id
        before = await store.look(lambda tx: newest(tx, identifier))
        consultation = await store.perform(launch_use_case, Launch(HOUSE_ITSELF, wall_clock(), source, pictures))
    print(f"Launched: {consultation.id}, version {consultation.version}. Its link carries ?start=c_{consultation.id}")
    if before is not None and before.version < consultation.version:
        for line in change_lines(changes(before, consultation), voice(terminal_language(os.environ))):
            print(f"  {unescape(line)}")
    return consultation


@contextmanager
def understood(file: Path) -> Iterator[None]:
    """What a file cannot be launched for, in words that say what to do."""
    try:
        yield
    except DefinitionInvalid as invalid:
        speaking = voice(terminal_language(os.environ))
        raise Misconfigured(unescape(refusal(str(file), invalid.mistakes, speaking))) from None
    except Closed:
        raise Misconfigured(f"{file} closes in the past; nothing was changed. Give its phases new dates.") from None
    except TimePassed:
        raise Misconfigured(f"{file} begins in the past; nothing was changed. Give it a new time.") from None
    except Conflict:
        raise Misconfigured(
            f"{file}: this id and version are launched already, with another text or "
            "another picture. Raise the version."
        ) from None


def _checked_meeting(file: Path, meeting: Meeting, speaking: Voice) -> int:
    print(unescape(meeting_acceptance(str(file), meeting, speaking)))
    return 0


async def _call(store: Store, source: str) -> int:
    meeting = await store.perform(call_meeting, CallMeeting(HOUSE_ITSELF, wall_clock(), source, random_id()))
    print(f"Called: {meeting.id}. Its link carries ?start=m_{meeting.id}")
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


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Misconfigured(f"{file} cannot be read: {error.strerror}") from None

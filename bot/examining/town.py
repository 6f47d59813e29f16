"""The town's database, the bot that runs on it, and what waits for whom."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.app import wall_clock
from bot.backups import HOUR, folders_of, newest
from bot.config import Config
from bot.examining.finding import Finding
from bot.health.watching import SILENCE_SECONDS, WAIT_SECONDS
from storage import instance
from storage.backlog import Backlog, backlog, stuck
from storage.database import Database, open_database
from storage.migrate import schema_state

R = TypeVar("R")

LONGEST_DUE: Final = 900.0
"""Seconds for which a message may be due: longer than it takes to tell ten thousand people one thing."""


async def schema(config: Config) -> Finding:
    """Whether this program and the database speak of the same."""
    state = await schema_state(config.database)
    if state.applied == state.available:
        return Finding(True, f"up to date (version {state.applied}).")
    if state.applied > state.available:
        return Finding(False, "made by a newer version of this program. Install that version.")
    return Finding(False, f"version {state.applied} of {state.available}. Run 'fairdeal migrate'.")


async def bot(config: Config) -> Finding:
    """Whether one runs, and when Telegram last answered it."""
    word = await instance.said(config.database)
    if word is None:
        return Finding(True, "not running.")
    how, _, moment = word.partition(" ")
    if not moment.isdigit():
        return Finding(True, "running, since a moment ago.")
    seconds = (wall_clock() - int(moment)) // 1000
    if seconds <= SILENCE_SECONDS:
        return Finding(True, f"running; {'Telegram answered it' if how == 'poll' else 'it worked'} {seconds} s ago.")
    if how == "poll":
        return Finding(False, f"running, but Telegram last answered {seconds:,} s ago. See Telegram below.")
    return Finding(False, f"running, but it has done nothing for {seconds:,} s. See its log, then start it again.")


async def inbox(config: Config) -> Finding | None:
    """Updates that have not taken effect."""
    found = await _waiting(config)
    if found is None or found.oldest_update <= WAIT_SECONDS:
        return None if found is None else Finding(True, f"{found.updates} updates wait.")
    oldest = f"the oldest for {found.oldest_update:,.0f} s"
    return Finding(False, f"{found.updates} updates wait, {oldest}. Is the bot running?")


async def set_aside(config: Config) -> Finding | None:
    """What failed over and over."""
    found = await _read(config, stuck)
    if found is None:
        return None
    if not found.set_aside and not found.views_refused:
        return Finding(True, "nothing.")
    said = f"{found.set_aside} updates that failed three times, {found.views_refused} messages that cannot be shown"
    return Finding(False, f"{said}. Look for update_set_aside and view_rejected in the log, and report the error.")


async def messages(config: Config) -> Finding | None:
    """What people are still to be told or shown."""
    found = await _waiting(config)
    if found is None:
        return None
    due = sum(count for count, _ in found.notices.values())
    oldest = max((age for _, age in found.notices.values()), default=0.0)
    said = f"{due} to be sent, {found.views} to be changed"
    if oldest <= LONGEST_DUE:
        return Finding(True, f"{said}.")
    return Finding(False, f"{said}; the oldest has been due for {oldest:,.0f} s. Is the bot running?")


async def backups(config: Config) -> Finding:
    """Whether the youngest is young enough."""
    folder, every = config.backup_folder, config.backup_every_hours
    last = newest(config)
    age = None if last is None else (wall_clock() - last.made) / HOUR
    said = "there is none yet" if age is None else f"the last is {age:,.0f} h old"
    if folder is None or not every:
        return Finding(True, f"{said}, and none is made by itself: set [backup] folder and every_hours.")
    place = folders_of(config)[0]
    if place.exists() and not (place.is_dir() and os.access(place, os.W_OK)):
        return Finding(False, f"{place} is no folder that this user may write to.")
    if age is not None and age <= 2 * every:
        return Finding(True, f"{said}, in {place}.")
    return Finding(False, f"{said}, and one is due every {every} h. Look for backup_failed in the log; fairdeal backup")


async def _waiting(config: Config) -> Backlog | None:
    now = wall_clock()
    return await _read(config, lambda database: backlog(database, now))


async def _read(config: Config, look: Callable[[Database], Awaitable[R]]) -> R | None:
    """None for a database that is not up to date: that is said already."""
    state = await schema_state(config.database)
    if state.applied != state.available:
        return None
    database = await open_database(config.database)
    try:
        return await look(database)
    finally:
        await database.close()

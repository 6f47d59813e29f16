"""Every line of the doctor, in good order and in bad. A bad one says what to do."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from telegram import WebhookInfo

from bot.app import wall_clock
from bot.backups import HOUR
from bot.cli.doctor import doctor
from bot.config import Config, read_config
from bot.examining import LOOKS, Finding, machine, postgres, telegram, town
from storage import instance
from storage.backup_files import named
from storage.migrate import migrate

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
URL = "https://town.example/hook"
LINUX = """overlay / overlay rw 0 0
/dev/sda1 /srv ext4 rw 0 0
files:/share /srv/share nfs4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
nora@host: /srv/far\\040away fuse.sshfs rw 0 0
tmpfs /srv/share/local tmpfs rw 0 0
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//nora@nas/town on /Volumes/The town (smbfs, nodev, nosuid, mounted by nora)
"""


def configuration(database: str, **environment: str) -> Config:
    return read_config(None, {"FAIRDEAL_DATABASE_URL": database, **environment}, needs_token=False)


@pytest.fixture
async def config(database_url: str) -> Config:
    """A town on each engine, up to date, in which no bot runs."""
    await migrate(database_url, now_ms=0)
    return configuration(database_url)


@pytest.fixture
async def small(tmp_path: Path) -> Config:
    await migrate(f"sqlite:///{tmp_path}/town.db", now_ms=0)
    return configuration(f"sqlite:///{tmp_path}/town.db")


async def carry_out(url: str, *statements: str) -> None:
    """Something done to the database behind the program's back."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(";".join(statements))
        return
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def test_a_fresh_town_is_in_order(config: Config) -> None:
    found = {name: await look(config) for name, look in LOOKS.items() if name not in {"Telegram", "PostgreSQL"}}
    assert [name for name, one in found.items() if one is not None and not one.fine] == []
    assert found["Set aside"] == Finding(True, "nothing.")
    assert found["Bot"] == Finding(True, "not running.")


@pytest.mark.parametrize(
    ("folder", "mounts", "kind"),
    [
        ("/home/nora", LINUX, "overlay"),
        ("/srv/town", LINUX, "ext4"),
        ("/srv/share/town", LINUX, "nfs4"),
        ("/srv/share/local", LINUX, "tmpfs"),
        ("/srv/far away/x", LINUX, "fuse.sshfs"),
        ("/mnt/c/town", LINUX, "9p"),
        ("/Users/nora", MAC, "apfs"),
        ("/Volumes/The town/db", MAC, "smbfs"),
        ("/srv", "", None),
    ],
)
def test_the_file_system_of_a_folder(folder: str, mounts: str, kind: str | None) -> None:
    assert machine.kind_of(Path(folder), mounts) == kind
    unfit = kind in {"nfs4", "fuse.sshfs", "9p", "smbfs"}
    found = machine.fit(Path(folder), mounts)
    assert found.fine is not unfit
    assert not unfit or "Move the database to a disk of this machine" in found.sentence


def test_room_on_the_disk(tmp_path: Path) -> None:
    assert machine.enough({tmp_path: 1}).fine
    found = machine.enough({tmp_path: 10**18})
    assert (found.fine, found.sentence.endswith("Make room, or move it to a larger disk.")) == (False, True)


async def test_the_disk_that_counts_is_the_databases_and_the_backups(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    config = configuration(f"sqlite:///{tmp_path}/far/town.db", FAIRDEAL_BACKUP_FOLDER=str(tmp_path / "not" / "yet"))
    found = await machine.disk(config)
    assert found is not None
    assert f" free in {tmp_path}; " in found.sentence
    assert found.sentence.endswith(f" free in {tmp_path}/far.")


@pytest.mark.parametrize(("kilobytes", "fine"), [(400_000, True), (299_000, False)])
def test_memory(kilobytes: int, fine: bool) -> None:
    found = machine.room(f"MemTotal: 1 kB\nMemAvailable:  {kilobytes} kB\n")
    assert found is not None
    assert found.fine is fine
    assert machine.room("") is None


@pytest.mark.parametrize(("limit", "fine"), [(1024, True), (resource.RLIM_INFINITY, True), (255, False)])
def test_open_files(limit: int, fine: bool) -> None:
    assert machine.allowed(limit).fine is fine


async def test_a_schema_of_another_version(config: Config) -> None:
    newer = "INSERT INTO schema_migrations VALUES (99, 'x', 'x', 0)"
    await carry_out(config.database, newer)
    assert await town.schema(config) == Finding(False, "made by a newer version of this program. Install that version.")
    await carry_out(config.database, "DELETE FROM schema_migrations WHERE version > 3")
    found = await town.schema(config)
    assert (found.fine, found.sentence.endswith("Run 'fairdeal migrate'.")) == (False, True)
    assert await town.inbox(config) is None


@pytest.mark.parametrize(
    ("word", "fine", "sentence"),
    [
        (lambda now: "", True, "running, since a moment ago."),
        (lambda now: f"poll {now - 30_500}", True, "running; Telegram answered it 30 s ago."),
        (lambda now: f"poll {now - 200_500}", False, "running, but Telegram last answered 200 s ago."),
        (lambda now: f"webhook {now - 9_500}", True, "running; it worked 9 s ago."),
        (lambda now: f"webhook {now - 200_500}", False, "running, but it has done nothing for 200 s."),
    ],
)
async def test_the_running_bot(config: Config, word: Callable[[int], str], fine: bool, sentence: str) -> None:
    async with instance.hold(config.database) as say:
        await say("poll 1234567890123456789")
        await say(word(wall_clock()))
        found = await town.bot(config)
    assert found.fine is fine
    assert found.sentence.startswith(sentence)
    assert await town.bot(config) == Finding(True, "not running.")


async def test_updates_that_wait_and_that_were_set_aside(config: Config) -> None:
    row = "INSERT INTO inbox (id, update_id, person, body, state, attempts, received_at) VALUES "
    await carry_out(config.database, f"{row} ('1', 1, 1, NULL, 'waiting', 0, {wall_clock() - 90_000})")
    found = await town.inbox(config)
    assert found is not None
    assert (found.fine, found.sentence[:32]) == (False, "1 updates wait, the oldest for 9")
    await carry_out(config.database, "UPDATE inbox SET state = 'poison'")
    assert await town.inbox(config) == Finding(True, "0 updates wait.")
    aside = await town.set_aside(config)
    assert aside is not None
    assert (aside.fine, aside.sentence[:38]) == (False, "1 updates that failed three times, 0 m")


async def test_messages_that_are_due_for_long(config: Config) -> None:
    due = wall_clock() - 1_000_000
    await carry_out(
        config.database,
        "INSERT INTO chats (id, telegram_id, lost_at) VALUES ('c', 1, NULL), ('lost', 2, 5)",
        *(
            "INSERT INTO notices (id, chat_id, kind, parameters, urgency, state, attempts, not_before, lease_until) "  # noqa: S608
            f"VALUES ('{chat}', '{chat}', 'x', '{{}}', 3, 'waiting', 0, {due}, 0)"
            for chat in ("c", "lost")
        ),
    )
    found = await town.messages(config)
    assert found is not None
    assert found.fine is False
    assert found.sentence.startswith("1 to be sent, 0 to be changed; the oldest has been due for 1,00")


async def test_backups(small: Config, tmp_path: Path) -> None:
    assert (await town.backups(small)).fine
    here = replace(small, backup_folder=tmp_path / "backups")
    found = await town.backups(here)
    assert (found.fine, found.sentence[:21]) == (False, "there is none yet, an")
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / named("town.db", 4, wall_clock() - 47 * HOUR)).touch()
    assert (await town.backups(here)).sentence == f"the last is 47 h old, in {tmp_path}/backups."
    late = await town.backups(replace(here, backup_every_hours=12))
    assert (late.fine, late.sentence[:43]) == (False, "the last is 47 h old, and one is due every ")
    assert (await town.backups(replace(here, backup_every_hours=0))).fine
    (tmp_path / "file").touch()
    assert not (await town.backups(replace(here, backup_folder=tmp_path / "file"))).fine


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, ""),
        ({"wal_recycle": "on"}, "wal_recycle must be off"),
        ({"archive_timeout": "0"}, "archive_timeout must be 5min or less"),
        ({"archive_timeout": "10min"}, "archive_timeout must be 5min or less"),
        ({"owned": "off"}, "the bot's role does not own its database"),
    ],
)
def test_the_settings_of_postgres(said: dict[str, str], wrong: str) -> None:
    found = postgres.judged({"owned": "on", "wal_recycle": "off", "archive_timeout": "5min"} | said)
    assert found.fine is not bool(wrong)
    assert wrong in found.sentence


async def test_a_server_that_is_set_up_for_erasure_and_one_that_is_not(postgres_url: str) -> None:
    config = configuration(postgres_url)
    found = await postgres.server(config)
    assert found is not None
    assert found.sentence.endswith("wal_recycle must be off; archive_timeout must be 5min or less, and not 0.")
    await carry_out(
        postgres_url,
        "ALTER SYSTEM SET wal_recycle = off",
        "ALTER SYSTEM SET archive_timeout = '5min'",
        "SELECT pg_reload_conf()",
    )
    try:
        await _settled(config)
    finally:
        await carry_out(postgres_url, "ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()")


async def _settled(config: Config) -> None:
    async with asyncio.timeout(30):
        while not (found := await postgres.server(config)) or not found.fine:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)


def info(url: str = "", pending: int = 0, failed: float | None = None) -> WebhookInfo:
    date = None if failed is None else datetime.fromtimestamp(failed, UTC)
    message = None if failed is None else "Connection refused"
    return WebhookInfo(url, False, pending, last_error_date=date, last_error_message=message)


@pytest.mark.parametrize(
    ("receive", "given", "sentence"),
    [
        ("poll", info(pending=3), ""),
        ("poll", info(URL), "a webhook is set, so no poll gets any"),
        ("poll", info(pending=5000), "5000 wait at Telegram. Is the bot running?"),
        ("webhook", info(URL), ""),
        ("webhook", info(), "Telegram has no webhook, not [webhook] url"),
        ("webhook", info("https://other.example"), "Telegram has another address, not [webhook] url"),
        ("webhook", info(URL, failed=NOW - 7200), ""),
        (
            "webhook",
            info(URL, 9, NOW - 60),
            "60 s ago Telegram could not bring one: Connection refused. 9 wait",
        ),
    ],
)
def test_the_way_of_the_updates(receive: str, given: WebhookInfo, sentence: str) -> None:
    config = configuration("sqlite:///x.db", FAIRDEAL_TELEGRAM_RECEIVE=receive, FAIRDEAL_WEBHOOK_URL=URL)
    found = telegram.judged(config, given, NOW)
    assert found.fine is not bool(sentence)
    assert sentence in found.sentence


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [(0, "right."), (9, "right."), (-75, "75 s behind of"), (300, "300 s ahead of")],
)
def test_the_clock(ahead: int, sentence: str) -> None:
    found = telegram.compared("Mon, 23 Nov 2026 09:00:00 GMT", NOW + ahead)
    assert found is not None
    assert found.sentence.startswith(sentence)
    assert telegram.compared("", 0) is None


async def test_what_cannot_be_looked_at_is_a_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    config = configuration("postgresql://nobody@127.0.0.1:9/town")
    assert await doctor(config) == 1
    assert "PROBLEM  Database: the connection to PostgreSQL" in capsys.readouterr().out

"""A day on which the database is lost: backups made beside the running bot, and a town that goes on from one."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import look_through, make_backup
from storage.migrate import MIGRATIONS, migrate, schema_state
from storage.schema import available
from tests.postgres import programs
from tests.process.consultation import SOURCE
from tests.process.town import Town, founded
from tests.process.waiting import until

HURRIED = "import bot.backups; bot.backups.LOOK_AGAIN = 0.5"
PATH = f"{programs()}{os.pathsep}{os.defpath}"
"""With PostgreSQL's own programs, of the version of the tests' server."""


@pytest.fixture(autouse=True)
def with_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here as well, not only in the processes that are started."""
    monkeypatch.setenv("PATH", PATH)


def with_folder(town: Town, **more: str) -> dict[str, str]:
    return {"PATH": PATH, "FAIRDEAL_BACKUP_FOLDER": str(town.folder / "backups"), **more}


def backups(town: Town, pattern: str = "*.backup") -> list[Path]:
    return sorted((town.folder / "backups").glob(pattern))


def laid(file: Path) -> Path:
    """An empty file."""
    file.parent.mkdir(exist_ok=True)
    file.touch()
    return file


async def test_a_town_goes_on_from_its_backup_and_nobody_comes_back_who_left(town: Town) -> None:
    here = with_folder(town, FAIRDEAL_BACKUP_EVERY_HOURS="0")
    bot = await town.bot(**here)
    stays, leaves, takes_back = [await town.participant() for _ in range(3)]
    for resident in (stays, leaves, takes_back):
        await resident.press("2 Second")
        await resident.see("2 of 4")
    status, said = await town.said("backup", **here)
    assert status == 0, said
    assert "3 people, 3 answers" in said
    assert "The running bot deletes it on" in said
    await stays.press("3 Third")
    await stays.see("3 of 4")
    await leaves.write("/delete")
    await leaves.see("Delete everything about you?")
    await leaves.press("Yes, delete everything")
    await takes_back.write("/menu")
    await takes_back.see("answered and saved")
    await takes_back.press("My answers")
    await takes_back.see("Which rent")
    await takes_back.press("Take all of them back")
    await takes_back.see("Take all your answers back")
    await takes_back.press("Yes, take them back")
    await until(lambda: _gone(town, leaves.id), "somebody who is deleted")
    await town.at_rest()
    assert (await town.said("restore", str(backups(town)[0]), **here))[0] == 75
    assert await bot.stop() == 0
    status, said = await town.said("restore", str(backups(town)[0]), **here)
    assert status == 0, said
    assert "gone again: 1 people, the answers of 1 others." in said
    assert await town.ledger.answers() == {(stays.id, "rent", "second"): 1}
    assert await town.ledger.count("people", f"telegram_id = {leaves.id}") == 0
    await town.bot(**here)
    await stays.write("/start")
    await stays.see("2 of 4")
    await stays.press("1 First")
    await stays.see("3 of 4")
    await town.at_rest()
    assert await town.ledger.answers() == {(stays.id, "rent", "second"): 1, (stays.id, "noise", "first"): 1}


async def _gone(town: Town, person: int) -> bool:
    return await town.ledger.count("people", f"telegram_id = {person}") == 0


async def test_what_was_there_before_is_kept_and_can_be_put_back(town: Town) -> None:
    here = with_folder(town)
    first = town.folder / "first.backup"
    status, said = await town.said("backup", str(first), **here)
    assert status == 0, said
    assert "delete it yourself by" in said
    await town.launch(SOURCE.replace('id = "roof"', 'id = "cellar"'))
    assert (await town.said("restore", str(first), **here))[0] == 0
    assert await town.ledger.count("definitions") == 1
    [aside] = [*town.folder.glob("*.before-restore"), *backups(town, "*.before-restore")]
    assert (await town.said("restore", str(aside), **here))[0] == 0
    assert await town.ledger.count("definitions") == 2


async def test_the_bot_makes_backups_by_itself_and_ends_old_ones(town: Town) -> None:
    here = with_folder(town, FAIRDEAL_BACKUP_KEEP_DAYS="7")
    name = (town.ledger.file or Path("postgres")).name
    old = laid(town.folder / "backups" / f"{name}.0004-20200101T000000.000000Z.backup")
    await town.bot(HURRIED, **here)

    async def one_is_there() -> bool:
        return [file.exists() for file in (old, *backups(town))] == [False, True]

    await until(one_is_there, "one backup, and no old one")
    status, said = await town.said("restore", str(backups(town)[0]), **here)
    assert status == 75, said


async def test_a_backup_that_fails_is_said_and_the_bot_goes_on(small_town: Town) -> None:
    (small_town.folder / "backups").write_text("no folder")
    bot = await small_town.bot(HURRIED, **with_folder(small_town))

    async def said() -> bool:
        return "backup_failed" in bot.output and "cannot be written to" in bot.output

    await until(said, "a line in the log")
    await small_town.participant()


async def test_an_upgrade_is_stop_new_version_start(database_url: str, tmp_path: Path) -> None:
    """The database of the version before, with somebody in it."""
    older = _all_but_the_newest(tmp_path / "older")
    await migrate(database_url, now_ms=0, folder=older)
    async with founded(database_url, tmp_path, launched=False) as town:
        here = with_folder(town, FAIRDEAL_BACKUP_EVERY_HOURS="0")
        await town.ledger.rows("INSERT INTO people (id, telegram_id, language) VALUES ('p', 77, 'en')")
        await town.bot(**here)
        assert await town.ledger.count("people", "telegram_id = 77") == 1
        newest = len(available(MIGRATIONS))
        assert await schema_state(database_url) == (newest, newest)
        [file] = backups(town)
        assert f".{newest - 1:04}-" in file.name
        held, vouched = await look_through(database_url, file)
        assert (held.schema, held.tables["people"], vouched) == (newest - 1, 1, True)


async def test_a_backup_of_an_older_version_is_brought_up_to_date(database_url: str, tmp_path: Path) -> None:
    await migrate(database_url, now_ms=0, folder=_all_but_the_newest(tmp_path / "older"))
    file = tmp_path / "older.backup"
    await make_backup(database_url, file)
    await migrate(database_url, now_ms=0, keep=False)
    async with founded(database_url, tmp_path, launched=False) as town:
        status, said = await town.said("restore", str(file), **with_folder(town))
        assert status == 0, said
        state = await schema_state(database_url)
        assert state.applied == state.available


def _all_but_the_newest(folder: Path) -> Path:
    folder.mkdir()
    for migration in available(MIGRATIONS)[:-1]:
        (folder / f"{migration.name}.sql").write_text(migration.sql, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("made", "expected", "words"),
    [
        ("nowhere", 1, "given.backup cannot be read: No such file or directory\n"),
        ("a letter", 1, "given.backup is no backup of an SQLite database\n"),
        ("of the future", 78, "Install the version of the program that made it, or a newer one.\n"),
        ("not a town's", 78, "it has no schema of this program.\n"),
    ],
)
async def test_what_cannot_be_restored_is_said_and_nothing_changes(
    small_town: Town, made: str, expected: int, words: str
) -> None:
    file = small_town.folder / "given.backup"
    if made == "a letter":
        file.write_text("Dear town,")
    if made in {"of the future", "not a town's"}:
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE schema_migrations (version INTEGER)")
            other.executemany("INSERT INTO schema_migrations VALUES (?)", [(999,)] if made == "of the future" else [])
            other.commit()
    before = await small_town.ledger.everything()
    status, said = await small_town.said("restore", str(file))
    assert status == expected
    assert said.endswith(words)
    assert await small_town.ledger.everything() == before

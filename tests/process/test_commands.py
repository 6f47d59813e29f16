"""What can be typed: every command in good order and in bad, with the words and the exit status that come of it."""

import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.cli.spring import EXAMPLES
from tests.process.consultation import SOURCE
from tests.process.program import ROOT
from tests.process.resident import Resident
from tests.process.town import TOKEN, Town

IN_ORDER = ROOT / "tests" / "consultations" / "two-questions.toml"
Said = Callable[..., Coroutine[Any, Any, tuple[int, str]]]


@pytest.fixture
def said(small_town: Town, tmp_path: Path) -> Said:
    """Runs a command on a database that does not exist yet; gives its exit status and words, without the log."""

    async def run(*arguments: str, **environment: str) -> tuple[int, str]:
        fresh = {"FAIRDEAL_DATABASE_URL": f"sqlite:///{tmp_path}/fresh.db", "FAIRDEAL_LOGGING_LEVEL": "error"}
        return await small_town.said(*arguments, **{**fresh, **environment})

    return run


async def test_check_praises_what_is_in_order(said: Said) -> None:
    status, words = await said("check", str(IN_ORDER))
    assert (status, words) == (0, f"{IN_ORDER} is in order: lindner-court, version 1, 2 questions.\n")


async def test_check_names_every_mistake_with_its_place(said: Said, tmp_path: Path) -> None:
    broken = SOURCE.replace('id = "roof"', 'id = "Roof!"').replace("age = 16", 'age = "old"')
    broken = re.sub('timezone = "[^"]+"', 'timezone = "Europe/Atlantis"', broken)
    broken = broken.replace('id = "third"', 'id = "first"', 1)
    broken = broken.replace('kind = "open_text"', 'kind = "opentext"').replace("closes =", "closed =")
    file = tmp_path / "broken.toml"
    file.write_text(broken)
    status, words = await said("check", str(file))
    assert status == 1
    heading, *lines = words.splitlines()
    assert heading == f"I cannot use {file} yet; nothing was changed."
    assert [re.sub(r"^Line \d+, ", "", line).partition(":")[0] for line in lines] == [
        "id", "timezone", "age", 'phase "hearing"',
        'question "Which rent < or > other?", option "Third", id', 'question "What worries you?"',
    ]  # fmt: skip


async def test_check_speaks_the_terminals_language(said: Said, tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("")
    status, words = await said("check", "empty.toml", LANG="es_ES.UTF-8")
    assert status == 1
    assert words.startswith("Todavía no puedo usar empty.toml")


async def test_check_of_what_is_no_file_or_no_text(said: Said, tmp_path: Path) -> None:
    assert await said("check", "nowhere.toml") == (
        78,
        "fairdeal: nowhere.toml cannot be read: No such file or directory\n",
    )
    (tmp_path / "picture.toml").write_bytes(b"\xff\xd8\xff")
    status, words = await said("check", "picture.toml")
    assert (status, words.splitlines()[1:]) == (
        1,
        ["Line 1: the letters here are not saved as UTF-8. Save the file again, and choose UTF-8 as its encoding."],
    )


async def test_launch_once_twice_and_with_another_text(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "roof.toml"
    file.write_text(SOURCE)
    early = await said("launch", str(file))
    assert early == (
        78,
        "fairdeal: The database is not up to date. Run 'fairdeal migrate', or start the bot once.\n",
    )
    assert await said("migrate") == (0, "")
    launched = (0, "Launched: roof, version 1. Its link carries ?start=c_roof\n")
    assert await said("launch", str(file)) == launched
    assert await said("launch", str(file)) == launched
    file.write_text(SOURCE.replace("A new roof.", "No roof at all."))
    status, words = await said("launch", str(file))
    assert status == 78
    assert "this id and version are launched already, with another text" in words


async def test_a_new_version_tells_what_it_changes(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "roof.toml"
    file.write_text(SOURCE)
    await said("migrate")
    await said("launch", str(file))
    newer = SOURCE.replace("version = 1", "version = 2").replace("A new roof.", "A green roof.")
    file.write_text(newer.replace('id = "worry"', 'id = "hope"'))
    launched = "Launched: roof, version 2. Its link carries ?start=c_roof"
    assert await said("launch", str(file)) == (
        0,
        f"{launched}\n  Questions taken out: worry\n  Questions added: hope\n"
        "  Changed at the top of the file: proposal\n",
    )
    assert await said("launch", str(file)) == (0, f"{launched}\n")
    file.write_text(SOURCE)
    status, words = await said("launch", str(file))
    assert status == 78
    assert "Line 3: version 2 is launched already. Give this file a higher number." in words


async def test_launch_of_what_is_over(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "past.toml"
    file.write_text(SOURCE.replace("closes = 2100-01-01", "closes = 2001-01-01"))
    await said("migrate")
    status, words = await said("launch", str(file))
    assert status == 78
    assert "closes in the past; nothing was changed" in words


async def test_close_of_what_runs_and_of_what_nobody_knows(said: Said, small_town: Town) -> None:
    here = {"FAIRDEAL_DATABASE_URL": small_town.database}
    assert await said("close", "cellar", **here) == (78, "fairdeal: There is no consultation cellar.\n")
    status, words = await said("close", "roof", **here)
    assert status == 0
    assert words.startswith("Closed: roof.")
    assert await said("close", "roof", **here) == (status, words)


async def test_an_invitation_from_the_command_line_makes_an_organiser(said: Said, small_town: Town) -> None:
    status, words = await said("invite", "organiser", FAIRDEAL_DATABASE_URL=small_town.database)
    assert status == 0
    link = re.search(r"https://t\.me/fairdeal_bot\?start=(i_[\w-]{32})\n", words)
    assert link is not None, words
    await small_town.bot()
    organiser: Resident = await small_town.resident()
    await organiser.start(link[1])
    await organiser.hear("You are an organiser")
    assert (await said("invite", "resident"))[0] == 2


async def test_an_invitation_while_telegram_is_away_can_still_be_used(said: Said, small_town: Town) -> None:
    away = {"FAIRDEAL_TELEGRAM_API": "http://127.0.0.1:9", "FAIRDEAL_DATABASE_URL": small_town.database}
    status, words = await said("invite", "organiser", **away)
    assert status == 0
    assert re.search(r"write to the bot: /start i_[\w-]{32}\n", words)


async def test_doctor_before_and_after_the_migration(said: Said, tmp_path: Path) -> None:
    status, words = await said("doctor")
    assert status == 1
    assert "PROBLEM  Database: version 0 of" in words
    assert not (tmp_path / "fresh.db").exists()
    await said("migrate")
    await said("migrate")
    status, words = await said("doctor")
    assert status == 0, words
    assert {line[:7] for line in words.splitlines()} == {"ok     "}
    assert "the bot is @fairdeal_bot" in words


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"FAIRDEAL_TELEGRAM_TOKEN": TOKEN + "x"}, "Telegram: the token is not valid."),
        ({"FAIRDEAL_TELEGRAM_TOKEN": ""}, "Telegram: no token."),
        ({"FAIRDEAL_TELEGRAM_API": "http://127.0.0.1:9"}, "Telegram: not reachable"),
    ],
)
async def test_doctor_sees_what_is_wrong_with_telegram(said: Said, environment: dict[str, str], sentence: str) -> None:
    await said("migrate")
    status, words = await said("doctor", **environment)
    assert status == 1
    assert f"PROBLEM  {sentence}" in words


async def test_doctor_sees_updates_that_wait_for_long(said: Said, small_town: Town) -> None:
    await small_town.ledger.rows(
        "INSERT INTO inbox (id, update_id, person, body, state, attempts, received_at) "
        "VALUES ('1', 1, 1, NULL, 'waiting', 0, 1)"
    )
    status, words = await said("doctor", FAIRDEAL_DATABASE_URL=small_town.database)
    assert status == 1
    assert "PROBLEM  Inbox: 1 updates wait" in words


@pytest.mark.parametrize("example", EXAMPLES)
async def test_the_demo_ends_well(small_town: Town, example: str) -> None:
    program = await small_town.command("demo", "--example", example, "--residents", "12", "--exit", "--port", "0")
    assert await program.ended() == 0, program.output
    assert "12 of 12 residents [########################################]" in program.output
    assert re.search(
        r"Checked: all \d+ answers( and \d+ votes)? of 12 residents are counted as they were given\.\n$", program.output
    )


SPOILT = {
    "kept": "import deliberation.ballots.choice as c\nc.tapped = lambda options, _: options[0].id",
    "published": (
        "import dataclasses, bot.ticks as t\nright = t.drawn\n"
        "def wrong(answer):\n"
        "    found = right(answer)\n"
        "    return dataclasses.replace(found, summary=dataclasses.replace(found.summary, took_part=7))\n"
        "t.drawn = wrong"
    ),
}
VOTES_SPOILT = (
    "import deliberation.use_cases.speaking as s\nright = s._vote\n"
    "async def wrong(tx, there, step, number, vote):\n"
    "    return await right(tx, there, step, number, -vote if number == 3 else vote)\n"
    "s._vote = wrong"
)


@pytest.mark.parametrize("spoilt", SPOILT)
async def test_the_demo_fails_where_what_is_counted_is_not_what_was_given(small_town: Town, spoilt: str) -> None:
    program = await small_town.command("demo", "--residents", "12", "--exit", "--port", "0", prelude=SPOILT[spoilt])
    assert await program.ended() == 1, program.output
    assert f"what was {spoilt} is not what the residents gave" in program.output


async def test_the_demo_fails_where_a_vote_is_not_kept_as_it_was_given(small_town: Town) -> None:
    given = ("demo", "--example", "fair-heat", "--residents", "12", "--exit", "--port", "0")
    program = await small_town.command(*given, prelude=VOTES_SPOILT)
    assert await program.ended() == 1, program.output
    assert "what was kept is not what the residents gave" in program.output

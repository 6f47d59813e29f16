"""Commands and their help. Each command is a module beside this one; here is only what a person can type."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot import logs
from bot.cli import (
    analyse,
    audit,
    backup,
    consultations,
    demo,
    doctor,
    exporting,
    importing,
    invitations,
    restore,
    run,
    spring,
    team,
)
from bot.config import Config, read_config
from bot.errors import Fatal
from deliberation.errors import Problem
from deliberation.roles import INVITABLE
from storage.database import StorageError

DEFAULT_CONFIG = Path("config.toml")

Command = Callable[[argparse.Namespace], Coroutine[Any, Any, int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = _parser().parse_args(arguments)
    try:
        return int(asyncio.run(given.command(given)))
    except (Fatal, StorageError) as error:
        print(f"fairdeal: {error}", file=sys.stderr)
        return error.status if isinstance(error, Fatal) else 1
    except Problem as problem:
        print(f"fairdeal: refused ({problem.code}); nothing was changed.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # its message may quote what a person wrote, so a traceback is not shown
        told = logs.safe_error(error)
        print(f"fairdeal: ended by {told['error']} at {told['at']}. Please report this.", file=sys.stderr)
        return 1


def configured(given: argparse.Namespace, *, needs_token: bool) -> Config:
    """The configuration that this call is to use, with logging set up by it."""
    path = given.config or (DEFAULT_CONFIG if DEFAULT_CONFIG.exists() else None)
    config = read_config(path, os.environ, needs_token=needs_token)
    logs.configure(level=config.log_level, machine=config.log_format == "json")
    return config


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fairdeal",
        description="A Telegram bot with which a town deliberates on its Fair Local Green Deal.",
        epilog="New here? Run 'fairdeal demo' and chat with the bot on this machine; no account is needed.",
    )
    parser.add_argument("--config", type=Path, help="the configuration (config.toml here, if there is one)")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_running(commands)
    _add_keeping(commands)
    _add_consulting(commands)
    return parser


def _add_running(commands: Any) -> None:
    _add(commands, "run", lambda given: run.run(configured(given, needs_token=True)), "run the bot until it is stopped")
    town = _add(
        commands, "demo", demo.demo, "a whole town on this machine: the bot, and a sandbox in place of Telegram"
    )
    town.add_argument("--exit", action="store_true", help="let residents answer, close, check the tallies, and end")
    town.add_argument("--residents", type=int, default=60, metavar="N", help="with --exit: how many (%(default)s)")
    town.add_argument("--example", choices=spring.EXAMPLES, default=spring.EXAMPLE, help="which of them is opened")
    town.add_argument("--port", type=int, default=8790, help="where the chat page is (%(default)s; 0 for any free one)")
    _add(
        commands, "migrate", lambda given: run.migrate(configured(given, needs_token=False)),
        "bring the database up to date ('run' does it by itself)",
    )  # fmt: skip
    _add(
        commands, "doctor", lambda given: doctor.doctor(configured(given, needs_token=False)),
        "look whether everything is in order, and say what to do where it is not",
    )  # fmt: skip


def _add_keeping(commands: Any) -> None:
    copy = _add(
        commands, "backup", lambda given: backup.backup(configured(given, needs_token=False), given.place),
        "make a verified copy of the database, while the bot runs or not",
    )  # fmt: skip
    copy.add_argument("place", type=Path, nargs="?", metavar="FILE", help="a new file, or a folder for it")
    back = _add(
        commands, "restore", lambda given: restore.restore(configured(given, needs_token=False), given.file),
        "put a backup in the place of the database, which is kept beside",
    )  # fmt: skip
    back.add_argument("file", type=Path)


def _add_consulting(commands: Any) -> None:
    check = _add(commands, "check", consultations.check, "look through a file and name every mistake")
    check.add_argument("file", type=Path)
    launch = _add(
        commands, "launch", lambda given: consultations.launch(configured(given, needs_token=False), given.file),
        "offer a consultation to residents, at the times its file gives",
    )  # fmt: skip
    launch.add_argument("file", type=Path)
    close = _add(
        commands, "close", lambda given: consultations.close(configured(given, needs_token=False), given.consultation),
        "close a consultation now; its summary follows within seconds",
    )  # fmt: skip
    close.add_argument("consultation", help="its id")
    invite = _add(
        commands, "invite",
        lambda given: invitations.invite(configured(given, needs_token=True), given.role, given.note),
        "make a link that gives somebody a role; it works once, for a week",
    )  # fmt: skip
    invite.add_argument("role", choices=[role.value for role in INVITABLE])
    invite.add_argument("--note", default="", help="what you call this person in the team, such as a first name")
    _add(
        commands, "team", lambda given: team.team(configured(given, needs_token=False)),
        "list who has which role, and open invitations",
    )  # fmt: skip
    revoke = _add(
        commands, "revoke", lambda given: team.revoke(configured(given, needs_token=False), given.number),
        "take a role away, or withdraw an invitation",
    )  # fmt: skip
    revoke.add_argument("number", type=int, help="as 'fairdeal team' shows it")
    log = _add(
        commands, "audit",
        lambda given: audit.audit(configured(given, needs_token=False), given.since, given.count, as_json=given.json),
        "print what was done by those who run things, the newest first",
    )  # fmt: skip
    log.add_argument("--since", metavar="DAY", help="such as 2027-05-20")
    log.add_argument("--count", type=int, default=100, metavar="N", help="at most so many (%(default)s)")
    log.add_argument("--json", action="store_true", help="one object a line, with ids as they are")
    _add_analysing(commands)


def _add_analysing(commands: Any) -> None:
    opinions = _add(commands, "analyse", analyse.analyse, "say what comes of a conversation that Polis exported")
    opinions.add_argument("folder", type=Path, metavar="DIR", help="where its files are: votes.csv and the others")
    opinions.add_argument("--json", action="store_true", help="all figures, as one object")
    opinions.add_argument("--groups-from-export", action="store_true", help="take the groups that the export names")
    opinions.add_argument("--map", type=Path, metavar="FILE", help="draw the opinion map into this file (PNG)")
    opinions.add_argument("--report", type=Path, metavar="FILE", help="write everything into one page (HTML)")
    opinions.add_argument("--language", metavar="CODE", help="of the words, such as pl (the terminal's)")
    coming = _add(
        commands, "import",
        lambda given: importing.bring_in(configured(given, needs_token=False), given.folder, given.file),
        "go on here with a conversation that was held with Polis",
    )  # fmt: skip
    coming.add_argument("folder", type=Path, metavar="DIR", help="where its files are")
    coming.add_argument("file", type=Path, metavar="FILE", help="the consultation; a draft is written where it is not")
    going = _add(
        commands, "export",
        lambda given: exporting.export(
            configured(given, needs_token=False), given.consultation, given.folder, old_names=given.old_names
        ),
        "write the votes on statements as Polis does, where residents were told of it",
    )  # fmt: skip
    going.add_argument("consultation", help="its id")
    going.add_argument("folder", type=Path, metavar="DIR", help="where the files go")
    going.add_argument("--old-names", action="store_true", help="call them as older servers do")


def _add(commands: Any, name: str, command: Command, text: str) -> Any:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(command=command)
    return parser

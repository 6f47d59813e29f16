"""The files of a Polis export, as commands find them in a folder."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bot.errors import Misconfigured
from reports.polis.conversation import Conversation, Unreadable
from reports.polis.reading import READ, conversation_of

WORDS: Final = {
    "no_votes": "there is neither votes.csv nor participant-votes.csv in it. Give the folder of a Polis export.",
    "empty": "is empty. Export the conversation again.",
    "no_column": "has no column {found}. Is it from a Polis export?",
    "not_a_table": "is not a table of comma-separated values here: a quotation mark is not closed, or stands alone.",
    "too_short": "has fewer cells here than its first line names.",
    "not_a_number": "“{found}” is not a whole number.",
    "not_a_vote": "“{found}” is not a vote: 1, 0 or -1.",
    "not_moderation": "“{found}” is not 1, 0 or -1, which say whether a comment is accepted.",
    "not_json": "is not JSON.",
    "other_format": "names another format than polis-export/1.",
    "other_convention": "says that votes are counted otherwise than agree 1, disagree -1, pass 0.",
}


def conversation_in(folder: Path) -> Conversation:
    """What stands in its tables. Raises `Misconfigured` with what to do where that cannot be read."""
    if not folder.is_dir():
        raise Misconfigured(f"{folder} is not a folder. Give the folder with the files of a Polis export.")
    progress(f"Reading {folder} ...")
    with ExitStack() as opened:
        try:
            files = {
                name: opened.enter_context((folder / name).open(encoding="utf-8-sig", newline=""))
                for name in READ
                if (folder / name).is_file()
            }
            return conversation_of(files)
        except Unreadable as wrong:
            raise Misconfigured(_complaint(folder, wrong)) from None
        except UnicodeDecodeError:
            raise Misconfigured(f"A file in {folder} is not saved as UTF-8. Export the conversation again.") from None
        except OSError as error:
            raise Misconfigured(f"{error.filename or folder} cannot be read: {error.strerror}") from None


def _complaint(folder: Path, wrong: Unreadable) -> str:
    place = folder if wrong.code == "no_votes" else folder / wrong.file
    line = "" if wrong.line is None else f", line {wrong.line}"
    return f"{place}{line}: {WORDS[wrong.code].format(found=wrong.found)}"


def progress(words: str) -> None:
    """Only where somebody is watching."""
    if sys.stderr.isatty():
        print(words, file=sys.stderr)

"""Somebody sends a file or a photo in private. From who runs things it may be a consultation, or a picture for one."""

from __future__ import annotations

from typing import Any, Final

from telegram import Message, Update

from deliberation.errors import FileTooLarge, NotText, Problem
from deliberation.use_cases.filing import TakeFile, take_file
from handlers.private import tell_problem
from handlers.turn import CURRENT, sender_of

LARGEST: Final = 10 * 1024 * 1024
"""Bytes of a file that is fetched."""


async def sent(update: Update, _: Any) -> None:
    """Take the file, or say why nothing was done with it."""
    turn, sender, message = CURRENT.get(), sender_of(update), update.effective_message
    if sender is None or message is None:
        return
    try:
        if not await turn.runs_things(sender.person):
            raise NotText
        name, file_id, size = _described(message)
        if size > LARGEST:
            raise FileTooLarge(most=LARGEST // 1024 // 1024)
        content = await turn.fetch(file_id)
        shown = await turn.perform(take_file, TakeFile(sender, turn.now, turn.fresh(), turn.town, name, content))
        if shown is not None:
            await turn.show(shown)
    except Problem as problem:
        await tell_problem(turn, sender, problem)


def _described(message: Message) -> tuple[str, str, int]:
    """A file's name, what Telegram calls it, and its size in bytes. A photo has no name; the largest of it is taken."""
    if message.document is not None:
        document = message.document
        return document.file_name or "", document.file_id, document.file_size or 0
    photo = message.photo[-1]
    return "", photo.file_id, photo.file_size or 0

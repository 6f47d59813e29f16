"""`/poll` in private: the question and its answers at once, or asked for one after the other."""

from __future__ import annotations

from typing import Any

from telegram import Update

from deliberation.errors import Problem
from deliberation.use_cases.asking import come_to_poll, write_poll
from deliberation.use_cases.desks import ComeToDesk, DeskWords
from handlers.private import tell_problem
from handlers.turn import CURRENT, sender_of


async def poll_in_private(update: Update, context: Any) -> None:
    """Take what was written with the command, or ask for it."""
    turn, sender, message = CURRENT.get(), sender_of(update), update.effective_message
    if sender is None or message is None:
        return
    try:
        if context.args:
            words = DeskWords(sender, turn.now, message.text or "", turn.fresh(), turn.town)
            await turn.show(await turn.perform(write_poll, words))
        else:
            await turn.show(await turn.perform(come_to_poll, ComeToDesk(sender, turn.now, turn.fresh())))
    except Problem as problem:
        await tell_problem(turn, sender, problem)

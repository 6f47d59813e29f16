"""Buttons about a meeting: coming or not, the calendar, the language, fewer messages."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery

from deliberation.use_cases.commands import Sender
from deliberation.use_cases.fewer import ChooseMessages, choose_messages
from deliberation.use_cases.registering import Attend, attend
from deliberation.use_cases.viewing import Showing
from handlers.turn import Turn
from screens.account import WANT
from screens.card import Press


async def meeting_tapped(turn: Turn, sender: Sender, query: CallbackQuery, press: Press) -> None:
    """Do what the button says; what somebody has said twice is so once."""
    message = query.message.message_id if query.message else None
    what, _, wanted = press.argument.partition("-")
    if what == WANT:
        choose = ChooseMessages(sender, turn.now, press.token, message, wanted)
        shown: Showing | None = await turn.perform(choose_messages, choose)
    else:
        command = Attend(sender, turn.now, press.token, message, press.argument, turn.fresh())
        shown = await turn.perform(attend, command)
    showing = () if shown is None else (turn.show(shown),)
    await asyncio.gather(turn.answer_tap(query.id), *showing)

"""A button is tapped."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import CallbackQuery, Message, Update

from deliberation.errors import MovedOn, Problem
from deliberation.use_cases.commands import Sender
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.taking_part import Tap, tap
from handlers.desk import desk_tapped
from handlers.groups import vote_tapped
from handlers.meetings import meeting_tapped
from handlers.turn import CURRENT, Turn, sender_of
from handlers.wishes import wish_of
from screens.card import Action, Press, pressed
from screens.participation import forgotten_text
from screens.problems import explain
from screens.voice import voice

TOAST = 200
"""Characters of a passing line."""


async def tapped(update: Update, _: Any) -> None:
    """Do what the button says and show what came of it, or say why nothing did."""
    turn, sender, query = CURRENT.get(), sender_of(update), update.callback_query
    if query is None or sender is None:
        return
    try:
        await _take(turn, sender, query)
    except Problem as problem:
        language = await turn.language(sender.person) or sender.language
        await turn.answer_tap(query.id, explain(problem.code, problem.parameters, voice(language))[:TOAST])


async def _take(turn: Turn, sender: Sender, query: CallbackQuery) -> None:
    press = pressed(query.data or "")
    if press is None:
        raise MovedOn
    if press.action is Action.DESK:
        await desk_tapped(turn, sender, query, press)
        return
    if press.action in {Action.VOTE, Action.UNVOTE}:
        await vote_tapped(turn, sender, query, press)
        return
    if press.action is Action.MEETING:
        await meeting_tapped(turn, sender, query, press)
        return
    if press.action is Action.FORGET:
        await _forget(turn, sender, query, press)
        return
    message = query.message.message_id if query.message else None
    photo = isinstance(query.message, Message) and bool(query.message.photo)
    wish = wish_of(press.action, press.argument)
    command = Tap(sender, turn.now, press.token, press.revision, message, wish, turn.fresh(), photo)
    shown = await turn.perform(tap, command)
    await asyncio.gather(turn.answer_tap(query.id), turn.show(shown))


async def _forget(turn: Turn, sender: Sender, query: CallbackQuery, press: Press) -> None:
    language = await turn.language(sender.person) or sender.language
    await turn.perform(forget, Forget(sender, turn.now, press.token, press.revision))
    await turn.answer_tap(query.id)
    if query.message:
        await turn.say_instead(sender.chat, query.message.message_id, forgotten_text(language))
    await turn.forget_menu(sender.chat)

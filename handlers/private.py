"""Somebody writes to the bot in private."""

from __future__ import annotations

from typing import Any

from telegram import Update

from deliberation.definition import Typed
from deliberation.engine import Given
from deliberation.errors import NotText, Problem
from deliberation.use_cases.commands import Sender
from deliberation.use_cases.inviting import Accept, accept
from deliberation.use_cases.keeping_house import Explain, Help, explain, help_out
from deliberation.use_cases.taking_part import ComeIn, Write, come_in, write
from handlers.taps import PLAIN
from handlers.turn import CURRENT, Turn, sender_of
from screens.links import Link, LinkKind, link_of
from screens.typed import typed_action


async def started(update: Update, context: Any) -> None:
    """`/start`, perhaps with what a link or a code carries."""
    turn, sender = CURRENT.get(), sender_of(update)
    if sender is None:
        return
    link = link_of(" ".join(context.args or ()))
    try:
        await _follow(turn, sender, link)
    except Problem as problem:
        await _explain(turn, sender, problem)


async def asked_for_help(update: Update, _: Any) -> None:
    """`/help`, and every command that nobody knows: a command is never an answer."""
    turn, sender = CURRENT.get(), sender_of(update)
    if sender is not None:
        await turn.perform(help_out, Help(sender, turn.now, turn.fresh()))


async def written(update: Update, _: Any) -> None:
    """Anything else: an answer, or something that only words could have been."""
    turn, sender, message = CURRENT.get(), sender_of(update), update.effective_message
    if sender is None or message is None:
        return
    try:
        if message.text is None:
            raise NotText
        shown = await turn.perform(write, Write(sender, turn.now, _given(message.text), turn.fresh()))
    except Problem as problem:
        await _explain(turn, sender, problem)
    else:
        await turn.show(shown)


async def _follow(turn: Turn, sender: Sender, link: Link) -> None:
    if link.kind is LinkKind.INVITATION:
        await turn.perform(accept, Accept(sender, turn.now, link.value, turn.fresh()))
        return
    consultation = link.value if link.kind is LinkKind.CONSULTATION else None
    speaker = Sender(sender.person, sender.chat, link.language or sender.language)
    await turn.show(await turn.perform(come_in, ComeIn(speaker, turn.now, consultation, turn.fresh())))


async def _explain(turn: Turn, sender: Sender, problem: Problem) -> None:
    command = Explain(sender, turn.now, problem.code, problem.parameters, turn.fresh())
    await turn.perform(explain, command)


def _given(text: str) -> Given:
    action = typed_action(text)
    return Typed(text) if action is None else PLAIN[action]

"""Somebody writes to the bot in private."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Update

from deliberation.engine import Visit
from deliberation.errors import EditedAfter, NotText, NotUnderstood, Problem
from deliberation.participation import ANSWERS, ERASE, LANGUAGES, LATER, MENU
from deliberation.use_cases.commands import Sender
from deliberation.use_cases.explaining import HELP, Explain, explain
from deliberation.use_cases.inviting import Accept, accept
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.taking_part import ComeIn, Wish, Write, come_in, write
from handlers.turn import CURRENT, Turn, sender_of
from handlers.wishes import wish_of
from screens.card import Action
from screens.links import Link, LinkKind, link_of
from screens.participation import forgotten_text
from screens.typed import typed_button

COMMANDS = {"menu": MENU, "answers": ANSWERS, "later": LATER, "language": LANGUAGES, "delete": ERASE}
"""Commands that show a side page."""


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


async def commanded(update: Update, _: Any) -> None:
    """`/menu`, `/help`, and every command that nobody knows: a command is never an answer."""
    turn, sender, message = CURRENT.get(), sender_of(update), update.effective_message
    if sender is None or message is None:
        return
    page = COMMANDS.get(_command(message.text or ""))
    try:
        if page is None:
            await _say(turn, sender, HELP, {})
        else:
            await _write(turn, sender, "", Visit(page))
    except Problem as problem:
        await _explain(turn, sender, problem)


async def written(update: Update, _: Any) -> None:
    """Anything else: an answer, or something that only words could have been."""
    turn, sender, message = CURRENT.get(), sender_of(update), update.effective_message
    if sender is None or message is None:
        return
    try:
        if message.text is None:
            raise NotText
        button = typed_button(message.text)
        if button is not None and button.action is Action.FORGET:
            await _forget(turn, sender, message.text)
        else:
            meaning = None if button is None else wish_of(button.action, button.argument)
            await _write(turn, sender, message.text, meaning)
    except Problem as problem:
        await _explain(turn, sender, problem)


async def edited(update: Update, _: Any) -> None:
    """A message was corrected after it was sent. What it was taken for stands; how to change that is said."""
    turn, sender = CURRENT.get(), sender_of(update)
    if sender is not None:
        await _explain(turn, sender, EditedAfter())


async def _follow(turn: Turn, sender: Sender, link: Link) -> None:
    if link.kind is LinkKind.INVITATION:
        await turn.perform(accept, Accept(sender, turn.now, link.value, turn.fresh()))
        return
    consultation = link.value if link.kind is LinkKind.CONSULTATION else None
    speaker = Sender(sender.person, sender.chat, link.language or sender.language)
    await turn.show(await turn.perform(come_in, ComeIn(speaker, turn.now, consultation, turn.fresh())))


async def _write(turn: Turn, sender: Sender, text: str, meaning: Wish | None) -> None:
    await turn.show(await turn.perform(write, Write(sender, turn.now, text, meaning, turn.fresh())))


async def _forget(turn: Turn, sender: Sender, text: str) -> None:
    """The words of the last button, which are an answer like others where that is not what is asked."""
    language = await turn.language(sender.person) or sender.language
    try:
        await turn.perform(forget, Forget(sender, turn.now))
    except NotUnderstood:
        await _write(turn, sender, text, None)
    else:
        await turn.say(sender.chat, forgotten_text(language))


async def _explain(turn: Turn, sender: Sender, problem: Problem) -> None:
    await _say(turn, sender, problem.code, problem.parameters)


async def _say(turn: Turn, sender: Sender, code: str, parameters: Mapping[str, str | int]) -> None:
    shown = await turn.perform(explain, Explain(sender, turn.now, code, parameters, turn.fresh()))
    if shown is not None:
        await turn.show(shown)


def _command(text: str) -> str:
    return text.split(maxsplit=1)[0].split("@", maxsplit=1)[0].removeprefix("/").casefold() if text.strip() else ""

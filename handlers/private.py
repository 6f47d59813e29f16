"""Somebody writes to the bot in private."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Update

from deliberation.desk import DIGEST, HOME, RUNNING
from deliberation.engine import Visit
from deliberation.errors import EditedAfter, NotText, NotUnderstood, Problem
from deliberation.participation import ANSWERS, ERASE, LANGUAGES, LATER, MENU
from deliberation.use_cases.asking import come_to_poll
from deliberation.use_cases.auditing import come_to_audit
from deliberation.use_cases.calling import come_to_meeting
from deliberation.use_cases.commands import Sender
from deliberation.use_cases.desks import ComeToDesk, come_to_desk
from deliberation.use_cases.explaining import HELP, Explain, explain
from deliberation.use_cases.fewer import LookAtMessages, look_at_messages
from deliberation.use_cases.hearing import hear
from deliberation.use_cases.inviting import Accept, accept, come_to_invite
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.registering import AttendInWords, LookAt, attend_in_words, look_at
from deliberation.use_cases.summaries import come_to_summaries, come_to_summary
from deliberation.use_cases.taking_part import ComeIn, Wish, Write, come_in
from deliberation.use_cases.team import come_to_team
from handlers.turn import CURRENT, Turn, sender_of
from handlers.wishes import wish_of
from screens.card import Action
from screens.links import Link, LinkKind, link_of
from screens.participation import forgotten_text
from screens.typed import typed_button

DESK = {"new": HOME, "running": RUNNING, "digest": DIGEST}
"""Commands that lead to a place of the desk of somebody who runs things."""

OF_SOME = {"team": come_to_team, "invite": come_to_invite, "audit": come_to_audit, "summary": come_to_summaries}
"""Commands that lead to a place of the desk that not everybody has."""

CALLS = {"meeting": come_to_meeting}
"""Commands that begin something."""

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
        await tell_problem(turn, sender, problem)


async def commanded(update: Update, _: Any) -> None:
    """`/menu`, `/help`, and every command that nobody knows: a command is never an answer."""
    turn, sender, message = CURRENT.get(), sender_of(update), update.effective_message
    if sender is None or message is None:
        return
    command = _command(message.text or "")
    try:
        if command in DESK:
            come = ComeToDesk(sender, turn.now, turn.fresh(), DESK[command])
            await turn.show(await turn.perform(come_to_desk, come))
        elif command in OF_SOME | CALLS:
            come = ComeToDesk(sender, turn.now, turn.fresh(), town=turn.town)
            await turn.show(await turn.perform((OF_SOME | CALLS)[command], come))
        elif command == "messages":
            await turn.show(await turn.perform(look_at_messages, LookAtMessages(sender, turn.now, turn.fresh())))
        elif command in COMMANDS:
            await _write(turn, sender, "", Visit(COMMANDS[command]))
        else:
            await _say(turn, sender, HELP, {})
    except Problem as problem:
        await tell_problem(turn, sender, problem)


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
        elif button is not None and button.action is Action.MEETING:
            await _attend(turn, sender, message.text, button.argument)
        else:
            meaning = None if button is None else wish_of(button.action, button.argument)
            await _write(turn, sender, message.text, meaning)
    except Problem as problem:
        await tell_problem(turn, sender, problem)


async def edited(update: Update, _: Any) -> None:
    """A message was corrected after it was sent. What it was taken for stands; how to change that is said."""
    turn, sender = CURRENT.get(), sender_of(update)
    if sender is not None:
        await tell_problem(turn, sender, EditedAfter())


async def _follow(turn: Turn, sender: Sender, link: Link) -> None:
    if link.kind is LinkKind.INVITATION:
        welcomed = await turn.perform(accept, Accept(sender, turn.now, link.value, turn.fresh()))
        if welcomed is not None:
            await turn.show(welcomed)
        return
    if link.kind is LinkKind.DESK:
        await turn.show(await turn.perform(come_to_poll, ComeToDesk(sender, turn.now, turn.fresh())))
        return
    if link.kind is LinkKind.SUMMARY:
        come = ComeToDesk(sender, turn.now, turn.fresh(), subject=link.value)
        await turn.show(await turn.perform(come_to_summary, come))
        return
    speaker = Sender(sender.person, sender.chat, link.language or sender.language)
    if link.kind is LinkKind.MEETING:
        await turn.show(await turn.perform(look_at, LookAt(speaker, turn.now, link.value, turn.fresh())))
        return
    consultation = link.value if link.kind is LinkKind.CONSULTATION else None
    await turn.show(await turn.perform(come_in, ComeIn(speaker, turn.now, consultation, turn.fresh())))


async def _write(turn: Turn, sender: Sender, text: str, meaning: Wish | None) -> None:
    await turn.show(await turn.perform(hear, Write(sender, turn.now, text, meaning, turn.fresh(), turn.town)))


async def _attend(turn: Turn, sender: Sender, text: str, what: str) -> None:
    """The words of a button about a meeting, which are words like others where none is shown."""
    try:
        shown = await turn.perform(attend_in_words, AttendInWords(sender, turn.now, what, turn.fresh()))
    except NotUnderstood:
        await _write(turn, sender, text, None)
    else:
        if shown is not None:
            await turn.show(shown)


async def _forget(turn: Turn, sender: Sender, text: str) -> None:
    """The words of the last button, which are an answer like others where that is not what is asked."""
    language = await turn.language(sender.person) or sender.language
    try:
        await turn.perform(forget, Forget(sender, turn.now))
    except NotUnderstood:
        await _write(turn, sender, text, None)
    else:
        await turn.say(sender.chat, forgotten_text(language))
        await turn.forget_menu(sender.chat)


async def tell_problem(turn: Turn, sender: Sender, problem: Problem) -> None:
    """Say why nothing was done, above the card where they are."""
    await _say(turn, sender, problem.code, problem.parameters)


async def _say(turn: Turn, sender: Sender, code: str, parameters: Mapping[str, str | int]) -> None:
    shown = await turn.perform(explain, Explain(sender, turn.now, code, parameters, turn.fresh()))
    if shown is not None:
        await turn.show(shown)


def _command(text: str) -> str:
    return text.split(maxsplit=1)[0].split("@", maxsplit=1)[0].removeprefix("/").casefold() if text.strip() else ""

"""What happens in a group: a link that posts something there, votes, and why something could not be done."""

from __future__ import annotations

from typing import Any

from telegram import CallbackQuery, Update

from deliberation.errors import Forbidden, MovedOn, NotInGroups, Problem
from deliberation.notices import Explained
from deliberation.use_cases.commands import Sender
from deliberation.use_cases.mirrored_votes import MirroredVote, take_mirrored
from deliberation.use_cases.posting import AskInGroup, Post, SayWhy, ask_in_group, post, say_why
from deliberation.use_cases.voting import CastVote, Outcome, vote
from handlers.turn import CURRENT, Turn, sender_of
from screens.card import Action, Press
from screens.links import LinkKind, link_of
from screens.votes import voted_text

LONGEST_TITLE = 255


async def started_in_group(update: Update, context: Any) -> None:
    """`/start` with what is to be posted, as a link sends it that leads into a group. Without, it is nobody's wish."""
    turn, sender, chat = CURRENT.get(), sender_of(update), update.effective_chat
    link = link_of(" ".join(context.args or ()))
    if sender is None or chat is None or link.kind is not LinkKind.POSTING:
        return
    title = (chat.title or "")[:LONGEST_TITLE]
    try:
        await turn.show(await turn.perform(post, Post(sender, turn.now, link.value, title, turn.fresh())))
    except Problem as problem:
        await _say_why(turn, sender, problem)


async def poll_in_group(update: Update, _: Any) -> None:
    """`/poll` in a group: asked there at once, where it says what."""
    turn, sender, chat, message = CURRENT.get(), sender_of(update), update.effective_chat, update.effective_message
    if sender is None or chat is None or message is None:
        return
    title, text = (chat.title or "")[:LONGEST_TITLE], message.text or ""
    try:
        ask = AskInGroup(sender, turn.now, text, title, turn.town, turn.fresh())
        shown = await turn.perform(ask_in_group, ask)
        if shown is not None:
            await turn.show(shown)
    except Problem as problem:
        await _say_why(turn, sender, problem)


async def vote_tapped(turn: Turn, sender: Sender, query: CallbackQuery, press: Press) -> None:
    """A vote, or one taken back. What came of it is said to whoever tapped, and to nobody else."""
    if press.action is Action.UNVOTE and press.argument:
        raise MovedOn
    option = press.argument if press.action is Action.VOTE else None
    message = query.message.message_id if query.message else None
    voted = await turn.perform(vote, CastVote(sender, turn.now, press.token, message, option, turn.fresh()))
    await turn.answer_tap(query.id, voted_text(voted), alert=voted.outcome is Outcome.NOTICED)


async def poll_answered(update: Update, _: Any) -> None:
    """A vote on a poll of Telegram's own. One in the name of a channel is nobody's."""
    turn, answer = CURRENT.get(), update.poll_answer
    if answer is None or answer.user is None or answer.voter_chat is not None or not answer.poll_id.isprintable():
        return
    sender = Sender(answer.user.id, answer.user.id, (answer.user.language_code or "en").split("-")[0])
    await turn.perform(take_mirrored, MirroredVote(sender, turn.now, answer.poll_id, tuple(answer.option_ids)))


async def _say_why(turn: Turn, sender: Sender, problem: Problem) -> None:
    said = NotInGroups() if isinstance(problem, Forbidden) else problem
    explained = Explained(said.code, said.parameters)
    await turn.perform(say_why, SayWhy(sender, turn.now, explained, turn.fresh()))

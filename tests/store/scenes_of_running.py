"""What is prepared, put up in groups and voted on, at the moment just before it is performed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from deliberation.kept import View
from deliberation.notices import Explained
from deliberation.roles import Role
from deliberation.use_cases.asking import come_to_poll
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.desks import ComeToDesk
from deliberation.use_cases.drafting import fill, launch_now
from deliberation.use_cases.filing import TakeFile, take_file
from deliberation.use_cases.hearing import hear
from deliberation.use_cases.mirrored_votes import MirroredVote, take_mirrored
from deliberation.use_cases.mirroring import RecordMirror, record_mirror
from deliberation.use_cases.posting import AskInGroup, Post, SayWhy, ask_in_group, post, say_why
from deliberation.use_cases.steering import remind
from deliberation.use_cases.taking_part import Write
from deliberation.use_cases.voting import FORGOTTEN_AFTER, ForgetNoticed, forget_noticed, vote
from tests.deliberation.files import choice, phase, table, toml
from tests.store.desk import ABOUT, become, sends, tapping, taps, writes
from tests.store.polls import AT_THE_CLOSE, NEIGHBOURS, NORA, OPEN_COUNT, POLL, SECOND_TAP, SHUT, Polls
from tests.store.town import SEVERAL, Town, sender

Doing = tuple[Any, Any]
Scene = Callable[[Town], Awaitable[Doing]]

QUESTION = "School street?\nShould cars stay out? - yes - no"
THERE = Sender(NORA, NEIGHBOURS, "en")


async def _hear_a_message_that_becomes_a_draft(town: Town) -> Doing:
    await become(town, 1, Role.FACILITATOR)
    return hear, Write(sender(1), town.now, QUESTION, None, town.fresh(), ABOUT)


async def _hear_what_is_missing(town: Town) -> Doing:
    await become(town, 1, Role.FACILITATOR)
    await taps(town, await writes(town, 1, QUESTION), fill)
    return hear, Write(sender(1), town.now, "the council", None, town.fresh(), ABOUT)


async def _take_file(town: Town) -> Doing:
    await become(town, 1, Role.FACILITATOR)
    return take_file, TakeFile(sender(1), town.now, town.fresh(), ABOUT, "several.toml", SEVERAL.encode())


async def _launch_a_draft(town: Town) -> Doing:
    await become(town, 1, Role.FACILITATOR)
    return launch_now, tapping(town, await sends(town, 1, "several.toml", SEVERAL.encode()))


async def _remind_the_unfinished(town: Town) -> Doing:
    await become(town, 1, Role.FACILITATOR)
    shown = await taps(town, await sends(town, 1, "several.toml", SEVERAL.encode()), launch_now)
    await town.agreed(2, "several")
    return remind, tapping(town, shown)


async def _come_to_poll(town: Town) -> Doing:
    await become(town, 1, Role.FACILITATOR)
    return come_to_poll, ComeToDesk(sender(1), town.now, town.fresh())


async def _post(town: Town) -> Doing:
    await Polls(town).ask(OPEN_COUNT, POLL)
    return post, Post(THERE, town.now, POLL, "Neighbours", town.fresh())


async def _ask_in_group(town: Town) -> Doing:
    await become(town, NORA, Role.FACILITATOR)
    text = "/poll Tea or coffee? | Tea | Coffee"
    return ask_in_group, AskInGroup(THERE, town.now, text, "Neighbours", ABOUT, town.fresh())


async def _say_why(town: Town) -> Doing:
    return say_why, SayWhy(Sender(1, NEIGHBOURS, "en"), town.now, Explained("not_in_groups", {}), town.fresh())


async def _vote_for_the_first_time(town: Town) -> Doing:
    polls = Polls(town)
    await polls.ask(OPEN_COUNT, POLL, NEIGHBOURS)
    return vote, polls.tapping(1, "a")


async def _vote(town: Town) -> Doing:
    polls = Polls(town)
    await polls.ask(OPEN_COUNT, POLL, NEIGHBOURS)
    await polls.tap(1, "a")
    town.now += SECOND_TAP
    return vote, polls.tapping(1, "a")


async def _take_a_vote_back(town: Town) -> Doing:
    polls = Polls(town)
    await polls.ask(OPEN_COUNT, POLL, NEIGHBOURS)
    await polls.cast(1, "a")
    return vote, polls.tapping(1, None)


async def _forget_noticed(town: Town) -> Doing:
    polls = Polls(town)
    await polls.ask(AT_THE_CLOSE, SHUT, NEIGHBOURS)
    await polls.tap(1, "a", poll=SHUT)
    town.now += FORGOTTEN_AFTER + 1
    return forget_noticed, ForgetNoticed(HOUSE_ITSELF, town.now)


async def _put_up_in_a_group(town: Town) -> View:
    """A poll with one of Telegram's own beside it."""
    polls = Polls(town)
    await polls.ask(toml(table(phase(choice("vote", 3)), id=POLL, poll={"open_count": True, "mirror": True})), POLL)
    return (await polls.post(POLL, NEIGHBOURS)).view


async def _record_a_mirror(town: Town) -> Doing:
    view = await _put_up_in_a_group(town)
    await town.perform(record_mirror, RecordMirror(HOUSE_ITSELF, town.now, view.token, 1, "1", 8))
    return record_mirror, RecordMirror(HOUSE_ITSELF, town.now, view.token, 1, "2", 9)


async def _take_a_mirrored_vote(town: Town) -> Doing:
    view = await _put_up_in_a_group(town)
    await town.perform(record_mirror, RecordMirror(HOUSE_ITSELF, town.now, view.token, 1, "1", 8))
    await town.agreed(1, POLL)
    return take_mirrored, MirroredVote(sender(1), town.now, "1", (2,))


OF_RUNNING: dict[str, Scene] = {
    scene.__name__.removeprefix("_"): scene
    for scene in (
        *(_hear_a_message_that_becomes_a_draft, _hear_what_is_missing, _take_file, _launch_a_draft),
        *(_remind_the_unfinished, _come_to_poll, _post, _ask_in_group, _say_why),
        *(_vote_for_the_first_time, _vote, _take_a_vote_back, _forget_noticed),
        *(_record_a_mirror, _take_a_mirrored_vote),
    )
}

PERFORMED_OF_RUNNING = (
    *(hear, take_file, come_to_poll, post, ask_in_group, say_why, vote, forget_noticed),
    *(record_mirror, take_mirrored),
)

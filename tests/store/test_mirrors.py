"""Telegram's own poll beside one of ours: whose votes on it count, that there is one, and that it ends with ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.sending.outcomes import Rejected
from deliberation import notices
from deliberation.engine import Visit, Withdraw
from deliberation.kept import Urgency
from deliberation.participation import ERASE
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.keeping_house import ChangeReach, Forget, MigrateChat, change_reach, forget, migrate_chat
from deliberation.use_cases.mirrored_votes import MirroredVote, take_mirrored
from deliberation.use_cases.running import ClosePhase, close_phase
from deliberation.use_cases.voting import Outcome
from storage.database import Database
from tests.deliberation.files import choice, phase, several, table, toml
from tests.store.chats import Chats, Crash, Fate, Message, Updates
from tests.store.polls import NEIGHBOURS, OPEN_COUNT, PARENTS, POLL, Polls
from tests.store.process import Process
from tests.store.town import CLOSED, sender

ANA, BEN, EVE = 1, 2, 3
MIRRORED = {"open_count": True, "mirror": True}
ONE = toml(table(phase(choice("vote", 3)), id=POLL, poll=MIRRORED))
MANY = toml(table(phase(several("vote", 3)), id=POLL, poll=MIRRORED))


class Mirrored:
    """A poll that is posted in one group or in several, and what stands there after the loop has done its work."""

    def __init__(self, database: Database) -> None:
        self.chats = Chats()
        self.process = Process(database, self.chats)
        self.town = self.process.town
        self.polls = Polls(self.town)

    async def ask(self, *groups: int, source: str = ONE) -> None:
        await self.polls.ask(source, POLL, *groups)
        await self.deliver()

    async def deliver(self) -> None:
        """What is in hand nowhere else: a group's message is shown by whoever posts it, until its lease is over."""
        await self.town.store.deliveries.release_leases()
        while await self.process.send():
            self.town.now += 1_000

    def native(self, group: int = NEIGHBOURS) -> list[Message]:
        return [message for message in self.chats.of[group].messages if message.poll]

    def open(self, group: int = NEIGHBOURS) -> list[str]:
        return [message.poll for message in self.native(group) if not message.stopped]

    async def choose(self, person: int, *places: int, poll: str = "") -> bool:
        command = MirroredVote(sender(person), self.town.now, poll or self.native()[-1].poll, places)
        changed: bool = await self.town.perform(take_mirrored, command)
        return changed

    async def close(self) -> None:
        self.town.now = max(self.town.now, CLOSED)
        (over,) = await self.town.store.look(lambda tx: tx.phases_to_close(self.town.now))
        await self.town.perform(close_phase, ClosePhase(HOUSE_ITSELF, self.town.now, over, self.town.new_id()))

    async def cells(self) -> dict[str, int]:
        return await self.polls.cells()


@pytest.fixture
async def mirrored(database: Database) -> Mirrored:
    mirrored = Mirrored(database)
    await mirrored.ask(NEIGHBOURS)
    return mirrored


async def test_it_stands_once_right_after_our_message_and_says_whose_votes_count(mirrored: Mirrored) -> None:
    ours, native = mirrored.chats.of[NEIGHBOURS].messages
    assert ours.buttons
    assert (native.options, native.beside) == (("Apple", "Birch", "Cedar"), 1)
    assert native.text.startswith("Which vote?\nVotes here count for those who have agreed above")
    await mirrored.deliver()
    assert len(mirrored.open()) == 1


async def test_a_poll_without_it_has_none(database: Database) -> None:
    mirrored = Mirrored(database)
    await mirrored.ask(NEIGHBOURS, source=OPEN_COUNT)
    assert mirrored.native() == []


async def test_who_has_agreed_votes_there_as_here_and_who_has_not_leaves_no_trace(mirrored: Mirrored) -> None:
    await mirrored.polls.tap(BEN, "a")  # has seen the notice, and no more
    before = await mirrored.town.dump()
    for person in (BEN, EVE):
        assert not await mirrored.choose(person, 0)
    assert await mirrored.town.dump() == before
    await mirrored.polls.cast(ANA, "a")
    assert await mirrored.choose(ANA, 1)
    assert await mirrored.cells() == {"a": 0, "b": 1, "c": 0}
    assert not await mirrored.choose(ANA, 1)
    assert (await mirrored.polls.tap(ANA, "b")).outcome is Outcome.SAME
    assert await mirrored.choose(ANA)
    assert (await mirrored.polls.shown()).standing.people == 0
    assert not await mirrored.choose(ANA)


async def test_of_several_answers_all_that_is_chosen_there_is_the_vote(database: Database) -> None:
    mirrored = Mirrored(database)
    await mirrored.ask(NEIGHBOURS, source=MANY)
    await mirrored.polls.cast(ANA, "a")
    for places, cells in (((2, 1), "bc"), ((0, 1, 2), "abc"), ((0,), "a"), ((2,), "c"), ((), "")):
        assert await mirrored.choose(ANA, *places)
        assert await mirrored.cells() == {option: int(option in cells) for option in "abc"}


async def test_a_vote_there_stands_in_ones_own_chat_too(mirrored: Mirrored) -> None:
    shown = await mirrored.town.agreed(ANA, POLL)
    assert await mirrored.choose(ANA, 2)
    (view,) = [row for row in await mirrored.town.rows("views") if row["token"] == shown.view.token]
    assert view["wanted"] == shown.view.wanted + 1


async def test_after_taking_everything_back_a_vote_there_counts_no_more(mirrored: Mirrored) -> None:
    await mirrored.polls.cast(ANA, "a")
    await mirrored.town.tap(await mirrored.town.enter(ANA, POLL), Withdraw())
    assert not await mirrored.choose(ANA, 1)
    assert (await mirrored.polls.shown()).standing.people == 0


@pytest.mark.parametrize("places", [(3,), (-1,), (0, 3), (10**12,), (1, 2)])
async def test_a_forged_choice_does_nothing(mirrored: Mirrored, places: Any) -> None:
    await mirrored.polls.cast(ANA, "a")
    before = await mirrored.town.dump()
    assert not await mirrored.choose(ANA, *places)
    assert await mirrored.town.dump() == before


async def test_what_nobody_sent_and_what_comes_too_late_does_nothing(mirrored: Mirrored) -> None:
    await mirrored.polls.cast(ANA, "a")
    before = await mirrored.town.dump()
    for poll in ("unknown", "0", "5100000000000000099", "x" * 4_000, "'"):
        assert not await mirrored.choose(ANA, 1, poll=poll)
    mirrored.town.now = CLOSED
    assert not await mirrored.choose(ANA, 1)
    assert await mirrored.town.dump() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer.update(voter_chat={"id": -5, "type": "channel", "title": "x"}),
        lambda answer: answer.update(poll_id="1"),
        lambda answer: answer.update(poll_id="\x00"),
        lambda answer: answer.update(option_ids=[7]),
        lambda answer: answer.pop("user"),
    ],
    ids=["channel", "unknown", "control", "out of range", "nobody"],
)
async def test_a_forged_update_does_nothing(mirrored: Mirrored, spoil: Callable[[dict[str, Any]], Any]) -> None:
    await mirrored.polls.cast(ANA, "a")
    before = await mirrored.cells()
    update = Updates().poll_answered(ANA, mirrored.native()[0].poll, 1)
    spoil(update["poll_answer"])
    await process(mirrored, update)
    assert await mirrored.cells() == before


async def test_an_update_is_a_vote_also_as_older_servers_write_it(mirrored: Mirrored) -> None:
    await mirrored.polls.cast(ANA, "a")
    update = Updates().poll_answered(ANA, mirrored.native()[0].poll, 1)
    del update["poll_answer"]["option_persistent_ids"]
    await process(mirrored, update)
    assert await mirrored.cells() == {"a": 0, "b": 1, "c": 0}


async def process(mirrored: Mirrored, update: dict[str, Any]) -> None:
    await mirrored.process.receive(update)
    (row,) = await mirrored.town.store.inbox.waiting("", 10)
    await mirrored.process.process(row)


async def test_at_the_close_every_one_is_stopped_and_takes_no_vote(database: Database) -> None:
    mirrored = Mirrored(database)
    await mirrored.ask(NEIGHBOURS, PARENTS)
    await mirrored.close()
    await mirrored.deliver()
    assert mirrored.open(NEIGHBOURS) == mirrored.open(PARENTS) == []
    assert len(mirrored.native(PARENTS)) == 1


async def test_posted_anew_in_a_group_the_old_one_ends_and_the_new_one_counts(database: Database) -> None:
    mirrored = Mirrored(database)
    await mirrored.ask(NEIGHBOURS, PARENTS)
    await mirrored.polls.cast(ANA, "a")
    await mirrored.polls.post(POLL, NEIGHBOURS)
    await mirrored.deliver()
    old, new = mirrored.native()
    assert mirrored.open() == [new.poll] != [old.poll]
    assert len(mirrored.open(PARENTS)) == 1
    assert await mirrored.choose(ANA, 1)
    assert await mirrored.cells() == {"a": 0, "b": 1, "c": 0}


async def test_closed_before_it_was_sent_there_is_none(database: Database) -> None:
    mirrored = Mirrored(database)
    await mirrored.polls.ask(ONE, POLL, NEIGHBOURS)
    await mirrored.close()
    await mirrored.deliver()
    assert mirrored.native() == []


@pytest.mark.parametrize("meanwhile", ["closed", "posted anew"])
async def test_what_ends_while_it_is_being_sent_ends_it_too(database: Database, meanwhile: str) -> None:
    mirrored = Mirrored(database)
    await mirrored.polls.ask(ONE, POLL, NEIGHBOURS)
    send = mirrored.chats.send_poll

    async def slowly(*arguments: Any, **more: Any) -> Any:
        outcome = await send(*arguments, **more)
        if len(mirrored.native()) == 1:
            await (mirrored.close() if meanwhile == "closed" else mirrored.polls.post(POLL, NEIGHBOURS))
        return outcome

    mirrored.chats.send_poll = slowly  # type: ignore[method-assign]
    await mirrored.deliver()
    assert len(mirrored.open()) == (0 if meanwhile == "closed" else 1)
    assert mirrored.native()[0].stopped


@pytest.mark.parametrize("fate", [Fate.IS_LOST, Fate.IS_NOT_ACKNOWLEDGED])
async def test_a_process_that_ends_before_the_record_sends_once_more_and_that_one_counts(
    database: Database, fate: Fate
) -> None:
    mirrored = Mirrored(database)
    await mirrored.polls.ask(ONE, POLL, NEIGHBOURS)
    await mirrored.polls.cast(ANA, "a")
    send = mirrored.chats.send_poll

    async def once(*arguments: Any, **more: Any) -> Any:
        mirrored.chats.fate, mirrored.chats.send_poll = fate, send  # type: ignore[method-assign]
        return await send(*arguments, **more)

    mirrored.chats.send_poll = once  # type: ignore[method-assign]
    with pytest.raises(Crash):
        await mirrored.deliver()
    mirrored.chats.fate = Fate.ARRIVES
    mirrored.process.restart()
    await mirrored.deliver()
    *orphans, known = mirrored.native()
    assert len(orphans) == (fate is Fate.IS_NOT_ACKNOWLEDGED)
    assert not any([await mirrored.choose(ANA, 1, poll=orphan.poll) for orphan in orphans])
    assert await mirrored.choose(ANA, 1, poll=known.poll)


async def test_of_two_that_are_known_the_last_stays_open(mirrored: Mirrored) -> None:
    (sent,) = [row for row in await mirrored.town.rows("notices") if row["kind"] == "mirrored"]
    assert sent["state"] == "sent"
    await again(mirrored)
    await mirrored.deliver()
    assert mirrored.open() == [mirrored.native()[-1].poll]
    assert len(mirrored.native()) == 2


async def again(mirrored: Mirrored) -> None:
    """As where the record was made and that it was told was not."""
    view = mirrored.polls.posted[NEIGHBOURS, POLL].view
    shown = await mirrored.polls.shown()

    async def work(session: Any) -> None:
        tx = mirrored.town.store._transaction(session)
        notice = notices.Mirrored(POLL, 1, view.token)
        await tx.tell_group(
            shown.view.chat, "en", notice, Urgency.ANSWER, now=mirrored.town.now, occurrence="once more"
        )

    await mirrored.town.database.unit(work)


async def test_a_group_that_grows_gets_a_new_one_and_no_message_of_another_is_stopped(mirrored: Mirrored) -> None:
    grown = -1_000_000_000_001
    await mirrored.polls.cast(ANA, "a")
    await mirrored.town.perform(migrate_chat, MigrateChat(HOUSE_ITSELF, mirrored.town.now, NEIGHBOURS, grown))
    await mirrored.deliver()
    (new,) = mirrored.native(grown)
    assert new.beside == 1
    assert await mirrored.choose(ANA, 1, poll=new.poll)
    assert await mirrored.choose(ANA, 2, poll=mirrored.native(NEIGHBOURS)[0].poll)  # should somebody still see it
    await mirrored.close()
    await mirrored.deliver()
    assert mirrored.open(grown) == []
    assert len(mirrored.chats.of[NEIGHBOURS].messages) == 2


async def test_in_a_group_that_grew_before_the_stop_no_other_message_is_taken_for_it(mirrored: Mirrored) -> None:
    grown = -1_000_000_000_001
    await mirrored.close()
    await mirrored.town.perform(migrate_chat, MigrateChat(HOUSE_ITSELF, mirrored.town.now, NEIGHBOURS, grown))
    await mirrored.deliver()
    assert mirrored.native(grown) == []
    assert {row["state"] for row in await mirrored.town.rows("notices") if row["kind"] == "mirror_over"} == {"rejected"}


async def test_a_group_that_put_the_bot_out_is_told_nothing_and_the_other_ends_as_it_should(database: Database) -> None:
    mirrored = Mirrored(database)
    await mirrored.ask(NEIGHBOURS, PARENTS)
    gone = ChangeReach(HOUSE_ITSELF, mirrored.town.now, NEIGHBOURS, reachable=False)
    await mirrored.town.perform(change_reach, gone)
    mirrored.chats.of[NEIGHBOURS].blocked = True
    await mirrored.close()
    await mirrored.deliver()
    assert (len(mirrored.open(NEIGHBOURS)), mirrored.open(PARENTS)) == (1, [])


async def test_where_telegram_will_not_have_it_the_poll_goes_on_without(database: Database) -> None:
    mirrored = Mirrored(database)

    async def refused(*_: Any, **__: Any) -> Any:
        return Rejected("Not enough rights to send polls to the chat")

    mirrored.chats.send_poll = refused  # type: ignore[method-assign]
    await mirrored.ask(NEIGHBOURS)
    assert (await mirrored.polls.cast(ANA, "a")).outcome is Outcome.CAST
    await mirrored.close()
    await mirrored.deliver()
    assert {row["state"] for row in await mirrored.town.rows("notices") if row["kind"] == "mirrored"} == {"rejected"}


async def test_beside_a_poll_that_opens_later_it_is_put_up_then(database: Database) -> None:
    mirrored = Mirrored(database)
    town = mirrored.town
    opens = town.now
    town.now -= 86_400_000
    await mirrored.polls.ask(ONE, POLL, NEIGHBOURS)
    await mirrored.deliver()
    assert mirrored.native() == []
    town.now = opens + 3_600_000
    await mirrored.deliver()
    assert len(mirrored.open()) == 1


async def test_what_is_kept_of_it_names_nobody_and_erasing_takes_the_vote(mirrored: Mirrored) -> None:
    await mirrored.polls.cast(ANA, "a")
    await mirrored.choose(ANA, 1)
    (row,) = await mirrored.town.rows("mirrors")
    assert row.keys() == {"poll_id", "token", "version", "message_id", "ended"}
    view = (await mirrored.town.tap(await mirrored.town.enter(ANA, POLL), Visit(ERASE))).view
    await mirrored.town.perform(forget, Forget(sender(ANA), mirrored.town.now, view.token, view.wanted))
    assert await mirrored.cells() == {"a": 0, "b": 0, "c": 0}
    assert await mirrored.town.rows("mirrors") == [row]
    assert not await mirrored.choose(ANA, 2)

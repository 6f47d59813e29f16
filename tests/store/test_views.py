"""Live messages follow what is wanted, and never go back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deliberation.engine import Begin
from deliberation.errors import Forbidden, MovedOn, NotUnderstood
from deliberation.participation import WELCOME
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.keeping_house import ChangeReach, change_reach
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.taking_part import tap
from storage.deliveries import DueView
from tests.store.town import Town, sender


async def due(town: Town) -> list[DueView]:
    """What the loop would take up once nobody is at work on it."""
    return await town.store.deliveries.take_views(town.now + LEASE, town.now + 2 * LEASE, 10)


async def row(town: Town, token: str) -> dict[str, object]:
    return next(row for row in await town.rows("views") if row["token"] == token)


async def test_a_view_belongs_to_who_touched_it_and_then_to_the_loop(town: Town) -> None:
    shown = await town.enter(1)
    assert await town.store.deliveries.take_views(town.now + LEASE - 1, town.now + 2 * LEASE, 10) == []
    (repaired,) = await due(town)
    assert repaired.shown == shown


async def test_what_is_shown_is_not_due(town: Town) -> None:
    view = (await town.enter(1)).view
    await town.store.deliveries.view_shown(view.token, view.wanted, 501)
    assert await due(town) == []
    stored = await row(town, view.token)
    assert (stored["shown"], stored["message_id"], stored["lease_until"]) == (0, 501, 0)


async def test_shown_never_goes_back(town: Town) -> None:
    shown = await town.tap(await town.enter(1), Begin())
    view = shown.view
    await town.store.deliveries.view_shown(view.token, 1, 501)
    await town.store.deliveries.view_shown(view.token, 0, None)
    stored = await row(town, view.token)
    assert (stored["shown"], stored["message_id"]) == (1, 501)
    assert await due(town) == []


async def test_revisions_in_between_are_skipped(town: Town) -> None:
    shown = await town.answered(1)
    (behind,) = await due(town)
    assert behind.shown == shown
    assert behind.shown.view.wanted == 3


async def test_postponed_is_later_and_a_new_change_is_at_once(town: Town) -> None:
    shown = await town.enter(1)
    later = town.now + 10 * LEASE
    await town.store.deliveries.view_postponed(shown.view.token, later, counted=True)
    assert await due(town) == []
    await town.tap(shown, Begin())
    (again,) = await due(town)
    assert again.attempts == 0


async def test_tries_are_counted(town: Town) -> None:
    view = (await town.enter(1)).view
    await town.store.deliveries.view_postponed(view.token, town.now, counted=True)
    await town.store.deliveries.view_postponed(view.token, town.now, counted=False)
    assert [behind.attempts for behind in await due(town)] == [1]


async def test_a_lost_chat_is_not_shown_anything(town: Town) -> None:
    await town.enter(1)
    await town.perform(change_reach, ChangeReach(HOUSE_ITSELF, town.now, 1, reachable=False))
    assert await due(town) == []


async def test_a_typed_answer_retires_the_message_before_it(town: Town) -> None:
    before = (await town.answered(1)).view
    after = (await town.write(1, "because")).view
    assert after.token != before.token
    retired = {behind.shown.view.token: behind.shown.view for behind in await due(town)}
    assert set(retired) == {before.token, after.token}
    assert (retired[before.token].retired, retired[before.token].left_at) == (True, "why")
    assert not retired[after.token].retired


async def test_a_retired_view_that_never_became_a_message_can_be_put_right(town: Town) -> None:
    before = (await town.enter(1)).view
    await town.enter(1)
    (old,) = [behind for behind in await due(town) if behind.shown.view.retired]
    assert (old.shown.view.token, old.shown.view.message) == (before.token, None)
    await town.store.deliveries.view_shown(before.token, old.shown.view.wanted, None)
    assert [behind.shown.view.retired for behind in await due(town)] == []


async def test_a_tap_tells_which_message_an_unacknowledged_view_became(town: Town) -> None:
    shown = await town.enter(1)
    assert shown.view.message is None
    assert (await town.tap(shown, Begin())).view.message == 1001


async def test_who_may_tap_what(town: Town) -> None:
    shown = await town.enter(1)
    await town.enter(2)
    command = town.tapping(shown, Begin())
    for person, problem in ((2, Forbidden), (3, MovedOn)):
        with pytest.raises(problem):
            await town.perform(tap, replace(command, sender=sender(person)))
    assert [row["place"] for row in await town.rows("participations")] == [WELCOME, WELCOME]


async def test_an_old_button_moved_on(town: Town) -> None:
    shown = await town.enter(1)
    await town.tap(shown, Begin())
    with pytest.raises(MovedOn):
        await town.tap(shown, Begin())


async def test_words_out_of_nowhere_are_not_understood(town: Town) -> None:
    with pytest.raises(NotUnderstood):
        await town.write(1, "hello")


async def test_acknowledging_a_view_that_was_erased_is_no_error(town: Town) -> None:
    await town.store.deliveries.view_shown("gone", 1, 1)
    await town.store.deliveries.view_postponed("gone", 1, counted=True)

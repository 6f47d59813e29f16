"""Erasure of somebody who has been everywhere. For every column there is, and the files: `test_erasure_everywhere`."""

from __future__ import annotations

from typing import Any

from deliberation.definition import Tapped
from deliberation.engine import Agree, Begin, Visit
from deliberation.participation import ERASE
from deliberation.roles import Role
from deliberation.use_cases.callers import Fresh
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.explaining import Explain, explain
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.taking_part import ComeIn, Write, come_in, tap, write
from storage.inbox import TRIES, Arrival
from storage.sql import load
from tests.store.town import TABLES, Dump, Town, sender

SOMEBODY = 987_654_321
"""Telegram's id of the person who is erased: a marker in itself."""

MARK = "MARKED"
FRESH = Fresh(f"{MARK}-person", f"{MARK}-chat", f"{MARK}-participation", f"{MARK}-token-one", "secret")
MARKED = {
    "people": {"id"},
    "chats": {"id"},
    "roles": {"person_id", "note"},
    "participations": {"id", "person_id"},
    "responses": {"participation_id", "ballot"},
    "views": {"token", "chat_id", "person_id", "subject"},
    "desks": {"person_id"},
    "unasked": {"person_id"},
    "notices": {"chat_id", "person_id", "occurrence"},
    "events": {"actor", "subject"},
    "inbox": {"body"},
}
"""Where a person leaves traces. The other text columns hold what the program or the town wrote; see `WITHOUT`."""

WITHOUT = {
    "people": {"language", "wanted"},
    "consultations": {"id"},
    "roles": {"role"},
    "counters": {"name"},
    "invitations": {"digest", "role", "note"},
    "desks": {"place", "subject", "asking"},
    "definitions": {"consultation_id", "source"},
    "phases": {"consultation_id", "phase_id"},
    "participations": {"consultation_id", "status", "place", "origin", "saved", "skipped", "drafts"},
    "responses": {"step_id"},
    "views": {"kind", "left_at"},
    "notices": {"id", "kind", "parameters", "state"},
    "broadcasts": {"id", "consultation_id", "kind", "parameters", "cursor"},
    "releases": {"id", "consultation_id", "phase_id", "content"},
    "events": {"id", "name", "details"},
    "inbox": {"id", "state"},
}


async def receive(town: Town, number: int, *, fails: int = 0, done: bool = False) -> None:
    """An update of this person, in each of the states that a row of the inbox can be in."""
    await town.store.inbox.receive([Arrival(number, SOMEBODY, f'{{"text": "{MARK}"}}')], town.now)
    row = (await town.store.inbox.waiting("", 10))[-1]
    for _ in range(fails):
        await town.store.inbox.fail(row.id)
    if done:
        await town.store.inbox.finish(row.id)


async def live(town: Town) -> Shown:
    """Somebody who has been everywhere, and a neighbour who has too."""
    await receive(town, 1, fails=TRIES)
    await receive(town, 2, done=True)
    await receive(town, 3)
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "secret", f"{MARK} Nora"))
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "for somebody else"))
    welcomed = Fresh(FRESH.person, FRESH.chat, "x", f"{MARK}-token-zero", "secret")
    await town.perform(accept, Accept(sender(SOMEBODY), town.now, "secret", welcomed))
    await town.answered(2, "b", "neighbour")
    shown = await town.perform(come_in, ComeIn(sender(SOMEBODY), town.now, None, FRESH))
    for given in (Begin(), Agree(), Tapped("a")):
        shown = await town.perform(tap, town.tapping(shown, given))
    again = Fresh("x", "y", "z", f"{MARK}-token-two", "secret")
    shown = await town.perform(write, Write(sender(SOMEBODY), town.now, f"{MARK} text", None, again))
    too_long: dict[str, str | int] = {"length": 9, "limit": 1, "text": MARK}
    other = Fresh("x", "y", "z", f"{MARK}-token-three", "secret")
    shown = await town.perform(explain, Explain(sender(SOMEBODY), town.now, "too_long", too_long, other))
    opened = town.now
    await town.release(await town.close())
    while await town.spread():
        pass
    town.now = opened
    return await town.tap(shown, Visit(ERASE))


def columns(tables: Dump, mark: str) -> dict[str, set[str]]:
    """The columns in which a marker stands."""
    found: dict[str, set[str]] = {}
    for name, rows in tables.items():
        for row in rows:
            for column, value in row.items():
                if mark in str(value):
                    found.setdefault(name, set()).add(column)
    return found


def texts(tables: Dump) -> dict[str, set[str]]:
    """Every text column that has something in it."""
    return {
        name: {column for row in rows for column, value in row.items() if isinstance(value, str)}
        for name, rows in tables.items()
        if rows
    }


def union(*parts: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: set[str]().union(*(part.get(name, set()) for part in parts)) for name in TABLES}


async def erase(town: Town) -> Any:
    view = (await live(town)).view
    before = await town.dump()
    await town.perform(forget, Forget(sender(SOMEBODY), town.now, view.token, view.wanted))
    return before


async def test_markers_stand_in_every_column_that_can_hold_a_trace(town: Town) -> None:
    await live(town)
    tables = await town.dump()
    assert columns(tables, MARK) == MARKED
    assert union(texts(tables)) == union(MARKED, WITHOUT), "say of a new column whether it holds personal data"
    assert columns(tables, str(SOMEBODY)) == {"people": {"telegram_id"}, "chats": {"telegram_id"}, "inbox": {"person"}}


async def test_nothing_is_left_in_any_table(town: Town) -> None:
    await erase(town)
    after = await town.dump()
    assert columns(after, MARK) == {}
    assert columns(after, str(SOMEBODY)) == {}


async def test_the_neighbour_and_the_published_result_stay(town: Town) -> None:
    before = await erase(town)
    after = await town.dump()
    assert [row["ballot"] for row in after["responses"]] == ["b", "neighbour"]
    assert len(after["participations"]) == len(after["people"]) == 1
    assert after["releases"] == before["releases"]
    assert len(after["events"]) == len(before["events"]) + 1


async def test_what_waits_of_theirs_is_not_looked_at_any_more(town: Town) -> None:
    await erase(town)
    assert await town.store.inbox.waiting("", 10) == []


async def test_who_was_erased_can_begin_anew(town: Town) -> None:
    view = (await town.tap(await town.answered(1), Visit(ERASE))).view
    await town.perform(forget, Forget(sender(1), town.now, view.token, view.wanted))
    again = (await town.enter(1)).participation
    assert (again.answers, again.consented_at, again.revision) == ({}, None, 0)


async def test_a_broadcast_that_is_written_out_names_nobody(town: Town) -> None:
    await live(town)
    assert [row["cursor"] for row in await town.rows("broadcasts")] == [""]


HALF_WAY = load("""
-- name: begin
-- A broadcast that has got as far as this participation.
INSERT INTO broadcasts (id, consultation_id, kind, parameters, cursor, done)
VALUES ('half way', 'tiny', 'consultation_closed', '{}', :cursor, 0)
""")["begin"]


async def test_a_broadcast_goes_on_from_before_the_one_who_is_gone(town: Town) -> None:
    shown = {(one := await town.answered(person)).participation.id: one for person in (1, 2, 3)}
    first, second, _ = sorted(shown)
    await town.database.unit(lambda session: session.run(HALF_WAY, cursor=second))
    for reached, left in ((second, first), (first, "")):
        view = (await town.tap(shown[reached], Visit(ERASE))).view
        await town.perform(forget, Forget(sender(view.telegram_chat), town.now, view.token, view.wanted))
        assert [row["cursor"] for row in await town.rows("broadcasts")] == [left]

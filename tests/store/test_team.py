"""Who gets a role, who loses it, and what of it can be read afterwards. On both engines."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from deliberation.desk import HOME, TEAM
from deliberation.engine import Visit
from deliberation.errors import Conflict, Forbidden, LastAdministrator, MovedOn, NoRole, Problem
from deliberation.participation import ERASE
from deliberation.roles import Role
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.auditing import come_to_audit
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.desks import ComeToDesk, DeskTap, DeskWords, go_home
from deliberation.use_cases.inviting import (
    HAS_ROLE,
    HOUR,
    LIFETIME,
    MOST_REFUSALS,
    WELCOMED,
    Accept,
    Invite,
    accept,
    choose_role,
    come_to_invite,
    invite,
    skip_note,
    write_note,
)
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.matters.audit import Audit
from deliberation.use_cases.matters.home import Home
from deliberation.use_cases.menus import RenewMenus, renew_menus
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.team import (
    TakeRole,
    choose_member,
    come_to_team,
    take_away,
    take_role,
    withdraw_invitation,
)
from deliberation.use_cases.viewing import DeskShown
from screens.notices import notice_text
from screens.views import card_of
from tests.store.town import Town, sender

NORA, PIOTR, ANA = 1, 2, 3


async def become(town: Town, person: int, role: Role, note: str = "") -> DeskShown:
    """Somebody with a role, invited from the command line."""
    secret = town.fresh().secret
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, role, secret, note))
    shown: DeskShown = await town.perform(accept, Accept(sender(person), town.now, secret, town.fresh()))
    return shown


async def accepts(town: Town, person: int, secret: str) -> Any:
    return await town.perform(accept, Accept(sender(person), town.now, secret, town.fresh()))


async def comes(town: Town, use_case: Any, person: int) -> DeskShown:
    shown: DeskShown = await town.perform(use_case, ComeToDesk(sender(person), town.now, town.fresh()))
    return shown


def tap(town: Town, shown: DeskShown, argument: str = "") -> DeskTap:
    view = shown.view
    return DeskTap(sender(view.telegram_chat), town.now, view.token, view.wanted, 7, argument, town.fresh())


async def taps(town: Town, shown: DeskShown, use_case: Any, argument: str = "") -> DeskShown:
    after: DeskShown = await town.perform(use_case, tap(town, shown, argument))
    return after


async def told(town: Town) -> list[tuple[str, str]]:
    """Deliver every notice: its kind, and its words where it has any."""
    heard = []
    while due := await town.store.deliveries.take_notices(town.now, town.now + LEASE, 10):
        for notice in due:
            kind = notice.told.notice.kind
            words = "" if kind == "menu_changed" else notice_text(notice.told, notice.language, "town_bot")
            heard.append((kind, words))
            await town.store.deliveries.notice_finished(notice.id, sent=True, now=town.now)
    return heard


async def numbers(town: Town) -> dict[int, int]:
    """The number of each person's role."""
    people = {row["id"]: row["telegram_id"] for row in await town.rows("people")}
    return {people[row["person_id"]]: row["number"] for row in await town.rows("roles")}


async def outcome(doing: Coroutine[Any, Any, Any]) -> str:
    try:
        await doing
    except Problem as problem:
        return type(problem).__name__
    return "done"


def words(shown: Any) -> str:
    return card_of(shown).text


# inviting


async def test_an_administrator_invites_from_chat_and_the_link_is_kept_nowhere(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    shown = await taps(town, await comes(town, come_to_invite, NORA), choose_role, "organiser")
    note = DeskWords(sender(NORA), town.now, " Piotr\n", town.fresh())
    shown = await town.perform(write_note, note)
    assert "Piotr: organiser, invited until" in words(shown)
    (message,) = [said for kind, said in await told(town) if kind == "invitation_ready"]
    assert f"https://t.me/town_bot?start=i_{note.fresh.secret}" in message
    assert note.fresh.secret not in repr(await town.dump())
    welcomed = await accepts(town, PIOTR, note.fresh.secret)
    assert words(welcomed).startswith("Welcome. You are an organiser here now.")
    assert [(row["role"], row["note"]) for row in await town.rows("roles")][-1:] == [("organiser", "Piotr")]
    assert await town.rows("invitations") == []


async def test_an_invitation_from_chat_names_who_made_it(town: Town) -> None:
    shown = await become(town, NORA, Role.ADMINISTRATOR)
    shown = await taps(town, await comes(town, come_to_invite, NORA), choose_role, "facilitator")
    await taps(town, shown, skip_note)
    made = [row["actor"] for row in await town.rows("events") if row["name"] == "invitation_made"]
    (nora,) = [row["id"] for row in await town.rows("people")]
    assert made == [None, nora]


async def test_whatever_is_wrong_with_an_invitation_the_same_is_said(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    for secret in ("used", "withdrawn", "expired"):
        await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, secret))
    await accepts(town, PIOTR, "used")
    await town.perform(take_role, TakeRole(HOUSE_ITSELF, town.now, 3))
    await told(town)
    assert await accepts(town, 11, "withdrawn") is None
    assert await accepts(town, 12, "used") is None
    assert await accepts(town, 13, "unknown") is None
    town.now += LIFETIME
    assert await accepts(town, 14, "expired") is None
    said = [words for _, words in await told(town)]
    assert len(said) == 4
    assert len(set(said)) == 1
    assert len(await town.rows("refusals")) == 4


async def test_who_guesses_is_soon_not_listened_to(town: Town) -> None:
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "right"))
    for number in range(MOST_REFUSALS):
        await accepts(town, PIOTR, f"guess {number}")
    assert await accepts(town, PIOTR, "right") is None
    assert len({said for _, said in await told(town)}) == 1
    await town.store.forget_strangers()
    assert await accepts(town, PIOTR, "right") is None
    assert len(await town.rows("refusals")) == MOST_REFUSALS
    town.now += HOUR
    assert words(await accepts(town, PIOTR, "right")).startswith("Welcome.")


async def test_an_invitation_to_a_role_that_one_has_stays_for_somebody_else(town: Town) -> None:
    await become(town, PIOTR, Role.ORGANISER)
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "again"))
    before = await town.rows("roles")
    shown = await accepts(town, PIOTR, "again")
    assert shown.view.remark.code == HAS_ROLE
    assert await town.rows("roles") == before
    assert (await accepts(town, ANA, "again")).view.remark.code == WELCOMED


async def test_what_is_too_old_is_forgotten_with_its_note(town: Town) -> None:
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "old", "Piotr"))
    await accepts(town, ANA, "guess")
    await town.store.forget_invitations(town.now + LIFETIME, town.now + LIFETIME - HOUR)
    assert await town.rows("invitations") == []
    assert await town.rows("refusals") == []


# taking away


async def test_a_role_that_is_taken_is_gone_at_once(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    theirs = await become(town, PIOTR, Role.ORGANISER, "Piotr")
    await town.store.deliveries.view_shown(theirs.view.token, theirs.view.wanted, 7)
    await told(town)
    shown = await taps(town, await comes(town, come_to_team, NORA), choose_member, str((await numbers(town))[PIOTR]))
    assert "Take the role of organiser from Piotr?" in words(shown)
    shown = await taps(town, shown, take_away)
    assert words(shown).startswith("Done: Piotr is no organiser any more.")
    with pytest.raises(NoRole):
        await taps(town, theirs, go_home)
    said = await told(town)
    assert [kind for kind, _ in said] == ["role_lost", "menu_changed"]
    due = await town.store.deliveries.take_views(town.now + LEASE, town.now + 2 * LEASE, 10)
    (again,) = [view.shown for view in due if view.shown.view.telegram_chat == PIOTR]
    assert isinstance(again, DeskShown)
    assert again.matter == Home([])
    assert await town.store.look(lambda tx: tx.addresses(Role.ORGANISER)) == []


async def test_the_last_administrator_stays_but_not_against_the_command_line(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    await become(town, PIOTR, Role.ORGANISER)
    shown = await comes(town, come_to_team, NORA)
    with pytest.raises(LastAdministrator):
        await taps(town, shown, choose_member, str((await numbers(town))[NORA]))
    assert await town.perform(take_role, TakeRole(HOUSE_ITSELF, town.now, (await numbers(town))[NORA]))
    assert await town.perform(take_role, TakeRole(HOUSE_ITSELF, town.now, 99)) is None
    assert list(await numbers(town)) == [PIOTR]


async def test_ones_own_role_is_asked_for_twice(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    await become(town, PIOTR, Role.ADMINISTRATOR)
    shown = await comes(town, come_to_team, NORA)
    shown = await taps(town, shown, choose_member, str((await numbers(town))[NORA]))
    shown = await taps(town, shown, take_away)
    assert set(await numbers(town)) == {NORA, PIOTR}
    shown = await taps(town, shown, take_away)
    assert list(await numbers(town)) == [PIOTR]
    assert "You are no administrator here any more." in words(shown)


async def test_an_invitation_is_withdrawn(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, "right"))
    shown = await taps(town, await comes(town, come_to_team, NORA), choose_member, "2")
    await taps(town, shown, withdraw_invitation)
    assert await accepts(town, PIOTR, "right") is None
    with pytest.raises(MovedOn):
        await taps(town, await comes(town, come_to_team, NORA), choose_member, "2")


async def test_of_two_administrators_who_dismiss_each_other_one_stays(town: Town) -> None:
    for person in (NORA, PIOTR):
        await become(town, person, Role.ADMINISTRATOR)
    known = await numbers(town)
    asked = [
        await taps(town, await comes(town, come_to_team, me), choose_member, str(known[other]))
        for me, other in ((NORA, PIOTR), (PIOTR, NORA))
    ]
    happened = await asyncio.gather(*(outcome(taps(town, shown, take_away)) for shown in asked))
    assert sorted(happened)[1] == "done"
    assert sorted(happened)[0] in {each.__name__ for each in (NoRole, LastAdministrator, MovedOn, Conflict)}
    assert len(await numbers(town)) == 1


async def test_whose_role_is_taken_while_they_tap_is_before_or_too_late(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    for _ in range(5):
        theirs = await become(town, PIOTR, Role.ADMINISTRATOR)
        theirs = await taps(town, await comes(town, come_to_invite, PIOTR), choose_role, "administrator")
        away = TakeRole(HOUSE_ITSELF, town.now, (await numbers(town))[PIOTR])
        tapped, _ = await asyncio.gather(outcome(taps(town, theirs, skip_note)), town.perform(take_role, away))
        assert tapped in {"done", NoRole.__name__, MovedOn.__name__, Conflict.__name__}
        desk = [row for row in await town.rows("desks") if row["place"] not in {HOME, TEAM}]
        assert desk == []
        with pytest.raises(Forbidden):
            await taps(town, theirs, skip_note)
        with pytest.raises(Forbidden):
            await comes(town, come_to_team, PIOTR)


# menus


async def test_the_menu_follows_roles_and_language(town: Town) -> None:
    await become(town, PIOTR, Role.ORGANISER)
    assert [kind for kind, _ in await told(town)] == ["menu_changed"]
    shown = await town.enter(PIOTR)
    await town.tap(shown, Speak("es"))
    assert [kind for kind, _ in await told(town)] == ["menu_changed"]
    await town.tap(await town.enter(ANA), Speak("es"))
    assert await told(town) == []


async def test_a_version_with_other_commands_offers_them_once_to_those_with_a_role(town: Town) -> None:
    await become(town, PIOTR, Role.ORGANISER)
    await town.enter(ANA)
    await told(town)
    for edition, renewed in (("new", 1), ("new", 0), ("newer", 1)):
        await town.perform(renew_menus, RenewMenus(HOUSE_ITSELF, town.now, edition))
        assert [kind for kind, _ in await told(town)] == ["menu_changed"] * renewed


# reading what was done


async def test_what_residents_do_is_read_by_nobody(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR)
    await town.answered(PIOTR, "a", "because")
    await town.tap(await town.enter(PIOTR), Speak("es"))
    shown = await town.answered(NORA, "b")  # whoever runs things takes part as others do
    await town.tap(shown, Visit(ERASE))
    names = {row["name"] for row in await town.rows("events") if row["listed"]}
    assert names == {"consultation_launched", "invitation_made", "invitation_accepted", "role_granted"}
    people = {row["telegram_id"]: row["id"] for row in await town.rows("people")}
    facts = await town.store.look(lambda tx: tx.listed(0, 1000, 0))
    assert all(people[PIOTR] not in {fact.actor, fact.subject} for fact in facts)
    assert {fact.name for fact in facts} == names


async def test_the_newest_comes_first_ten_on_a_page(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR, "Nora")
    for number in range(11):
        town.now += 60_000
        await town.perform(invite, Invite(HOUSE_ITSELF, town.now, Role.ORGANISER, f"secret {number}"))
    audit = (await comes(town, come_to_audit, NORA)).matter
    assert isinstance(audit, Audit)
    assert (len(audit.facts), audit.pages) == (10, 2)
    assert [fact.subject for fact in audit.facts] == [str(number) for number in range(12, 2, -1)]
    later = await town.store.look(lambda tx: tx.listed(town.now, 1000, 0))
    assert [fact.subject for fact in later] == ["12"]


async def test_the_log_forgets_who_is_erased_and_keeps_what_was_done(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR, "Nora")
    await become(town, PIOTR, Role.ADMINISTRATOR, "Piotr")
    shown = await taps(town, await comes(town, come_to_invite, PIOTR), choose_role, "organiser")
    await taps(town, shown, skip_note)
    shown = await taps(town, await comes(town, come_to_team, NORA), choose_member, str((await numbers(town))[PIOTR]))
    await taps(town, shown, take_away)
    asks = await town.tap(await town.enter(PIOTR), Visit(ERASE))
    await town.perform(forget, Forget(sender(PIOTR), town.now, asks.view.token, asks.view.wanted))
    said = words(await comes(town, come_to_audit, NORA))
    assert "Piotr" not in said
    assert "somebody deleted: made invitation 3 (organiser)" in said
    assert "Nora (administrator): took a role (administrator) from somebody deleted" in said


async def test_who_has_no_role_any_more_is_known_by_number(town: Town) -> None:
    await become(town, NORA, Role.ADMINISTRATOR, "Nora")
    await become(town, PIOTR, Role.ORGANISER, "Piotr")
    await town.perform(take_role, TakeRole(HOUSE_ITSELF, town.now, 2))
    said = words(await comes(town, come_to_audit, NORA))
    assert "the program: took a role (organiser) from number 2 (no role now)" in said
    assert "number 2 (no role now): accepted invitation 2 (organiser)" in said

"""Words about roles: each role has sentences of its own, and the cards of the team keep to the guideline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deliberation.kept import Invitation, Member
from deliberation.notices import InvitationReady, Notice, RoleLost
from deliberation.roles import INVITABLE, Role
from deliberation.use_cases.inviting import LONGEST_NOTE
from deliberation.use_cases.matters.team import Inviting, Leaving, Team
from deliberation.use_cases.telling import Told
from screens.card import MOST_BUTTONS, Card
from screens.desk.invite import inviting_card
from screens.desk.team import leaving_card, team_card
from screens.notices import notice_text
from screens.problems import explain
from screens.voice import spoken, voice
from tests.screens.html import read

WIDTHS = {1: 30, 2: 14, 3: 9}
DAY = 1_800_000_000_000
ZONE = "Europe/Warsaw"
NOTE = "<" + "N" * (LONGEST_NOTE - 1)
MEMBERS = [Member(number, f"person {number}", Role.FACILITATOR, NOTE, DAY) for number in range(95, 102)]
INVITATIONS = [Invitation(number, Role.ORGANISER, "", DAY) for number in range(102, 105)]

NOTICES: list[Callable[[str], Notice]] = [lambda role: InvitationReady(role, "secret", DAY, ZONE), RoleLost]


def cards(language: str) -> list[Card]:
    v = voice(language)
    leaving = [
        *(Leaving(MEMBERS[0], own, again) for own, again in ((False, False), (True, False), (True, True))),
        Leaving(INVITATIONS[0], own=False, again=False),
    ]
    return [
        *(team_card(Team(MEMBERS, INVITATIONS, "person 96", page, ZONE), v) for page in range(2)),
        *(leaving_card(each, v) for each in leaving),
        *(inviting_card(Inviting(role), v) for role in (None, Role.ORGANISER)),
    ]


@pytest.mark.parametrize("language", spoken())
def test_every_role_has_words_of_its_own(language: str) -> None:
    for notice in NOTICES:
        said = {read(notice_text(Told(notice(role.value)), language, "town_bot")) for role in INVITABLE}
        assert len(said) == len(INVITABLE)
    for code in ("role_welcomed", "has_role", "role_given_up", "role_taken"):
        parameters = [{"role": role.value, "note": "<Nora>", "number": 1} for role in INVITABLE]
        assert len({read(explain(code, each, voice(language))) for each in parameters}) == len(INVITABLE)


def test_an_invitation_is_a_link_with_its_last_day() -> None:
    said = notice_text(Told(InvitationReady("organiser", "secret", DAY, ZONE)), "en", "town_bot")
    assert "https://t.me/town_bot?start=i_secret" in said
    assert "until 15 January" in said


@pytest.mark.parametrize("language", spoken())
def test_the_cards_keep_to_the_guideline(language: str) -> None:
    for card in cards(language):
        assert read(card.text)
        assert 0 < sum(map(len, card.rows)) <= MOST_BUTTONS
        assert all(0 < len(button.label) <= WIDTHS[len(row)] for row in card.rows for button in row), card.rows
        assert any(button.argument in {"home", "team"} for button in card.rows[-1])


def test_a_long_team_has_pages() -> None:
    first, second = (read(card.text) for card in cards("en")[:2])
    assert (first.count("facilitator"), second.count("facilitator")) == (5, 2)
    assert second.count("organiser, invited until") == 3
    assert "(you)" in first
    assert "(you)" not in second

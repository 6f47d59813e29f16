"""Who may do what: the whole matrix, and that no use case escapes it."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

import pytest

from deliberation.errors import Forbidden
from deliberation.ports import Transaction
from deliberation.roles import CAPABILITIES, INVITABLE, Capability, Role, authorise
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender, requires
from tests.deliberation.entrances import by_full_name

MAY = {
    Role.RESIDENT: "take_part",
    Role.FACILITATOR: "take_part run_things launch steer convene read_summary moderate",
    Role.ORGANISER: "take_part run_things launch steer convene read_summary moderate remove reply read_rows",
    Role.ADMINISTRATOR: (
        "take_part run_things launch steer convene read_summary moderate remove reply read_rows invite audit"
    ),
}
"""Written out again: a change of rights has to be made in two places, the second with this in mind."""

USE_CASES = by_full_name()

STRANGER = Sender(7, 7, "en")


def allowed(roles: list[Role], capability: Capability) -> bool:
    try:
        authorise(roles, capability)
    except Forbidden:
        return False
    return True


@pytest.mark.parametrize(("role", "capability"), list(product(Role, Capability)))
def test_a_role_has_the_listed_rights_and_no_other(role: Role, capability: Capability) -> None:
    assert allowed([role], capability) == (capability in MAY[role].split())


@pytest.mark.parametrize("capability", Capability)
def test_somebody_without_a_role_is_a_resident(capability: Capability) -> None:
    assert allowed([], capability) == (capability is Capability.TAKE_PART)


def test_rights_of_several_roles_add_up() -> None:
    assert allowed([Role.FACILITATOR, Role.ADMINISTRATOR], Capability.INVITE)


def test_only_the_process_keeps_house() -> None:
    assert not any(Capability.KEEP_HOUSE in capabilities for capabilities in CAPABILITIES.values())


def test_every_role_but_resident_is_by_invitation() -> None:
    assert set(INVITABLE) == set(Role) - {Role.RESIDENT}


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_every_use_case_declares_its_right(name: str) -> None:
    """What only helps one calls its parameter otherwise."""
    assert isinstance(getattr(USE_CASES[name], "capability", None), Capability), name


def test_there_are_use_cases_to_look_at() -> None:
    assert {"taking_part.tap", "running.launch", "team.take_away", "inviting.write_note"} <= set(USE_CASES)


class Known:
    """A transaction that knows roles and nothing else."""

    def __init__(self, *roles: Role) -> None:
        self._roles = roles

    async def roles(self, telegram_id: int) -> tuple[Role, ...]:
        return self._roles


def known(*roles: Role) -> Transaction:
    return cast("Transaction", Known(*roles))


class Wish:
    """A command and nothing more."""

    now = 0

    def __init__(self, sender: Sender) -> None:
        self.sender = sender


@requires(Capability.LAUNCH)
async def guarded(tx: Any, command: Wish) -> str:
    return "done"


async def test_a_use_case_is_not_begun_without_its_right() -> None:
    with pytest.raises(Forbidden):
        await guarded(known(), Wish(STRANGER))
    assert await guarded(known(Role.FACILITATOR), Wish(STRANGER)) == "done"


async def test_the_process_itself_may_do_everything() -> None:
    assert await guarded(known(), Wish(HOUSE_ITSELF)) == "done"

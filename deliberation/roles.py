"""Who may do what. Default deny: a role has the capabilities listed here and no others."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from deliberation.errors import Forbidden, NoRole


class Role(StrEnum):
    RESIDENT = "resident"
    FACILITATOR = "facilitator"
    ORGANISER = "organiser"
    ADMINISTRATOR = "administrator"


INVITABLE = (Role.FACILITATOR, Role.ORGANISER, Role.ADMINISTRATOR)
"""Roles that are given by an invitation; resident is what everybody is."""


class Capability(StrEnum):
    TAKE_PART = "take_part"
    RUN_THINGS = "run_things"
    """To have a desk, from which everything else is begun."""
    LAUNCH = "launch"
    """To prepare consultations and polls and to offer them."""
    STEER = "steer"
    """To look after what is offered: its status, reminders, times, close, links, groups."""
    CONVENE = "convene"
    """To call meetings, and to look after them."""
    INVITE = "invite"
    """To give roles and to take them away."""
    AUDIT = "audit"
    """To read the log of what was done."""
    READ_SUMMARY = "read_summary"
    """To read what came of a consultation: figures that name nobody, and what may be quoted."""
    MODERATE = "moderate"
    """To look through what residents wrote, before it may be quoted."""
    REMOVE = "remove"
    """To take somebody out of the results of a consultation, and back in."""
    REPLY = "reply"
    """To tell residents how it came out, and what the town will do."""
    READ_ROWS = "read_rows"
    """To have the answers themselves, each person's together under a number, where residents agreed to that."""
    KEEP_HOUSE = "keep_house"
    """What only the process itself does: ticks, deliveries, what Telegram reports about chats."""


_RESIDENT = frozenset({Capability.TAKE_PART})
_FACILITATOR = _RESIDENT | {
    *(Capability.RUN_THINGS, Capability.LAUNCH, Capability.STEER, Capability.CONVENE),
    *(Capability.READ_SUMMARY, Capability.MODERATE),
}
_ORGANISER = _FACILITATOR | {Capability.REMOVE, Capability.REPLY, Capability.READ_ROWS}

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.RESIDENT: _RESIDENT,
    Role.FACILITATOR: _FACILITATOR,
    Role.ORGANISER: _ORGANISER,
    Role.ADMINISTRATOR: _ORGANISER | {Capability.INVITE, Capability.AUDIT},
}

_STEERS_ALL = frozenset(
    {
        *(Capability.STEER, Capability.CONVENE),
        *(Capability.READ_SUMMARY, Capability.MODERATE, Capability.REMOVE),
        *(Capability.REPLY, Capability.READ_ROWS),
    }
)

OVER_OTHERS: dict[Role, frozenset[Capability]] = {
    Role.RESIDENT: frozenset(),
    Role.FACILITATOR: frozenset(),
    Role.ORGANISER: _STEERS_ALL,
    Role.ADMINISTRATOR: _STEERS_ALL,
}
"""What a role may do with what somebody else has begun. A draft is its owner's alone."""


def authorise(roles: Collection[Role], capability: Capability, *, own: bool = True) -> None:
    """Raises `Forbidden` unless one of the roles has the capability, over what is somebody else's where it is not
    `own`. Everybody is a resident.
    """
    table = CAPABILITIES if own else OVER_OTHERS
    if not any(capability in table[role] for role in (Role.RESIDENT, *roles)):
        raise NoRole if own else Forbidden

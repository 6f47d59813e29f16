"""Who may do what. Default deny: a role has the capabilities listed here and no others."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from deliberation.errors import Forbidden


class Role(StrEnum):
    RESIDENT = "resident"
    FACILITATOR = "facilitator"
    ORGANISER = "organiser"
    ADMINISTRATOR = "administrator"


INVITABLE = (Role.FACILITATOR, Role.ORGANISER, Role.ADMINISTRATOR)
"""Roles that are given by an invitation; resident is what everybody is."""


class Capability(StrEnum):
    TAKE_PART = "take_part"
    LAUNCH = "launch"
    CLOSE = "close"
    INVITE = "invite"
    READ_SUMMARY = "read_summary"
    KEEP_HOUSE = "keep_house"
    """What only the process itself does: ticks, deliveries, what Telegram reports about chats."""


_RESIDENT = frozenset({Capability.TAKE_PART})
_FACILITATOR = _RESIDENT | {Capability.LAUNCH, Capability.CLOSE}
_ORGANISER = _FACILITATOR | {Capability.READ_SUMMARY}

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.RESIDENT: _RESIDENT,
    Role.FACILITATOR: _FACILITATOR,
    Role.ORGANISER: _ORGANISER,
    Role.ADMINISTRATOR: _ORGANISER | {Capability.INVITE},
}


def authorise(roles: Collection[Role], capability: Capability) -> None:
    """Raises `Forbidden` unless one of the roles has the capability. Everybody is a resident."""
    if not any(capability in CAPABILITIES[role] for role in (Role.RESIDENT, *roles)):
        raise Forbidden

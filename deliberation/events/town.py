"""The team, chats, and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberation.events.base import Event, OfResident


@dataclass(frozen=True)
class InvitationMade(Event):
    name: ClassVar[str] = "invitation_made"

    role: str


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    name: ClassVar[str] = "invitation_withdrawn"

    role: str


@dataclass(frozen=True)
class InvitationAccepted(Event):
    name: ClassVar[str] = "invitation_accepted"

    role: str


@dataclass(frozen=True)
class RoleGranted(Event):
    name: ClassVar[str] = "role_granted"

    role: str


@dataclass(frozen=True)
class RoleTaken(Event):
    """Somebody has a role no longer."""

    name: ClassVar[str] = "role_taken"

    role: str


@dataclass(frozen=True)
class ChatMigrated(Event):
    name: ClassVar[str] = "chat_migrated"


@dataclass(frozen=True)
class ChatLost(OfResident):
    """The bot was blocked, or put out of a group."""

    name: ClassVar[str] = "chat_lost"


@dataclass(frozen=True)
class ChatRegained(OfResident):
    name: ClassVar[str] = "chat_regained"


@dataclass(frozen=True)
class MeetingCalled(Event):
    name: ClassVar[str] = "meeting_called"


@dataclass(frozen=True)
class MeetingChanged(Event):
    """Moved in time or to another place."""

    name: ClassVar[str] = "meeting_changed"


@dataclass(frozen=True)
class PlacesChanged(Event):
    name: ClassVar[str] = "places_changed"


@dataclass(frozen=True)
class MeetingDropped(Event):
    """It does not take place."""

    name: ClassVar[str] = "meeting_cancelled"


@dataclass(frozen=True)
class RecordingAdded(Event):
    name: ClassVar[str] = "recording_added"


@dataclass(frozen=True)
class PlaceTaken(OfResident):
    """Registered, or put on the waiting list."""

    name: ClassVar[str] = "place_taken"

    waiting: bool


@dataclass(frozen=True)
class PlaceGivenBack(OfResident):
    name: ClassVar[str] = "place_given_back"


@dataclass(frozen=True)
class PlaceGot(OfResident):
    """From the waiting list."""

    name: ClassVar[str] = "place_got"


@dataclass(frozen=True)
class MessagesChosen(OfResident):
    """How many messages somebody wants that they did not ask for."""

    name: ClassVar[str] = "messages_chosen"

    wanted: str


@dataclass(frozen=True)
class DigestChosen(OfResident):
    """Every so many `days` somebody hears what changed, at this `hour`; `days` is 0 where they do not want to."""

    name: ClassVar[str] = "digest_chosen"

    days: int
    hour: int


@dataclass(frozen=True)
class AttendeesTold(OfResident):
    """A piece of what those who come to a meeting are told; `held_back` had no room for it, or did not want it."""

    name: ClassVar[str] = "attendees_told"

    telling: str
    told: int
    held_back: int

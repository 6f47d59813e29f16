"""What somebody may not do, or not now."""

from __future__ import annotations

from deliberation.errors.base import Refused


class Forbidden(Refused):
    """The thing is somebody else's, or the right is lacking (`NoRole`)."""

    code = "forbidden"


class NoRole(Forbidden):
    """It takes a role that this person does not have, or no longer."""

    code = "no_role"


class LastAdministrator(Refused):
    """Without an administrator nobody could give a role in chat."""

    code = "last_administrator"


class NotInGroups(Refused):
    """In a group: not somebody who can put polls up."""

    code = "not_in_groups"


class NotOpenYet(Refused):
    """Parameters: opens (milliseconds UTC), zone (the town's)."""

    code = "not_open_yet"


class Closed(Refused):
    """Parameters: closed (milliseconds UTC), zone (the town's)."""

    code = "closed"


class NoRows(Refused):
    """The answers themselves cannot be had: too few, not closed yet, or not everybody was told of it."""

    code = "no_rows"


class UnknownConsultation(Refused):
    """The link names no consultation of this town."""

    code = "unknown_consultation"


class NothingOpen(Refused):
    """There is nothing to take part in at the moment."""

    code = "nothing_open"


class NotForYou(Refused):
    """The consultation is for others."""

    code = "not_for_you"


class Withdrawn(Refused):
    """The answers were taken back."""

    code = "withdrawn"


class Removed(Refused):
    """Somebody was taken out of the results. Parameter: contact (the consultation's)."""

    code = "removed"


class DraftIncomplete(Refused):
    """Something that has to be said, or a picture, is missing."""

    code = "draft_incomplete"


class RemindedAlready(Refused):
    """Those who have not finished were reminded before."""

    code = "reminded_already"


class UnknownMeeting(Refused):
    """The link names no meeting of this town."""

    code = "unknown_meeting"


class MeetingOff(Refused):
    """It does not take place."""

    code = "meeting_off"


class MeetingBegun(Refused):
    """It is too late to come, to stay away, or to change it."""

    code = "meeting_begun"


class MeetingAhead(Refused):
    """It has not begun, so there is nothing to watch."""

    code = "meeting_ahead"


class PlacesTaken(Refused):
    """Parameter: count (how many have a place)."""

    code = "places_taken"


class InvitationRefused(Refused):
    """Unknown, used, withdrawn, expired, or one too many: whoever guesses learns nothing from the difference."""

    code = "invitation_refused"


class ConsentMissing(Refused):
    """An answer came before consent."""

    code = "consent_missing"

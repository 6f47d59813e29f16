"""What a new version changes, in words for whoever launches it: short, by ids, as they stand in the file."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.definition.versions import Change
from screens.voice import Voice

MOST_NAMES = 8
"""More are counted only: the file itself has them all."""


def change_lines(found: Sequence[Change], v: Voice) -> list[str]:
    """One line for each kind of change; one line too where nothing has changed."""
    if not found:
        return [v.say("Nothing has changed but the number of the version.")]
    words = {
        "steps_gone": v.say("Questions taken out"),
        "phases_gone": v.say("Phases taken out"),
        "phases_added": v.say("Phases added"),
        "steps_added": v.say("Questions added"),
        "options_added": v.say("Questions with more to choose from"),
        "asked_of_others": v.say("Questions with another condition"),
        "corrected": v.say("Questions with other words or settings"),
        "times_moved": v.say("Phases with other times"),
        "languages_added": v.say("Languages added"),
        "head_changed": v.say("Changed at the top of the file"),
    }
    return [v.say("{change}: {names}", change=words[change.code], names=_names(change, v)) for change in found]


def _names(change: Change, v: Voice) -> str:
    named = ", ".join(change.names[:MOST_NAMES])
    more = len(change.names) - MOST_NAMES
    return v.label("{names} and {number} more", names=named, number=more) if more > 0 else named

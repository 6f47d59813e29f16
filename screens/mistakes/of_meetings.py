"""Words for what is wrong in a meeting's file alone."""

from __future__ import annotations

from screens.mistakes.saying import Words

WORDS: dict[str, Words] = {
    "place_or_link": lambda v, _: v.say(
        "it is not said where it is. Add a line such as {example}, or a link.", example='place = "Town hall, room 2"'
    ),
    "hour_missing": lambda v, _: v.say("it needs a time as well, such as 2027-06-03T19:00:00."),
}

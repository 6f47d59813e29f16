"""Every use case about meetings, at the moment just before it is performed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, time
from typing import Any

from deliberation.drafting.sheet import Town as About
from deliberation.use_cases.calling import come_to_meeting
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.convening import (
    AddRecording,
    CallMeeting,
    CancelMeeting,
    ChangeMeeting,
    ChangePlaces,
    add_recording,
    call_meeting,
    cancel_meeting,
    change_meeting,
    change_places,
)
from deliberation.use_cases.desks import ComeToDesk
from deliberation.use_cases.fewer import ChooseMessages, LookAtMessages, choose_messages, look_at_messages
from deliberation.use_cases.registering import (
    COME,
    STAY_AWAY,
    Attend,
    AttendInWords,
    LookAt,
    attend,
    attend_in_words,
    look_at,
)
from deliberation.use_cases.reminding import Remind, remind
from tests.store.ledger import HOUR, instant
from tests.store.town import Town, sender

Doing = tuple[Any, Any]
STARTS = instant(date(2027, 5, 20), time(19))
SOURCE = (
    'id = "garden"\nlanguages = ["en"]\ntimezone = "Europe/Warsaw"\nstarts = 2027-05-20T19:00:00\nplaces = 1\n'
    'place = "Hall"\ntitle = { en = "Garden" }\n'
)


def _calling(town: Town) -> Doing:
    return call_meeting, CallMeeting(HOUSE_ITSELF, town.now, SOURCE, "uid")


async def _call(town: Town) -> Doing:
    return _calling(town)


async def _called(town: Town) -> None:
    await town.perform(*_calling(town))


async def _token(town: Town, person: int) -> str:
    shown = await town.perform(look_at, LookAt(sender(person), town.now, "garden", town.fresh()))
    return str(shown.view.token)


async def attending(town: Town, person: int, what: str, token: str) -> Doing:
    return attend, Attend(sender(person), town.now, token, 1, what, town.fresh())


async def _come(town: Town) -> Doing:
    await _called(town)
    return await attending(town, 1, COME, await _token(town, 1))


async def _come_in_words(town: Town) -> Doing:
    await _called(town)
    await _token(town, 1)
    return attend_in_words, AttendInWords(sender(1), town.now, COME, town.fresh())


async def _two_came(town: Town) -> str:
    """The second waits for the only place."""
    await _called(town)
    first = await _token(town, 1)
    await town.perform(*await attending(town, 1, COME, first))
    await town.perform(*await attending(town, 2, COME, await _token(town, 2)))
    return first


async def _stay_away(town: Town) -> Doing:
    return await attending(town, 1, STAY_AWAY, await _two_came(town))


async def _look(town: Town) -> Doing:
    await _called(town)
    return look_at, LookAt(sender(1), town.now, "garden", town.fresh())


async def _move(town: Town) -> Doing:
    await _two_came(town)
    return change_meeting, ChangeMeeting(HOUSE_ITSELF, town.now, "garden", STARTS + 48 * HOUR)


async def _cancel(town: Town) -> Doing:
    await _two_came(town)
    return cancel_meeting, CancelMeeting(HOUSE_ITSELF, town.now, "garden")


async def _more_places(town: Town) -> Doing:
    await _two_came(town)
    return change_places, ChangePlaces(HOUSE_ITSELF, town.now, "garden", None)


async def _record(town: Town) -> Doing:
    await _two_came(town)
    town.now = STARTS + HOUR
    return add_recording, AddRecording(HOUSE_ITSELF, town.now, "garden", "https://town.example/v")


async def _remind(town: Town) -> Doing:
    await _two_came(town)
    town.now = STARTS - 24 * HOUR
    return remind, Remind(HOUSE_ITSELF, town.now)


async def _look_at_messages(town: Town) -> Doing:
    return look_at_messages, LookAtMessages(sender(1), town.now, town.fresh())


async def _choose_messages(town: Town) -> Doing:
    shown = await town.perform(*await _look_at_messages(town))
    return choose_messages, ChooseMessages(sender(1), town.now, shown.view.token, 1, "none")


async def _come_to_meeting(town: Town) -> Doing:
    await town.organiser(1)
    about = About("", "", "Europe/Warsaw", "en")
    return come_to_meeting, ComeToDesk(sender(1), town.now, town.fresh(), town=about)


OF_MEETINGS: dict[str, Callable[[Town], Awaitable[Doing]]] = {
    "a meeting is called": _call,
    "a meeting is looked at": _look,
    "somebody comes to a meeting": _come,
    "somebody writes that they come": _come_in_words,
    "somebody stays away, and another gets the place": _stay_away,
    "a meeting is moved": _move,
    "a meeting is cancelled": _cancel,
    "a meeting gets more places": _more_places,
    "a meeting was recorded": _record,
    "people are reminded": _remind,
    "somebody looks which messages they get": _look_at_messages,
    "somebody wants fewer messages": _choose_messages,
    "somebody begins to call a meeting": _come_to_meeting,
}
"""By what happens."""

PERFORMED_OF_MEETINGS = (
    *(call_meeting, change_meeting, cancel_meeting, change_places, add_recording),
    *(look_at, attend, attend_in_words, remind, look_at_messages, choose_messages, come_to_meeting),
)
"""What these scenes perform."""

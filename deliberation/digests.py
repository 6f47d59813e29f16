"""What changed, for those who run things: when they are told, and what is new since the last time. Pure.

Numbers of people are rounded before they come here. What was said is kept as JSON, by ids and numbers alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from itertools import count
from typing import Any, Final

from deliberation.attention import local, moment_at
from deliberation.definition.words import Words
from deliberation.meetings import DAY

EVERY_DAY, EVERY_WEEK = 1, 7
HOURS: Final = (7, 9, 12, 17, 19)
MONDAY: Final = 0
NOTHING_SAID = "{}"
SOON = 7 * DAY
"""Before a reply is due."""


class State(StrEnum):
    """Whether people can answer."""

    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"


class What(StrEnum):
    """What there may be to say; `News` says with which number or moment."""

    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"
    PROGRESS = "progress"
    """At least `number` have begun, at least `more` finished."""
    WAITING = "waiting"
    """`number` texts wait to be looked through."""
    REPLY_DUE = "reply_due"
    REPLY_LATE = "reply_late"
    CALLED = "called"
    MOVED = "moved"
    CANCELLED = "cancelled"
    COMING = "coming"
    """At least `number` people come."""


@dataclass(frozen=True)
class News:
    """One thing about what has this `title`; `language` is one that it has. `moment` is in milliseconds UTC."""

    what: What
    title: Words
    language: str
    zone: str
    moment: int = 0
    number: int = 0
    more: int = 0


@dataclass(frozen=True)
class Offered:
    """A consultation or a poll as it stands. `language` is one that the title has."""

    id: str
    title: Words
    language: str
    zone: str
    state: State
    opens: int
    closes: int
    began: int
    finished: int
    waiting: int
    reply_by: int | None


@dataclass(frozen=True)
class Called:
    """A meeting as it stands. `coming` is rounded."""

    id: str
    title: Words
    language: str
    zone: str
    starts: int
    cancelled: bool
    coming: int


@dataclass(frozen=True)
class Scene:
    """All that somebody hears of, at one moment."""

    offered: Sequence[Offered]
    called: Sequence[Called]
    now: int


def next_at(days: int, hour: int, now: int, zone: str) -> int:
    """The first moment after `now` at which the clocks there show this hour; on a Monday, where it is every week."""
    today = local(now, zone).date()
    for ahead in count():
        day = today + timedelta(days=ahead)
        moment = moment_at(day, time(hour), zone)
        if moment > now and (days < EVERY_WEEK or day.weekday() == MONDAY):
            return moment
    raise AssertionError("there is always another Monday")


def news(seen: str, scene: Scene) -> tuple[News, ...]:
    """What changed since that was said. Where nothing was said yet, how things stand."""
    before = _read(seen)
    offered = (line for each in scene.offered for line in _of_offered(each, before, scene.now))
    called = (line for each in scene.called for line in _of_called(each, before, scene.now))
    return (*offered, *called)


def said(seen: str, scene: Scene) -> str:
    """What has been said once this is told. Who began is not counted down again, whoever takes everything back."""
    before = _read(seen)["offered"]
    offered = {
        each.id: {
            "state": each.state,
            "began": max(each.began, _was(before, each.id, "began", 0)),
            "finished": max(each.finished, _was(before, each.id, "finished", 0)),
            "waiting": each.waiting,
            "reply": _reply(each, scene.now),
        }
        for each in scene.offered
    }
    called = {
        each.id: {"starts": each.starts, "cancelled": each.cancelled, "coming": each.coming} for each in scene.called
    }
    return json.dumps({"offered": offered, "called": called, "at": scene.now})


def _of_offered(each: Offered, before: Mapping[str, Any], now: int) -> Iterator[News]:
    known = before["offered"]

    def line(what: What, **values: int) -> News:
        return News(what, each.title, each.language, each.zone, **values)

    if each.state != _was(known, each.id, "state", None) and _is_news(each, before):
        yield line(What(each.state), moment=each.opens if each.state is State.AHEAD else each.closes)
    more_began = each.began > _was(known, each.id, "began", 0)
    if each.state is State.OPEN and (more_began or each.finished > _was(known, each.id, "finished", 0)):
        yield line(What.PROGRESS, number=each.began, more=each.finished)
    if each.waiting and each.waiting != _was(known, each.id, "waiting", 0):
        yield line(What.WAITING, number=each.waiting)
    reply = _reply(each, now)
    if reply and each.reply_by is not None and reply != _was(known, each.id, "reply", ""):
        yield line(What(reply), moment=each.reply_by)


def _is_news(each: Offered, before: Mapping[str, Any]) -> bool:
    """What had closed before the last time is not told to who could not see it then."""
    return each.state is not State.CLOSED or each.id in before["offered"] or 0 < before["at"] <= each.closes


def _reply(each: Offered, now: int) -> str:
    if each.reply_by is None or each.reply_by - now > SOON:
        return ""
    return What.REPLY_LATE if each.reply_by < now else What.REPLY_DUE


def _of_called(each: Called, before: Mapping[str, Any], now: int) -> Iterator[News]:
    known = before["called"]

    def line(what: What, **values: int) -> News:
        return News(what, each.title, each.language, each.zone, **values)

    cancelled, starts = _was(known, each.id, "cancelled", None), _was(known, each.id, "starts", None)
    if each.cancelled or each.starts <= now:
        if each.cancelled and cancelled is False:
            yield line(What.CANCELLED, moment=each.starts)
        return
    if each.starts != starts:
        yield line(What.CALLED if starts is None else What.MOVED, moment=each.starts)
    if each.coming and each.coming != _was(known, each.id, "coming", 0):
        yield line(What.COMING, number=each.coming)


def _read(seen: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(seen)
    return {"offered": {}, "called": {}, "at": 0} | read


def _was(known: Mapping[str, Mapping[str, Any]], identifier: str, what: str, otherwise: Any) -> Any:
    return known.get(identifier, {}).get(what, otherwise)

"""An example becomes a town's own draft: what holds for another town alone is taken out, to be asked for."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from deliberation.drafting.days import today
from deliberation.drafting.ids import free_id
from deliberation.drafting.sheet import Town
from deliberation.drafting.tables import Table, day_of, opened, written

ASKED_ANEW = ("title", "decided_by", "reply_by", "asked_by", "contact", "already_fixed", "still_open")
"""What would be false if it were left as it is. It comes to six questions at most: who asks is the contact, too, where
the town has named neither.
"""

TAKEN_OUT = ("proposal", "age")
"""What would be false as well, and can be missing: another country has another age of consent."""

NOWHERE = re.compile(r"https://[^/?#]*\.example(?![\w.-])")
"""Links that lead to nothing: the ending is kept for examples."""


def from_example(source: str, town: Town, now: int, taken_ids: Collection[str]) -> str:
    """The draft: it opens today, and its other times keep their distance. It asks six things anew at most, and nobody's
    district. Languages stay, the town's own first, so that what is answered is in that one; pictures stay named.

    Raises `DefinitionInvalid` for what is no example.
    """
    table = _opening_today(opened(source), now, town.timezone)
    languages = sorted(table["languages"], key=lambda language: language != town.language)
    head = replace(town, language=languages[0]).head(free_id(table["id"], taken_ids)) | {"languages": languages}
    _leave_the_other_town(table)
    return written({key: value for key, value in table.items() if key not in {*ASKED_ANEW, *TAKEN_OUT}} | head)


def again(source: str, now: int, taken_ids: Collection[str]) -> str:
    """A town's own consultation once more: it opens today, its other times keep their distance, all else stays.

    Raises `DefinitionInvalid` for what is none.
    """
    table = opened(source)
    table = _opening_today(table, now, table["timezone"])
    return written(table | {"id": free_id(table["id"], taken_ids), "version": 1})


def _opening_today(table: Table, now: int, zone: str) -> Table:
    opens = date.fromisoformat(day_of(table["phases"][0]["opens"]))
    moved: Table = _moved(table, today(now, zone) - opens)
    return moved


def _leave_the_other_town(table: Table) -> None:
    if "districts" in table.get("audience", {}):
        del table["audience"]
    for step in (step for phase in table["phases"] for step in phase["steps"]):
        said = step.get("statements", ())
        arguments = [one for each in said for side in ("for", "against") for one in each.get(side, ())]
        for linked in (step, *arguments):
            if NOWHERE.match(linked.get("link", "")):
                del linked["link"]


def _moved(value: Any, days: timedelta) -> Any:
    """With every day in it as many days later."""
    match value:
        case dict():
            return {key: _moved(inner, days) for key, inner in value.items()}
        case list():
            return [_moved(inner, days) for inner in value]
        case date():
            with suppress(OverflowError):  # a day that no calendar has: left as it is
                return value + days
    return value

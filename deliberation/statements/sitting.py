"""Where somebody is among statements, kept as the draft of the step: what they see next follows from it alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum


class Page(StrEnum):
    CARD = "card"
    """A statement to vote on; which one is drawn where none is named."""
    ABOUT = "about"
    """Arguments for and against it, and how it was said."""
    MORE = "more"
    """What else can be done here."""
    VOTES = "votes"
    """One's own votes, to change any."""
    MATTER = "matter"
    """Which matter most."""


@dataclass(frozen=True)
class Sitting:
    """`statement` is the one that the page is about, `last` the one voted on last, `said` the vote just recorded.
    `chosen` are those that matter most, so far; `first` counts what a list has shown before. `cast` counts votes given
    in this sitting.
    """

    page: Page = Page.CARD
    statement: int | None = None
    last: int | None = None
    said: int | None = None
    chosen: tuple[int, ...] = ()
    first: int = 0
    cast: int = 0


_DEFAULTS = asdict(Sitting())


def written(sitting: Sitting) -> str:
    """As text, to be kept."""
    changed = {key: value for key, value in asdict(sitting).items() if value != _DEFAULTS[key]}
    return json.dumps(changed, ensure_ascii=False, sort_keys=True) or "{}"


def read(draft: str | None) -> Sitting:
    """What was kept; the beginning where nothing was. What another version wrote there is left out."""
    known = {field.name for field in fields(Sitting)}
    kept = {key: value for key, value in json.loads(draft or "{}").items() if key in known}
    if "chosen" in kept:
        kept["chosen"] = tuple(kept["chosen"])
    if "page" in kept:
        kept["page"] = Page(kept["page"]) if kept["page"] in set(Page) else Page.CARD
    return Sitting(**kept)

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
    WHY = "why"
    """Why somebody has just voted as they did."""
    OTHER = "other"
    """A reason of somebody who sees it differently."""
    SAY = "say"
    """A statement of one's own is waited for."""
    CHECK = "check"
    """It is being compared with the others."""
    PREVIEW = "preview"
    """As others will see it, with what is close to it."""
    MORE = "more"
    """What else can be done here."""
    VOTES = "votes"
    """One's own votes, to change any."""
    MINE = "mine"
    """What one has said oneself, and what became of it."""
    OWN = "own"
    """One of these."""
    DROP = "drop"
    """Whether to take it back."""
    MATTER = "matter"
    """Which matter most."""


class Told(StrEnum):
    """What was done just now, beside a vote."""

    SENT = "sent"
    SUPPORTED = "supported"
    REASONED = "reasoned"
    DROPPED = "dropped"
    SETTLED = "settled"
    """What to make of another wording that was proposed."""


@dataclass(frozen=True)
class Sitting:
    """`statement` is the one that the page is about, `last` the one voted on last, `said` the vote just recorded.
    `chosen` are those that matter most, so far; `first` counts what a list has shown before. `cast` counts votes given
    in this sitting, `recent` are the last three voted on, and `broke` is how many had been cast when something else was
    asked last; `whys` is how often that was why. `moved`: a reason from the other side led to this card. `text` is
    one's own, before it is sent, and `near` the statements that are close to it.
    """

    page: Page = Page.CARD
    statement: int | None = None
    last: int | None = None
    said: int | None = None
    told: Told | None = None
    chosen: tuple[int, ...] = ()
    first: int = 0
    cast: int = 0
    recent: tuple[int, ...] = ()
    broke: int | None = None
    whys: int = 0
    moved: bool = False
    text: str | None = None
    near: tuple[int, ...] = ()


_DEFAULTS = asdict(Sitting())


def written(sitting: Sitting) -> str:
    """As text, to be kept."""
    changed = {key: value for key, value in asdict(sitting).items() if value != _DEFAULTS[key]}
    return json.dumps(changed, ensure_ascii=False, sort_keys=True) or "{}"


def read(draft: str | None) -> Sitting:
    """What was kept; the beginning where nothing was. What another version wrote there is left out."""
    known = {field.name for field in fields(Sitting)}
    kept = {key: value for key, value in json.loads(draft or "{}").items() if key in known}
    for several in kept.keys() & {"chosen", "recent", "near"}:
        kept[several] = tuple(kept[several])
    if "page" in kept:
        kept["page"] = Page(kept["page"]) if kept["page"] in set(Page) else Page.CARD
    if "told" in kept:
        kept["told"] = Told(kept["told"]) if kept["told"] in set(Told) else None
    return Sitting(**kept)

"""Looking through what residents say among statements: what a moderator has before them, and where they are with it.

Who said it is told to nobody. What is kept of a desk names a reason by a digest: the id of its author must not stay
there when they have gone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from enum import StrEnum
from hashlib import sha256
from typing import Final

from deliberation.statements.statement import SHOWN, TO_LOOK_AT, Grounds, State

HOUR: Final = 3_600_000
TOO_LONG: Final = 24
"""Hours after which those who may look through things are reminded that something waits."""


@dataclass(frozen=True)
class Piece:
    """A statement; or the reason that somebody gave for a vote on it, where `side` says for which. `author` is the
    participation that said it, None where none of ours did; `removed` whether that was taken out of the results.
    """

    step: str
    number: int
    text: str = field(repr=False)
    language: str
    state: State
    author: str | None = field(default=None, repr=False)
    side: int | None = None
    flagged: bool = False
    why: Grounds | None = None
    meta: bool = False
    proposed: str | None = field(default=None, repr=False)
    merged_into: int | None = None
    sent_hour: int = 0
    removed: bool = False

    @property
    def is_statement(self) -> bool:
        return self.side is None

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide on it."""
        return self.state in TO_LOOK_AT and self.proposed is None and self.merged_into is None and not self.removed

    @property
    def asked(self) -> bool:
        """Whether residents are asked about it, or shown it."""
        return self.state in SHOWN and self.merged_into is None and not self.removed

    @property
    def name(self) -> str:
        """Tells it from the others of a consultation for good, and leads to nobody."""
        where = f"{self.step}/{self.number}"
        return where if self.is_statement else f"{where}/{_digest(where, str(self.author))}"

    @property
    def stamp(self) -> str:
        """Stands for all that can be decided about it as it is: a button that carries it is about nothing else."""
        return _digest(*map(str, astuple(self)))

    @property
    def outcome(self) -> str:
        """What became of it, as far as who said it has to hear of it."""
        if self.merged_into is not None:
            return f"merged {self.merged_into}"
        if self.proposed is not None:
            return f"proposed {_digest(self.proposed)}"
        return f"{self.state.value} {self.why or ''}".strip()


class Page(StrEnum):
    """What of it is on the desk."""

    QUEUE = "queue"
    """One thing: the one that is named, or the first that waits."""
    MORE = "more"
    """What else can be done with it."""
    GROUNDS = "grounds"
    WORDING = "wording"
    MERGING = "merging"
    SURE = "sure"
    """Asked once more before one is merged into another."""
    LANGUAGES = "languages"
    TRANSLATING = "translating"
    REMOVING = "removing"
    REMOVED = "removed"
    """Those who were taken out of the results, one after another."""
    LIST = "list"
    REASONS = "reasons"
    """The reasons given on a statement, one after another."""


@dataclass(frozen=True)
class Bench:
    """Where somebody is. `piece` is the name of what is before them; `last` and `stamp` say what was decided last, and
    how it stands since; `into` is the statement that another is to be merged into; `first` counts what was passed over.
    """

    page: Page = Page.QUEUE
    piece: str = ""
    last: str = ""
    stamp: str = ""
    step: str = ""
    into: int | None = None
    language: str = ""
    first: int = 0


_DEFAULTS = asdict(Bench())


def written(bench: Bench) -> str:
    """As text, to be kept."""
    changed = {key: value for key, value in asdict(bench).items() if value != _DEFAULTS[key]}
    return json.dumps(changed, sort_keys=True) if changed else ""


def read(kept: str) -> Bench:
    """What was kept; the beginning where nothing was, or what another version wrote."""
    try:
        found = json.loads(kept or "{}")
        known = {each.name for each in fields(Bench)}
        bench = Bench(**{key: value for key, value in found.items() if key in known})
        return replace(bench, page=Page(bench.page))
    except (ValueError, AttributeError):
        return Bench()


def called(participation: str) -> str:
    """A name for somebody who was taken out, for a button. It leads to nobody."""
    return _digest(participation)


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:12]

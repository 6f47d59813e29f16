"""Where somebody is among statements while one input of theirs is taken, and the ways on from there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from deliberation.definition.steps import Act, Draft
from deliberation.errors import MovedOn
from deliberation.statements.board import Board
from deliberation.statements.sitting import Page, Sitting, written

RECENT: Final = 3
"""Votes for which a statement counts as just voted on."""


ABOUT_ANOTHER: Final = frozenset({Page.WHY, Page.OTHER, Page.OWN, Page.DROP})
"""Pages about a statement that does not lie there to be voted on."""


class Rules(Protocol):
    """What a step of statements allows and asks: its definition, as far as it matters here."""

    @property
    def own(self) -> bool: ...
    @property
    def reasons(self) -> int: ...
    @property
    def matter(self) -> int: ...


@dataclass(frozen=True)
class Here:
    """`answer` is the ballot given before."""

    step: Rules
    sitting: Sitting
    board: Board
    answer: str | None = None

    def to(self, page: Page, *acts: Act, **changes: Any) -> Draft:
        """A page; of where one was, what counts votes is kept."""
        was = self.sitting
        kept = Sitting(page, last=was.last, cast=was.cast, recent=was.recent, broke=was.broke, whys=was.whys)
        return Draft(written(replace(kept, **changes)), acts)

    def beside(self, page: Page, *acts: Act, **changes: Any) -> Draft:
        """A page from which one comes back to the statement that lies there to be voted on, if one does."""
        if self.sitting.page in ABOUT_ANOTHER:
            return self.to(page, *acts, **changes)
        return self.to(page, *acts, **{"statement": self.sitting.statement, "moved": self.sitting.moved, **changes})

    def after_vote(self, number: int, vote: int) -> Here:
        """As it is once this vote is counted."""
        cast, recent = self.sitting.cast + 1, (*self.sitting.recent, number)[-RECENT:]
        return replace(self, sitting=replace(self.sitting, last=number, said=vote, cast=cast, recent=recent))

    def only_on(self, *pages: Page) -> None:
        """Raises `MovedOn` on any other."""
        if self.sitting.page not in pages:
            raise MovedOn

"""What one input comes to among statements. Pure: what has to be done beside is returned as acts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from deliberation.definition.steps import Ballot, Done, Draft, Input, Sheet, Tapped, Typed, Undo
from deliberation.errors import MovedOn, NotAStatement, TooMany
from deliberation.opinions import AGREE, DISAGREE, NOT_SURE
from deliberation.statements import ballot
from deliberation.statements.acts import CastVote
from deliberation.statements.board import Board
from deliberation.statements.sitting import Page, Sitting, read, written

if TYPE_CHECKING:
    from deliberation.definition.kinds.statements import Statements

VOTES: Final = {"agree": AGREE, "disagree": DISAGREE, "unsure": NOT_SURE}

LAST, ABOUT, MORE, MINE, STOP, ON = "last", "about", "more", "votes", "stop", "on"
"""Change the last vote; for and against; what else can be done; one's own votes; enough; back to voting."""

OPEN, MATTERS, TURN = "v", "m", "p"
"""Before a dash and a number: this statement; one that matters most; the list from there on."""

WORDS: Final = frozenset({*VOTES, LAST, STOP, MINE})
"""Buttons here whose words can be written."""


def take(step: Statements, given: Input, sheet: Sheet) -> Ballot | Draft:
    """What this input comes to. Raises `MovedOn`, `NotAStatement`, `TooMany`."""
    return _Taking(step, read(sheet.draft), sheet).take(given)


class _Taking:
    def __init__(self, step: Statements, here: Sitting, sheet: Sheet):
        self._step = step
        self._here = here
        self._answer = sheet.answer
        self._board = sheet.board or Board()

    def take(self, given: Input) -> Ballot | Draft:
        match given:
            case Tapped(option) if option in VOTES:
                return self._vote(VOTES[option])
            case Tapped(option):
                return self._tapped(*_parts(option))
            case Typed(text):
                return self._typed(text)
            case Done() if self._here.page is Page.MATTER:
                return Ballot(ballot.written(self._here.chosen))
            case Undo() if self._here.chosen:
                return self._to(Page.MATTER, chosen=self._here.chosen[:-1])
            case _:
                raise MovedOn

    def _vote(self, vote: int) -> Draft:
        """The last vote on a statement counts."""
        number = self._here.statement
        if self._here.page not in {Page.CARD, Page.ABOUT} or number not in self._board.asked:
            raise MovedOn
        done = self._to(Page.CARD, last=number, said=vote, cast=self._here.cast + 1)
        return replace(done, acts=(CastVote(number, vote),))

    def _tapped(self, word: str, number: int | None) -> Ballot | Draft:
        match word, number:
            case "last", None if self._here.last is not None:
                return self._open(self._here.last)
            case "about", None if self._here.statement is not None:
                return self._to(Page.ABOUT, statement=self._here.statement)
            case "more", None:
                return self._to(Page.MORE, statement=self._here.statement)
            case "votes", None:
                return self._to(Page.VOTES)
            case "on", None:
                return self._to(Page.CARD, statement=self._here.statement)
            case "stop", None:
                return self._stop()
            case "v", int():
                return self._open(number)
            case "m", int():
                return self._matters(number)
            case "p", int() if self._here.page in {Page.VOTES, Page.MATTER}:
                return self._to(self._here.page, first=number, chosen=self._here.chosen)
        raise MovedOn

    def _typed(self, text: str) -> Draft:
        plain = text.strip().removeprefix("#")
        if not (plain.isdecimal() and len(plain) <= 4 and int(plain) - 1 in self._board.asked):
            raise NotAStatement
        return self._matters(int(plain) - 1) if self._here.page is Page.MATTER else self._open(int(plain) - 1)

    def _open(self, number: int) -> Draft:
        if number not in self._board.asked:
            raise MovedOn
        return self._to(Page.CARD, statement=number)

    def _stop(self) -> Ballot | Draft:
        """Enough for now. Which matter most is asked of who agrees with more than one can name."""
        if self._step.matter and len(self._board.supported) > 1:
            chosen = ballot.read(self._answer) if self._answer else ()
            return self._to(Page.MATTER, chosen=tuple(one for one in chosen if one in self._board.supported))
        return Ballot(ballot.NONE)

    def _matters(self, number: int) -> Draft:
        if self._here.page is not Page.MATTER or number not in self._board.supported:
            raise MovedOn
        chosen = self._here.chosen
        after = tuple(one for one in chosen if one != number) if number in chosen else (*chosen, number)
        if len(after) > self._step.matter:
            raise TooMany(most=self._step.matter)
        return self._to(Page.MATTER, chosen=after, first=self._here.first)

    def _to(self, page: Page, **changes: object) -> Draft:
        kept = {"last": self._here.last, "cast": self._here.cast}
        return Draft(written(Sitting(page=page, **{**kept, **changes})))  # type: ignore[arg-type]


def _parts(option: str) -> tuple[str, int | None]:
    word, _, number = option.partition("-")
    return word, int(number) if number.isdecimal() and number.isascii() and len(number) <= 6 else None

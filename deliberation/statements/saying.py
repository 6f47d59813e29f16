"""A statement of one's own: written, compared, looked at as others will see it, and sent; and what became of it."""

from __future__ import annotations

from typing import Final

from deliberation.ballots import open_text
from deliberation.definition.steps import Draft
from deliberation.errors import EnoughSaid, MovedOn, NotAStatement, SaidAlready, TooShort
from deliberation.opinions import AGREE
from deliberation.statements.acts import Assent, CastVote, Compare, Submit, TakeBack, TakeReasonBack
from deliberation.statements.here import Here
from deliberation.statements.sitting import Page, Told
from deliberation.statements.statement import LONGEST, SHORTEST, Statement

MOST: Final = 20
"""Statements that one person may say in a step: more would be a flood, and for nobody to read."""

WRITING: Final = (Page.SAY, Page.CHECK, Page.PREVIEW)
"""Pages on which words of one's own are waited for."""


def tapped(here: Here, word: str, number: int | None) -> Draft | None:
    """What a button about one's own words comes to; None for any other."""
    match word, number:
        case "say", None if here.step.own:
            return here.beside(Page.SAY)
        case "reword", None if here.sitting.page in WRITING:
            return here.beside(Page.SAY, text=here.sitting.text)
        case "leave", None if here.sitting.page in WRITING:
            return here.beside(Page.CARD)
        case "send", None:
            return _send(here)
        case "support", None if len(here.sitting.near) == 1:
            return _support(here, here.sitting.near[0])
        case "support", int():
            return _support(here, number)
        case "mine", None:
            return here.beside(Page.MINE)
        case "o", int():
            return _open(here, number)
    return _about_own(here, word, number)


def typed(here: Here, text: str) -> Draft | None:
    """What was written where words are waited for; the number of one's own statement in their list."""
    plain = text.strip().removeprefix("#")
    digits = plain.isdecimal() and len(plain) <= 4
    if here.sitting.page is Page.PREVIEW and digits:
        if int(plain) - 1 not in here.sitting.near:
            raise NotAStatement
        return _support(here, int(plain) - 1)
    if here.sitting.page is Page.MINE and digits and int(plain) - 1 in here.board.said:
        return _open(here, int(plain) - 1)
    if here.sitting.page not in WRITING or not here.step.own:
        return None
    said = cleaned(text)
    _refuse_unless_new(here, said)
    return here.beside(Page.CHECK, Compare(said), text=said)


def cleaned(text: str) -> str:
    """In one line. Raises `EmptyText`, `TooShort`, `TooLong`."""
    said = " ".join(open_text.typed(" ".join(text.split()), LONGEST).split())
    if len(said) < SHORTEST:
        raise TooShort(least=SHORTEST)
    return said


def _send(here: Here) -> Draft:
    here.only_on(Page.PREVIEW)
    text = here.sitting.text
    if text is None or not here.step.own:
        raise MovedOn
    _refuse_unless_new(here, text)
    return here.beside(Page.CARD, Submit(text), told=Told.SENT)


def _support(here: Here, number: int) -> Draft:
    """Somebody has said it: an agreement there says as much."""
    here.only_on(Page.PREVIEW)
    if number not in here.sitting.near or number not in here.board.asked:
        raise MovedOn
    then = here.after_vote(number, AGREE)
    on = None if here.sitting.statement == number else here.sitting.statement
    return then.to(Page.CARD, CastVote(number, AGREE), said=AGREE, told=Told.SUPPORTED, statement=on)


def _about_own(here: Here, word: str, number: int | None) -> Draft | None:
    about = here.sitting.statement
    match word, number:
        case "drop", None if here.sitting.page is Page.OWN:
            return here.to(Page.DROP, statement=about)
        case "stay", None if here.sitting.page is Page.DROP:
            return here.to(Page.OWN, statement=about)
        case "gone", None if here.sitting.page is Page.DROP and about is not None:
            return here.to(Page.MINE, _going(here, about), told=Told.DROPPED)
        case "yes" | "no", None if here.sitting.page is Page.OWN and about is not None:
            own = _own(here, about)
            if own is not None and own.proposed is not None:
                return here.to(Page.OWN, Assent(about, word == "yes"), statement=about, told=Told.SETTLED)
    return None


def _going(here: Here, number: int) -> TakeBack | TakeReasonBack:
    """What is taken back: one's own statement, else one's reason about somebody else's."""
    if _own(here, number):
        return TakeBack(number)
    if number in here.board.reasons:
        return TakeReasonBack(number)
    raise MovedOn


def _open(here: Here, number: int) -> Draft:
    if not _own(here, number) and number not in here.board.reasons:
        raise MovedOn
    return here.to(Page.OWN, statement=number)


def _own(here: Here, number: int) -> Statement | None:
    return next((one for one in here.board.own if one.number == number), None)


def _refuse_unless_new(here: Here, text: str) -> None:
    """Raises `SaidAlready`, `EnoughSaid`."""
    if any(one.text.casefold() == text.casefold() for one in here.board.own):
        raise SaidAlready
    if len(here.board.own) >= MOST:
        raise EnoughSaid(most=MOST)

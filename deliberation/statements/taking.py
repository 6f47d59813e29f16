"""What one input comes to among statements. Pure: what has to be done beside is returned as acts."""

from __future__ import annotations

from typing import Final

from deliberation.definition.steps import Ballot, Done, Draft, Input, Sheet, Tapped, Typed, Undo
from deliberation.errors import MovedOn, NotAStatement, TooMany
from deliberation.opinions import AGREE, DISAGREE, NOT_SURE
from deliberation.statements import ballot, hearing, saying
from deliberation.statements.acts import AskWhere, BeMoved, CastVote
from deliberation.statements.board import ON_A_PAGE, Board
from deliberation.statements.here import Here, Rules
from deliberation.statements.sitting import Page, read

VOTES: Final = {"agree": AGREE, "disagree": DISAGREE, "unsure": NOT_SURE}

LISTS: Final = frozenset({Page.VOTES, Page.MINE, Page.MATTER})
"""Pages that may have several."""

WAYS: Final = {"more": Page.MORE, "votes": Page.VOTES, "on": Page.CARD, "back": Page.CARD}

EVERYWHERE: Final = frozenset({"back", "on", "more", "stop", "votes", "mine", "say", "stand"})
SPOKEN: Final = {
    Page.CARD: EVERYWHERE - {"back", "on"} | {*VOTES, "last", "about", "done"},
    Page.ABOUT: EVERYWHERE | {*VOTES, "done"},
    Page.MORE: EVERYWHERE - {"back", "more"},
    Page.WHY: frozenset({"skip", "on", "last", *VOTES}),
    Page.OTHER: EVERYWHERE - {"back"} | {"keep", "change"},
    Page.SAY: frozenset({"back"}),
    Page.CHECK: frozenset({"reword", "leave"}),
    Page.PREVIEW: frozenset({"send", "support", "reword", "leave"}),
    Page.OWN: EVERYWHERE | {"drop", "yes", "no"},
    Page.MATTER: EVERYWHERE | {"done"},
    Page.DROP: frozenset({"gone", "stay", "back"}),
}
"""Buttons here whose words can be written; where a text of one's own is waited for, none but those of its card."""


def take(step: Rules, given: Input, sheet: Sheet) -> Ballot | Draft:
    """What this input comes to. Raises a `Rejected` that says why it can be nothing."""
    here = _here(step, sheet)
    match given:
        case Tapped(option):
            return _tapped(here, *_parts(option))
        case Typed(text):
            return _typed(here, text)
        case Done():
            return _done(here)
        case Undo() if here.sitting.page is Page.MATTER and here.sitting.chosen:
            return here.to(Page.MATTER, chosen=here.sitting.chosen[:-1])
    raise MovedOn


def spoken(step: Rules, sheet: Sheet) -> frozenset[str]:
    """The buttons whose words can be written where somebody is."""
    return SPOKEN.get(_here(step, sheet).sitting.page, EVERYWHERE)


def _here(step: Rules, sheet: Sheet) -> Here:
    return Here(step, read(sheet.draft), sheet.board or Board(), sheet.answer)


def _tapped(here: Here, word: str, number: int | None) -> Ballot | Draft:
    if number is None and word in VOTES:
        return _vote(here, VOTES[word])
    taken = _plain(here, word) if number is None else _numbered(here, word, number)
    taken = taken or hearing.tapped(here, word, number) or saying.tapped(here, word, number)
    if taken is None:
        raise MovedOn
    return taken


def _plain(here: Here, word: str) -> Ballot | Draft | None:
    """The ways from page to page."""
    page = here.sitting.page
    match word:
        case "last" if here.sitting.last is not None:
            return _open(here, here.sitting.last)
        case "about" if page is Page.CARD and here.sitting.statement in here.board.asked:
            return here.beside(Page.ABOUT)
        case "more" if page in LISTS:
            return _turned(here)
        case "back" if page in {Page.OWN, Page.DROP}:
            return here.to(Page.MINE)
        case "stand":
            return here.beside(Page.MORE, AskWhere())
        case "stop":
            return _stop(here)
        case "done":
            return _done(here)
    return here.beside(WAYS[word]) if word in WAYS else None


def _numbered(here: Here, word: str, number: int) -> Draft | None:
    match word:
        case "v":
            return _open(here, number)
        case "m":
            return _matters(here, number)
        case "p" if here.sitting.page in LISTS:
            return here.beside(here.sitting.page, first=number, chosen=here.sitting.chosen)
    return None


def _typed(here: Here, text: str) -> Draft:
    """Words of one's own where they are waited for, else the number of a statement."""
    taken = hearing.typed(here, text) or saying.typed(here, text)
    if taken is not None:
        return taken
    number = _number(text)
    if number is None or number not in here.board.asked:
        raise NotAStatement
    return _matters(here, number) if here.sitting.page is Page.MATTER else _open(here, number)


def _vote(here: Here, vote: int) -> Draft:
    """The last vote on a statement counts."""
    here.only_on(Page.CARD, Page.ABOUT, Page.WHY)  # who writes "agree" when asked why gives no reason
    number = here.sitting.statement
    if number is None or number not in here.board.asked:
        raise MovedOn
    moved = here.sitting.moved and here.board.votes.get(number) not in {None, vote}
    acts = (CastVote(number, vote), *([BeMoved(number)] if moved else []))
    then = here.after_vote(number, vote)
    if hearing.asks_why(then):
        return hearing.why(then, *acts)
    return then.to(Page.CARD, *acts, said=vote)


def _open(here: Here, number: int) -> Draft:
    if number not in here.board.asked:
        raise MovedOn
    return here.to(Page.CARD, statement=number)


def _turned(here: Here) -> Draft:
    """On to what follows in a list; where nothing does, its card begins anew."""
    return here.beside(here.sitting.page, first=here.sitting.first + ON_A_PAGE, chosen=here.sitting.chosen)


def _done(here: Here) -> Ballot | Draft:
    here.only_on(Page.CARD, Page.ABOUT, Page.MATTER)
    return Ballot(ballot.written(here.sitting.chosen)) if here.sitting.page is Page.MATTER else _stop(here)


def _stop(here: Here) -> Ballot | Draft:
    """Enough for now. Which matter most is asked of who agrees with more than one can name."""
    if here.step.matter and len(here.board.supported) > 1:
        chosen = ballot.read(here.answer) if here.answer else ()
        return here.to(Page.MATTER, chosen=tuple(one for one in chosen if one in here.board.supported))
    return Ballot(ballot.NONE)


def _matters(here: Here, number: int) -> Draft:
    here.only_on(Page.MATTER)
    if number not in here.board.supported:
        raise MovedOn
    chosen = here.sitting.chosen
    after = tuple(one for one in chosen if one != number) if number in chosen else (*chosen, number)
    if len(after) > here.step.matter:
        raise TooMany(most=here.step.matter)
    return here.to(Page.MATTER, chosen=after, first=here.sitting.first)


def _parts(option: str) -> tuple[str, int | None]:
    word, _, number = option.partition("-")
    return word, int(number) if number.isdecimal() and number.isascii() and len(number) <= 6 else None


def _number(text: str) -> int | None:
    """The number that people see, from 1, as it is kept, from 0."""
    plain = text.strip().removeprefix("#")
    return int(plain) - 1 if plain.isdecimal() and len(plain) <= 4 else None

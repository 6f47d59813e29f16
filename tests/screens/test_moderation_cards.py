"""Cards of whoever looks through what residents say: whole, escaped, within what a telephone shows, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from deliberation.moderation import Bench, Page, Piece
from deliberation.notices import PieceJudged, StatementsShown, TakenOut
from deliberation.releases.flags import spans
from deliberation.statements.statement import LONGEST, Grounds, State, Translation
from deliberation.use_cases.matters.moderation import A_PAGE, OF_ONE, Moderation
from deliberation.use_cases.telling import Told
from screens.card import ALONE, MOST_BUTTONS, MOST_CHARACTERS, PAIR, THREE, Card, callback_data, length, rows_of
from screens.desk.moderation import moderation_card
from screens.grounds import grounds_label, grounds_words
from screens.moderation_notices import moderation_notice
from screens.voice import spoken, voice
from tests.deliberation.files import consultation, phase, statements
from tests.screens.html import read
from tests.screens.readability import grade

ABOUT = consultation(phase(statements(own=True), statements("more", own=True)), languages=["en", "es"])
LONG = ("Ask <b>Jan Kowalski</b> & co, 600 100 200. " * 30)[:LONGEST]
SHORT = {1: ALONE, 2: PAIR, 3: THREE}
BASE = Piece("ideas", 1233, LONG, "es", State.WAITING, author="p", flagged=True)
PIECES = [
    BASE,
    replace(BASE, state=State.POSTED, meta=True),
    replace(BASE, state=State.ACCEPTED),
    replace(BASE, state=State.REJECTED, why=Grounds.PERSONAL),
    replace(BASE, proposed=LONG),
    replace(BASE, merged_into=7),
    replace(BASE, removed=True),
    replace(BASE, author=None),
    replace(BASE, side=1),
    replace(BASE, side=-1, state=State.REJECTED, why=Grounds.HURTFUL),
]
OTHER = replace(BASE, number=8887)
PLAIN = Moderation(ABOUT, Bench(), None, None, (), 0, 0, None, may_remove=True)
MACHINE = {"en": Translation(LONG, machine=True)}


def matters() -> Iterator[Moderation]:
    yield PLAIN
    yield replace(PLAIN, texts=7, out=3, last=BASE, bench=Bench(piece="ideas/1"))
    for page, piece in product(Page, PIECES):
        about = OTHER if page is Page.SURE or not piece.is_statement or piece.merged_into is not None else None
        for bench in (Bench(page, first=1), Bench(page, piece=piece.name, step="more", language="en")):
            yield Moderation(
                ABOUT, bench, piece, about, spans(piece.text), 1234, 12, OTHER, may_remove=True,
                listed=[OTHER] * (OF_ONE if page in {Page.REMOVED, Page.MERGING} else A_PAGE), count=99, reasons=5,
                translations=MACHINE, out=3, person="0123456789ab",
            )  # fmt: skip


MATTERS = list(matters())


def laid_out(card: Card) -> list[tuple[str, ...]]:
    """The labels of every row as a desk lays them out."""
    return [tuple(button.label for button in fitted) for row in card.rows for fitted in rows_of([*row])]


@pytest.mark.parametrize("language", spoken())
def test_every_card_fits_a_telephone_and_leads_on(language: str) -> None:
    for matter in MATTERS:
        card = moderation_card(matter, voice(language))
        rows = laid_out(card)
        assert read(card.text).strip()
        assert length(card.text) <= MOST_CHARACTERS
        assert 0 < sum(map(len, rows)) <= MOST_BUTTONS, (matter.bench.page, rows)
        assert all(len(label) <= SHORT[len(row)] for row in rows for label in row)
        data = [callback_data("t" * 16, 999_999_999, button) for row in card.rows for button in row]
        assert all(len(each.encode()) <= 64 for each in data)
        assert all(len(button.argument) <= 34 for row in card.rows for button in row)


@pytest.mark.parametrize("page", [Page.QUEUE, Page.MORE, Page.GROUNDS, Page.MERGING, Page.REMOVING])
def test_every_card_about_one_thing_has_a_way_back(page: Page) -> None:
    for matter in MATTERS:
        if matter.bench.page is page and matter.piece is not None:
            (*_, last) = moderation_card(matter, voice("en")).rows
            assert "‹ Back" in [button.label for button in last]


def test_what_its_author_said_is_told_with_what_became_of_it_and_the_way_on() -> None:
    for piece in (PIECES[2], PIECES[3], PIECES[4], PIECES[5], PIECES[9]):
        card = moderation_notice(Told(PieceJudged("tiny", "x", "x"), ABOUT, piece=piece), voice("en"))
        assert card is not None
        assert LONG in read(card.text)
        assert length(card.text) <= MOST_CHARACTERS
        assert card.rows


@pytest.mark.parametrize("notice", [StatementsShown("tiny", "p"), TakenOut("tiny", over=True), TakenOut("tiny", False)])
def test_what_authors_are_told_is_plain(notice: StatementsShown | TakenOut) -> None:
    card = moderation_notice(Told(notice, ABOUT, number=2), voice("en"))
    assert card is not None
    assert grade(read(card.text)) <= 8
    assert "!" not in card.text


def test_the_published_list_is_the_one_that_is_used() -> None:
    page = (Path(__file__).parents[2] / "docs" / "moderation.md").read_text(encoding="utf-8")
    for grounds in Grounds:
        assert f"| {grounds_label(grounds, voice('en'))} | {grounds_words(grounds, voice('en'))} |" in page

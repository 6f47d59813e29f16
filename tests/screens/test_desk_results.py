"""Cards of texts, entrusted answers and digests: whole, escaped, within what a telephone shows, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest

from deliberation.digests import News, What
from deliberation.kept import Digest, TextState
from deliberation.notices import MOST_NEWS, DigestReady, RowsReady
from deliberation.releases.flags import spans
from deliberation.use_cases.matters.digest import Hearing
from deliberation.use_cases.matters.review import Counts, Review, Written
from deliberation.use_cases.matters.rows import Entrusted, Obstacle, Rows
from deliberation.use_cases.telling import Told
from screens.card import ALONE, LONGEST_CAPTION, MOST_BUTTONS, MOST_CHARACTERS, PAIR, THREE, Card, length, rows_of
from screens.desk.digest import digest_card
from screens.desk.review import review_card
from screens.desk.rows import rows_card
from screens.desk_notices import desk_notice
from screens.voice import spoken, voice
from tests.deliberation.files import consultation, phase, words
from tests.screens.html import read
from tests.screens.readability import grade

ABOUT = consultation(phase(words("why", limit=1000)))
STEP = ABOUT.steps()[0]
LONGEST = ("Ask <b>Jan Kowalski</b> & co, 600 100 200. " * 30)[:1000]
SHORT = {1: ALONE, 2: PAIR, 3: THREE}


def text(said: str) -> Written:
    return Written("0123456789abcdef", ABOUT, STEP, said, spans(said))


def counts(waiting: int = 0, marked: int = 0, shown: int = 0, held: int = 0) -> Counts:
    every = {(TextState.WAITING, False): waiting, (TextState.WAITING, True): marked}
    every |= {(TextState.SHOWN, False): shown, (TextState.HELD, True): held}
    return {state: number for state, number in every.items() if number}


def reviews() -> Iterator[Review]:
    many = counts(999, 999, 999, 999)
    for asking in ("", "undo-shown-0123456789abcdef", "shown", "held", "all-shown", "all-held"):
        for said in (text(LONGEST), text("more trees"), None):
            for page, these in ((0, many), (1, many), (998, many), (0, counts(1)), (0, counts(0, 1)), (0, counts())):
                yield Review(ABOUT, said, asking, page, these)


def rows() -> Iterator[Rows]:
    for obstacle in (None, *Obstacle):
        for more in (False, True):
            yield Rows(Entrusted(ABOUT, 3214, 2, 5, obstacle), more, more)


def hearings() -> Iterator[Hearing]:
    yield Hearing(None, "Europe/Warsaw")
    for days in (1, 7):
        for hour in (7, 19):
            yield Hearing(Digest("person", days, hour, 0), "Europe/Madrid")


def every_card(language: str) -> Iterator[Card]:
    v = voice(language)
    yield from (review_card(each, v) for each in reviews())
    yield from (rows_card(each, v) for each in rows())
    yield from (digest_card(each, v) for each in hearings())


@pytest.mark.parametrize("language", spoken())
def test_every_card_fits_a_telephone_and_leads_on(language: str) -> None:
    for card in every_card(language):
        assert read(card.text).strip()
        assert length(card.text) <= MOST_CHARACTERS
        buttons = [button for row in card.rows for button in row]
        assert 1 <= len(buttons) <= MOST_BUTTONS
        assert len({button.label for button in buttons}) == len(buttons)
        laid_out = [fitted for row in card.rows for fitted in rows_of([*row])]
        assert all(0 < len(button.label) <= SHORT[len(row)] for row in laid_out for button in row)
        assert all(len(button.argument) <= 34 for button in buttons)


def test_what_a_card_says_is_short_and_plain_beside_what_was_written() -> None:
    for each in reviews():
        if each.text is None or each.asking.startswith("all"):
            said = read(review_card(each, voice("en")).text)
            assert len(said.split()) <= 60
            assert grade(said) <= 8


def test_a_text_stands_there_as_it_was_written() -> None:
    card = review_card(Review(ABOUT, text(LONGEST), "", 0, counts(1)), voice("en"))
    assert LONGEST in read(card.text)


def test_nothing_can_be_decided_on_all_where_there_is_one() -> None:
    alone = review_card(Review(ABOUT, text("more trees"), "", 0, counts(1, 0, 5)), voice("en"))
    assert not any("all" in button.label for row in alone.rows for button in row)
    marked = review_card(Review(ABOUT, text("more trees"), "", 0, counts(0, 3)), voice("en"))
    labels = [button.label for row in marked.rows for button in row]
    assert "Hold all back (3)" in labels
    assert not any("without a mark" in label for label in labels)


TITLE = dict.fromkeys(spoken(), "A greener yard for everybody who lives at Lindner Court, and some more of it")


@pytest.mark.parametrize("language", spoken())
def test_a_digest_is_one_message_however_much_there_is(language: str) -> None:
    every = [News(what, TITLE, "en", "Europe/Warsaw", 1_800_000_000_000, 25, 10) for what in What]
    apart = [replace(each, title={"en": f"{each.title['en'] * 3} {number}"}) for number, each in enumerate(every * 5)]
    for found in (every, apart):
        card = desk_notice(Told(DigestReady.of(found, first=False)), voice(language))
        assert card is not None
        assert length(card.text) <= MOST_CHARACTERS
        assert read(card.text).strip()
    assert "/running" in card.text


def test_what_there_is_no_room_for_is_counted() -> None:
    news = [News(What.WAITING, {"en": f"<{number}>"}, "en", "UTC", number=1) for number in range(MOST_NEWS + 3)]
    digest = DigestReady.of(news, first=False)
    assert digest.news() == tuple(news[:MOST_NEWS])
    assert DigestReady(**{**asdict(digest), "lines": list(digest.lines)}) == digest
    card = desk_notice(Told(digest), voice("en"))
    assert card is not None
    assert "3 things more: /running" in card.text


@pytest.mark.parametrize("language", spoken())
def test_who_has_the_answers_is_told_to_keep_them_safe_below_the_file(language: str) -> None:
    card = desk_notice(Told(RowsReady("tiny", circumstances=False, texts=False), ABOUT), voice(language))
    assert card is not None
    assert 100 < length(card.text) <= LONGEST_CAPTION

"""Whatever towns and residents write, the text stays whole: nothing of it becomes a tag."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import Consultation, Option, Words
from deliberation.definition.open_text import OpenText
from deliberation.definition.single_choice import SingleChoice
from deliberation.notices import ConsultationClosed, Explained, SummaryReady
from deliberation.releases import Record, summarise
from deliberation.use_cases.telling import Told
from screens.notices import notice_text
from screens.participation import participation_card
from tests.deliberation.files import choice, consultation, phase, words
from tests.screens.html import Misshapen, read
from tests.screens.ways import beginning, stops

TINY = consultation(phase(choice(), words(limit=1000)))
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<b>",
            "</b></i>",
            "<script>alert(1)</script>",
            "&lt;",
            "a & b < c > d",
            "{title} {0} {",
            "%s",
            "<a href='x'>",
            "🏳️‍🌈👩‍👩‍👧 & <🌱>",
            "\u202e<الإيجار> &\u202c",
            "<!-- -->",
            "&#0;",
        ]
    ),
    st.text(st.sampled_from("<>&;/b i\"'{}ا🌱"), min_size=1, max_size=12),
).filter(lambda text: text.strip() != "")


def hostile(text: str) -> Consultation:
    """The tiny consultation with this text wherever a town can write."""
    both: Words = {"en": text, "es": text}
    first, second = TINY.steps()
    assert isinstance(first, SingleChoice)
    options = tuple(Option(option.id, both) for option in first.options)
    steps = (replace(first, question=both, help=both, options=options), replace(second, question=both, help=both))
    about = {"title": both, "proposal": both, "asked_by": both, "decided_by": both}
    more = {"still_open": both, "already_fixed": both, "contact": text}
    return replace(TINY, phases=(replace(TINY.phases[0], steps=steps),), **about, **more)  # type: ignore[arg-type]


@given(HOSTILE, HOSTILE)
def test_no_card_is_broken_by_what_is_written(town: str, resident: str) -> None:
    for stop in stops(beginning(hostile(town)), writing=(resident,)):
        read(stop.card.text)
        read(participation_card(stop.left_behind()).text)


@given(HOSTILE)
def test_a_text_reads_as_it_was_written(text: str) -> None:
    answered = [stop for stop in stops(beginning(TINY), writing=(text,)) if stop.participation.place == "why"]
    shown = [read(stop.card.text) for stop in answered if "why" in stop.participation.answers]
    assert shown
    assert all(f"“{text.strip()}”" in card for card in shown)


@given(HOSTILE)
def test_notices_are_whole_too(text: str) -> None:
    town = hostile(text)
    summary = summarise(town, [Record(True, {"colour": "a"})] * 9, 5)
    for language in ("en", "es"):
        read(notice_text(Told(ConsultationClosed("tiny", 1), town), language))
        read(notice_text(Told(SummaryReady("r"), town, summary), language))
        quoted = read(notice_text(Told(Explained("too_long", {"length": 9, "limit": 5, "text": text})), language))
        assert text in quoted


@pytest.mark.parametrize(
    "text", ["<b>", "</b>", "<b><i></b></i>", "<u>x</u>", "a & b", "1 < 2", "<b class='x'></b>", "<!-- -->"]
)
def test_the_reader_itself_is_strict(text: str) -> None:
    with pytest.raises(Misshapen):
        read(text)


def test_the_longest_answer_fits_into_one_message() -> None:
    """Telegram takes 4,096 characters."""
    longest = "🌱" * 1000
    for stop in stops(beginning(TINY), writing=(longest,)):
        assert len(read(stop.card.text)) < 4096


def test_open_text_is_quoted_whole_where_it_can_be_changed() -> None:
    step = TINY.step("why")
    assert isinstance(step, OpenText)
    text = "word " * 199 + "end"
    shown = [stop for stop in stops(beginning(TINY), writing=(text,)) if stop.participation.place == "why"]
    assert any(text in stop.card.text for stop in shown)

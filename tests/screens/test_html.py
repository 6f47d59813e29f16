"""Whatever towns and residents write, the text stays whole: nothing of it becomes a tag, and it fits into a message."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deliberation.definition import Consultation, Words
from deliberation.errors import Problem
from deliberation.notices import (
    ConsultationClosed,
    Explained,
    FileReady,
    QuestionPicture,
    ReplyGiven,
    ReplyOverdue,
    ResultsPublished,
    SummaryReady,
)
from deliberation.participation import ANSWERS
from deliberation.releases import Record, summarise
from deliberation.releases.findings import Findings, Reply
from deliberation.use_cases.telling import Told
from handlers.taps import TOAST
from screens.card import length
from screens.notices import notice_card, notice_text
from screens.problems import explain
from screens.voice import spoken, voice
from tests.deliberation.files import choice, consultation, phase, words
from tests.screens.html import Misshapen, read
from tests.screens.kinds import ALL_KINDS, FOR_SOME, LARGE, everywhere, step
from tests.screens.ways import Stop, beginning, buttons, through

MESSAGE = 4096
TINY = consultation(phase(choice(), words(limit=1000)))
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<b>",
            "</b></i>",
            "<b><i><b>x</i></b>",
            "<script>alert(1)</script>",
            "&lt;",
            "&amp;amp;",
            "a & b < c > d",
            "{title} {0} {",
            "%s",
            "<a href='x'>",
            "🏳️‍🌈👩‍👩‍👧 & <🌱>",
            "\u202e<الإيجار> &\u202c",
            "الإيجار يبقى كما هو",
            "<!-- -->",
            "&#0;",
        ]
    ),
    st.text(st.sampled_from("<>&;/b i\"'{}ا🌱"), min_size=1, max_size=12),
).filter(lambda text: text.strip() != "")


@cache
def some() -> list[Stop]:
    """Of every place one card with each set of buttons."""
    found = {}
    for stop in everywhere():
        if stop.consultation in (ALL_KINDS, FOR_SOME):
            kinds = tuple((button.label, button.argument) for button in buttons(stop.card))
            remark = None if stop.view.remark is None else stop.view.remark.code
            found[stop.place, kinds, stop.participation.saved is None, remark] = stop
    return list(found.values())


WHY = next(stop for stop in through(beginning(TINY)) if stop.place == "why")


def hostile(offered: Consultation, text: str) -> Consultation:
    """With this text wherever a town can write."""
    both: Words = {"en": text, "es": text}
    known = ("question", "help", "text", "low", "high", "unit")
    phases = []
    for part in offered.phases:
        steps = []
        for one in part.steps:
            changes: dict[str, Any] = {name: both for name in known if hasattr(one, name)}
            if hasattr(one, "options"):
                changes["options"] = tuple(replace(option, label=both) for option in one.options)
            if hasattr(one, "link"):
                changes["link"] = f"https://{text}"
            steps.append(replace(one, **changes))
        phases.append(replace(part, steps=tuple(steps)))
    about = ("title", "proposal", "asked_by", "decided_by", "still_open", "already_fixed")
    audience = replace(offered.audience, districts=tuple(both for _ in offered.audience.districts))
    changed = dict.fromkeys(about, both)
    return replace(offered, phases=tuple(phases), contact=text, audience=audience, **changed)  # type: ignore[arg-type]


def with_answers(stop: Stop, text: str) -> Stop:
    """With this in all answers and drafts that are in somebody's own words."""
    there = stop.participation
    answers = dict(there.answers)
    answers |= {name: text for name in ("why",) if name in answers}
    answers |= {name: f"@{text}" for name in ("tree",) if name in answers}
    return replace(stop, participation=replace(there, answers=answers))


def test_there_is_one_of_each_card() -> None:
    assert len(some()) > 80
    assert {stop.place for stop in some()} >= {step.id for step in ALL_KINDS.steps()} | {ANSWERS}


@settings(max_examples=25, deadline=None)
@given(HOSTILE, HOSTILE)
def test_no_card_is_broken_by_what_is_written(town: str, resident: str) -> None:
    for stop in some():
        there = with_answers(replace(stop, consultation=hostile(stop.consultation, town)), resident)
        read(there.card.text)
        read(there.left_behind().text)
        for later in (stop.consultation.phases[0].opens - 1, stop.consultation.phases[-1].closes):
            read(replace(there, now=later).card.text)


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_a_town_s_text_reads_as_it_was_written_and_so_do_its_labels(text: str) -> None:
    for stop in some():
        there = replace(stop, consultation=hostile(stop.consultation, text))
        if there.step is not None:
            assert text in read(there.card.text)
        for button in buttons(there.card):
            if button.argument in {"a", "b", "c"}:
                assert " ".join(text.split())[:3] in " ".join(button.label.split()) or "…" in button.label


@pytest.mark.parametrize("text", ["<b>bold & more", "&lt;", "🌱 & 👩‍👩‍👧", "\u202eالإيجار"])
def test_an_answer_in_ones_own_words_stands_in_the_text_and_on_the_button_as_it_was_written(text: str) -> None:
    asked = next(stop for stop in through(beginning(ALL_KINDS)) if stop.place == "tree")
    other = next(button for button in buttons(asked.card) if button.argument == "-other")
    said = asked.tapped(other).written(text)
    assert said.participation.answers["tree"] == f"@{text}"
    assert f"“{text}”" in read(said.card.text)
    again = said.written("back")
    assert f"“{text}”" in read(again.card.text)
    (label,) = (button.label for button in buttons(again.card) if button.argument == "-other")
    assert text[:3] in label
    assert unescape(label) == label or text == "&lt;"


@given(HOSTILE)
def test_an_open_answer_reads_as_it_was_written(text: str) -> None:
    assume(not text.startswith("/"))
    again = WHY.written(text).written("back")
    assert again.place == "why"
    assert f"“{text.strip()}”" in read(again.card.text)


@given(HOSTILE)
def test_notices_are_whole_too(text: str) -> None:
    town = hostile(TINY, text)
    summary = summarise({1: town}, "hearing", [Record(1, {"colour": "a"})] * 9, 5)
    for language in spoken():
        read(notice_text(Told(ConsultationClosed("tiny", 1), town), language))
        found = Findings(town, (summary,), 0, 1, True, {}, replies=(Reply(text, "en", 1),))
        read(notice_card(Told(SummaryReady("r"), town, summary), language).text)
        for notice in (
            *(ResultsPublished("tiny"), ReplyGiven("tiny", 1), ReplyOverdue("tiny", 1), FileReady("tiny", "report")),
            *(QuestionPicture("tiny", "colour"), QuestionPicture("tiny", "")),
        ):
            read(notice_card(Told(notice, town, findings=found), language).text)
        quoted = read(notice_text(Told(Explained("too_long", {"length": 9, "limit": 5, "text": text})), language))
        assert text in quoted


@pytest.mark.parametrize(
    "text", ["<b>", "</b>", "<b><i></b></i>", "<u>x</u>", "a & b", "1 < 2", "<b class='x'></b>", "<!-- -->"]
)
def test_the_reader_itself_is_strict(text: str) -> None:
    with pytest.raises(Misshapen):
        read(text)


@pytest.mark.parametrize(
    "text", ["x" * 64_000, "🌱" * 32_000, "&<b>" * 16_000, "\u202eا" * 20_000, "1 " * 30_000, "\n" * 64_000]
)
def test_the_longest_message_that_can_be_sent_leads_to_a_card_that_fits(text: str) -> None:
    """Telegram cuts what people send into messages of 4,096 characters; what came otherwise would fit as well."""
    for stop in some():
        card = stop.written(text).card
        assert length(card.text) <= MESSAGE
        read(card.text)


def longest(letter: str) -> Consultation:
    """Every text of the file as long as it can be."""

    def both(size: int) -> dict[str, str]:
        return {"en": letter * size, "es": letter * size}

    def rows(count: int) -> list[dict[str, Any]]:
        return [
            {"id": f"o{n}", "label": {"en": f"{n:02}" + letter * 78, "es": f"{n:02}" + letter * 78}}
            for n in range(count)
        ]

    head = {"question": both(200), "help": both(200)}
    steps = [
        {"id": "news", "kind": "information", "title": both(200), "help": both(200), "text": both(400)}
        | {"link": "https://" + "x" * 290},
        step("tree", "single_choice", other=True, required=False) | head | {"options": rows(20)},
        step("uses", "multiple_choice", other=True) | head | {"options": rows(20)},
        step("shade", "scale", points=6, low=both(40), high=both(40)) | head,
        step("order", "ranking") | head | {"options": rows(6)},
        step("age", "number", least=-(10**9), most=10**9, unit=both(20)) | head,
        step("why", "open_text", limit=1000, required=False) | head,
    ]
    about = {name: both(size) for name, size in (("title", 120), ("proposal", 300), ("asked_by", 120))}
    about |= {name: both(160) for name in ("decided_by", "still_open", "already_fixed")}
    districts = [{"en": f"{n:02}" + letter * 58, "es": f"{n:02}" + letter * 58} for n in range(12)]
    return consultation(phase(*steps), audience={"districts": districts}, contact=letter * 120, **about)


@pytest.mark.parametrize("letter", ["x", "🌱", "&", "ا"])
def test_the_longest_file_and_the_longest_answers_fit(letter: str) -> None:
    offered = longest(letter)
    way = through(beginning(offered))
    own = letter * 120
    way += [
        stop.tapped(other).written(own) for stop in way for other in buttons(stop.card) if other.argument == "-other"
    ]
    why = next(stop for stop in way if stop.place == "why")
    way += [why.written(letter * 1000), why.written(letter * 1000).written("back"), way[-1].at(ANSWERS)]
    way += [way[-2].written(letter * 4096)]
    assert way[-1].view.remark is not None
    assert letter * 200 in read(way[-1].card.text), "as much of it as there is room for"
    for stop in way:
        for there in (stop, stop.reading("es"), stop.told("help")):
            assert length(there.card.text) <= MESSAGE, length(there.card.text)
            read(there.card.text)
            assert all(len(button.label) <= 30 for button in buttons(there.card))


@pytest.mark.parametrize(
    ("text", "units"), [("a", 1), ("<b>a</b>", 1), ("&amp;", 1), ("🌱", 2), ("&lt;b&gt;", 3), ("ا", 1)]
)
def test_length_is_counted_as_telegram_does(text: str, units: int) -> None:
    assert length(text) == units


def test_a_text_that_is_too_long_is_quoted_as_far_as_there_is_room_and_then_cut() -> None:
    short, huge = WHY.written("x" * 1001), WHY.written("y" * 4096)
    assert "x" * 1001 in short.card.text
    assert "y" * 2000 in huge.card.text
    assert "y" * 4000 not in huge.card.text
    assert "1,001 characters; 1,000 fit" in short.card.text
    assert WHY.participation.answers == huge.participation.answers


def test_open_text_is_quoted_whole_where_it_can_be_changed() -> None:
    text = "word " * 199 + "end"
    assert text in WHY.written(text).written("back").card.text


def test_every_problem_that_a_tap_can_bring_is_short_enough_for_a_toast() -> None:
    for stop in (*some(), *(stop for stop in everywhere() if stop.consultation is LARGE)):
        for button in buttons(stop.card):
            try:
                stop.tapped(button)
            except Problem as problem:
                said = {explain(problem.code, problem.parameters, voice(language)) for language in spoken()}
                assert all(len(words_of_it) <= TOAST for words_of_it in said)
                assert all("<" not in words_of_it and "&" not in words_of_it for words_of_it in said)

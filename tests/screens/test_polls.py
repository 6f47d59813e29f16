"""What stands in a group fits a telephone in every language, and says of a count no more than may be said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from deliberation.definition import Consultation, read_definition
from deliberation.kept import Kind, View
from deliberation.releases import Summary, Table
from deliberation.use_cases.polling import PollShown, Standing
from deliberation.use_cases.voting import Outcome, Voted
from screens.card import ALONE, MOST_BUTTONS, PAIR, THREE, Action, Card
from screens.poll import poll_card
from screens.voice import spoken, voice
from screens.votes import PASSING, voted_text
from tests.deliberation.files import choice as one_of
from tests.deliberation.files import consultation, phase, several, toml
from tests.screens.html import read

LONG = "The city's office for neighbourhoods, green spaces, repair cafés and everything else that people share"


def poll(options: int = 3, *, open_count: bool = False, **changes: Any) -> Consultation:
    return consultation(phase(one_of("vote", options)), id="poll", poll={"open_count": open_count}, **changes)


def shown(about: Consultation, standing: Standing, **changes: Any) -> PollShown:
    view = View("token-0000000000", "chat", -1, None, about.id, Kind.POLL, message=7)
    (only,) = about.phases
    return replace(PollShown(view, about, standing, only.opens, only.closes, None), **changes)


def released(about: Consultation, took_part: int | None, **cells: int | None) -> Summary:
    tables = () if took_part is None else (Table("vote", cells),)
    return Summary(about.id, 1, about.phases[0].id, 5, took_part, took_part, tables)


@pytest.mark.parametrize("options", [2, 3, 6, 7, 8])
def test_buttons_fit_their_rows_and_each_option_has_one(options: int) -> None:
    card = poll_card(shown(poll(options), Standing(5, None)))
    buttons = [button for row in card.rows for button in row]
    assert [b.argument for b in buttons if b.action is Action.VOTE] == list("abcdefgh"[:options])
    assert [b.action for b in card.rows[-1]] == [Action.UNVOTE, Action.LINK]
    room = {1: ALONE, 2: PAIR, 3: THREE, 4: 2, 5: 2}
    assert all(len(button.label) <= room[len(row)] for row in card.rows for button in row)
    assert len(buttons) <= MOST_BUTTONS or options > MOST_BUTTONS - 2


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("open_count", [False, True])
def test_the_notice_is_whole_and_fits_a_passing_line_in_every_language(language: str, open_count: bool) -> None:
    about = poll(open_count=open_count, asked_by={"en": LONG, "es": LONG})
    said = voted_text(Voted(Outcome.NOTICED, about, language))
    assert len(said.encode("utf-16-le")) // 2 <= PASSING
    assert str(about.age) in said
    assert "10" in said


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("outcome", Outcome)
def test_every_passing_line_fits(language: str, outcome: Outcome) -> None:
    long = {"en": "x" * 80, "es": "y" * 80}
    rows = [row | {"label": {name: f"{text[:-1]}{row['id']}" for name, text in long.items()}} for row in OPTIONS]
    about = consultation(phase(several("vote", 3) | {"options": rows}), id="poll", poll={"open_count": True})
    voted = Voted(outcome, about, language, '["a", "b", "c"]', Standing(12_345, {"a": 1}))
    assert 0 < len(voted_text(voted).encode("utf-16-le")) // 2 <= PASSING


OPTIONS = one_of("vote", 3)["options"]


def test_without_an_open_count_no_option_has_a_number() -> None:
    assert "Apple:" not in text(poll_card(shown(poll(), Standing(25, None))))
    assert "At least 25 people" in text(poll_card(shown(poll(), Standing(25, None))))
    assert "people" not in text(poll_card(shown(poll(), Standing(0, None))))


def test_an_open_count_is_labelled_and_exact() -> None:
    said = text(poll_card(shown(poll(open_count=True), Standing(1, {"a": 1, "b": 0, "c": 0}))))
    assert "Open count." in said
    assert "1 Apple: 1\n2 Birch: 0" in said
    assert "1 person, one vote each" in said


def test_after_the_close_there_are_no_buttons_and_what_is_held_back_is_said_in_words() -> None:
    about = poll()
    card = poll_card(shown(about, Standing(10, None), closes=None, summary=released(about, 11, a=None, b=None, c=0)))
    assert card.rows == ()
    assert "1 Apple: held back\n2 Birch: held back\n3 Cedar: 0\n11 people voted." in text(card)
    few = poll_card(shown(about, Standing(0, None), closes=None, summary=released(about, None)))
    assert "Fewer than 5 people took part" in text(few)
    soon = poll_card(shown(about, Standing(10, None), closes=None))
    assert "in a moment" in text(soon)


def test_what_takes_a_chat_of_ones_own_is_a_link_in_each_language() -> None:
    for about in (consultation(), poll(audience={"districts": [{"en": "here", "es": "aquí"}]})):
        last = max(each.closes for each in about.phases)
        view = View("token-0000000000", "chat", -1, None, about.id, Kind.POLL)
        card = poll_card(PollShown(view, about, Standing(0, None), 0, last, None))
        assert [b.argument for row in card.rows for b in row] == [f"c_{about.id}_en", f"c_{about.id}_es"]


def test_words_of_the_file_are_no_markup() -> None:
    about = read_definition(toml({**TABLE, "asked_by": {"en": "<b>A & B"}}))
    assert "<b>A & B" in text(poll_card(shown(about, Standing(0, None))))


TABLE = {
    "id": "poll", "version": 1, "languages": ["en"], "timezone": "Europe/Warsaw", "age": 16, "contact": "a@b.example",
    "poll": {"open_count": False},
    "phases": [phase({**one_of("vote"), "question": {"en": "<i>?"}, "options": [
        {"id": "a", "label": {"en": "<Yes>"}}, {"id": "b", "label": {"en": "No & no"}},
    ]})],
}  # fmt: skip


def text(card: Card) -> str:
    return read(card.text)


def test_the_voice_tells_the_hour_of_a_close_but_not_the_end_of_a_day() -> None:
    at = poll().phases[0]
    assert voice("en").moment(at.opens, "Europe/Warsaw") == "1 May, 08:00"
    assert voice("en").moment(at.closes, "Europe/Warsaw") == "31 May"

"""What counts as an answer when it is typed or tapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.ballots import open_text, single_choice
from deliberation.definition import Option
from deliberation.errors import EmptyText, MovedOn, NotAnOption, TooLong

OPTIONS = (
    Option("rent", {"en": "The rent stays as it is", "es": "Que el alquiler no suba"}),
    Option("street", {"en": "Straße", "es": "Calle"}),
    Option("three", {"en": "1", "es": "1"}),
)


@pytest.mark.parametrize(
    ("written", "ballot"),
    [
        ("1", "rent"),
        ("2.", "street"),
        ("  3 ", "three"),
        ("2\n", "street"),
        ("02", "street"),
        ("٢", "street"),
        ("２", "street"),
        ("The rent stays as it is", "rent"),
        ("the RENT  stays as\tit is.", "rent"),
        ("que el alquiler no suba", "rent"),
        ("STRASSE", "street"),
        ("calle", "street"),
    ],
)
def test_a_number_or_a_label_in_any_language_is_an_answer(written: str, ballot: str) -> None:
    assert single_choice.typed(OPTIONS, written) == ballot


@pytest.mark.parametrize(
    "written",
    ["0", "4", "-1", "1.5", "²", "½", "１２", "", " ", ".", "\x00", "rent", "1 2", "one", "9" * 5000, "x" * 64_000],
)
def test_everything_else_is_refused_with_the_number_of_options(written: str) -> None:
    with pytest.raises(NotAnOption) as refused:
        single_choice.typed(OPTIONS, written)
    assert refused.value.parameters == {"count": 3}


@given(st.text())
def test_whatever_is_written_is_an_option_or_refused(written: str) -> None:
    try:
        assert single_choice.typed(OPTIONS, written) in {option.id for option in OPTIONS}
    except NotAnOption:
        assert written.strip() not in {"1", "2", "3"}


def test_a_tap_is_an_option_on_offer_or_an_old_button() -> None:
    assert single_choice.tapped(OPTIONS, "street") == "street"
    for other in ("", "Street", "elsewhere", "1"):
        with pytest.raises(MovedOn):
            single_choice.tapped(OPTIONS, other)


def test_a_tally_counts_every_option_in_their_order_and_nothing_else() -> None:
    tally = single_choice.tally(OPTIONS, ["street", "street", "three", "elsewhere"])
    assert list(tally.items()) == [("rent", 0), ("street", 2), ("three", 1)]
    assert single_choice.tally(OPTIONS, []) == {"rent": 0, "street": 0, "three": 0}


@pytest.mark.parametrize("written", ["", " ", "\n\t ", "\x00", "\x00 \x00", "\u2003", "\ud83d"])
def test_white_space_is_no_answer(written: str) -> None:
    with pytest.raises(EmptyText):
        open_text.typed(written, 20)


def test_a_text_of_the_limit_fits_and_one_more_does_not() -> None:
    assert open_text.typed("🌱" * 20, 20) == "🌱" * 20
    with pytest.raises(TooLong) as refused:
        open_text.typed(f" {'x' * 21} ", 20)
    assert refused.value.parameters == {"length": 21, "limit": 20, "text": "x" * 21}


def test_a_huge_text_is_refused_whole() -> None:
    with pytest.raises(TooLong) as refused:
        open_text.typed("x" * 64_000, 1000)
    assert refused.value.parameters["length"] == 64_000


@given(st.text(), st.integers(1, 40))
def test_a_ballot_is_the_text_trimmed_and_without_nul(written: str, limit: int) -> None:
    try:
        ballot = open_text.typed(written, limit)
    except (EmptyText, TooLong):
        return
    assert ballot == written.replace("\x00", "").strip()
    assert 0 < len(ballot) <= limit


def test_half_a_character_pair_is_dropped_and_the_rest_kept() -> None:
    assert open_text.typed("warm \ud83d homes", 20) == "warm  homes"

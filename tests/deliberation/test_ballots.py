"""What counts as a choice when it is tapped or typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.ballots import choice
from deliberation.ballots.choice import OTHER
from deliberation.definition import Option
from deliberation.errors import EmptyText, MovedOn, NotAnOption, TooLong

OPTIONS = (
    Option("rent", {"en": "The rent stays as it is", "es": "Que el alquiler no suba"}),
    Option("street", {"en": "Straße", "es": "Calle"}),
    Option("one", {"en": "1", "es": "1"}),
    Option("none", {"en": "None, or nothing", "es": "Nada de esto"}, none=True),
)
"""With a label that is a number, and one with a comma; what stands for none of the others stands last."""

IDS = [option.id for option in OPTIONS]
HUGE = ["9" * 64_000, "x" * 64_000, "\x00" * 64_000, "\ud83d" * 64_000]

NUMBERS_AND_LABELS = [
    ("1", "rent"),
    ("2.", "street"),
    ("2...", "street"),
    ("  3 ", "one"),
    ("2\n", "street"),
    ("02", "street"),
    ("٢", "street"),
    ("২", "street"),
    ("２", "street"),
    ("The rent stays as it is", "rent"),
    ("the RENT  stays as\tit is.", "rent"),
    ("que el alquiler no suba", "rent"),
    ("STRASSE", "street"),
    ("calle", "street"),
    ("None, or nothing", "none"),
]


@pytest.mark.parametrize(("written", "chosen"), NUMBERS_AND_LABELS)
def test_a_number_in_any_script_or_a_label_in_any_language_is_a_choice(written: str, chosen: str) -> None:
    assert choice.typed(OPTIONS, written, other=False) == chosen


def test_a_number_means_the_place_in_the_list_also_where_a_label_is_a_number() -> None:
    assert choice.typed(OPTIONS, "1", other=False) == "rent"
    assert choice.typed([OPTIONS[2], OPTIONS[0]], "1", other=False) == "one"


def test_something_else_has_the_place_before_none_of_these() -> None:
    assert choice.on_offer(OPTIONS, other=True) == ["rent", "street", "one", OTHER, "none"]
    assert [choice.typed(OPTIONS, number, other=True) for number in "345"] == ["one", OTHER, "none"]
    assert choice.on_offer(OPTIONS, other=False) == IDS


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize(
    "written",
    [
        "0", "6", "-1", "1.5", "²", "½", "１２", "100", "", " ", ".", "\x00", "\ud83d",
        "rent", "1 2", "one", OTHER, *HUGE,
    ],
    ids=lambda written: ascii(written)[:12],
)  # fmt: skip
def test_everything_else_is_refused_with_the_number_of_choices(written: str, other: bool) -> None:
    with pytest.raises(NotAnOption) as refused:
        choice.typed(OPTIONS, written, other=other)
    assert refused.value.parameters["count"] == 4 + other


@given(st.text() | st.text("0123٢২２. ,", max_size=4), st.booleans())
def test_whatever_is_written_is_on_offer_or_refused(written: str, other: bool) -> None:
    try:
        assert choice.typed(OPTIONS, written, other=other) in choice.on_offer(OPTIONS, other=other)
    except NotAnOption:
        assert written.strip() not in {"1", "2", "3", "4", *(label for o in OPTIONS for label in o.label.values())}


def test_a_tap_is_an_option_on_offer_or_an_old_button() -> None:
    assert choice.tapped(OPTIONS, "street") == "street"
    for old in ("", "Street", "elsewhere", "1", OTHER, "@words"):
        with pytest.raises(MovedOn):
            choice.tapped(OPTIONS, old)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" more  trees ", "more  trees"),
        ("1", "1"),
        ("warm\x00 homes", "warm homes"),
        ("warm \ud83d homes", "warm  homes"),
        ("@home", "@home"),
        (OTHER, OTHER),
        ("x" * 120, "x" * 120),
    ],
    ids=ascii,
)
def test_own_words_come_back_trimmed_and_whole(written: str, kept: str) -> None:
    assert choice.own_words(choice.own(written)) == kept


@pytest.mark.parametrize("written", ["", " \n", "\x00", "\ud83d"], ids=ascii)
def test_own_words_are_not_empty(written: str) -> None:
    with pytest.raises(EmptyText):
        choice.own(written)


def test_own_words_are_short() -> None:
    with pytest.raises(TooLong) as refused:
        choice.own("x" * 121)
    assert refused.value.parameters == {"length": 121, "limit": 120, "text": "x" * 121}


def test_no_option_is_taken_for_own_words_nor_own_words_for_an_option() -> None:
    assert [choice.own_words(identifier) for identifier in (*IDS, OTHER)] == [None] * 5
    assert choice.own("rent") not in IDS


def test_a_tally_counts_every_option_in_the_order_of_the_list_and_nothing_else() -> None:
    ballots = [["street"], ["street"], ["one"], ["elsewhere"], ["@trees"], ["@Trees"]]
    counts = choice.tally(OPTIONS, ballots, other=True)
    assert counts == {"rent": 0, "street": 2, "one": 1, OTHER: 2, "none": 0}
    assert choice.tally(OPTIONS, [], other=False) == dict.fromkeys(IDS, 0)

"""What counts as several choices, or as an order, when it is tapped or typed."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.ballots import choice, choices, ranking
from deliberation.ballots.choice import OTHER
from deliberation.errors import MovedOn, NotAnOption, NotARanking, NotTogether, Problem, TooFew, TooMany
from tests.deliberation.test_ballots import IDS, OPTIONS

REAL = OPTIONS[:3]
"""Those that do not stand for none of the others."""

HUGE = ["9" * 64_000, "x" * 64_000, "1," * 32_000 + "x", "calle," * 10_000 + "x", " ," * 32_000]


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ("1 3", "rent one"),
        ("1,3", "rent one"),
        ("3, 1.", "one rent"),
        ("1.3", "rent one"),
        ("2;1", "street rent"),
        ("٢، ١", "street rent"),
        ("২ ১", "street rent"),
        ("1\n2", "rent street"),
        ("3.", "one"),
        ("2 2 1 2", "street rent"),
        ("Calle, the rent stays as it is", "street rent"),
        ("calle;1", "street rent"),
        ("None, or nothing", "none"),
        ("1 4", "rent none"),
        ("1," * 2000, "rent"),
    ],
    ids=lambda written: ascii(written)[:30],
)
def test_several_are_written_as_numbers_or_as_labels_with_commas(written: str, chosen: str) -> None:
    assert " ".join(choices.typed(OPTIONS, written, other=False)) == chosen


@pytest.mark.parametrize(
    "written",
    ["", ",", " ", "1 5", "1 x", "12", "1-3", "calle street", "\x00", *HUGE],
    ids=lambda written: ascii(written)[:12],
)
def test_one_part_that_names_nothing_refuses_the_whole(written: str) -> None:
    with pytest.raises(NotAnOption):
        choices.typed(OPTIONS, written, other=False)


def test_something_else_is_one_of_several_by_its_number() -> None:
    assert choices.typed(OPTIONS, "4 1", other=True) == (OTHER, "rent")


CHOSEN = st.lists(st.sampled_from([*IDS, OTHER, "@trees"]), unique=True, max_size=4).map(tuple)


@given(CHOSEN, st.sampled_from(IDS[:3]))
def test_a_second_tap_takes_the_first_one_back(chosen: tuple[str, ...], tapped: str) -> None:
    before = tuple(one for one in chosen if one != "none")
    after = choices.toggled(OPTIONS, choices.toggled(OPTIONS, before, tapped, 9), tapped, 9)
    assert set(after) == set(before)


@given(CHOSEN)
def test_none_of_these_and_the_rest_replace_one_another(chosen: tuple[str, ...]) -> None:
    alone = choices.toggled(OPTIONS, tuple(one for one in chosen if one != "none"), "none", 1)
    assert alone == ("none",)
    assert choices.toggled(OPTIONS, alone, "rent", 1) == ("rent",)
    assert choices.with_own(OPTIONS, alone, "trees", 1) == ("@trees",)
    assert choices.toggled(OPTIONS, alone, "none", 1) == ()


def test_more_than_fit_are_refused_and_nothing_is_pushed_out() -> None:
    with pytest.raises(TooMany) as refused:
        choices.toggled(OPTIONS, ("rent", "street"), "one", 2)
    assert refused.value.parameters == {"most": 2}
    with pytest.raises(TooMany):
        choices.with_own(OPTIONS, ("rent", "street", OTHER), "trees", 2)
    with pytest.raises(TooMany):
        choices.whole(OPTIONS, ("rent", "street", "one"), 1, 2)


def test_nobody_is_asked_for_words_that_do_not_fit() -> None:
    """What is waited for has its place: else the words would be refused once they are written."""
    with pytest.raises(TooMany):
        choices.asked_for_words(OPTIONS, ("rent", "street"), 2)
    with pytest.raises(TooMany):
        choices.toggled(OPTIONS, ("rent", OTHER), "street", 2)


def test_a_second_tap_on_something_else_takes_back_what_was_written() -> None:
    assert choices.asked_for_words(OPTIONS, ("rent",), 2) == ("rent", OTHER)
    assert choices.asked_for_words(OPTIONS, ("rent", OTHER), 2) == ("rent",)
    assert choices.asked_for_words(OPTIONS, ("rent", "@trees"), 2) == ("rent",)
    assert choices.asked_for_words(OPTIONS, ("none",), 2) == (OTHER,)
    assert choices.with_own(OPTIONS, ("rent", OTHER), " trees ", 2) == ("rent", "@trees")


@pytest.mark.parametrize(("chosen", "count"), [((), 0), (("rent",), 1), ((OTHER,), 0), (("rent", OTHER), 1)])
def test_fewer_than_are_needed_are_told_how_many(chosen: tuple[str, ...], count: int) -> None:
    """Words of one's own that were not written do not count."""
    with pytest.raises(TooFew) as refused:
        choices.whole(OPTIONS, chosen, 2, 3)
    assert refused.value.parameters == {"least": 2, "count": count}


def test_none_of_these_stands_alone_and_is_enough() -> None:
    assert choices.whole(OPTIONS, ("none",), 2, 3) == ("none",)
    for others in (("rent", "none"), ("none", "@trees")):
        with pytest.raises(NotTogether):
            choices.whole(OPTIONS, others, 1, 3)


@given(CHOSEN, st.integers(1, 3), st.integers(1, 3))
def test_a_ballot_of_several_is_in_the_order_of_the_file_and_counts_each_once(
    chosen: tuple[str, ...], least: int, most: int
) -> None:
    try:
        whole = choices.whole(OPTIONS, chosen, least, most)
    except (TooFew, TooMany, NotTogether):
        return
    assert [*whole] == [one for one in [*IDS, "@trees"] if one in chosen]
    assert whole == ("none",) or least <= len(whole) <= most
    assert choices.read(choices.written(whole)) == whole
    tally = choice.tally(OPTIONS, [whole], other=True)
    assert {cell for cell, count in tally.items() if count} == {OTHER if one == "@trees" else one for one in whole}
    assert set(tally.values()) <= {0, 1}


@pytest.mark.parametrize(
    ("written", "places", "order"),
    [
        ("2 1 3", 3, "street rent one"),
        ("3,1", 3, "one rent"),
        ("3,1", 2, "one rent"),
        ("calle, 1", 2, "street rent"),
        ("٣", 1, "one"),
    ],
)
def test_an_order_is_written_at_once_and_its_last_place_goes_without_saying(
    written: str, places: int, order: str
) -> None:
    assert " ".join(ranking.typed(REAL, written, places)) == order


@pytest.mark.parametrize(
    ("written", "places", "count"),
    [("1", 3, 1), ("1", 2, 1), ("1 2", 1, 2), ("1 2 3", 2, 3), ("1 1", 2, 1), ("1 1 2", 3, 2), ("2 1 2", 2, 2)],
)
def test_an_order_with_a_place_missing_too_many_or_given_twice_is_refused(
    written: str, places: int, count: int
) -> None:
    with pytest.raises(NotARanking) as refused:
        ranking.typed(REAL, written, places)
    assert refused.value.parameters == {"places": places, "count": count}


@given(st.lists(st.sampled_from(["1", "2", "3", "4"]), min_size=1, max_size=4), st.integers(1, 3))
def test_an_order_that_is_taken_is_complete_and_different_orders_stay_different(parts: list[str], places: int) -> None:
    try:
        order = ranking.completed(REAL, ranking.typed(REAL, " ".join(parts), places), places)
    except Problem:
        return
    assert order in set(permutations(["rent", "street", "one"], places))
    written = [["rent", "street", "one"][int(part) - 1] for part in parts]
    assert [*order][: len(written)] == written


def test_places_are_given_one_by_one_and_each_option_has_one() -> None:
    assert ranking.placed((), "one") == ("one",)
    assert ranking.placed(("one",), "rent") == ("one", "rent")
    with pytest.raises(MovedOn):
        ranking.placed(("one",), "one")
    assert ranking.completed(REAL, ("one",), 3) is None
    assert ranking.completed(REAL, ("one", "rent"), 3) == ("one", "rent", "street")
    assert ranking.completed(REAL, ("one",), 2) is None
    assert ranking.completed(REAL, ("one", "rent"), 2) == ("one", "rent")

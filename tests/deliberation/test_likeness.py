"""What is written alike is found, in any script; what is not is left alone; and nobody is shown a long list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.likeness import AT_MOST, CLOSE, Near, alike, near, on_the_scale

OTHERS = (
    "Buses should run until midnight, also at weekends.",
    "Put solar panels on the roofs of all public buildings.",
    "Plant more trees along the main street to give shade in summer.",
)
TEXTS = st.text(st.sampled_from("aé łб سن木の ️🌳.?"), max_size=8)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("More trees!", "more TREES"),
        ("Więcej drzew na Łąkowej", "wiecej drzew na lakowej"),
        ("Die Straße muss grün werden", "DIE STRASSE MUSS GRÜN WERDEN"),
        ("Més arbres al carrer", "mes arbres, al carrer..."),
        ("Більше дерев", "БІЛЬШЕ дерев!"),
        ("مزيد من الأشجار", "مَزيد مِن الأشجار"),
        ("もっと木を植えて", "もっと木を植えて。"),
        ("ปลูกต้นไม้เพิ่ม", "ปลูกต้นไม้เพิ่ม!"),
    ],
)
def test_case_accents_and_marks_make_no_difference(one: str, same: str) -> None:
    assert alike(one, [same, *OTHERS])[0] == 1


@pytest.mark.parametrize(
    ("one", "nearly"),
    [
        ("Plant more trees along the main street for shade.", OTHERS[2]),
        ("Buses shuold run untill midnight also on weekend", OTHERS[0]),
        (
            "Cal posar plaques solars a les teulades.",
            "Posem plaques solars a totes les teulades dels edificis públics.",
        ),
        ("Autobusek gauerdira arte ibili behar dute.", "Autobusek gauerdira arte ibili beharko lukete asteburuan."),
    ],
)
def test_other_endings_slips_and_a_few_words_more_are_seen_through(one: str, nearly: str) -> None:
    scores = alike(one, [nearly, "Parking in the centre should become more expensive.", "Calen més parcs infantils."])
    assert scores[0] >= CLOSE > max(scores[1:])


def test_what_every_statement_has_makes_none_alike() -> None:
    endings = ("parks stay open", "rents fall", "buses run", "water is clean", "trees are planted", "streets are safe")
    opening = "The city should make sure that "
    of_a_town = [f"{opening}{what} {when}" for what in endings for when in ("in winter", "on Sundays", "next year")]
    assert alike(f"{opening}nobody is cold", of_a_town[:1])[0] >= CLOSE, "of two nobody knows what is usual"
    assert max(alike(f"{opening}nobody is cold", of_a_town)) < CLOSE


@pytest.mark.parametrize("text", ["", "?!", "🌳🌳", "a"])
def test_a_text_without_words_is_like_nothing_that_has_some(text: str) -> None:
    assert alike(text, OTHERS) == (0, 0, 0)
    assert alike(OTHERS[0], [text]) == (0,)


def test_short_texts_are_alike_when_they_share_a_word_and_not_when_they_share_a_beginning() -> None:
    assert alike("More trees", ["Trees!", "Moratorium"]) > (CLOSE, 0)
    assert alike("More trees", ["Moratorium"])[0] < CLOSE


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_a_score_is_from_0_to_1_and_the_same_both_ways(text: str, others: list[str]) -> None:
    scores = alike(text, others)
    assert all(0 <= score <= 1 for score in scores)
    for index, other in enumerate(others):
        assert alike(other, [text, *others[:index], *others[index + 1 :]])[0] == scores[index]


def test_at_most_three_are_shown_the_closest_first_and_the_older_of_two_equals() -> None:
    scores = [0.5, 0.9, 0.499, 0.7, 0.9]
    assert near([4, 9, 5, 6, 2], scores) == (Near(2, 0.9), Near(9, 0.9), Near(6, 0.7))
    assert len(near(range(10), [1] * 10)) == AT_MOST
    assert near((), ()) == ()


def test_whatever_is_measured_enough_of_it_is_close() -> None:
    assert [on_the_scale(measured, 0.4) for measured in (-0.2, 0, 0.2, 0.4, 0.7, 1, 1.001)] == [
        0, 0, 0.25, CLOSE, 0.75, 1, 1,
    ]  # fmt: skip

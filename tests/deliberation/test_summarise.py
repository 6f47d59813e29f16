"""From what participants left to what is published: every kind of step, conditions, phases and versions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.ballots.choice import OTHER
from deliberation.definition import Consultation
from deliberation.releases import NO_ANSWER, NOT_ASKED, Record, Summary, Table, summarise
from tests.deliberation.attack import Secrets, alike, crowds, face, told
from tests.deliberation.files import choice, consultation, phase, words

TINY = consultation(phase(choice("colour", options=3), words("why")))
SEVERAL = choice("uses", 3, required=False) | {"kind": "multiple_choice", "other": True}


def both(text: str) -> dict[str, str]:
    return {"en": text, "es": text}


def records(*left: tuple[int, dict[str, str]], version: int = 1) -> list[Record]:
    """So many participants who left the same."""
    return [Record(version, answers) for times, answers in left for _ in range(times)]


def released(left: Sequence[Record], threshold: int = 5, offered: Consultation = TINY) -> Summary:
    return summarise({1: offered}, offered.phases[0].id, left, threshold)


def cells(summary: Summary) -> dict[str, dict[str, int | None]]:
    return {table.step: dict(table.cells) for table in summary.tables}


def test_figures_of_enough_people_are_published() -> None:
    summary = released(records((7, {"colour": "a", "why": "because"}), (6, {"colour": "b"})))
    assert (summary.consultation, summary.version, summary.phase, summary.threshold) == ("tiny", 1, "hearing", 5)
    assert (summary.took_part, summary.finished) == (13, 7)
    assert cells(summary) == {
        "colour": {"a": 7, "b": 6, "c": 0, NO_ANSWER: 0},
        "why": {"given": 7, NO_ANSWER: 6},
    }


def test_about_fewer_than_k_nothing_is_said() -> None:
    summary = released(records((4, {"colour": "a"})))
    assert summary == Summary("tiny", 1, "hearing", 5, took_part=None, finished=None, tables=())


def test_about_nobody_nothing_is_said() -> None:
    assert released([]).took_part is None


def test_small_cells_and_those_that_would_betray_them_are_held_back() -> None:
    some = records((20, {"colour": "a"}), (7, {"colour": "b"}), (2, {"colour": "c"}))
    assert cells(released(some))["colour"] == {"a": 20, "b": None, "c": None, NO_ANSWER: 0}


def test_who_skips_has_finished_and_who_stops_has_not() -> None:
    skipped = Record(1, {"colour": "a"}, frozenset({"why"}))
    assert released([*[skipped] * 9, *records((8, {"colour": "a"}))]).finished == 9
    assert released([*[skipped] * 9, *records((1, {"colour": "a"}))]).finished is None


def test_who_has_read_what_there_is_to_read_has_finished() -> None:
    text = {"id": "news", "kind": "information", "title": both("News"), "text": both("A tree needs water.")}
    offered = consultation(phase(text, choice()))
    unread = records((6, {"colour": "a"}))
    summary = released([*[Record(1, {"colour": "a"}, frozenset({"news"}))] * 7, *unread], offered=offered)
    assert summary.finished == 7
    assert list(cells(summary)) == ["colour"]


def test_texts_are_counted_and_never_quoted() -> None:
    own = choice("colour") | {"other": True}
    left = records((9, {"colour": "@a secret", "why": "a secret"}))
    summary = released(left, offered=consultation(phase(own, words("why"))))
    assert "a secret" not in json.dumps(summary.data())
    assert cells(summary)["colour"] == {"a": 0, "b": 0, OTHER: 9, NO_ANSWER: 0}


KINDS: list[tuple[dict[str, Any], list[str], dict[str, int]]] = [
    (choice("x", 3), ["a", "b"], {"a": 7, "b": 6, "c": 0}),
    (SEVERAL | {"id": "x", "other": False}, ['["a", "b"]', '["b", "c"]'], {"a": 7, "b": 13, "c": 6}),
    ({"kind": "scale", "points": 3, "low": both("l"), "high": both("h")}, ["1", "3"], {"1": 7, "2": 0, "3": 6}),
    (choice("x", 3) | {"kind": "ranking"}, ['["b", "a", "c"]', '["c", "a", "b"]'], {"a": 0, "b": 7, "c": 6}),
    ({"kind": "open_text"}, ["one", "two"], {"given": 13}),
    ({"kind": "number", "least": 0, "most": 9}, ["1", "2"], {"given": 13}),
    ({"kind": "date"}, ["2027-06-14", "2027-06-15"], {"given": 13}),
]


@pytest.mark.parametrize(("step", "ballots", "figures"), KINDS, ids=[kind[0]["kind"] for kind in KINDS])
def test_every_kind_has_its_figures(step: dict[str, Any], ballots: list[str], figures: dict[str, int]) -> None:
    head = {"id": "x", "question": both("X")}
    offered = consultation(phase(choice("first"), head | step))
    first, second = ({"first": "a", "x": ballot} for ballot in ballots)
    summary = released(records((7, first), (6, second), (5, {"first": "a"})), offered=offered)
    assert cells(summary)["x"] == {**figures, NO_ANSWER: 5}


def uses(*left: tuple[int, str]) -> dict[str, int | None]:
    offered = consultation(phase(choice("first"), SEVERAL))
    answers = [(times, {"first": "a"} | ({"uses": ballot} if ballot else {})) for times, ballot in left]
    return cells(released(records(*answers), offered=offered))["uses"]


def test_of_several_choices_each_is_counted() -> None:
    assert uses((9, '["a", "b"]'), (6, '["b", "@x"]'), (5, '["c"]')) == {
        "a": 9, "b": 15, "c": 5, OTHER: 6, NO_ANSWER: 0
    }  # fmt: skip


def test_few_who_chose_it_are_held_back() -> None:
    assert uses((20, '["a"]'), (9, '["b"]'), (6, '["c"]'), (2, '["c", "@x"]')) == {
        "a": 20, "b": 9, "c": None, OTHER: None, NO_ANSWER: 0
    }  # fmt: skip


def test_few_who_did_not_choose_it_are_held_back_as_well() -> None:
    assert uses((20, '["a", "b"]'), (2, '["b"]'), (6, "")) == {
        "a": None, "b": None, "c": None, OTHER: None, NO_ANSWER: 6
    }  # fmt: skip


def test_nor_are_those_shown_who_alone_of_many_left_it_out() -> None:
    """Six want none of these. Of the fifteen others all chose a, and fourteen b: one did not."""
    assert uses((14, '["a", "b"]'), (1, '["a"]'), (6, '["c"]')) == {
        "a": None, "b": None, "c": 6, OTHER: 0, NO_ANSWER: 0
    }  # fmt: skip


def test_few_who_gave_no_answer_leave_nothing_to_show() -> None:
    assert set(uses((9, '["a"]'), (6, '["b"]'), (2, "")).values()) == {None}


SETS = [
    ("any two", ['["a"]', '["b"]', '["c"]', '["a", "b"]', '["a", "c"]', '["b", "c"]'], range(3, 8)),
    ("one alone", ['["a"]', '["b"]', '["a", "b"]', '["c"]'], range(3, 13)),
    ("two, and one alone", ['["a", "b"]', '["a"]', '["c"]'], range(3, 19)),
    ("always two, or one alone", ['["a", "b"]', '["a", "@x"]', '["b", "@x"]', '["c"]'], range(14, 18)),
    ("two alone", ['["a", "b"]', '["a"]', '["c"]', '["@x"]'], range(3, 13)),
]


@pytest.mark.parametrize(("ballots", "sizes"), [one[1:] for one in SETS], ids=[one[0] for one in SETS])
def test_of_several_choices_no_figure_about_few_can_be_computed(ballots: list[str], sizes: range) -> None:
    """Who chose what, and who did not: of all, and of those who did not choose what stands alone."""
    offered = consultation(phase(SEVERAL))
    kinds = [Record(1, {"uses": ballot}) for ballot in ballots]
    beside = {one for ballot in map(json.loads, ballots) for one in ballot if len(ballot) > 1}

    def secrets(crowd: Sequence[Record]) -> Secrets:
        found: Secrets = Counter()
        for chosen in (json.loads(record.answers["uses"]) for record in crowd):
            found.update((option, str(option in chosen)) for option in "abc")
            found.update(("beside", option, str(option in chosen)) for option in "ab" if set(chosen) & beside)
        return found

    groups = alike(crowds(kinds, sizes), lambda crowd: face(released(crowd, 3, offered)))
    for group in groups:
        if released(group[0], 3, offered).took_part is not None:
            assert told([secrets(crowd) for crowd in group], 3) == {}, released(group[0], 3, offered)


def test_most_choices_are_shown_beside_a_few_that_stand_alone() -> None:
    assert uses((30, '["a", "b"]'), (20, '["a", "@x"]'), (15, '["b"]'), (2, '["c"]')) == {
        "a": 50, "b": 45, "c": None, OTHER: 20, NO_ANSWER: 0
    }  # fmt: skip


FOLLOWED = phase(choice("home"), words("rent") | {"when": {"step": "home", "is": ["a"]}})


def test_an_answer_counts_while_its_step_is_on_the_way() -> None:
    """Six wrote about the rent, and then changed the answer that had led there."""
    left = records((9, {"home": "a", "rent": "x"}), (6, {"home": "b", "rent": "x"}), (5, {"home": "a"}))
    assert cells(released(left, offered=consultation(FOLLOWED)))["rent"] == {"given": 9, NO_ANSWER: 5, NOT_ASKED: 6}


OLD = consultation(FOLLOWED)
NEW = consultation(phase(*FOLLOWED["steps"], choice("more")), version=2)


def test_answers_are_pooled_over_versions() -> None:
    left = records((9, {"home": "a", "rent": "x"}), (6, {"home": "b"}))
    left += records((7, {"home": "a", "rent": "x", "more": "a"}), (5, {"home": "b", "more": "b"}), version=2)
    summary = summarise({1: OLD, 2: NEW}, "hearing", left, 5)
    assert (summary.version, summary.took_part) == (2, 27)
    assert cells(summary) == {
        "home": {"a": 16, "b": 11, NO_ANSWER: 0},
        "rent": {"given": 16, NO_ANSWER: 0, NOT_ASKED: 11},
        "more": {"a": 7, "b": 5, NO_ANSWER: 0, NOT_ASKED: 15},
    }


def test_few_on_an_older_version_are_not_shown_by_what_they_were_not_asked() -> None:
    left = records((3, {"home": "a"})) + records((20, {"home": "a", "more": "a"}), version=2)
    summary = summarise({1: OLD, 2: NEW}, "hearing", left, 5)
    assert set(cells(summary)["more"].values()) == {None}
    assert cells(summary)["home"] == {"a": 23, "b": 0, NO_ANSWER: 0}


def test_nor_by_the_difference_of_what_two_versions_added() -> None:
    """Ten on the first version, one on the second: not asked are ten, and eleven."""
    last = consultation(phase(*FOLLOWED["steps"], choice("more"), choice("most")), version=3)
    left = records((10, {"home": "b"})) + records((1, {"home": "b", "more": "a"}), version=2)
    left += records((20, {"home": "b", "more": "a", "most": "a"}), version=3)
    shown = cells(summarise({1: OLD, 2: NEW, 3: last}, "hearing", left, 5))
    assert shown["more"] == {"a": 21, "b": 0, NO_ANSWER: 0, NOT_ASKED: 10}
    assert set(shown["most"].values()) == {None}


def test_each_is_asked_as_their_own_version_asks() -> None:
    """The second version asks about the rent of everybody."""
    newer = consultation(phase(choice("home"), words("rent")), version=2)
    left = records((9, {"home": "a", "rent": "x"}), (6, {"home": "b", "rent": "x"}))
    left += records((7, {"home": "b", "rent": "x"}), version=2)
    shown = cells(summarise({1: OLD, 2: newer}, "hearing", left, 5))
    assert shown["rent"] == {"given": 16, NO_ANSWER: 0, NOT_ASKED: 6}


@given(
    st.lists(
        st.builds(
            Record,
            st.just(1),
            st.fixed_dictionaries({"colour": st.sampled_from("abc")}, optional={"why": st.just("x")}),
        ),
        max_size=30,
    ),
    st.integers(2, 9),
)
def test_every_table_adds_up_to_all_who_took_part_or_has_gaps(left: list[Record], threshold: int) -> None:
    summary = released(left, threshold)
    assert (summary.took_part is None) == (len(left) < threshold)
    for table in summary.tables:
        figures = list(table.cells.values())
        assert not table.whole or sum(figure or 0 for figure in figures) == summary.took_part


FIGURES = st.none() | st.integers(0, 10**6)
TABLES = st.builds(Table, st.text(max_size=5), st.dictionaries(st.text(max_size=5), FIGURES, max_size=4))
SUMMARIES = st.builds(
    Summary,
    consultation=st.text(max_size=9),
    version=st.integers(1, 9999),
    phase=st.text(max_size=9),
    threshold=st.integers(2, 20),
    took_part=FIGURES,
    finished=FIGURES,
    tables=st.lists(TABLES, max_size=3).map(tuple),
)


@given(SUMMARIES)
def test_a_summary_comes_back_from_storage_as_it_was(summary: Summary) -> None:
    assert Summary.from_data(json.loads(json.dumps(summary.data()))) == summary


def test_a_summary_that_was_stored_before_there_were_phases_can_be_read() -> None:
    data = released([]).data()
    del data["phase"]
    assert Summary.from_data(data).phase == ""

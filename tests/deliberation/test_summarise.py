"""From what participants left to what is published."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from deliberation.releases import NO_ANSWER, Record, Summary, Table, summarise
from tests.deliberation.files import choice, consultation, phase, words

TINY = consultation(phase(choice("colour", options=3), words("why")))


def records(*counted: tuple[int, bool, dict[str, str]]) -> list[Record]:
    """So many participants who left the same."""
    return [Record(finished, answers) for times, finished, answers in counted for _ in range(times)]


def cells(summary: Summary) -> dict[str, dict[str, int | None]]:
    return {table.step: dict(table.cells) for table in summary.tables}


def test_figures_of_enough_people_are_published() -> None:
    summary = summarise(TINY, records((7, True, {"colour": "a", "why": "because"}), (6, False, {"colour": "b"})), 5)
    assert (summary.consultation, summary.version, summary.threshold) == ("tiny", 1, 5)
    assert (summary.took_part, summary.finished) == (13, 7)
    assert cells(summary) == {
        "colour": {"a": 7, "b": 6, "c": 0, NO_ANSWER: 0},
        "why": {"given": 7, NO_ANSWER: 6},
    }


def test_about_fewer_than_k_nothing_is_said() -> None:
    summary = summarise(TINY, records((4, True, {"colour": "a"})), 5)
    assert summary == Summary("tiny", 1, 5, took_part=None, finished=None, tables=())


def test_about_nobody_nothing_is_said() -> None:
    assert summarise(TINY, [], 5).took_part is None


def test_small_cells_and_those_that_would_betray_them_are_held_back() -> None:
    some = records((20, True, {"colour": "a"}), (7, True, {"colour": "b"}), (2, True, {"colour": "c"}))
    assert cells(summarise(TINY, some, 5))["colour"] == {"a": 20, "b": None, "c": None, NO_ANSWER: 0}


def test_how_many_left_is_protected_as_well() -> None:
    summary = summarise(TINY, records((9, True, {"colour": "a"}), (1, False, {"colour": "a"})), 5)
    assert (summary.took_part, summary.finished) == (10, None)


def test_texts_are_counted_and_never_quoted() -> None:
    summary = summarise(TINY, records((9, True, {"colour": "a", "why": "a secret"})), 5)
    assert "a secret" not in json.dumps(summary.data())


@given(
    st.lists(
        st.builds(
            Record,
            st.booleans(),
            st.fixed_dictionaries({"colour": st.sampled_from("abc")}, optional={"why": st.just("x")}),
        ),
        max_size=30,
    ),
    st.integers(2, 9),
)
def test_every_table_adds_up_to_all_who_took_part_or_has_gaps(left: list[Record], threshold: int) -> None:
    summary = summarise(TINY, left, threshold)
    assert (summary.took_part is None) == (len(left) < threshold)
    for table in summary.tables:
        figures = list(table.cells.values())
        assert None in figures or sum(figure or 0 for figure in figures) == summary.took_part


FIGURES = st.none() | st.integers(0, 10**6)
TABLES = st.builds(Table, st.text(max_size=5), st.dictionaries(st.text(max_size=5), FIGURES, max_size=4))
SUMMARIES = st.builds(
    Summary,
    consultation=st.text(max_size=9),
    version=st.integers(1, 9999),
    threshold=st.integers(2, 20),
    took_part=FIGURES,
    finished=FIGURES,
    tables=st.lists(TABLES, max_size=3).map(tuple),
)


@given(SUMMARIES)
def test_a_summary_comes_back_from_storage_as_it_was(summary: Summary) -> None:
    assert Summary.from_data(json.loads(json.dumps(summary.data()))) == summary

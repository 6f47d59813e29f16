"""A dot on the map is never one person, and everybody is in one."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.cells import cells, centre, hull

PLACES = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)).map(lambda at: (float(at[0]), float(at[1]))))


@given(PLACES, st.integers(1, 6))
def test_everybody_is_in_a_cell_of_enough_and_of_few(places: list[tuple[float, float]], fewest: int) -> None:
    found = cells(places, fewest)
    assert sum(cell.people for cell in found) == (len(places) if len(places) >= fewest else 0)
    assert all(fewest <= cell.people < 2 * fewest for cell in found)


@given(PLACES, st.integers(1, 6), st.randoms(use_true_random=False))
def test_the_order_in_which_people_come_makes_no_difference(
    places: list[tuple[float, float]], fewest: int, chance: Random
) -> None:
    assert cells(chance.sample(places, len(places)), fewest) == cells(places, fewest)


@given(PLACES.filter(bool))
def test_the_middle_of_the_cells_is_the_middle_of_the_people(places: list[tuple[float, float]]) -> None:
    found = cells(places, 1)
    spread = [cell.place for cell in found for _ in range(cell.people)]
    assert centre(spread) == pytest.approx(centre(places))


def test_neighbours_are_together() -> None:
    here, there = [(0.0, 0.1 * number) for number in range(6)], [(9.0, 0.1 * number) for number in range(5)]
    assert {(round(cell.place[0]), cell.people) for cell in cells([*here, *there], 5)} == {(0, 6), (9, 5)}


def test_a_large_town_is_quick() -> None:
    chance = Random(1)
    places = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(33_000)]
    before = process_time()
    assert 60 < len(cells(places, 275)) <= 120
    assert process_time() - before < 2


@given(PLACES)
def test_the_hull_has_all_of_them_in_it_and_nothing_but_corners(places: list[tuple[float, float]]) -> None:
    corners = hull(places)
    assert set(corners) <= set(places)
    assert hull(corners) == corners
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True) if len(corners) > 2 else ():
        assert all((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for x, y in places)

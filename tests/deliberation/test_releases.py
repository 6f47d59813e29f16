"""Disclosure control against somebody who knows the rule, all published figures and the total.

Every possible table of a tiny domain is released; whoever sees a release knows the tables that lead to it and no more.
Here it is one table alone; `test_linked_tables` reads several together, `test_successive_releases` several releases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.releases import protect
from deliberation.releases.tables import beside_few

DOMAINS = [(2, 3, 14), (3, 3, 11), (4, 3, 9), (3, 5, 16), (4, 2, 8)]
"""Cells, threshold, most people."""

Counts = tuple[int, ...]
Released = tuple[int | None, ...]


def release(counts: Counts, threshold: int) -> Released:
    return tuple(protect(dict(enumerate(counts)), threshold).values())  # type: ignore[arg-type]


def tables(cells: int, total: int, least: int = 0, most: int | None = None) -> Iterator[Counts]:
    """Every way to spread so many people over so many cells."""
    for counts in product(range(least, (total if most is None else most) + 1), repeat=cells):
        if sum(counts) == total:
            yield counts


def alike(cells: int, threshold: int, total: int) -> dict[Released, list[Counts]]:
    """Everything released for a total, and the tables that it could come from."""
    found = defaultdict(list)
    for counts in tables(cells, total):
        found[release(counts, threshold)].append(counts)
    return found


@pytest.mark.parametrize(("cells", "threshold", "most"), DOMAINS)
def test_no_cell_held_back_can_be_worked_out(cells: int, threshold: int, most: int) -> None:
    for total in range(threshold, most + 1):
        for released, origins in alike(cells, threshold, total).items():
            if set(released) == {None}:
                continue
            for cell in (at for at, figure in enumerate(released) if figure is None):
                possible = {counts[cell] for counts in origins}
                assert len(possible) > 1, (released, origins)
                assert min(possible) < threshold <= max(possible), (released, origins)


@pytest.mark.parametrize(("cells", "threshold", "most"), DOMAINS)
def test_what_is_published_is_true_and_about_nobody_or_enough(cells: int, threshold: int, most: int) -> None:
    for total in range(threshold, most + 1):
        for counts in tables(cells, total):
            for figure, count in zip(release(counts, threshold), counts, strict=True):
                assert figure is None or (figure == count and (count == 0 or count >= threshold))


@pytest.mark.parametrize(("cells", "threshold", "most"), DOMAINS)
def test_one_cell_alone_is_never_held_back(cells: int, threshold: int, most: int) -> None:
    """The total is published: a single gap would be filled by subtraction."""
    for total in range(threshold, most + 1):
        for released in alike(cells, threshold, total):
            assert released.count(None) != 1


@pytest.mark.parametrize(("cells", "threshold", "most"), DOMAINS)
def test_it_holds_back_no_more_than_it_must(cells: int, threshold: int, most: int) -> None:
    """Against the rule as its docstring tells it, by enumeration in place of arithmetic."""
    for total in range(most + 1):
        for counts in tables(cells, total):
            assert release(counts, threshold) == expected(counts, threshold), counts


def expected(counts: Counts, threshold: int) -> Released:
    """The smallest cells together, as few as leave every one of them in doubt; all when none do."""
    if not any(0 < count < threshold for count in counts):
        return counts
    sizes = sorted({count for count in counts if count})
    for level, above in pairwise(sizes):
        held = [at for at, count in enumerate(counts) if 0 < count <= level]
        exposed = any(0 < count < threshold for count in counts if count > level)
        if not exposed and in_doubt([counts[at] for at in held], above, threshold):
            return tuple(None if at in held else count for at, count in enumerate(counts))
    return (None,) * len(counts)


def in_doubt(held: list[int], above: int, threshold: int) -> bool:
    """Whether the first cell (and so each) can be below the threshold and at it, in tables that fit what is known."""
    possible = {counts[0] for counts in tables(len(held), sum(held), least=1, most=above - 1)}
    return len(held) > 1 and min(possible) < threshold <= max(possible)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=8), st.integers(2, 9))
def test_large_tables_keep_their_cells_and_their_secrets(counts: dict[str, int], threshold: int) -> None:
    released = protect(counts, threshold)
    assert list(released) == list(counts)
    assert list(released.values()).count(None) != 1 or len(counts) == 1
    assert all(figure in (None, counts[cell]) for cell, figure in released.items())
    assert not any(figure is not None and 0 < figure < threshold for figure in released.values())


@pytest.mark.parametrize(("cells", "threshold", "total"), [(2, 3, 16), (3, 3, 13), (3, 4, 13), (4, 3, 11), (3, 5, 15)])
def test_who_gave_no_answer_is_never_told_where_they_are_few(cells: int, threshold: int, total: int) -> None:
    """Whoever knows the rule, what is shown and how many were asked is left with more than one number of them, and
    with no option of which it is sure that it was chosen by few.
    """
    found = defaultdict(list)
    for silent in range(1, threshold):
        for counts in tables(cells, total - silent):
            shown = beside_few(dict(enumerate(counts)), silent, threshold)  # type: ignore[arg-type]
            found[tuple(shown.items())].append((silent, counts))
    assert any(None not in list(dict(shown).values())[:1] for shown in found)
    for shown, possible in found.items():
        assert len({silent for silent, _ in possible}) > 1, shown
        for cell in range(cells):
            sizes = {counts[cell] for _, counts in possible}
            assert not all(0 < size < threshold for size in sizes), (shown, cell)

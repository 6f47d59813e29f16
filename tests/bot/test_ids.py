"""Ids sort in the order in which they were made, whatever the clock does and from whichever thread they are asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from bot.ids import IdSource, random_id, random_secret, random_token
from screens.links import Link, LinkKind, start_parameter


@given(st.lists(st.integers(0, 2**41), min_size=1, max_size=50))
def test_ids_grow_although_the_clock_jumps(moments: list[int]) -> None:
    clock = iter(moments)
    source = IdSource(lambda: next(clock))
    made = [source() for _ in moments]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_id_is_a_uuid_of_version_7_and_tells_its_moment() -> None:
    made = UUID(IdSource(lambda: 1_795_000_000_123)())
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == 1_795_000_000_123


def test_more_ids_than_fit_a_millisecond_still_grow() -> None:
    source = IdSource(lambda: 7)
    made = list(islice(iter(source, None), 300_000))
    assert made == sorted(set(made))


def test_threads_never_get_the_same_place_in_the_order() -> None:
    source = IdSource(lambda: 7)
    with ThreadPoolExecutor(8) as threads:
        batches = list(threads.map(lambda _: [source() for _ in range(2_000)], range(16)))
    assert all(batch == sorted(batch) for batch in batches)
    places = {made[:18] for batch in batches for made in batch}  # moment, version and counter; the rest is chance
    assert len(places) == 16 * 2_000


def test_what_must_not_be_guessed_is_long_and_fits_where_it_is_carried() -> None:
    assert len(random_token()) == 16
    assert len(random_id()) == 32
    assert len(start_parameter(Link(LinkKind.INVITATION, random_secret()))) <= 64
    assert len({random_secret() for _ in range(100)}) == 100

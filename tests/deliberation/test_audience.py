"""Whom a consultation is for, and the doors that lead in and out."""

from __future__ import annotations

import pytest

from deliberation.definition import Audience
from deliberation.engine import Agree, Back, Begin, Given, StayOut
from deliberation.errors import MovedOn
from deliberation.participation import CONSENT, OUTSIDE, WELCOME
from tests.deliberation.files import consultation
from tests.deliberation.walks import HERE, TINY, WIDE, Walk


@pytest.mark.parametrize(
    ("audience", "asks", "reads_es"),
    [
        (None, False, True),
        (HERE, True, True),
        ({"interests": [{"en": "trees", "es": "árboles"}]}, True, True),
        ({"languages": ["en"]}, False, False),
        ({"languages": ["es", "en"]}, False, True),
    ],
)
def test_who_lives_or_cares_says_so_and_who_reads_is_known(
    audience: dict[str, object] | None, asks: bool, reads_es: bool
) -> None:
    read = consultation(**({} if audience is None else {"audience": audience})).audience
    assert (read.asks, read.reads("es"), read.reads("en")) == (asks, reads_es, True)


def test_without_an_audience_it_is_for_everybody() -> None:
    assert TINY.audience == Audience()
    assert Audience().reads("xx")
    assert WIDE.audience.districts == ({"en": "the square", "es": "la plaza"},)


@pytest.mark.parametrize(
    ("inputs", "place"),
    [
        ((StayOut(),), OUTSIDE),
        ((StayOut(), Back()), WELCOME),
        ((StayOut(), StayOut()), OUTSIDE),
        ((StayOut(), Begin()), CONSENT),
        ((Begin(), StayOut()), OUTSIDE),
        ((StayOut(), Agree()), CONSENT),
        ((StayOut(), Begin(), Agree()), "note"),
    ],
    ids=str,
)
def test_who_is_outside_stays_so_until_they_begin(inputs: tuple[Given, ...], place: str) -> None:
    after = Walk().through(*inputs)
    assert after.place == place
    assert (after.consented_at is not None) == (place == "note")


def test_who_is_in_leaves_by_taking_back_and_not_by_the_door() -> None:
    walk = Walk()
    walk.through(Begin(), Agree())
    assert type(walk.take(StayOut())) is MovedOn
    assert walk.participation.consented_at is not None

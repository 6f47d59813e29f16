"""A notice is stored as what to say, and comes back as it was."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from deliberation.notices import (
    KINDS,
    ConsultationClosed,
    Explained,
    Notice,
    RoleWelcomed,
    SummaryReady,
    notice_from,
    parameters_of,
)

NOTICES: list[Notice] = [
    Explained("too_long", {"length": 3, "limit": 2, "text": "<&🌱"}),
    Explained("help", {}),
    RoleWelcomed("organiser"),
    ConsultationClosed("tiny", 1),
    SummaryReady("r"),
]


@pytest.mark.parametrize("notice", NOTICES, ids=str)
def test_a_notice_comes_back_from_storage_as_it_was(notice: Notice) -> None:
    assert notice_from(notice.kind, json.loads(json.dumps(parameters_of(notice)))) == notice


def test_every_kind_is_known_by_its_name() -> None:
    assert set(KINDS.values()) == set(get_args(Notice)) == {type(notice) for notice in NOTICES}


def test_a_kind_that_this_version_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        notice_from("elsewhere", {})

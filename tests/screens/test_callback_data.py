"""What a button carries: short enough for Telegram, read back as it was, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition.file.fields import IDENTIFIER, LANGUAGE
from screens.card import Action, Button, Press, callback_data, pressed

TOKENS = st.from_regex(r"[A-Za-z0-9_-]{16}", fullmatch=True)
REVISIONS = st.integers(0, 10**9 - 1)
ARGUMENTS = (
    st.sampled_from(["", "0", "12", "-other", "keep"])
    | st.from_regex(IDENTIFIER, fullmatch=True)
    | st.from_regex(LANGUAGE, fullmatch=True)
)


@given(TOKENS, REVISIONS, st.sampled_from(Action), ARGUMENTS)
def test_it_comes_back_as_it_went(token: str, revision: int, action: Action, argument: str) -> None:
    data = callback_data(token, revision, Button("any label", action, argument))
    assert len(data.encode()) <= 64
    assert pressed(data) == Press(token, revision, action, argument)


def test_the_longest_fits() -> None:
    longest = callback_data("t" * 16, 10**9 - 1, Button("", Action.CHOOSE, "a" * 34))
    assert len(longest.encode()) <= 64
    assert pressed(longest) is not None


def test_every_action_has_a_letter_of_its_own() -> None:
    assert all(len(action) == 1 for action in Action)


TOKEN = "t" * 16


@pytest.mark.parametrize(
    "data",
    [
        "",
        "vote:7",
        f"{TOKEN}.1.o",
        f"{TOKEN}.1.z.a",
        f"{TOKEN}.1.oo.a",
        f"{TOKEN}.-1.o.a",
        f"{TOKEN}.1000000000.o.a",
        f"{TOKEN}.1.o.A",
        f"{TOKEN}.1.o.{'a' * 35}",
        f"{TOKEN[1:]}.1.o.a",
        f"{TOKEN}.1.o.a\n",
        f" {TOKEN}.1.o.a",
        f"{TOKEN}.1.o.a.b",
        f"{TOKEN}.٣.o.a",
    ],
)
def test_what_no_card_ever_carried_is_nothing(data: str) -> None:
    assert pressed(data) is None


@given(st.text(max_size=64) | st.from_regex(r"\A[\w.-]{0,64}\Z"))
def test_garbage_is_nothing_or_reads_the_same_again(data: str) -> None:
    press = pressed(data)
    if press is not None:
        again = callback_data(press.token, press.revision, Button("", press.action, press.argument))
        assert pressed(again) == press

"""Whatever can be tapped can be typed, in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.taps import PLAIN
from screens.card import Action
from screens.typed import typed_action


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("agree", Action.AGREE),
        (" Agree. ", Action.AGREE),
        ("ACEPTO", Action.AGREE),
        ("back", Action.BACK),
        ("atrás", Action.BACK),
        ("skip", Action.SKIP),
        ("Saltar", Action.SKIP),
        ("my  answers", Action.ANSWERS),
        ("mis respuestas", Action.ANSWERS),
        ("What is stored", Action.STORED),
        ("qué se guarda", Action.STORED),
    ],
)
def test_the_words_of_buttons(text: str, action: Action) -> None:
    assert typed_action(text) is action
    assert action in PLAIN


@pytest.mark.parametrize("text", ["", "1", "agreed", "back to work", "/start", "x" * 5000])
def test_everything_else_is_an_answer(text: str) -> None:
    assert typed_action(text) is None


@given(st.text())
def test_nothing_is_too_strange(text: str) -> None:
    assert typed_action(text) is None or text.strip()

"""A command answers in the terminal's language, where the bot speaks it."""

from __future__ import annotations

import pytest

from bot.cli.language import terminal_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "ES@euro"}, "es"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "tlh_KX.UTF-8"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "es_MX.UTF-8"}, "es"),
        ({"LC_MESSAGES": "es_ES", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LANG": "es_ES"}, "es"),
    ],
)
def test_the_first_variable_that_is_set_decides(environment: dict[str, str], language: str) -> None:
    assert terminal_language(environment) == language

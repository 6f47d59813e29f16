"""The language in which a command answers: the terminal's, where the bot speaks it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from screens.voice import SOURCE, spoken

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which POSIX looks at them: the first that is set decides."""


def terminal_language(environment: Mapping[str, str]) -> str:
    """The language of the environment if the bot speaks it, else the source language."""
    locale = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    language = re.split(r"[_.@-]", locale, maxsplit=1)[0].lower()
    return language if language in spoken() else SOURCE

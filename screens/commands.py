"""The commands that Telegram offers beside the field for writing, in words of each language."""

from __future__ import annotations

from screens.voice import voice


def commands(language: str) -> tuple[tuple[str, str], ...]:
    """Each command with what it does."""
    say = voice(language).say
    return (
        ("start", say("Where I am")),
        ("answers", say("My answers")),
        ("menu", say("What else I can do")),
        ("language", say("Language")),
        ("delete", say("Delete everything about me")),
        ("help", say("Help")),
    )

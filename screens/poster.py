"""The standing words of a poster; the rest of it is the consultation's own."""

from __future__ import annotations

from dataclasses import dataclass

from screens.voice import voice


@dataclass(frozen=True)
class PosterWords:
    scan: str
    opens: str
    telephone: str


def poster_words(language: str) -> PosterWords:
    """The words in this language. Plain text: a picture knows no HTML."""
    label = voice(language).label
    return PosterWords(
        scan=label("Scan the code with your phone's camera."),
        opens=label("It opens in Telegram. A program asks the questions there."),
        telephone=label("Telephone:"),
    )

"""What all words for mistakes have in common: they end in what was probably meant, or in what there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from screens.voice import Voice

Parameters = Mapping[str, str | int]
Words = Callable[[Voice, Parameters], str]


def meant(voice: Voice, what: str, parameters: Parameters) -> str:
    """The words, and what was probably meant; else what is known, so that nobody has to look it up."""
    if parameters.get("meant"):
        return joined(what, voice.say("Did you mean {meant}?", meant=str(parameters["meant"])))
    if parameters.get("known"):
        return joined(what, voice.say("Known here: {known}.", known=str(parameters["known"])))
    return what


def joined(*sentences: str) -> str:
    """Several sentences in one line. A text inside another's f-string would not be found by whoever translates."""
    return " ".join(sentences)

"""A poll of Telegram's own, as it stands beside one of ours: plain texts, with what has to be known before a vote."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.definition import Consultation
from screens.poll import raw_words
from screens.steps import cell_labels
from screens.voice import Voice, voice


@dataclass(frozen=True)
class NativePoll:
    """`several`: whether more than one option may be chosen."""

    question: str
    options: tuple[str, ...]
    several: bool
    description: str


def native_poll(about: Consultation) -> NativePoll:
    """In the language of the group, with the options in the order of ours."""
    v = voice(about.languages[0])
    (step,) = about.steps()
    labels = cell_labels(step, v.language, about.languages[0], v)
    return NativePoll(
        question=raw_words(step.question, about, v),
        options=tuple(labels[option] for option in step.choices()),
        several=not step.divides,
        description=_description(v),
    )


def _description(v: Voice) -> str:
    return v.label(
        "Votes here count for those who have agreed above: tap an answer there first. Votes of others do not count. "
        "Telegram shows here who chose what. Its figures are its own. The count that holds is in the message above."
    )

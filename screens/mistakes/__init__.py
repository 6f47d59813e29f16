"""Words for what can be wrong in a consultation's file: where it is, what it is, and the cure.

Everything is Telegram's HTML, as all screens are; a terminal undoes the escapes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deliberation.definition import Consultation
from deliberation.errors import Mistake
from screens.mistakes import of_conditions, of_content, of_meetings, of_pictures, of_syntax, of_versions
from screens.mistakes.place import key_of, place
from screens.mistakes.saying import Words
from screens.voice import Voice

WORDS: Mapping[str, Words] = {
    **of_syntax.WORDS,
    **of_content.WORDS,
    **of_conditions.WORDS,
    **of_meetings.WORDS,
    **of_pictures.WORDS,
    **of_versions.WORDS,
}


def refusal(name: str, mistakes: Sequence[Mistake], voice: Voice, most: int | None = None) -> str:
    """That a file cannot be used yet, and its mistakes; the first `most` of them where not all fit into a message."""
    lines = mistake_lines(mistakes[:most], voice)
    if len(lines) < len(mistakes):
        lines.append(voice.say("And {number} more after these.", number=len(mistakes) - len(lines)))
    return "\n".join((voice.say("I cannot use {name} yet; nothing was changed.", name=name), *lines))


def acceptance(name: str, consultation: Consultation, voice: Voice) -> str:
    """That a file is in order, and what it holds."""
    questions = sum(step.asks for step in consultation.steps())
    return voice.say(
        "{name} is in order: {id}, version {version}, {questions}.",
        name=name,
        id=consultation.id,
        version=str(consultation.version),
        questions=voice.count("{number} question", "{number} questions", questions),
    )


def mistake_lines(mistakes: Sequence[Mistake], voice: Voice) -> list[str]:
    """One line for each mistake, in the order of the file."""
    return [f"{place(mistake, voice)}: {_words(mistake, voice)}" for mistake in mistakes]


def _words(mistake: Mistake, voice: Voice) -> str:
    return WORDS[mistake.code](voice, {"key": key_of(mistake), "where": mistake.where, **mistake.parameters})

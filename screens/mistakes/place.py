"""Where a mistake is: its line, and the phase, question or option by their own words, as their author knows them."""

from __future__ import annotations

import re

from deliberation.errors import Mistake, Part
from screens.mistakes import of_conditions, of_syntax, of_versions
from screens.voice import Voice

LONGEST = 50
"""Characters of a question that are quoted: enough to know it by."""

NAMED = re.compile(r"^phases\[\d+\](\.steps\[\d+\](\.options\[\d+\])?)?\.?")
INDEX = re.compile(r"\[\d+\]")

KEYLESS = frozenset((*of_syntax.WORDS, *of_conditions.WORDS, *of_versions.WORDS)) | {
    "missing", "unknown_key", "misplaced", "count", "steps_in_all", "double_brackets", "label_twice", "only_none",
    "closes_before_opens", "phases_out_of_order", "phases_overlap", "nothing_to_answer", "language_forgotten",
    "kind",
}  # fmt: skip
"""Their words say themselves which key it is."""

OF_THE_TABLE = frozenset({"text_missing", "language_unlisted", "heading_missing"})
"""They are about the text in which a language lacks, or is too much."""

FURTHER_IN = frozenset({"missing", "unknown_key", "count"})
"""What they are about may stand in a table inside a question; that table is named."""


def place(mistake: Mistake, voice: Voice) -> str:
    """Line 18, question "How do your children get to school?"."""
    if mistake.line is None:
        return voice.say("The file")
    parts = [_part(part, voice) for part in _told(mistake.within)]
    return ", ".join((voice.say("Line {line}", line=str(mistake.line)), *parts, *_key(mistake)))


def key_of(mistake: Mistake) -> str:
    """The last key on the way to a mistake."""
    return INDEX.sub("", mistake.where.rpartition(".")[2])


def _key(mistake: Mistake) -> list[str]:
    rest = INDEX.sub("", NAMED.sub("", mistake.where))
    if mistake.code in FURTHER_IN | OF_THE_TABLE:
        rest = rest.rpartition(".")[0]
    elif mistake.code in KEYLESS:
        rest = ""
    key = "".join(character for character in rest if character.isprintable())[:LONGEST]
    return [key] if key else []


def _told(within: tuple[Part, ...]) -> tuple[Part, ...]:
    """The question, and the option in it; the phase only where there is no question."""
    return within[1:] or within


def _part(part: Part, voice: Voice) -> str:
    names = map(_shortened, (part.words.get(voice.language, ""), *part.words.values(), part.id))
    words = next(filter(None, names), "")
    match part.kind, bool(words):
        case "phase", True:
            return voice.say('phase "{words}"', words=words)
        case "phase", False:
            return voice.say("phase {number}", number=part.number)
        case "option", True:
            return voice.say('option "{words}"', words=words)
        case "option", False:
            return voice.say("option {number}", number=part.number)
        case "text", True:
            return voice.say('text "{words}"', words=words)
        case "text", False:
            return voice.say("text {number}", number=part.number)
        case _, True:
            return voice.say('question "{words}"', words=words)
    return voice.say("question {number}", number=part.number)


def _shortened(text: str) -> str:
    line = "".join(character for character in " ".join(text.split()) if character.isprintable())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"

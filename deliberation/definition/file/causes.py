"""One slip is told once: what only follows from another mistake is left out, and what it really was is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from deliberation.errors import Mistake

STRANGE = frozenset({"unknown_key", "language_unlisted", "heading_missing"})
OF_QUESTIONS = frozenset({"id", "kind", "required", "when", "question", "options", "steps", "opens", "closes"})
MISSING = frozenset({"missing", "text_missing"})
OF_LANGUAGES = frozenset({"language_unlisted", "text_missing", "language_unknown"})
"""Told against the list of languages, and so only where that list could be read."""


def causes(mistakes: Collection[Mistake], lost: Collection[str]) -> list[Mistake]:
    """The mistakes that are causes. `lost` are the places whose values could not be read at all."""
    left = [mistake for mistake in mistakes if not any(_is_in(mistake.where, place) for place in lost)]
    if any(_is_in(place, "languages") for place in (*lost, *(mistake.where for mistake in left))):
        left = [mistake for mistake in left if mistake.code not in OF_LANGUAGES]
    return _languages_once(_without_slips(_moved_up(_headings(left))))


def _is_in(where: str, place: str) -> bool:
    return bool(place) and (where == place or where.startswith((f"{place}.", f"{place}[")))


def _moved_up(mistakes: list[Mistake]) -> list[Mistake]:
    """A key of the whole file that stands below a heading belongs to what the heading names, and is missed above."""
    missed = {mistake.where for mistake in mistakes if mistake.code == "missing" and "." not in mistake.where}
    strayed = {_key(mistake) for mistake in mistakes if mistake.code in STRANGE and "." in mistake.where} & missed
    return [
        replace(mistake, code="misplaced", parameters={"value": _key(mistake)})
        if mistake.code in STRANGE and "." in mistake.where and _key(mistake) in strayed
        else mistake
        for mistake in mistakes
        if not (mistake.code == "missing" and mistake.where in strayed)
    ]


def _without_slips(mistakes: list[Mistake]) -> list[Mistake]:
    """A key with a slip of the pen is not missing besides."""
    meant = {_beside(mistake, str(mistake.parameters["meant"])) for mistake in mistakes if mistake.code in STRANGE}
    return [mistake for mistake in mistakes if mistake.code not in MISSING or mistake.where not in meant]


def _headings(mistakes: list[Mistake]) -> list[Mistake]:
    """A heading that is missing leaves the keys of a question among the texts above it; the first of them says so."""
    told: list[Mistake] = []
    tables: set[str] = set()
    for mistake in mistakes:
        table, _, key = mistake.where.rpartition(".")
        if mistake.code != "language_unlisted" or key not in OF_QUESTIONS:
            told.append(mistake)
        elif table not in tables:
            tables.add(table)
            told.append(replace(mistake, code="heading_missing"))
    return told


def _languages_once(mistakes: list[Mistake]) -> list[Mistake]:
    """A language that many texts have is most likely forgotten in the list of languages."""
    times = Counter(mistake.parameters["value"] for mistake in mistakes if mistake.code == "language_unlisted")
    told: list[Mistake] = []
    for mistake in mistakes:
        if mistake.code != "language_unlisted" or times[mistake.parameters["value"]] == 1:
            told.append(mistake)
        elif count := times.pop(mistake.parameters["value"], 0):
            told.append(Mistake("languages", "language_forgotten", {**mistake.parameters, "count": count}))
    return told


def _key(mistake: Mistake) -> str:
    return mistake.where.rpartition(".")[2]


def _beside(mistake: Mistake, key: str) -> str:
    return ".".join(part for part in (mistake.where.rpartition(".")[0], key) if part)

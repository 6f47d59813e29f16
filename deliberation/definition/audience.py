"""Whom a consultation is for. Nobody's district or interest is stored: a resident says whether they belong."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.definition.file.fields import LANGUAGE, Fields
from deliberation.definition.words import Words


@dataclass(frozen=True)
class Audience:
    """One of the three: who lives in one of these districts, cares for one of these interests, or reads one of these
    languages. All empty: everybody.
    """

    districts: tuple[Words, ...] = ()
    interests: tuple[Words, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether a resident has to say that they belong."""
        return bool(self.districts or self.interests)

    def reads(self, language: str) -> bool:
        """Whether somebody who reads this language belongs, as far as languages go."""
        return not self.languages or language in self.languages

    @classmethod
    def read(cls, fields: Fields) -> Audience:
        """The audience from its table."""
        audience = cls(
            districts=tuple(fields.list_of_words("districts", 60, most=12)),
            interests=tuple(fields.list_of_words("interests", 60, most=12)),
            languages=fields.texts("languages", LANGUAGE, most=12) if fields.has("languages") else (),
        )
        if sum(fields.has(key) for key in ("districts", "interests", "languages")) != 1:
            fields.wrong("", "audience_one")
        for language in audience.languages:
            if language not in fields.languages:
                fields.unknown("languages", "language_unknown", language, fields.languages)
        fields.close()
        return audience

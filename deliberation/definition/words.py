"""Texts in several languages."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]
"""One text in several languages: code of the language -> text."""


def in_language(words: Words, language: str, fallback: str) -> str:
    """The text in `language`, else in `fallback`, which every text of a definition has."""
    return words.get(language) or words[fallback]

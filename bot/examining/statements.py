"""What residents' own statements may be helped by: finding near-duplicates by meaning, and translating by machine."""

from __future__ import annotations

from typing import Final

from bot.config import Config
from bot.examining.finding import Finding
from bot.meaning import installed
from bot.translating import LibreTranslate, NotTranslated, Why

SETTING: Final = "[translation] url"
WORDS: Final = {
    Why.OFF: f"it does not answer as it should. Start it, or correct {SETTING}.",
    Why.BUSY: "it has had too many requests. Later it may work.",
    Why.REFUSED: f"it refuses. Check {SETTING}, and the key in [translation] key_file.",
}


async def meaning(_: Config) -> Finding:
    """Whether statements are compared by what they mean."""
    if installed():
        return Finding(True, "found by meaning, in 15 languages and across them; by letters in others.")
    return Finding(True, "found by letters alone, within one language. By meaning: 'make meaning'.")


async def translation(config: Config) -> Finding | None:
    """Whether the server translates out of the town's language; nothing where it is off."""
    if not config.translation_url:
        return None
    server, language = LibreTranslate(config.translation_url, config.translation_key), config.town.language
    try:
        targets = (await server.languages()).get(language, frozenset()) - {language}
        if not targets:
            return Finding(False, f"it answers, but does not translate {language}, the town's language.")
        await server.translate("2027", language, min(targets))
    except NotTranslated as failure:
        return Finding(False, WORDS.get(failure.why, "it does not do what it says it can."))
    return Finding(True, f"it translates {language} into {len(targets)} languages.")

"""What languages are called in their own script. The locale data have them all, at half a megabyte of memory each."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

NAMES = {
    "am": "አማርኛ", "ar": "العربية", "be": "Беларуская", "bg": "Български", "bn": "বাংলা", "bs": "Bosanski",
    "ca": "Català", "cs": "Čeština", "cy": "Cymraeg", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά",
    "en": "English", "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی", "fi": "Suomi", "fr": "Français",
    "ga": "Gaeilge", "gl": "Galego", "ha": "Hausa", "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar", "hy": "Հայերեն",
    "is": "Íslenska", "it": "Italiano", "ka": "ქართული", "ku": "Kurdî (kurmancî)", "lb": "Lëtzebuergesch",
    "lt": "Lietuvių", "lv": "Latviešu", "mk": "Македонски", "mt": "Malti", "nb": "Norsk bokmål", "nl": "Nederlands",
    "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ps": "پښتو", "pt": "Português", "ro": "Română", "ru": "Русский",
    "rw": "Ikinyarwanda", "se": "Davvisámegiella", "si": "සිංහල", "sk": "Slovenčina", "sl": "Slovenščina",
    "so": "Soomaali", "sq": "Shqip", "sr": "Српски", "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்", "ti": "ትግርኛ",
    "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "wo": "Wolof", "yo": "Èdè Yorùbá",
    "zh": "中文",
}  # fmt: skip
"""Those of Europe's towns and of many who have come to live there. Others are looked up when they are shown."""


def own_name(language: str) -> str:
    """A language's name in its own script: Español. Its code where the name is not known."""
    return NAMES.get(language) or _looked_up(language)


def _looked_up(language: str) -> str:
    try:
        name = Locale.parse(language).get_display_name(language) or language
    except UnknownLocaleError:
        name = language
    return name[:1].title() + name[1:]

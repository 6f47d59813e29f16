"""The mark that says that several answers can be chosen: (several), choose several, (elige varias), (kilka) ..."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

SEVERAL = (
    ("more than one", "all that apply", "as many as you like", "mas de una", "mas de uno", "todas las que quieras",
     "wiecej niz jedna", "wiecej niz jeden", "meer dan een", "mes d una", "mes d un", "totes les que vulguis",
     "bat baino gehiago"),
    ("several", "multiple", "varias", "varios", "multiples", "kilka", "wiele", "wielokrotny", "meerdere",
     "verschillende", "diverses", "diversos", "diverse", "unes quantes", "hainbat", "zenbait", "batzuk"),
)  # fmt: skip
"""What says it in each language: phrases, and words. Without accents."""

MAY_STAND = (
    "choose pick select tick check you can may please answers answer options choices choice possible allowed are is "
    "puedes puede elegir elige elija escoge escoger marca marcar respuestas opciones opcion respuesta posibles "
    "wybierz mozna mozesz wybrac zaznacz zaznaczyc odpowiedzi opcji wybor "
    "kies er kan kunt je u kiezen antwoorden opties mogelijk mogelijke zijn "
    "tria tria n pots triar escull escollir respostes opcions possibles "
    "aukeratu hautatu aukera erantzun dezakezu daitezke ditzakezu"
)
BESIDE = frozenset(MAY_STAND.split())
"""What may stand beside it."""

BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
LAST_SENTENCE = re.compile(r"[?؟？:,.]\s*([^?؟？:,.]{1,60})[.!:]?\s*$")


def without_mark(text: str) -> tuple[str, bool]:
    """A question without the mark, and whether it had one: in brackets, or as its last words."""
    rest, several = _without_bracket(text)
    found = LAST_SENTENCE.search(rest)
    if found is not None and is_mark(found[1]):
        return rest[: found.start(1)].rstrip().rstrip(":,"), True
    return rest, several


def option_without_mark(text: str) -> tuple[str, bool]:
    """An option without the mark; nothing of one that is only the mark. "Several" alone may be an option."""
    rest, several = _without_bracket(text)
    return ("", True) if _beside(rest) else (rest, several)


def is_mark(text: str) -> bool:
    """Whether these words say that several can be chosen, and nothing else."""
    return _beside(text) is not None


def _without_bracket(text: str) -> tuple[str, bool]:
    for found in BRACKETED.finditer(text):
        if is_mark(found[1]):
            after = text[found.end() :]
            return f"{text[: found.start()]}{' ' if after[:1].isalnum() else ''}{after}".strip(), True
    return text, False


def _beside(text: str) -> frozenset[str] | None:
    """The words that stand beside those which say it; None where nothing says it, or something else is said too."""
    plain = " ".join(re.findall(r"\w+", _plain(text)))
    for phrase in (one for kind in SEVERAL for one in kind):
        rest = f" {plain} ".replace(f" {phrase} ", " ", 1)
        if rest != f" {plain} ":
            return frozenset(rest.split()) if set(rest.split()) <= BESIDE else None
    return None


def _plain(text: str) -> str:
    """Without capitals and accents."""
    folded = normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(character for character in folded if not combining(character))

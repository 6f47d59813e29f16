"""What in a text may be somebody's name, number or address. Marks for whoever looks through it, and nothing more.

Better too many than too few: a mark costs a glance, and a name that was quoted cannot be taken back. Letters that know
no capitals, such as Arabic ones, hide their names from this.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

Span = tuple[int, int]
"""From which character, and up to which."""

_LETTERS = [chr(code) for code in range(0x530) if chr(code).isalpha()]  # Latin, Greek, Cyrillic
_UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
_LOWER = "".join(letter for letter in _LETTERS if letter.islower())
_CAPITAL = rf"(?<![\w'’])[{_UPPER}](?:['’][{_UPPER}])?[^\W\d_]*[{_LOWER}][^\W\d_]*(?:[-'’·][^\W\d_]+)*"
_BETWEEN = r"(?:de la|de los|del|de|la|van der|van den|van|den|der|ter|ten|von|y|i|d')"

TOGETHER = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:{_BETWEEN} )?{_CAPITAL})*")
"""A word with a capital, and those beside it."""

SHOUTED = re.compile(rf"(?<![\w'’-])(?<![{_UPPER}] )[{_UPPER}]{{3,}} [{_UPPER}]{{3,}}(?![\w'’-])(?! [{_UPPER}]{{2}})")
"""Two words in capitals; more of them are somebody's emphasis."""

_TITLES = (
    "mr mrs ms miss dr prof sir madam mayor councillor neighbour neighbor landlord landlady teacher family "
    "pan pani pana panu panem panią państwo państwa sąsiad sąsiadka sąsiada sąsiadki burmistrz wójt radny radna "
    "rodzina señor señora señorita sr sra srta don doña vecino vecina alcalde alcaldesa concejal concejala familia "
    "meneer mevrouw mevr dhr mw buurman buurvrouw burgemeester wethouder juf meester familie "
    "senyor senyora veí veïna alcaldessa regidor regidora família "
    "auzokide auzokoa alkate alkatea zinegotzi zinegotzia"
)
TITLES = frozenset(_TITLES.split())
"""What people are called by before their name."""

TITLES_AFTER = frozenset({"jaun", "jauna", "jaunak", "andre", "andrea", "andreak"})
"""And after it, in Basque."""

ARTICLES = frozenset({"en", "na"})
"""Before a name in Catalan; in other languages they are words as frequent as any."""

CATALAN = re.compile(r"\b(?:amb|els|dels|als|és|què|perquè|aquest|aquesta|nostre|nostra|hi)\b|l·l", re.IGNORECASE)
LONGEST_TITLE = 16
"""Characters, with what stands after it."""

_BEGINNINGS = (
    "the a an i we my our in on at if it is no not and but or for to why what when how all more most this that these "
    "there please as by from with keep make let ask call tell "
    "el la los las un una en de del al y o si no que es se por para con mi yo nos hay más qué cómo "
    "het de een ik we wij in op als is niet en maar of voor waarom wat hoe er meer dit dat geef maak "
    "w na z o i a nie że to jest są dla czy jak co proszę ja my więcej do u dlaczego "
    "els les i amb per què com és hi ha més eta ez da bat"
)
BEGINNINGS = frozenset(_BEGINNINGS.split())
"""Words that begin a sentence, and make no name of the one word with a capital after them."""

SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:;\n•*\"“”„«»¿¡([–—-])[\s\"“”„«»¿¡([–—-]*$")

INITIALS = re.compile(
    rf"(?<!\w)(?:[{_UPPER}]\.[ -]?){{1,3}}[{_UPPER}][^\W\d_]+|{_CAPITAL} (?:[{_UPPER}]\.[ -]?){{1,2}}(?!\w)"
)

A_DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"(?<![\w.,])[+(]{0,2}\d(?:[ \u00a0()./-]{0,2}\d){6,}")
NO_NUMBER = re.compile(
    r"(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d|\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}|"
    r"\d{1,3}(?:[ .\u00a0]?\d{3})*[ .\u00a0]?000"
)
"""Years, days and round amounts, which have as many digits as a telephone number."""

REACHED = re.compile(
    r"[^\s@<>()]{1,64}@[^\s@<>()]+\.\w+|(?<![\w.])@\w{3,}|(?:https?://|www\.)\S+|"
    r"(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\."
    r"(?:com|org|net|info|eu|pl|es|nl|cat|eus|be|de|fr|uk|ua|me)(?:/\S*)?(?!\w)",
    re.IGNORECASE,
)
"""Electronic mail, handles, pages of the web."""

_HOUSE = r"(?:[nN][.ºo°]* ?)?\d+\w?(?:/\d+)?"
_ROAD_FIRST = (
    r"(?i:ul\.|ulic\w+|al\.|alej\w+|os\.|osiedl\w+|pl\.|plac\w*|calle|c/|avenida|avda\.?|plaza|paseo|camino|"
    r"carrer|avinguda|plaça|passeig)"
)
_ROAD_LAST = (
    r"(?i:street|st\.?|road|rd\.?|avenue|ave\.?|lane|court|square|\w*(?:straat|laan|weg|plein|gracht|kade|steeg)|"
    r"\w*(?:kalea|kaleko|kalean|etorbidea|etorbidean|plaza|enparantza))"
)
_DOOR = (
    r"(?i:flat|apartment|apt\.?|mieszkani\w+|m\.|lokal\w*|piso|puerta|portal|escalera|appartement|huisnummer|"
    r"pis|porta|escala|pisua|atea)"
)
_OF = r"(?:(?:del?|l[ao]s?|els?|les|na|en) |[dl]['’])*"
LIVES = re.compile(
    rf"(?<!\w){_ROAD_FIRST} ?{_OF}{_CAPITAL}(?: [\w'’.-]+){{0,3}}?,? {_HOUSE}|"
    rf"(?<!\w)\d+\w? (?:{_CAPITAL} ){{1,3}}{_ROAD_LAST}(?!\w)|"
    rf"(?<!\w)(?:{_CAPITAL} ){{0,3}}{_ROAD_LAST},? {_HOUSE}|"
    rf"(?<!\w){_DOOR} {_HOUSE}"
)
"""A street with the number of a house, or the number of a door."""


def flagged(text: str) -> bool:
    """Whether anything in the text has to be looked at."""
    return any(True for _ in _found(text))


def spans(text: str) -> tuple[Span, ...]:
    """What has to be looked at, in order; what overlaps is one."""
    merged: list[Span] = []
    for begin, end in sorted(_found(text)):
        if merged and begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return tuple(merged)


def _found(text: str) -> Iterator[Span]:
    yield from _names(text)
    yield from (match.span() for match in SHOUTED.finditer(text))
    if "." in text or "@" in text:
        yield from (match.span() for pattern in (INITIALS, REACHED) for match in pattern.finditer(text))
    if A_DIGIT.search(text):
        yield from (match.span() for match in LIVES.finditer(text))
        yield from (match.span() for match in DIGITS.finditer(text) if not NO_NUMBER.fullmatch(match[0]))


def _names(text: str) -> Iterator[Span]:
    """Words with capitals beside each other, but the two that a sentence may begin with; one of them after a title."""
    titles = TITLES | ARTICLES if CATALAN.search(text) else TITLES
    for match in TOGETHER.finditer(text):
        begin, end = match.span()
        words = [word for word in match[0].split() if word[0].isupper()]
        if words[0].casefold() in BEGINNINGS and SENTENCE_BEGINS.search(text[:begin]):
            begin += len(words.pop(0)) + 1
        if len(words) > 1 or (words and _titled(text, begin, end, titles)):
            yield begin, end


def _titled(text: str, begin: int, end: int, titles: Collection[str]) -> bool:
    before = text[max(0, begin - LONGEST_TITLE) : begin].split()
    after = text[end : end + LONGEST_TITLE].split()
    return bool(
        (before and before[-1].casefold().rstrip(".") in titles)
        or (after and after[0].casefold().rstrip(".,;:!?") in TITLES_AFTER)
    )

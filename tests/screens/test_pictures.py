"""Cards below a picture: they fit there whatever has to be said, and say themselves what can be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deliberation.definition import Consultation, read_definition
from deliberation.kept import View
from deliberation.notices import Explained
from deliberation.participation import FINISHED, MENU, Participation
from deliberation.use_cases.explaining import HELP
from deliberation.use_cases.showing import Shown
from screens.card import LONGEST_CAPTION, Card, length
from screens.participation import participation_card
from screens.problems import WORDS
from screens.voice import spoken
from tests.deliberation.files import choice
from tests.deliberation.pictures import ALT, NAME, PICTURES, information, source
from tests.screens.html import read

LONGEST = {"title": 200, "help": 60, "text": 328}
"""Together with the longest alt and a link of twelve characters they are as much as a picture may have below it."""


class Filled(dict[str, str | int]):
    """Parameters for every problem there is."""

    def __missing__(self, _: str) -> int:
        return 1_000_000


DAYS = dict.fromkeys(("earliest", "latest", "closes", "reply"), "2027-09-14")
PARAMETERS = Filled(zone="Europe/Warsaw", **DAYS, opens=0, closed=0, role="administrator")


def longest(language: str) -> Consultation:
    """A picture with as many words as it may have, after a question with a long answer."""
    texts = {key: {"en": "x", language: "&" * count} for key, count in LONGEST.items()}
    picture = {"file": NAME, "alt": {"en": "x", language: "<" * 200}}
    first = {**choice("colour"), "ordered": True}
    first["options"][0]["label"] = {"en": "x", language: "a " * 39 + "a"}
    step = information(**texts, picture=picture, link="https://aaaa")
    return read_definition(source(first, step, languages=list(dict.fromkeys(("en", "es", language)))), PICTURES)


def card(
    consultation: Consultation, language: str, *, place: str = "plan", closes: int | None = 1, **view: object
) -> Card:
    standing = Participation(
        "p", consultation.id, 1, place=place, saved="colour", answers={"colour": "a"}, consented_at=1
    )
    shown = Shown(
        view=replace(View("t" * 16, "chat", 1, "person", "p"), **view),  # type: ignore[arg-type]
        consultation=consultation,
        participation=standing,
        language=language,
        new_messages=False,
        phases=frozenset({"hearing"} if closes else ()),
        opens=None,
        closes=closes,
    )
    return participation_card(shown)


@pytest.mark.parametrize("language", spoken())
def test_the_longest_texts_fit_below_a_picture(language: str) -> None:
    drawn = card(longest(language), language)
    assert drawn.picture == NAME
    assert "Saved" in drawn.text or language != "en"
    assert "&amp;" * 328 in drawn.text
    assert 800 < length(drawn.text) <= LONGEST_CAPTION
    assert length(drawn.text) == len(read(drawn.text))


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("code", [*sorted(WORDS.keys() - {"too_long"}), HELP])
def test_whatever_has_to_be_said_above_fits_too(language: str, code: str) -> None:
    drawn = card(longest(language), language, remark=Explained(code, PARAMETERS))
    assert drawn.picture == NAME, length(drawn.text)
    assert length(drawn.text) <= LONGEST_CAPTION


def test_what_is_too_long_for_a_caption_comes_without_the_picture_and_whole() -> None:
    """Somebody's own long text is handed back while they have already gone on to a picture."""
    drawn = card(longest("es"), "es", remark=Explained("too_long", {"length": 3000, "limit": 1000, "text": "x" * 3000}))
    assert drawn.picture is None
    assert "x" * 2000 in drawn.text
    assert "&lt;" * 200 in drawn.text


def test_a_card_says_itself_what_can_be_seen() -> None:
    consultation = read_definition(source(), PICTURES)
    for language, words in ALT.items():
        drawn = card(consultation, language)
        assert (drawn.picture, drawn.alt) == (NAME, words)
        assert words in drawn.text
        assert drawn.rows


def test_only_the_text_it_goes_with_shows_it() -> None:
    consultation = read_definition(source(), PICTURES)
    assert [card(consultation, "en", place=place).picture for place in ("colour", "why", FINISHED, MENU)] == [None] * 4
    assert card(consultation, "en", closes=None).picture is None


def test_a_picture_left_behind_still_says_what_it_is() -> None:
    consultation = read_definition(source(), PICTURES)
    left = card(consultation, "en", place="why", retired=True, left_at="plan", photo=True)
    assert (left.rows, left.picture) == ((), None)
    assert "About plan" in left.text
    assert ALT["en"] in left.text
    assert "continues below" in left.text
    words_alone = card(consultation, "en", place="why", retired=True, left_at="plan")
    assert words_alone.text == "This continues below."

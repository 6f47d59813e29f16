"""Pictures in a file: what they may be called, what has to be said of them, and what Telegram would not take."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import Picture, pictures_named, read_definition
from deliberation.definition.file.image import Image, image_of
from deliberation.definition.picture import LARGEST, MOST_WORDS
from deliberation.errors import DefinitionInvalid
from screens.mistakes import mistake_lines
from screens.mistakes.of_pictures import WORDS
from screens.voice import spoken, voice
from tests.deliberation.files import choice
from tests.deliberation.pictures import ALT, NAME, PICTURES, PLAN, information, jpeg, png, source

PHASES = '"phases"'
LATER = """
[[phases]]
id = "later"
opens = 2027-06-02
closes = 2027-06-03
[[phases.steps]]
id = "map"
kind = "information"
title = { en = "Map" }
text = { en = "See." }
"""
FILE = "phases[0].steps[1].picture.file"


def mistakes(text: str, pictures: dict[str, bytes] | None = None) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition(text, pictures)
    for language in spoken():
        for line in mistake_lines(refused.value.mistakes, voice(language)):
            assert line.count("\n") == 0
    assert all(mistake.line for mistake in refused.value.mistakes)
    return [(mistake.where, mistake.code) for mistake in refused.value.mistakes]


def spoiled(picture: Any) -> str:
    return source(choice("colour"), information(picture=picture))


def test_a_picture_has_a_file_and_words_for_who_cannot_see_it() -> None:
    consultation = read_definition(source(), PICTURES)
    assert [step.shows() for step in consultation.steps()] == [None, Picture(NAME, ALT), None]
    assert consultation.picture("plan") == Picture(NAME, ALT)
    assert consultation.picture("colour") is consultation.picture("@menu") is None


def test_a_picture_may_be_a_table_of_its_own() -> None:
    below = """
[phases.steps.picture]
file = "map.jpg"
alt = { en = "A map" }
"""
    whole = f"{LATER}{below}"
    named = read_definition(f"{source()[: source().index(PHASES)]}{whole}", {"map.jpg": jpeg(5, 4)})
    assert named.picture("map") == Picture("map.jpg", {"en": "A map"})
    assert pictures_named(whole) == {"map.jpg"}


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.jpeg", "0-a_b.c.png", "a" * 59 + ".png"])
def test_names_that_a_picture_may_have(name: str) -> None:
    step = information(name=name)
    assert read_definition(source(step), {name: PLAN}).picture("plan") == Picture(name, ALT)
    assert pictures_named(source(step)) == {name}


@pytest.mark.parametrize(
    "name",
    ["../a.png", "/etc/a.png", "a/b.png", "a\\b.png", "Plan.png", "plan.PNG", "plan.gif", "plan", ".png", "..png",
     "-a.png", "plán.png", "a b.png", "a.png\x00", "a" * 60 + ".png"],
)  # fmt: skip
def test_names_that_lead_elsewhere_or_to_nothing(name: str) -> None:
    text = spoiled({"file": name, "alt": ALT})
    assert mistakes(text, {name: PLAN}) in ([(FILE, "picture_name")], [("", "no_text")])
    if "\x00" not in name:
        assert pictures_named(text) == frozenset()


SPOILED: list[tuple[Any, list[tuple[str, str]]]] = [
    (NAME, [("phases[0].steps[1].picture", "type")]),
    ({"file": NAME}, [("phases[0].steps[1].picture.alt", "missing")]),
    ({"alt": ALT}, [(FILE, "missing")]),
    ({"file": 5, "alt": ALT}, [(FILE, "type")]),
    ({"file": " ", "alt": ALT}, [(FILE, "blank")]),
    ({"file": NAME, "alt": "A map"}, [("phases[0].steps[1].picture.alt", "type")]),
    ({"file": NAME, "alt": {"es": "Un mapa"}}, [("phases[0].steps[1].picture.alt.en", "text_missing")]),
    ({"file": NAME, "alt": {"en": ""}}, [("phases[0].steps[1].picture.alt.en", "blank")]),
    ({"file": NAME, "alt": {"en": "x" * 201}}, [("phases[0].steps[1].picture.alt.en", "length")]),
    ({"file": NAME, "alt": ALT, "title": "Map"}, [("phases[0].steps[1].picture.title", "unknown_key")]),
]


@pytest.mark.parametrize(("picture", "found"), SPOILED, ids=lambda part: str(part)[:40])
def test_a_mistake_in_a_picture_is_named_with_its_place(picture: Any, found: list[tuple[str, str]]) -> None:
    assert mistakes(spoiled(picture), PICTURES) == found


FILES = [
    (None, "picture_not_there"),
    (b"", "picture_type"),
    (b"GIF89a\x05\x00\x05\x00", "picture_type"),
    (b"%PDF-1.7", "picture_type"),
    (b"\x89PNG\r\n\x1a\n", "picture_type"),
    (PLAN[:23], "picture_type"),
    (png(0, 5), "picture_type"),
    (jpeg(5, 0), "picture_type"),
    (PLAN + bytes(LARGEST + 1 - len(PLAN)), "picture_large"),
    (png(9000, 1001), "picture_sides"),
    (jpeg(1001, 9000), "picture_sides"),
    (png(2001, 100), "picture_narrow"),
    (png(1, 21), "picture_narrow"),
]


@pytest.mark.parametrize(("data", "code"), FILES, ids=lambda part: str(part)[:24])
def test_a_picture_that_telegram_would_not_take(data: bytes | None, code: str) -> None:
    found = {} if data is None else {NAME: data}
    assert mistakes(spoiled({"file": NAME, "alt": ALT}), found) == [(FILE, code)]


@pytest.mark.parametrize(
    "data", [png(9000, 1000), png(2000, 100), jpeg(1, 20), png(1, 1), PLAN + bytes(LARGEST - len(PLAN))], ids=len
)
def test_the_largest_and_narrowest_that_it_takes(data: bytes) -> None:
    read_definition(spoiled({"file": NAME, "alt": ALT}), {NAME: data})


def test_the_codes_are_those_that_have_words() -> None:
    assert {code for _, code in FILES} | {"picture_name", "picture_words"} == set(WORDS)


def test_pictures_are_looked_at_only_by_who_has_them() -> None:
    """A stored definition was looked through before."""
    assert read_definition(source()).picture("plan") == Picture(NAME, ALT)


def test_mistakes_of_pictures_come_with_all_others() -> None:
    text = source(information(text={"en": ""}), choice("colour", options=1))
    assert {code for _, code in mistakes(text, {})} == {"picture_not_there", "blank", "count"}


def test_the_pictures_of_a_broken_file_are_known_too() -> None:
    assert pictures_named(source() + "broken = \n") == {NAME}
    assert pictures_named("phases = 5\n") == pictures_named("[[phases]]\nsteps = [1]\n") == frozenset()


def test_spaces_around_a_name_are_none_of_it() -> None:
    text = spoiled({"file": f" {NAME}\n", "alt": ALT})
    assert pictures_named(text) == {NAME}
    assert read_definition(text, PICTURES).picture("plan") == Picture(NAME, ALT)


def test_below_a_picture_there_is_less_room() -> None:
    title, text, alt, link = "t" * 200, "x" * 390, "a" * 189, f"https://{'l' * 10}"
    parts = {"title": {"en": title, "es": title}, "text": {"en": text}, "link": link}

    def step(end: str) -> str:
        return source(choice("colour"), information(picture={"file": NAME, "alt": {"en": alt + end}}, **parts))

    assert len(title) + len(text) + len(alt) + len(link) == MOST_WORDS - 3
    read_definition(step("abc"), PICTURES)
    assert mistakes(step("abcd"), PICTURES) == [("phases[0].steps[1].picture", "picture_words")]
    assert mistakes(step("\N{DECIDUOUS TREE}" * 2), PICTURES) == [("phases[0].steps[1].picture", "picture_words")]
    read_definition(source(information(name=None, **parts)), PICTURES)


def test_a_translation_that_takes_more_room_counts() -> None:
    long = {
        "text": {"en": "x", "es": "x" * 400},
        "title": {"en": "t", "es": "t" * 200},
        "help": {"en": "h", "es": "h" * 190},
    }
    assert mistakes(source(choice("colour"), information(**long)), PICTURES) == [
        ("phases[0].steps[1].picture", "picture_words")
    ]


def test_a_picture_goes_with_something_to_read_alone() -> None:
    asked = {**choice("colour"), "picture": {"file": NAME, "alt": ALT}}
    assert mistakes(source(asked), PICTURES) == [("phases[0].steps[0].picture", "unknown_key")]


EXIF = b"\xff\xe1\x01\x02" + bytes(0x100)
FILLED = b"\xff\xff\xff\xe0\x00\x04ab"
THUMBNAIL = b"\xff\xe1\x00\x10\xff\xc0\x00\x0b\x08" + bytes(9)


@pytest.mark.parametrize("before", [b"", EXIF, FILLED, THUMBNAIL, b"\xff\xc4\x00\x02", b"\xff\x01"], ids=len)
def test_the_sides_of_a_jpeg_stand_in_its_frame(before: bytes) -> None:
    data = jpeg(640, 480, before=before)
    assert image_of(data) == (Image("image/jpeg", 640, 480) if data.startswith(b"\xff\xd8\xff") else None)


def test_a_png_says_its_sides() -> None:
    assert image_of(PLAN) == Image("image/png", 40, 30)


@given(st.binary(max_size=40), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", PLAN[:16], jpeg(9, 9)[:8]]))
def test_whatever_the_bytes_are_they_are_a_picture_or_not(data: bytes, start: bytes) -> None:
    image = image_of(start + data)
    assert image is None or (image.width > 0 and image.height > 0)

"""The picture of one question: the form that its kind has, all its words inside, and nothing that was held back."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from PIL import Image, ImageColor

from deliberation.definition import Consultation
from reports.pictures.chart import Bars
from reports.pictures.diverging import HIGH, LEVEL, LOW, Diverging, Point, Side, colours, extents
from reports.pictures.figure import Figure
from reports.pictures.frame import MARGIN
from reports.pictures.question import Picture, draw, question_picture, turnout_picture
from tests.deliberation.files import choice, consultation, phase, scale, several
from tests.reports.found import crowd, found, long_words
from tests.reports.pictures import HOSTILE, ink, opened
from tests.screens.kinds import ALL_KINDS, examples

LONG = long_words()


def pictures(offered: Consultation, language: str, people: int = 240, *, slide: bool = False) -> list[Picture]:
    got = found(offered, people)
    every = [question_picture(got, step.id, language, slide=slide) for step in offered.steps()]
    return [picture for picture in (*every, turnout_picture(got, language, slide=slide)) if picture is not None]


def whole(picture: Picture) -> Image.Image:
    """The picture, drawn from what has been sent to another process, with all its ink inside the margins."""
    drawn = opened(draw(pickle.loads(pickle.dumps(picture))))  # noqa: S301 - our own
    assert drawn.size == (1600, 900) if picture.slide else (drawn.width == 1080 and drawn.height <= 1350)
    left, upper, right, lower = ink(drawn)
    assert min(left, upper, drawn.width - right, drawn.height - lower) >= MARGIN - 16
    return drawn


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize("offered", examples(), ids=lambda offered: offered.id)
def test_every_question_of_the_examples_can_be_drawn_in_its_languages(offered: Consultation, slide: bool) -> None:
    for language in offered.languages[-1:] if slide else offered.languages:
        for picture in pictures(offered, language, slide=slide):
            whole(picture)


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize("language", LONG.languages)
def test_the_longest_words_stay_inside(language: str, slide: bool) -> None:
    drawn = pictures(LONG, language, 1500, slide=slide)
    assert len(drawn) == 9
    for picture in drawn:
        whole(picture)


def test_every_kind_has_its_form() -> None:
    got = found(ALL_KINDS, 400)
    forms = {step.id: type(question_picture(got, step.id, "en")) for step in ALL_KINDS.steps()}
    assert forms["tree"] is forms["uses"] is forms["order"] is Bars
    assert forms["shade"] is Diverging
    assert forms["day"] is forms["why"] is Figure
    assert forms["news"] is type(None)


def test_the_most_chosen_comes_first_and_none_of_these_last() -> None:
    step = several("uses", 4, other=True)
    step["options"][0]["none"] = True
    offered = consultation(phase(step))
    got = crowd(offered, (20, {"uses": '["a"]'}), (30, {"uses": '["c", "d"]'}), (9, {"uses": '["d", "@x"]'}))
    picture = question_picture(got, "uses", "en")
    assert isinstance(picture, Bars)
    assert [(row.label, row.count, row.note) for row in picture.rows] == [
        ("Damson", 39, "66 %"), ("Cedar", 30, "51 %"), ("Birch", 0, "0 %"), ("Something else", 9, "15 %"),
        ("Apple", 20, "34 %"),
    ]  # fmt: skip
    assert "Several answers were possible." in picture.footer


def test_options_with_an_order_keep_it() -> None:
    offered = consultation(phase(choice("colour", 3) | {"ordered": True}))
    picture = question_picture(crowd(offered, (9, {"colour": "b"}), (20, {"colour": "c"})), "colour", "en")
    assert isinstance(picture, Bars)
    assert [row.label for row in picture.rows] == ["Apple", "Birch", "Cedar"]


def test_what_was_held_back_is_a_note_and_no_bar() -> None:
    offered = consultation(phase(choice("colour", 3)))
    picture = question_picture(crowd(offered, (20, {"colour": "a"}), (7, {"colour": "b"}), (2, {"colour": "c"})),
                               "colour", "en")  # fmt: skip
    assert isinstance(picture, Bars)
    assert [(row.count, row.note) for row in picture.rows] == [(20, "69 %"), (None, "held back"), (None, "held back")]
    assert "Held back" in picture.footer


def test_there_is_no_picture_of_what_cannot_be_told() -> None:
    offered = consultation(phase(choice("colour"), choice("more")))
    got = crowd(offered, (20, {"colour": "a", "more": "a"}), (2, {"colour": "b", "more": "a"}))
    assert question_picture(got, "colour", "en") is None
    assert question_picture(got, "no-such-step", "en") is None
    assert turnout_picture(crowd(offered, (2, {"colour": "a"})), "en") is None


def test_title_subtitle_and_dates_say_what_it_is() -> None:
    offered = consultation(phase(scale("how", 5)))
    picture = question_picture(crowd(offered, (30, {"how": "5"}), (9, {"how": "1"})), "how", "en")
    assert isinstance(picture, Diverging)
    assert picture.title == "30 of 39 chose 4 or 5, nearer to “much”."
    assert picture.subtitle == "Say how\n39 of 39 people answered. 1 May to 31 May"
    assert (picture.low, picture.high) == (Side("none", "9 chose 1 or 2"), Side("much", "30 chose 4 or 5"))


def test_a_scale_with_a_gap_is_drawn_as_bars() -> None:
    offered = consultation(phase(scale("how", 5)))
    got = crowd(offered, (30, {"how": "5"}), (9, {"how": "1"}), (3, {"how": "2"}), (12, {"how": "3"}))
    picture = question_picture(got, "how", "en")
    assert isinstance(picture, Bars)
    assert [row.label for row in picture.rows] == ["1 (none)", "2", "3", "4", "5 (much)"]


def stacked(*counts: int, language: str = "en", slide: bool = False) -> Diverging:
    points = tuple(Point(str(number), count, "") for number, count in enumerate(counts, start=1))
    return Diverging("Title", "Question", points, Side("low", "x"), Side("high", "y"), "Foot", language, slide=slide)


def lengths(picture: Image.Image) -> dict[str, tuple[int, int]]:
    """Of every colour in the stacked bar: from where to where it goes, along the line on which the bar is."""
    flat = picture.convert("RGB")
    for y in range(flat.height):
        row = [flat.getpixel((x, y)) for x in range(flat.width)]
        found = {colour: [x for x, pixel in enumerate(row) if pixel == ImageColor.getrgb(colour)]
                 for colour in (*LOW, LEVEL, *HIGH)}  # fmt: skip
        if sum(map(len, found.values())) > 300:
            return {colour: (places[0], places[-1]) for colour, places in found.items() if places}
    return {}


@pytest.mark.parametrize("slide", [False, True])
def test_a_stacked_bar_is_centred_on_the_middle_of_the_scale(slide: bool) -> None:
    picture = whole(stacked(10, 20, 40, 30, 60, slide=slide))
    parts, centre = lengths(picture), picture.width / 2
    assert (sum(parts[LEVEL]) + 2) / 2 == pytest.approx(centre, abs=4)
    assert parts[LOW[0]][0] < parts[LOW[1]][0] < centre < parts[HIGH[1]][0] < parts[HIGH[0]][0]
    unit = (picture.width / 2 - MARGIN) / 110  # the longer side fills its half
    for colour, count in ((LOW[0], 10), (LOW[1], 20), (HIGH[1], 30), (HIGH[0], 60)):
        first, last = parts[colour]
        assert last - first == pytest.approx(count * unit, abs=5)


def test_where_reading_begins_at_the_right_the_low_end_is_there() -> None:
    parts = lengths(whole(stacked(10, 20, 40, 30, 60, language="ar")))
    assert parts[HIGH[0]][0] < parts[LEVEL][0] < parts[LOW[0]][0]


@pytest.mark.parametrize("points", [2, 3, 4, 5, 6])
def test_every_point_has_a_colour_of_its_own(points: int) -> None:
    assert len(set(colours(points))) == points


def test_nobody_is_drawn_nowhere() -> None:
    assert extents([0, 0, 0]) == [(0, 0)] * 3
    assert extents([0, 10]) == [(0, 0), (0, 1)]
    whole(stacked(0, 0, 7, 0, 0))


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_drawn(text: str) -> None:
    for picture in pictures(ALL_KINDS, "en"):
        drawn = draw(replace(picture, title=text, subtitle=f"{text}\n{text}", footer=text))
        assert opened(drawn).width == 1080


def test_who_came_is_nested_and_by_language() -> None:
    got = found(examples()[1], 240)
    picture = turnout_picture(got, "en")
    assert picture is not None
    counts = [row.count or 0 for row in picture.rows]
    ways = len(counts) - len(got.consultation.languages)
    assert counts[:ways] == sorted(counts[:ways], reverse=True)
    assert sum(counts[ways:]) == got.summaries[-1].took_part
    assert [row.note.endswith("%") for row in picture.rows[ways:]] == [True] * len(got.consultation.languages)

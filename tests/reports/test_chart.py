"""A chart's bars are as long as their numbers, its words are all there and large enough, whatever the labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageColor

from reports.pictures.chart import Bars, Row, bars
from reports.pictures.frame import MARGIN
from reports.pictures.page import BLUE, Page
from tests.reports.pictures import HOSTILE, PHRASES, ink, opened

EU = (
    "Eraikuntza-lan laburrak eta zarata gutxi, batez ere umeak eta adinekoak bizi diren etxeetan",
    "Alokairua dagoen bezala mantentzea",
    "Nire etxebizitzan geratu ahal izatea berritze-lanek irauten duten bitartean",
)
PL = (
    "Żeby czynsz pozostał bez zmian przez co najmniej pięć lat po zakończeniu remontu",
    "Krótki remont, mało hałasu",
    "Mogę zostać w swoim mieszkaniu przez cały czas trwania prac budowlanych",
)
AR = (
    "أن يبقى الإيجار كما هو",
    "أعمال بناء قصيرة وضجيج قليل",
    "أن أستطيع البقاء في شقتي طوال فترة الأعمال في المبنى دون أي انقطاع للماء والكهرباء",
)
COUNTS = (132, 88, 61)
HELD_BACK = Row("Better air and light", None, "Fewer than five: not shown")


def chart(language: str, labels: Sequence[str], counts: Sequence[int], *more: Row, slide: bool = False) -> Bars:
    rows = tuple(Row(label, count) for label, count in zip(labels, counts, strict=True))
    title, subtitle = PHRASES[language], f"{PHRASES[language]}\n198, 17.5.–14.6.2027"
    return Bars(title, subtitle, (*rows, *more), "Lindner Court", language, slide=slide)


def lengths(picture: Image.Image) -> list[tuple[int, int, int]]:
    """Of every bar from the top: its length and between what it stands, in pixels."""
    blue = ImageColor.getrgb(BLUE)
    flat = picture.convert("RGB")
    bands, inside = [], False
    for y in range(flat.height):
        row = [x for x in range(flat.width) if flat.getpixel((x, y)) == blue]
        if len(row) > 2 and not inside:
            bands.append((len(row), row[0], row[-1]))
        inside = len(row) > 2
    return bands


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts as the text they are drawn from."""
    monkeypatch.setattr(Page, "png", lambda page: page._svg().encode())


def texts(svg: bytes) -> list[tuple[str, float]]:
    """Every line with its size."""
    found = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own
    return [((text.text or "")[1:-1], float(text.get("font-size", 0))) for text in found]


@pytest.mark.parametrize("slide", [False, True])
@pytest.mark.parametrize(("language", "labels"), [("eu", EU), ("pl", PL), ("ar", AR)])
def test_bars_are_as_long_as_their_numbers(language: str, labels: Sequence[str], slide: bool) -> None:
    picture = opened(bars(chart(language, labels, COUNTS, HELD_BACK, Row("None", 0), slide=slide)))
    found = lengths(picture)
    assert len(found) == len(COUNTS)
    for (length, left, right), count in zip(found, COUNTS, strict=True):
        assert length / found[0][0] == pytest.approx(count / COUNTS[0], abs=0.005)
        assert (right == found[0][2]) if language == "ar" else (left == found[0][1])


@pytest.mark.parametrize("count", [2, 12, 22])
def test_a_telephone_shows_all_of_it(count: int, drawn: None) -> None:
    wanted = chart("pl", [f"{number} {PL[number % 3]}" for number in range(count)], range(1000, 1000 + count))
    written = " ".join(text for text, _ in texts(bars(wanted)))
    for number in range(count):
        assert f"1\u00a0{number:03}" in written  # as Polish writes a thousand


@pytest.mark.parametrize(("count", "slide"), [(2, False), (12, False), (22, False), (2, True), (12, True)])
@pytest.mark.parametrize(("language", "labels"), [("eu", EU), ("pl", PL), ("ar", AR)])
def test_nothing_leaves_the_picture(language: str, labels: Sequence[str], count: int, slide: bool) -> None:
    repeated = [f"{number} {labels[number % 3]}" for number in range(count)]
    picture = opened(bars(chart(language, repeated, range(count, 0, -1), slide=slide)))
    assert picture.size == (1600, 900) if slide else picture.width == 1080
    assert picture.height <= 1350
    left, upper, right, lower = ink(picture)
    assert min(left, upper, picture.width - right, picture.height - lower) >= MARGIN - 12
    assert len(lengths(picture)) == count


@pytest.mark.parametrize("count", [2, 6, 12])
@pytest.mark.parametrize(("language", "labels"), [("eu", EU), ("pl", PL), ("ar", AR)])
def test_words_are_large_enough_for_a_telephone(language: str, labels: Sequence[str], count: int, drawn: None) -> None:
    svg = bars(chart(language, [labels[number % 3] for number in range(count)], range(count, 0, -1)))
    assert min(size for _, size in texts(svg)) >= 32


def test_words_are_rather_cut_than_too_small(drawn: None) -> None:
    svg = bars(chart("en", ["an option of forty-five characters or so, yes"] * 12, range(12)))
    assert min(size for _, size in texts(svg)) >= 32


def test_long_labels_are_whole_where_there_is_room(drawn: None) -> None:
    for language, labels in (("eu", EU), ("pl", PL), ("ar", AR)):
        written = " ".join(text for text, _ in texts(bars(chart(language, labels, COUNTS)))).replace("\u00a0", " ")
        for label in labels:
            assert label in written


def test_what_was_held_back_says_so_in_place_of_a_bar(drawn: None) -> None:
    svg = bars(chart("en", ["Rent"], [30], HELD_BACK))
    assert [text for text, _ in texts(svg)][-4:] == ["30", HELD_BACK.label, HELD_BACK.note, "Lindner Court"]


def test_what_was_held_back_is_whole_also_beside_many_bars(drawn: None) -> None:
    note = "Bost lagun baino gutxiago: ez da hemen erakusten"
    labels = [EU[number % 3] for number in range(11)]
    svg = bars(chart("eu", labels, range(11), Row("Airea", None, note)))
    assert note in " ".join(text for text, _ in texts(svg))


def test_a_share_stands_after_its_number(drawn: None) -> None:
    svg = bars(replace(chart("en", [], []), rows=(Row("Rent", 30, "15 % of 198"),)))
    assert [text.replace("\u00a0", " ") for text, _ in texts(svg)][-3:-1] == ["30", "15 % of 198"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_is_written_on_it_it_is_a_chart(number: int, language: str) -> None:
    text = HOSTILE[number]
    rows = (Row(text, 3, text), Row(text, 0, text), Row(text, None, text))
    picture = opened(bars(Bars(text, text, rows, text, language)))
    left, _, right, _ = ink(picture)
    assert min(left, picture.width - right) >= MARGIN - 12


def test_nobody_answered() -> None:
    picture = opened(bars(chart("en", ["Yes", "No"], [0, 0])))
    assert lengths(picture) == []


def test_more_rows_than_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="100 rows"):
        bars(chart("en", ["Yes"] * 100, range(100)))


def test_the_same_figures_are_the_same_picture() -> None:
    wanted = chart("eu", EU, COUNTS)
    assert bars(wanted) == bars(wanted)
    assert bars(wanted) != bars(chart("eu", EU, (132, 88, 62)))

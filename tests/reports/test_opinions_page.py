"""The page of an opinion map: whole by itself, in order for who cannot see it, and silent about few people."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Request

from deliberation.opinion_map import opinion_map
from deliberation.opinions import Opinions
from reports.opinions_page import Wanted, opinions_page
from tests.deliberation.planted import found
from tests.reports.pages import Element, page
from tests.reports.pictures import HOSTILE, opened


def wanted(opinions: Opinions, language: str = "en", text: str = "Trees for street {number}") -> Wanted:
    texts = {number: text.replace("{number}", str(number)) for number in range(24)}
    return Wanted("Trees", "Which?\n\nWhere?", texts, opinions, opinion_map(opinions, 5), 5, language, ("A note.",))


@pytest.fixture(scope="module")
def three() -> Opinions:
    return found(40, 30, 20)


def made(opinions: Opinions, language: str = "en", text: str = "Trees for street {number}") -> Element:
    return page(opinions_page(wanted(opinions, language, text)))


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_it_is_in_order(three: Opinions, language: str) -> None:
    for opinions in (three, found(60, noise=1), found(4)):
        whole = made(opinions, language)
        (html,) = whole.all("html")
        assert html.attributes == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        levels = [int(heading.tag[1]) for heading in whole.all("h1", "h2", "h3")]
        assert levels.count(1) == 1 == levels[0]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all(table.all("caption")[0].text() for table in whole.all("table"))
        assert all(image.attributes["alt"] for image in whole.all("img"))


def test_it_has_all_that_came_of_it(three: Opinions) -> None:
    whole = made(three)
    assert [heading.text() for heading in whole.all("h2")] == [
        "The map", "Groups", "What unites", "What divides", "Bridges", "A slate", "How this was made",
    ]  # fmt: skip
    assert [heading.text() for heading in whole.all("h3")][:3] == [
        "Group A: 40 people", "Group B: 30 people", "Group C: 20 people",
    ]  # fmt: skip
    assert "A note." in whole.text()
    assert "not a random sample" in whole.text()
    assert "fewer than 5 people" in whole.text()


def test_the_map_is_in_it_with_its_words(three: Opinions) -> None:
    (image,) = made(three).all("img")
    assert opened(b64decode(image.attributes["src"].removeprefix("data:image/png;base64,"))).width == 1080
    assert "Group C: 20 people" in image.attributes["alt"]


def test_every_mark_on_a_line_is_in_a_table_too(three: Opinions) -> None:
    whole = made(three)
    (chart,) = [figure for figure in whole.all("figure") if figure.all("title")]
    shown = wanted(three).shown
    statements = dict.fromkeys(one.statement for group in shown.groups for one in group.representative)
    assert len(chart.all("circle", "polygon")) == 3 * len(statements)
    tables = {table.all("caption")[0].text(): table for table in whole.all("table")}
    for letter, tallies in zip("ABC", three.in_groups, strict=True):
        rows = [[cell.text() for cell in row.all("th", "td")] for row in tables[f"Group {letter}"].all("tr")[1:]]
        assert rows == [
            [f"“Trees for street {number}”", *(str(round(10 * count / tally.votes))
                                               for count in (tally.agree, tally.disagree))]
            for number in statements
            for tally in (tallies[number],)
        ]  # fmt: skip


def test_marks_stand_where_the_groups_stand(three: Opinions) -> None:
    """The further right, the more agree; in Arabic the further left."""
    for language, direction in (("en", 1), ("ar", -1)):
        (chart,) = [figure for figure in made(three, language).all("figure") if figure.all("title")]
        number = wanted(three).shown.groups[0].representative[0].statement
        marks = [one for one in chart.all("svg") if "x" in one.attributes][:3]
        places = sorted(float(one.attributes["x"].rstrip("%")) for one in marks)
        tallies = [tally[number] for tally in three.in_groups]
        stands = sorted(direction * round((one.agree - one.disagree) / one.votes, 1) for one in tallies)
        assert places == pytest.approx([50 + 45 * stand for stand in stands])


def test_without_clear_groups_none_is_spoken_of() -> None:
    whole = made(found(60, noise=1))
    assert "No clear groups." in whole.text()
    assert "Groups" not in [heading.text() for heading in whole.all("h2")]
    assert not re.search(r"\bGroup [A-E]\b", whole.text())


def test_of_too_few_there_is_no_map_and_no_list() -> None:
    whole = made(found(4))
    assert "Too few people have voted to draw a map." in whole.text()
    assert whole.all("img", "table", "figure", "ol") == []


def test_it_asks_nothing_of_any_other_place(three: Opinions) -> None:
    for element in made(three).walk():
        assert element.tag not in {"script", "link", "iframe"}
        assert element.attributes.get("src", "data:").startswith("data:")


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_people_wrote_is_text(three: Opinions, number: int) -> None:
    whole = made(three, text=HOSTILE[number])
    assert {element.tag for element in whole.walk()} == {element.tag for element in made(three).walk()}


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 343, "light"), ("ar", 343, "dark"), ("ar", 1200, "light")]
)
@pytest.mark.asyncio(loop_scope="session")
async def test_in_a_browser_it_is_accessible_and_fits(  # noqa: PLR0917
    three: Opinions, browser: Browser, tmp_path: Path, language: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    file, asked = tmp_path / "page.html", []
    file.write_bytes(opinions_page(wanted(three, language, HOSTILE[3])))
    context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)

    def note(request: Request) -> None:
        asked.append(request.url)

    context.on("request", note)
    shown = await context.new_page()
    await shown.goto(file.as_uri())
    checked = await Axe().run(shown)
    assert checked.violations_count == 0, checked.generate_report()
    assert await shown.evaluate("document.documentElement.scrollWidth") == width
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    await context.close()

"""The report's page: whole by itself, in order for who cannot see it, and harmless whatever people wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Request

from deliberation.definition import Consultation, read_definition
from deliberation.releases.findings import Findings, Reply
from reports.asked import Wanted
from reports.webpage import report
from tests.deliberation.files import TWO_QUESTIONS, choice, consultation, phase, words
from tests.reports.found import DAY, crowd, found, long_words
from tests.reports.pages import Element, page
from tests.reports.pictures import HOSTILE
from tests.screens.kinds import ALL_KINDS, examples, one_after_another

OFFERED = consultation(phase(choice("colour", 3), words("why")), sharing={"quotes": True})
GOT = crowd(OFFERED, (20, {"colour": "a", "why": "Shade"}), (7, {"colour": "b"}), (2, {"colour": "c", "why": "x"}))


def made(findings: Findings = GOT, language: str = "en", now: int = 0) -> Element:
    return page(report(Wanted(findings, language, now)))


@pytest.mark.parametrize("offered", [*examples(), ALL_KINDS, one_after_another()], ids=lambda offered: offered.id)
def test_it_is_in_order_in_every_language(offered: Consultation) -> None:
    for language in offered.languages:
        whole = made(found(offered), language)
        (html,) = whole.all("html")
        assert html.attributes == {"lang": language, "dir": "ltr"}
        levels = [int(heading.tag[1]) for heading in whole.all("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1 == levels[0]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        named = [one.attributes["id"] for one in whole.walk() if "id" in one.attributes]
        assert len(named) == len(set(named))


@pytest.mark.parametrize("offered", [*examples(), ALL_KINDS], ids=lambda offered: offered.id)
def test_every_chart_has_a_name_and_its_table_after_it(offered: Consultation) -> None:
    whole = made(found(offered), "en")
    after = whole.all("figure", "table")
    for one, following in pairwise([*after, Element("table", {})]):
        if one.tag == "figure":
            (drawn,), (title,) = one.all("svg"), one.all("title")
            assert drawn.attributes["role"] == "img"
            assert drawn.attributes["aria-labelledby"] == title.attributes["id"]
            assert title.text()
            assert following.tag == "table"
    for table in whole.all("table"):
        assert table.all("caption")[0].text()
        assert all(cell.attributes.get("scope") in {"col", "row"} for cell in table.all("th"))


def test_a_chart_and_its_table_say_the_same() -> None:
    (article, _) = made().all("article")
    (drawn,), (table,) = article.all("figure"), article.all("table")
    rows = [[cell.text() for cell in row.children if isinstance(cell, Element)] for row in table.all("tr")]
    assert rows == [
        ["Answer", "People", "Share of 29 who answered"],
        ["Apple", "20", "69 %"], ["Birch", "held back", "–"], ["Cedar", "held back", "–"], ["No answer", "0", "–"],
    ]  # fmt: skip
    shown = [text.text() for text in drawn.all("text")]
    assert [re.sub("[\u2066-\u2069]", "", text) for text in shown] == [
        "Apple", "20 69 %", "Birch", "held back", "Cedar", "held back",
    ]  # fmt: skip


def test_finding_base_and_quotes_stand_with_their_question() -> None:
    first, second = made().all("article")
    assert "1. Which colour? Most chose “Apple”: 20 of 29. 29 of 29 people answered." in first.text()
    assert "22 of 29 wrote an answer." in second.text()
    assert {quote.text() for quote in second.all("blockquote")} == {"Shade", "x"}
    assert all(quote.attributes["dir"] == "auto" for quote in second.all("blockquote"))


def test_it_says_who_asks_who_decides_and_what_the_figures_cannot_say() -> None:
    said = made().text()
    for part in ("Who asks The city", "Who decides the council", "Still open which tree.", "1 May 2027 to 31 May 2027",
                 "not a random sample", "no margin of error", "fewer than 5 people", "Held back", "Consultation tiny",
                 "Version 1", "tiny@town.example"):  # fmt: skip
        assert part in said
    assert "Some texts were not looked through yet, and are not shown." in said
    assert "Not every phase has closed yet." in made(replace(GOT, over=False)).text()


def test_a_reply_is_quoted_awaited_or_late() -> None:
    said = made(replace(GOT, replies=(Reply("A linden tree.", "es", GOT.closed + DAY),)))
    (quote,) = [one for one in said.all("blockquote") if one.text() == "A linden tree."]
    assert quote.attributes == {"lang": "es", "dir": "auto"}
    assert "1 June 2027 · Español" in said.text()
    waiting = replace(GOT, replies=())
    assert "A reply is promised by 1 July 2027." in made(waiting, now=GOT.closed).text()
    assert "It has not come yet." in made(waiting, now=OFFERED.reply_by + 1).text()
    assert "What came of it" not in made(replace(waiting, reply_by=None)).text()


def test_of_too_few_nothing_is_shown() -> None:
    whole = made(crowd(OFFERED, (4, {"colour": "a"})))
    assert "Fewer than 5 people took part" in whole.text()
    assert whole.all("article", "table", "figure") == []


def test_every_phase_has_its_part() -> None:
    whole = made(found(one_after_another()))
    assert [heading.text() for heading in whole.all("h2")][:4] == [
        "Phase 1 of 2. Who was heard", "Phase 1 of 2. Answers", "Phase 2 of 2. Who was heard", "Phase 2 of 2. Answers",
    ]  # fmt: skip
    assert [heading.text().split(".")[0] for heading in whole.all("h3")] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("offered", [*examples(), ALL_KINDS], ids=lambda offered: offered.id)
def test_it_asks_nothing_of_any_other_place(offered: Consultation) -> None:
    written = report(Wanted(found(offered), offered.languages[-1])).decode()
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(", written)
    links = [one.attributes[name] for one in page(written.encode()).walk() for name in ("src", "href")
             if name in one.attributes]  # fmt: skip
    assert links
    assert all(link.startswith("#q") for link in links)


HARM = ["</style><script>alert(1)</script>", '"><svg onload=alert(1)>', "javascript:alert(1)", "&lt;b&gt;", "x" * 1000]


@pytest.mark.parametrize("text", [*HOSTILE, *HARM])
def test_whatever_people_write_stays_text(text: str) -> None:
    quoted = replace(GOT, quotes={"why": (text,)}, replies=(Reply(text, "en", GOT.closed),))
    whole = made(quoted)
    assert whole.all("script") == []
    assert not any(name.startswith("on") for one in whole.walk() for name in one.attributes)
    shown = "".join(c for c in text if c.isprintable() and c not in "\ud800\u202e").split()
    assert whole.all("blockquote")[0].text().split() == shown


def test_hostile_words_in_the_file_stay_text() -> None:
    harm = {"en": "<script>alert(1)</script>", "es": "\u202e=1+1"}
    step = choice("colour") | {"question": harm}
    step["options"][0]["label"] = {"en": "</title><b>", "es": "x"}
    whole = made(crowd(consultation(phase(step), title=harm), (20, {"colour": "a"}), (9, {"colour": "b"})))
    assert whole.all("script", "b") == []
    assert "<script>alert(1)</script>" in whole.all("h1")[0].text()


def test_a_page_that_is_read_from_the_right_is_mirrored() -> None:
    whole = made(found(long_words(), 400), "ar")
    assert whole.all("html")[0].attributes["dir"] == "rtl"
    (first, *_) = whole.all("rect")
    assert float(first.attributes["x"].rstrip("%")) + float(first.attributes["width"].rstrip("%")) == pytest.approx(100)


PAGES = {
    "eu": lambda: found(examples()[-1]), "es": lambda: found(ALL_KINDS), "ar": lambda: found(long_words(), 900),
    "en": lambda: GOT,
}  # fmt: skip
"""By the language in which they are read."""


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.asyncio(loop_scope="session")
async def test_nothing_stands_in_the_way_of_anybody(
    browser: Browser, tmp_path: Path, language: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Checked by axe; nothing is wider than the screen, and nothing is asked for elsewhere."""
    file, asked = tmp_path / "report.html", []
    file.write_bytes(report(Wanted(PAGES[language](), language)))
    context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)

    def note(request: Request) -> None:
        asked.append(request.url)

    context.on("request", note)
    shown = await context.new_page()
    await shown.goto(file.as_uri())
    checked = await Axe().run(shown)
    assert checked.violations_count == 0, checked.generate_report()
    assert await shown.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [file.as_uri()]
    await context.close()


@pytest.mark.asyncio(loop_scope="session")
async def test_no_chart_is_torn_apart_on_paper(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(report(Wanted(found(examples()[-1]), "en")))
    shown = await browser.new_page()
    await shown.goto(file.as_uri())
    printed = await shown.pdf(prefer_css_page_size=True)
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 20
    await shown.emulate_media(media="print")
    kept = await shown.evaluate(
        "[...document.querySelectorAll('figure, table')].map(one => getComputedStyle(one).breakInside)"
    )
    assert set(kept) == {"avoid"}
    await shown.close()


def test_a_poll_that_leaves_things_out_leaves_no_gaps() -> None:
    whole = made(found(read_definition((TWO_QUESTIONS.parent / "repair-cafe.toml").read_text(encoding="utf-8")), 40))
    assert all(one.text() for one in whole.all("p", "dd", "dt", "h1", "h2", "h3"))
    assert "Who decides" not in whole.text()


def test_of_no_result_there_is_a_page_too() -> None:
    assert made(replace(GOT, summaries=(), quotes={}, replies=())).all("article") == []

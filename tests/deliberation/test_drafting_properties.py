"""Whatever is written, a draft stays one: nothing is raised but problems, and nothing that is written is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.definition import read_definition
from deliberation.definition.file.fields import IDENTIFIER
from deliberation.drafting import changing
from deliberation.drafting.example import again, from_example
from deliberation.drafting.ids import consultation_id, option_id, step_id
from deliberation.drafting.plain import Plain, from_plain, read_plain
from deliberation.drafting.poll import poll_source, read_poll
from deliberation.drafting.questions import Question
from deliberation.drafting.several import BESIDE, SEVERAL
from deliberation.drafting.sheet import Town, answered, complete, filled, missing
from deliberation.errors import Problem
from tests.deliberation.drafts import ANSWERS, CITY, NOBODY, NOW, completed, drafted
from tests.deliberation.files import EXAMPLES, choice, phase, toml
from tests.deliberation.files import table as good_table
from tests.deliberation.test_drafting_changing import CHAIN

TOWNS = st.sampled_from([CITY, NOBODY, Town("Gmina", "", "Europe/Warsaw", "pl")])
WORDS = st.sampled_from(["a", "A", "b", "a-b", "Ж", "шо", "7", "7 x", "yes no", "Où?", "é" * 40])
LABELS = st.lists(WORDS, min_size=2, max_size=4, unique_by=str.casefold).map(tuple)
QUESTIONS = st.builds(Question, WORDS, st.just(()) | LABELS, st.booleans())
PLAIN = st.builds(
    Plain, WORDS, st.lists(QUESTIONS, min_size=1, max_size=4).map(tuple), st.sampled_from(["", "a", "b?"])
)

PIECES = st.sampled_from(
    ["a", "b", "A", "When", "?", "؟", " - ", "-", " | ", "\n", "\n- ", "\n* ", "\n1. ", "\n2) ", "\na) ", " ", ". ",
     ",", "(several)", "choose several", "(kilka)", "7:30 - 8:15", "/poll", "\x00", "\ud800", "\u200b", "é", "Ж",
     "x" * 130, "#"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60)
MARKS = {word for kind in SEVERAL for phrase in kind for word in phrase.split()} | BESIDE
SMALL = [drafted(), completed(drafted()), CHAIN, toml(good_table(phase(choice()), poll={}))]
LARGE = from_example(EXAMPLES[0].read_text(encoding="utf-8"), NOBODY, NOW, ())

CHANGES: list[Callable[[str, str], str]] = [
    changing.retitled,
    changing.introduced,
    changing.with_question,
    lambda source, text: changing.opening(source, text, NOW),
    lambda source, text: changing.closing(source, text, NOW),
    *(
        lambda source, text, change=change, number=number: change(source, ids(source)[number % len(ids(source))], text)
        for change in (changing.reworded, changing.with_options)
        for number in range(3)
    ),
    lambda source, text: changing.without_question(source, ids(source)[len(text) % len(ids(source))]),
    *(lambda source, text, key=key: answered(source, key, text, NOW) for key in ANSWERS),
]


def ids(source: str) -> list[str]:
    return [step.id for step in read_definition(filled(source)).steps()]


@given(PLAIN, TOWNS, st.sets(st.sampled_from(["a", "a-2", "consultation"])))
def test_any_plain_message_is_a_consultation_once_all_is_answered(plain: Plain, town: Town, taken: set[str]) -> None:
    draft = from_plain(plain, town, NOW, taken)
    assert len(missing(draft)) <= 6
    read = read_definition(completed(draft))
    assert read.id not in taken
    assert [step.question[town.language] for step in read.steps()] == [question.text for question in plain.questions]
    labels = [[option.label[town.language] for option in getattr(step, "options", ())] for step in read.steps()]
    assert labels == [list(question.options) for question in plain.questions]


@given(TEXTS)
def test_any_text_is_read_and_nothing_in_it_is_lost(text: str) -> None:
    plain = read_plain(text)
    if plain is None:
        return
    asked = " ".join(" ".join((question.text, *question.options)) for question in plain.questions)
    kept = set(words_of(" ".join((plain.title, plain.proposal, asked, *plain.leftovers))))
    of_lists = {word for word in words_of(text) if word.isdigit() or word == "a"}
    assert {word for word in words_of(text) if word not in MARKS} <= kept | of_lists
    with suppress(Problem):
        draft = from_plain(plain, CITY, NOW, ())
        assert not plain.mistakes
        read_definition(completed(draft))


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@given(TEXTS)
def test_any_command_is_a_poll_or_is_refused(text: str) -> None:
    poll = read_poll(text)
    if poll is not None:
        assert bool(poll.mistakes) == (not fits(poll.question, poll.options))
        with suppress(Problem):
            assert complete(poll_source(poll, CITY, NOW, ()))


def fits(question: str, options: tuple[str, ...]) -> bool:
    apart = len({option.casefold() for option in options}) == len(options)
    return 0 < len(question) <= 200 and 2 <= len(options) <= 10 and apart and all(len(one) <= 80 for one in options)


@given(
    st.sampled_from(SMALL),
    st.lists(st.tuples(st.sampled_from(CHANGES), TEXTS | st.sampled_from([*ANSWERS.values()])), max_size=4),
)
def test_any_change_leaves_a_draft_or_is_refused(
    source: str, made: list[tuple[Callable[[str, str], str], str]]
) -> None:
    lacked = set(missing(source))
    for change, text in made:
        with suppress(Problem):
            source = change(source, text)
    assert set(missing(source)) <= lacked
    assert complete(source) == (not missing(source))
    assert complete(filled(source))


@given(
    st.sampled_from([*SMALL, LARGE]),
    st.sampled_from(sorted(ANSWERS)),
    TEXTS | st.sampled_from([*ANSWERS.values(), "in 9 weeks", "20.6."]),
)
@settings(max_examples=60)
def test_an_answer_given_twice_is_an_answer_given_once(source: str, key: str, text: str) -> None:
    with suppress(Problem):
        once = answered(source, key, text, NOW)
        assert answered(once, key, text, NOW) == once
        assert key not in {asked.key for asked in missing(once)}


BEGINNINGS: list[Callable[[str, str], str]] = [
    lambda source, text: from_example(source, CITY, NOW, ()),
    lambda source, text: again(source, NOW, ()),
]


@given(st.sampled_from(SMALL), st.data())
def test_any_text_in_the_place_of_a_draft_is_refused_with_a_problem(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    spoiled = source[:start] + data.draw(PIECES) + source[start + data.draw(st.integers(0, 40)) :]
    assert complete(spoiled) in {True, False}
    with suppress(Problem):
        data.draw(st.sampled_from([*CHANGES, *BEGINNINGS]))(spoiled, "a")


@given(st.lists(WORDS | TEXTS, max_size=8), st.sampled_from([consultation_id, step_id, option_id]))
def test_ids_are_valid_and_each_its_own(texts: list[str], name: Callable[[str, set[str]], str]) -> None:
    taken: set[str] = set()
    for text in texts:
        identifier = name(text, taken)
        assert IDENTIFIER.fullmatch(identifier)
        assert identifier not in taken
        taken.add(identifier)

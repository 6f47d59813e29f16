"""A poll is a consultation of one question: what its file may leave out, and what it may not hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from deliberation.definition import Poll, read_definition
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.definition.versions import changes, lost
from deliberation.errors import DefinitionInvalid
from tests.deliberation.files import (
    asked,
    choice,
    consultation,
    none_of_these,
    phase,
    scale,
    several,
    table,
    toml,
    words,
)

MIRRORED = {"open_count": True, "mirror": True}
NEEDED = ("id", "languages", "timezone", "asked_by")


def poll(*steps: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A poll's file with nothing in it that can be left out."""
    whole = table(phase(*(steps or [choice(options=3)])))
    return {key: whole[key] for key in (*NEEDED, "phases")} | {"poll": {"open_count": True}} | changes


def mistakes(root: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionInvalid) as refused:
        read_definition(toml(root))
    return [(mistake.where, mistake.code) for mistake in refused.value.mistakes]


def test_a_poll_needs_a_question_and_who_asks_it() -> None:
    read = read_definition(toml(poll()))
    assert read.poll == Poll(open_count=True)
    assert read.title == read.steps()[0].question == {"en": "Which colour?", "es": "¿Qué colour?"}
    texts = (read.proposal, read.decided_by, read.still_open, read.already_fixed)
    assert (*texts, read.contact) == ({}, {}, {}, {}, "")


@pytest.mark.parametrize("key", NEEDED)
def test_the_rest_of_the_head_stays(key: str) -> None:
    root = poll()
    del root[key]
    assert (key, "missing") in mistakes(root)


def test_the_count_is_closed_unless_it_is_opened() -> None:
    assert read_definition(toml(poll(poll={}))).poll == Poll(open_count=False)
    assert consultation().poll is None


def test_what_a_poll_says_all_the_same_is_read() -> None:
    read = read_definition(toml(table(phase(choice()), poll={})))
    assert (read.title["en"], read.contact, read.decided_by["en"]) == ("Tiny", "tiny@town.example", "the council")
    assert read.promises_reply


def test_without_a_day_no_reply_is_promised() -> None:
    read = read_definition(toml(poll()))
    assert read.reply_by == read.phases[0].closes
    assert not read.promises_reply
    assert consultation().promises_reply


def test_a_reply_before_the_close_is_a_mistake_in_a_poll_too() -> None:
    assert mistakes(poll(reply_by=date(2027, 5, 31))) == [("reply_by", "reply_before_close")]


@pytest.mark.parametrize("step", [choice(), several()], ids=["one", "several"])
def test_options_stand_as_they_are_written_unless_they_are_to_be_mixed(step: dict[str, Any]) -> None:
    for given, expected in (({}, True), ({"ordered": False}, False), ({"ordered": True}, True)):
        (read,) = read_definition(toml(poll(step | given))).steps()
        assert isinstance(read, SingleChoice | MultipleChoice)
        assert read.ordered is expected


def many(count: int) -> dict[str, Any]:
    return choice() | {"options": [{"id": f"o{n}", "label": {"en": f"O{n}"}} for n in range(count)]}


AT = "phases[0].steps[0].options"


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        ([choice(), words()], [("poll", "poll_one_question")]),
        ([words()], [("poll", "poll_kind")]),
        ([scale()], [("poll", "poll_kind")]),
        ([asked("date")], [("poll", "poll_kind")]),
        ([choice() | {"other": True}], [("poll", "poll_kind")]),
        ([many(10)], []),
        ([many(11)], [(AT, "count")]),
        ([many(21)], [(AT, "count")]),
        ([many(1)], [(AT, "count")]),
        ([choice() | {"kind": "tombola"}], [("phases[0].steps[0].kind", "kind")]),
    ],
)
def test_a_poll_is_one_question_with_at_most_ten_options(steps: list[Any], wrong: list[tuple[str, str]]) -> None:
    root = poll(*steps)
    assert (mistakes(root) if wrong else read_definition(toml(root)) and []) == wrong


@pytest.mark.parametrize(
    ("step", "changes", "wrong"),
    [
        (choice(options=3), {"poll": MIRRORED}, []),
        (several(), {"poll": MIRRORED}, []),
        (several(most=3), {"poll": MIRRORED}, []),
        (none_of_these(choice()), {"poll": MIRRORED}, []),
        (choice(), {"poll": {"mirror": True}}, ["mirror_count"]),
        (choice(), {"poll": {"open_count": False, "mirror": True}}, ["mirror_count"]),
        (several(least=2), {"poll": MIRRORED}, ["mirror_free"]),
        (several(most=2), {"poll": MIRRORED}, ["mirror_free"]),
        (none_of_these(several()), {"poll": MIRRORED}, ["mirror_free"]),
        (choice(), {"poll": MIRRORED, "audience": {"languages": ["es"]}}, ["mirror_group"]),
    ],
)
def test_telegrams_own_poll_stands_only_beside_what_it_can_show(step: Any, changes: Any, wrong: list[str]) -> None:
    root = poll(step, **changes)
    expected = [("poll.mirror", code) for code in wrong]
    assert (mistakes(root) if wrong else read_definition(toml(root)) and []) == expected


def test_two_phases_are_no_poll() -> None:
    later = phase(words(), identifier="later", opens=date(2027, 6, 1), closes=date(2027, 6, 9))
    assert mistakes(poll(phases=[phase(choice()), later])) == [("poll", "poll_one_question")]


@pytest.mark.parametrize(
    ("before", "after"),
    [({}, None), (None, {}), ({}, {"open_count": True}), ({"open_count": True}, {}), ({"open_count": True}, MIRRORED)],
)
def test_a_poll_stays_what_people_were_told_it_was(before: Any, after: Any) -> None:
    old, new = (read_definition(toml(table(phase(choice()), **polled(p)))) for p in (before, after))
    assert [(mistake.where, mistake.code) for mistake in lost(old, new)] == [("poll", "poll_changed")]
    assert [(change.code, change.names) for change in changes(old, new)][-1] == ("head_changed", ("poll",))
    assert list(lost(old, old)) == []


def polled(poll: Any) -> dict[str, Any]:
    return {} if poll is None else {"poll": poll}

"""What a new version may change once somebody has begun, and how its changes are told."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import Consultation, read_definition
from deliberation.definition.kinds import KINDS
from deliberation.definition.reading import invalid
from deliberation.definition.versions import changes, lost, moved_though_closed
from screens.changes import change_lines
from screens.mistakes import mistake_lines
from screens.voice import voice
from tests.deliberation.files import CLOSES, OPENS, choice, phase, statements, table, toml, words

Change = Callable[[dict[str, Any]], object]


def both(text: str) -> dict[str, str]:
    return {"en": text, "es": f"{text} es"}


def head(identifier: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"id": identifier, "kind": kind, "question": both(identifier), **more}


def offered() -> dict[str, Any]:
    """A file with a step of every kind, in two phases."""
    news = {"id": "news", "kind": "information", "title": both("News"), "text": both("A tree needs water.")}
    first = phase(
        news,
        choice("tree", 3) | {"other": True},
        choice("uses", 3) | {"kind": "multiple_choice", "most": 2, "other": True},
        head("shade", "scale", points=5, low=both("little"), high=both("much")),
        choice("order", 3) | {"kind": "ranking"},
        closes=date(2027, 5, 15),
    )
    second = phase(
        head("age", "number", least=0, most=120),
        head("day", "date"),
        words("why") | {"when": {"step": "tree", "is": ["a"]}},
        statements("ideas", 3, matter=2),
        identifier="later",
        opens=OPENS.replace(day=16),
    )
    return table(first, second)


def read(root: dict[str, Any]) -> Consultation:
    return read_definition(toml(root))


def changed(*made: Change) -> Consultation:
    root = deepcopy(offered()) | {"version": 2}
    for change in made:
        change(root)
    return read(root)


OLD = read(offered())


def steps(root: dict[str, Any], phase: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = root["phases"][phase]["steps"]
    return found


def test_every_kind_is_tried() -> None:
    assert {step.kind for step in OLD.steps()} == set(KINDS)


SEEDS: list[dict[str, Any]] = statements(seeds=6)["statements"]


def seed(number: int, **keys: Any) -> Change:
    """A statement of the file with other keys."""
    return lambda root: steps(root, 1)[3]["statements"][number].update(keys)


MORE = {"id": "z", "label": both("Zelkova")}
ALLOWED: list[tuple[str, Change, tuple[str, ...]]] = [
    ("nothing", lambda root: None, ()),
    ("a step", lambda root: steps(root).append(choice("more")), ("steps_added",)),
    ("an option", lambda root: steps(root)[1]["options"].append(MORE), ("options_added",)),
    ("one choice more", lambda root: steps(root)[2]["options"].append(MORE), ("options_added",)),
    ("another order", lambda root: steps(root).reverse(), ()),
    ("another order of options", lambda root: steps(root)[1]["options"].reverse(), ("corrected",)),
    ("other words", lambda root: steps(root)[1].update(question=both("Whicht tree?")), ("corrected",)),
    ("help", lambda root: steps(root)[1].update(help=both("One.")), ("corrected",)),
    ("no condition", lambda root: steps(root, 1)[2].pop("when"), ("asked_of_others",)),
    ("a condition", lambda root: steps(root, 1)[0].update(when={"step": "tree", "is": ["b"]}), ("asked_of_others",)),
    ("optional", lambda root: steps(root)[1].update(required=False), ("corrected",)),
    ("a shorter text", lambda root: steps(root, 1)[2].update(limit=900), ("corrected",)),
    ("a wider range", lambda root: steps(root, 1)[0].update(most=130), ("corrected",)),
    ("a statement", lambda root: steps(root, 1)[3]["statements"].append(SEEDS[5]), ("options_added",)),
    ("arguments", seed(0, against=[{"text": both("Too dear.")}]), ("corrected",)),
    ("other times", lambda root: root["phases"][1].update(closes=date(2027, 6, 20)), ("times_moved",)),
    ("a phase", lambda root: root["phases"].append(
        phase(choice("last"), identifier="last", opens=OPENS.replace(month=6), closes=CLOSES.replace(month=6, day=20))
    ), ("phases_added", "steps_added")),
    ("a language", lambda root: root.update(languages=["en", "es", "pl"]), ("languages_added",)),
    ("the title", lambda root: root.update(title=both("Tiny tree")), ("head_changed",)),
]  # fmt: skip


@pytest.mark.parametrize(("change", "codes"), [case[1:] for case in ALLOWED], ids=[case[0] for case in ALLOWED])
def test_what_takes_nothing_away_is_allowed_and_told(change: Change, codes: tuple[str, ...]) -> None:
    new = changed(change)
    assert list(lost(OLD, new)) == []
    assert tuple(change.code for change in changes(OLD, new)) == codes
    assert len(change_lines(changes(OLD, new), voice("en"))) == max(1, len(codes))


def gone(step: int, phase: int = 0) -> Change:
    return lambda root: steps(root, phase).pop(step)


def put(step: int, phase: int = 0, **keys: Any) -> Change:
    return lambda root: steps(root, phase)[step].update(keys)


def elsewhere(root: dict[str, Any]) -> None:
    steps(root, 1).append(steps(root).pop(4))


REFUSED: list[tuple[str, Change, str, str]] = [
    ("a phase", lambda root: root["phases"].pop(1), "phases", "phase_gone"),
    ("a text", gone(0), "phases[0]", "step_gone"),
    ("a question", gone(4), "phases[0]", "step_gone"),
    ("a step in another phase", elsewhere, "phases[0]", "step_gone"),
    ("an option", lambda root: steps(root)[1]["options"].pop(), "phases[0].steps[1]", "option_gone"),
    ("an answer of one's own", put(1, other=False), "phases[0].steps[1]", "redefined"),
    ("one choice", lambda root: steps(root)[2]["options"].pop(), "phases[0].steps[2]", "option_gone"),
    ("choices of one's own", put(2, other=False), "phases[0].steps[2]", "redefined"),
    ("how many may be chosen", put(2, most=3), "phases[0].steps[2]", "redefined"),
    ("a point", put(3, points=4), "phases[0].steps[3]", "option_gone"),
    ("another scale", put(3, points=6), "phases[0].steps[3]", "redefined"),
    ("what is ranked", lambda root: steps(root)[4]["options"].append(MORE), "phases[0].steps[4]", "redefined"),
    ("how many places", put(4, places=1), "phases[0].steps[4]", "redefined"),
    ("the unit", put(0, 1, unit=both("years")), "phases[1].steps[0]", "redefined"),
    ("a statement", lambda root: steps(root, 1)[3]["statements"].pop(), "phases[1].steps[3]", "statement_gone"),
    (
        "what a statement says",
        seed(1, text=both("No benches")),
        "phases[1].steps[3].statements[1]",
        "statement_reworded",
    ),
    ("how many may matter", put(3, 1, matter=1), "phases[1].steps[3]", "redefined"),
    ("the kind", lambda root: steps(root, 1).__setitem__(1, words("day")), "phases[1].steps[1]", "redefined"),
    ("the kind, with options", put(1, kind="multiple_choice"), "phases[0].steps[1]", "redefined"),
]


@pytest.mark.parametrize(("change", "where", "code"), [c[1:] for c in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_somebody_may_have_answered_stays_as_it_is(change: Change, where: str, code: str) -> None:
    root = deepcopy(offered()) | {"version": 2}
    change(root)
    (mistake,) = lost(OLD, read(root))
    assert (mistake.where, mistake.code) == (where, code)
    (placed,) = invalid(toml(root), [mistake]).mistakes
    assert placed.line == next(n for n, line in enumerate(toml(root).splitlines(), 1) if line.startswith('"phases"'))
    for language in ("en", "es"):
        (line,) = mistake_lines([placed], voice(language))
        assert "{" not in line


def test_all_that_is_lost_is_named_at_once() -> None:
    new = changed(gone(0), gone(0, 1), put(2, points=6))
    assert [mistake.code for mistake in lost(OLD, new)] == ["step_gone", "redefined", "step_gone"]


def test_a_mistake_stands_on_the_line_of_its_step() -> None:
    source = toml(offered()).replace("}, {", "},\n{")
    steps_begin = [number for number, line in enumerate(source.splitlines(), 1) if '"points"' in line]
    (mistake,) = lost(OLD, changed(put(3, points=6)))
    (placed,) = invalid(source, [mistake]).mistakes
    assert [placed.line] == steps_begin


def test_a_phase_that_has_closed_keeps_its_times() -> None:
    new = changed(lambda root: root["phases"][0].update(closes=date(2027, 5, 14)))
    (mistake,) = moved_though_closed(OLD, new, ["hearing"])
    assert (mistake.where, mistake.code) == ("phases[0].closes", "phase_closed")
    assert list(moved_though_closed(OLD, new, ["later"])) == []
    assert list(moved_though_closed(OLD, changed(), ["hearing", "later", "elsewhere"])) == []


def test_what_is_taken_out_is_told_where_nobody_has_begun() -> None:
    found = changes(OLD, changed(lambda root: root["phases"].pop(1)))
    assert [(change.code, change.names) for change in found] == [
        ("steps_gone", ("age", "day", "why", "ideas")), ("phases_gone", ("later",))
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_many_names_are_cut_short(language: str) -> None:
    found = changes(OLD, changed(lambda root: steps(root).extend(choice(f"more-{n}") for n in range(12))))
    (line,) = change_lines(found, voice(language))
    assert "more-7" in line
    assert "more-8" not in line
    assert "4" in line


TOGETHER = [case[1] for case in ALLOWED if case[0] not in {"another order", "other times"}]
"""Changes that can be made one after the other."""


@given(st.sets(st.sampled_from(range(len(TOGETHER)))), st.sets(st.sampled_from(range(len(TOGETHER)))))
def test_versions_that_take_nothing_away_follow_one_another(first: set[int], second: set[int]) -> None:
    """Whatever is allowed from the first to the second and on to the third is allowed from the first to the third."""
    middle = changed(*(TOGETHER[index] for index in sorted(first)))
    last = changed(*(TOGETHER[index] for index in sorted(first | second)))
    assert list(lost(OLD, middle)) == list(lost(middle, last)) == list(lost(OLD, last)) == []

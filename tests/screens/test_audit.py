"""Whatever is done by those who run things has words, and what residents do has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from deliberation import events
from deliberation.events import Event, OfResident
from deliberation.kept import Noted
from deliberation.roles import Role
from deliberation.use_cases.matters.audit import Audit, Known
from screens.audit import WORDS, fact_line, short
from screens.desk.audit import audit_card
from screens.voice import spoken, voice
from tests.screens.html import read

SAMPLES: dict[str, str | int | bool] = {"str": "<b>x</b>", "int": 2, "bool": True}
ZONE, MOMENT = "Europe/Warsaw", 1_800_000_000_000
TEAM = {"nora": Known(1, "Nora & co", (Role.ADMINISTRATOR, Role.ORGANISER)), "piotr": Known(2)}


def all_events(kind: type[Event] = Event) -> Iterator[type[Event]]:
    for below in kind.__subclasses__():
        yield from all_events(below)
        if below.__module__.startswith(events.__name__) and below is not OfResident:
            yield below


LISTED = sorted({kind for kind in all_events() if kind.listed}, key=lambda kind: kind.name)
PERSONAL = {
    *("participation_started", "consent_given", "answer_recorded", "answer_taken_back", "step_skipped"),
    *("participation_reopened", "participation_withdrawn", "participation_completed", "language_chosen"),
    *("person_erased", "chat_lost", "chat_regained", "place_taken", "place_given_back", "place_got"),
    "messages_chosen",
}
"""Written out again: more may come, and none of these may ever be listed."""


def fact(kind: type[Event], actor: str | None = "nora", about: str = "school-street") -> Noted:
    role = {"role": "organiser"}
    details = {field.name: role.get(field.name) or SAMPLES[str(field.type)] for field in fields(kind)}
    return Noted(MOMENT, actor, kind.name, about, details)


def test_whatever_is_listed_has_words_and_all_words_an_event() -> None:
    assert {kind.name for kind in LISTED} == set(WORDS), (
        "an event of residents' is an OfResident; all others have words"
    )


def test_what_residents_do_is_never_listed() -> None:
    assert {kind.name for kind in all_events() if not kind.listed} >= PERSONAL


def test_every_event_has_a_name_of_its_own() -> None:
    kinds = set(all_events())
    assert len({kind.name for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: str(kind.name))
def test_a_line_says_when_who_and_what(kind: type[Event], language: str) -> None:
    said = read(fact_line(fact(kind), TEAM, ZONE, voice(language)))
    assert "Nora & co" in said
    assert "9:00" in said
    assert kind.name not in said


@pytest.mark.parametrize(
    ("actor", "called"),
    [
        ("nora", "Nora & co (administrator, organiser)"), ("piotr", "number 2 (no role now)"),
        (None, "the program"), ("", "somebody deleted"), ("who", "somebody"),
    ],
)  # fmt: skip
def test_everybody_is_called_something(actor: str | None, called: str) -> None:
    line = fact_line(fact(events.ConsultationLaunched, actor), TEAM, ZONE, voice("en"))
    assert read(line) == f"15 January, 09:00 · {called}: launched school-street, version 2"


def test_a_fact_of_another_version_is_listed_by_its_name() -> None:
    unknown = Noted(MOMENT, None, "tree_planted", "x", {})
    assert fact_line(unknown, TEAM, ZONE, voice("en")).endswith("the program: tree_planted")


def test_an_id_that_nobody_chose_is_shown_by_its_end() -> None:
    assert short("0191b2c3d4e5f60718293a4b5c6d7e8f") == "5c6d7e8f"
    assert short("school-street") == "school-street"


def test_pages_lead_to_older_and_newer() -> None:
    pages = [audit_card(Audit([fact(events.RoleTaken)] * 10, page, 3, TEAM, ZONE), voice("en")) for page in range(3)]
    labels = [[button.label for row in card.rows for button in row] for card in pages]
    assert labels == [["Older ›", "Home"], ["‹ Newer", "Older ›", "Home"], ["‹ Newer", "Home"]]
    assert all(len(read(card.text)) < 4096 for card in pages)

"""Ids say what they stand for, in the letters that an id can have."""

from __future__ import annotations

import pytest

from deliberation.drafting.ids import consultation_id, free_id, option_id, step_id


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("School street, what do you think?", "school-street"),
        ("¿Calle escolar?", "calle-escolar"),
        ("Ulica Łąkowa: co dalej?", "ulica-lakowa"),
        ("7:30 to 8:15, no cars", "to-8-15"),
        ("2027: our budget", "our-budget"),
        ("What should become of the old mill by the river", "what-should-become-of-the-old"),
        ("x" * 40, "x" * 30),
        ("Школа", "consultation"),
        ("شارع", "consultation"),
        ("", "consultation"),
    ],
)
def test_a_consultation_is_called_by_the_first_words_of_its_title(title: str, identifier: str) -> None:
    assert consultation_id(title, ()) == identifier


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert consultation_id("School street", {"school-street"}) == "school-street-2"
    assert consultation_id("School street", {"school-street", "school-street-2"}) == "school-street-3"
    assert free_id("x" * 30, {"x" * 30}) == "x" * 28 + "-2"


def test_questions_and_options_in_any_script_have_ids() -> None:
    assert (step_id("Скільки?", ()), step_id("Де?", {"q1"})) == ("q1", "q2")
    assert (option_id("так", ()), option_id("ні", {"a1"})) == ("a1", "a2")
    assert (option_id("Don't know", ()), option_id("10 minutes", ())) == ("dont-know", "a10-minutes")

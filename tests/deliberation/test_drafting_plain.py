"""A plain message becomes a draft as its author meant it, in the ways people write lists; and nothing in it is lost."""

from __future__ import annotations

import pytest

from deliberation.definition import read_definition
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.drafting.plain import Plain, from_plain, read_plain
from deliberation.drafting.questions import Question as Ask
from deliberation.drafting.several import is_mark, without_mark
from deliberation.drafting.sheet import missing
from deliberation.errors import DefinitionInvalid
from screens.mistakes import mistake_lines
from screens.voice import voice
from tests.deliberation.drafts import CITY, NOBODY, NOW, SCHOOL, completed, drafted, plain, table


def test_the_message_of_the_guideline() -> None:
    assert plain(SCHOOL) == Plain(
        title="School street, what do you think?",
        questions=(
            Ask("How do your children get to school?", ("on foot", "by bike", "by bus", "by car")),
            Ask("Should cars stay out from 7:30 to 8:15?", ("yes", "no", "only in summer")),
            Ask("What would have to be solved first?"),
        ),
    )


def test_it_asks_for_nothing_but_what_nobody_can_guess() -> None:
    asked = [one.key for one in missing(drafted(SCHOOL))]
    assert asked == ["decided_by", "reply_by", "still_open", "already_fixed", "asked_by"]
    assert [one.key for one in missing(drafted(SCHOOL, CITY))] == asked[:4]


def test_its_draft_is_a_consultation_once_that_is_said() -> None:
    read = read_definition(completed(drafted(SCHOOL)))
    assert (read.id, read.languages, read.title["en"]) == (
        "school-street",
        ("en",),
        "School street, what do you think?",
    )
    assert [step.kind for step in read.steps()] == ["single_choice", "single_choice", "open_text"]
    assert [step.required for step in read.steps()] == [True, True, False]
    travel = read.steps()[0]
    assert isinstance(travel, SingleChoice)
    assert [option.id for option in travel.options] == ["on-foot", "by-bike", "by-bus", "by-car"]


def test_it_is_open_from_today_for_two_weeks() -> None:
    (phase,) = table(drafted(SCHOOL))["phases"]
    assert (phase["opens"].isoformat(), phase["closes"].isoformat()) == ("2027-05-20", "2027-06-03")


SHAPES: list[tuple[str, str, tuple[Ask, ...]]] = [
    ("Park\nWhere?\n- gate\n- pond", "Park", (Ask("Where?", ("gate", "pond")),)),
    ("Park\nWhere?\n* gate\n* pond\n\nWhen?", "Park", (Ask("Where?", ("gate", "pond")), Ask("When?"))),
    ("Park\nWhere?\n• gate\n• pond;", "Park", (Ask("Where?", ("gate", "pond")),)),
    ("Park\nWhere?\n1. gate\n2. pond", "Park", (Ask("Where?", ("gate", "pond")),)),
    ("Park\nWhere?\na) gate\nb) pond", "Park", (Ask("Where?", ("gate", "pond")),)),
    ("Park\n1. Where?\n1) gate\n2) pond\n2. When?", "Park",
     (Ask("Where?", ("gate", "pond")), Ask("When?"))),
    ("Park\n1. Where? - gate - pond\n2. Tell us more", "Park",
     (Ask("Where?", ("gate", "pond")), Ask("Tell us more"))),
    ("Park\n- Where?\n- When?", "Park", (Ask("Where?"), Ask("When?"))),
    ("Park. Where? – gate — pond", "Park", (Ask("Where?", ("gate", "pond")),)),
    ("Where? -gate -pond", "Where?", (Ask("Where?", ("gate", "pond")),)),
    ("Where?\n- gate\n- pond", "Where?", (Ask("Where?", ("gate", "pond")),)),
    ("Best day - Friday - Saturday", "Best day", (Ask("Best day", ("Friday", "Saturday")),)),
    ("1. What now?\n2. What then?", "What now?", (Ask("What now?"), Ask("What then?"))),
    ("Park - a plan\nDo you walk on-foot Fri-Sat?", "Park - a plan", (Ask("Do you walk on-foot Fri-Sat?"),)),
    ("Open 7:30 - 8:15 and 9 - 10\nIs that right?", "Open 7:30 - 8:15 and 9 - 10", (Ask("Is that right?"),)),
    ("Park\nHow many?\n- 5 - 10\n- 10 - 15", "Park", (Ask("How many?", ("5 - 10", "10 - 15")),)),
    ("Calle\n¿Cómo vais? (varias) - a pie - en bici", "Calle",
     (Ask("¿Cómo vais?", ("a pie", "en bici"), several=True),)),
    ("Ulica\nJak? - pieszo - rowerem (kilka)", "Ulica", (Ask("Jak?", ("pieszo", "rowerem"), several=True),)),
    ("Straat\nHoe? Kies er meerdere.\n- te voet\n- bus", "Straat", (Ask("Hoe?", ("te voet", "bus"), several=True),)),
    ("Kalea\nNola?\n(bat baino gehiago)\n- oinez\n- autoz", "Kalea",
     (Ask("Nola?", ("oinez", "autoz"), several=True),)),
    ("Which? Choose several. - gate - pond", "Which?", (Ask("Which?", ("gate", "pond"), several=True),)),
    ("Cars\nHow many? - one - several", "Cars", (Ask("How many?", ("one", "several")),)),
    ("شارع\nكيف تأتي؟ - مشيا - بالحافلة", "شارع", (Ask("كيف تأتي؟", ("مشيا", "بالحافلة")),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "questions"), SHAPES, ids=[text[:24] for text, *_ in SHAPES])
def test_lists_are_read_as_people_write_them(text: str, title: str, questions: tuple[Ask, ...]) -> None:
    found = plain(text)
    assert (found.title, found.questions, found.leftovers, found.mistakes) == (title, questions, (), ())


@pytest.mark.parametrize("text", ["", " \n", "Hello", "Good morning.\nWe met on Friday - it was good.", "-", "…"])
def test_without_a_question_it_is_no_draft(text: str) -> None:
    assert read_plain(text) is None


def test_what_stands_before_the_questions_is_the_proposal() -> None:
    found = plain("School street\nCars stay out.\nFrom May on.\nWhat do you think?")
    assert (found.title, found.proposal) == ("School street", "Cars stay out. From May on.")
    assert table(from_plain(found, CITY, NOW, ()))["proposal"] == {"en": "Cars stay out. From May on."}


def test_what_cannot_be_understood_is_given_back() -> None:
    found = plain("Park\nWhere? - gate - pond\nWe thank you.\n3) odd\nWhen?\nNora")
    assert found.leftovers == ("We thank you.", "Nora")
    assert [question.text for question in found.questions] == ["Where?", "odd", "When?"]


def test_an_initial_is_not_the_letter_of_a_list() -> None:
    assert plain("Park\nA. Smith asks: where?\nB. Jones").leftovers == ("B. Jones",)
    assert plain("Park\nA. Smith asks: where?").questions == (Ask("A. Smith asks: where?"),)


def test_a_name_with_a_point_is_no_sentence() -> None:
    assert plain("St. Mary's street\nWhat now?").title == "St. Mary's street"
    assert plain("St. Mary's street. We plan it anew.\nWhat now?").title == "St. Mary's street"


MARKS = ["(several)", "choose several", "Select all that apply", "(varias)", "elige varias", "más de una",
         "wybierz kilka", "(więcej niż jedna)", "kies er meerdere", "(meerdere antwoorden mogelijk)",
         "tria'n diverses", "més d'una",
         "(hainbat)", "bat baino gehiago aukeratu"]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_that_several_can_be_chosen_is_said_in_six_languages(mark: str) -> None:
    assert is_mark(mark)
    assert without_mark(f"Which? {mark}") == ("Which?", True)
    assert without_mark(f"Which ({mark.strip('()')})?") == ("Which?", True)
    assert not is_mark(f"{mark} trees")


@pytest.mark.parametrize("text", ["Are there several?", "More than one child?", "Which of several?", ""])
def test_a_question_about_several_things_is_no_mark(text: str) -> None:
    assert without_mark(text) == (text, False)


def told(text: str) -> list[str]:
    return mistake_lines(plain(text).mistakes, voice("en"))


def test_what_does_not_fit_is_told_by_its_line_and_not_cut() -> None:
    long = "x" * 81
    text = f"{'T' * 121}\n\n{'q' * 200}?\nWhich?\n- {long}\n- a\n- A\nOne? - only"
    assert told(text) == [
        "Line 1, title: it has 121 characters; 120 fit. Shorten it by 1.",
        f'Line 3, question "{"q" * 49}…": it has 201 characters; 200 fit. Shorten it by 1.',
        f'Line 5, question "Which?", option "{"x" * 49}…": it has 81 characters; 80 fit. Shorten it by 1.',
        'Line 7, question "Which?", option "A": two options are called "A", so that nobody can tell them apart. '
        "Change one of them.",
        'Line 8, question "One?": it needs at least two options; there is one.',
    ]
    assert plain(text).questions[1].options[0] == long


def test_too_many_options_and_too_many_questions_are_told() -> None:
    many = "".join(f" - {number}x" for number in range(21))
    assert told(f"Park\nWhich?{many}") == [
        'Line 2, question "Which?": it has 21 options; at most 20 fit. Take some out.'
    ]
    assert told("Park\n" + "\n".join(f"Number {number}?" for number in range(61))) == [
        "Line 1: there are 61 questions in all phases together; 60 fit. Take some out, or make two consultations."
    ]


def test_a_message_with_mistakes_makes_no_draft() -> None:
    found = plain("Park\nOne? - only")
    with pytest.raises(DefinitionInvalid) as refused:
        from_plain(found, NOBODY, NOW, ())
    assert refused.value.mistakes == found.mistakes

"""Drafts: what one can begin from, what is being prepared, and one draft with what it lacks."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, in_language
from deliberation.desk import CHANGING, DELETING, EDITING, FILLING, PICTURES, QUESTION, QUESTIONS
from deliberation.use_cases.matters.drafts import Drafting, Drafts, Examples
from screens.card import Button, Card, Page, page_of
from screens.desk.buttons import do, home
from screens.desk.editing import changing_card, deleting_card, editing_card, question_card, questions_card
from screens.desk.filling import filling_card, lacking_words
from screens.examples import examples
from screens.voice import Voice

A_PAGE = 6


def examples_card(matter: Examples, v: Voice) -> Card:
    """What one can begin from: each with its number of questions."""
    known = list(examples().items())
    page = page_of(len(known), A_PAGE, matter.page)
    lines = [v.say("<b>From which example?</b>\nYou answer a few questions, and it is a draft for your own town.")]
    buttons = []
    for name, (_, about) in known[page.items]:
        lines.append(f"• {escape(_title(about, v), quote=False)} ({_questions(about, v)})")
        buttons.append(do(_title(about, v), f"example-{name}"))
    return Card("\n".join(lines), (*((button,) for button in buttons), _ways(page, v)))


def drafts_card(matter: Drafts, v: Voice) -> Card:
    """What somebody is preparing, numbered."""
    if not matter.drafts:
        return Card(v.say("<b>My drafts</b>\nThere is none. Write me your questions to make one."), ((home(v),),))
    page = page_of(len(matter.drafts), A_PAGE, matter.page)
    lines, buttons = [v.say("<b>My drafts</b>\nWhich one?")], []
    for number, (identifier, about) in list(enumerate(matter.drafts, start=1))[page.items]:
        title = _title(about, v)
        lines.append(v.say("{number} {label}", number=number, label=f"{title} ({_questions(about, v)})"))
        buttons.append(do(v.label("{number} {label}", number=number, label=title), f"d-{identifier}"))
    return Card("\n".join(lines), (*((button,) for button in buttons), _ways(page, v)))


def drafting_card(matter: Drafting, v: Voice) -> Card:
    """One draft: as a whole, or what is being done with it."""
    match matter.place:
        case place if place == FILLING:
            return filling_card(matter, v)
        case place if place == PICTURES:
            return _pictures_card(matter, v)
        case place if place == CHANGING:
            return changing_card(matter, v)
        case place if place == DELETING:
            return deleting_card(v)
        case place if place == QUESTIONS:
            return questions_card(matter, v)
        case place if place == QUESTION:
            return question_card(matter, v)
        case place if place == EDITING:
            return editing_card(matter, v)
        case _:
            return _whole_card(matter, v)


def _whole_card(matter: Drafting, v: Voice) -> Card:
    about = matter.consultation
    lines = [f"<b>{escape(_title(about, v), quote=False)}</b>", v.say("A draft: {what}.", what=_questions(about, v))]
    if matter.missing or matter.pictures:
        lines.append(v.say("Missing before it can start: {what}.", what=v.all_of(_lacks(matter, v))))
    else:
        first, last = about.phases[0].opens, max(phase.closes for phase in about.phases)
        until = v.day(last, about.timezone)
        lines.append(
            v.say("Nothing is missing. It opens on {day} and closes on {until}.", day=v.day(first, about.timezone),
                  until=until)
            if first > matter.now
            else v.say("Nothing is missing. Open until {until}, once you launch it.", until=until)
        )  # fmt: skip
    return Card("\n".join(lines), (*_ways_on(matter, v), *_ways_round(v)))


def _ways_on(matter: Drafting, v: Voice) -> tuple[tuple[Button, ...], ...]:
    if matter.missing:
        return ((do(v.say("Add what is missing"), "fill"),),)
    if matter.pictures:
        return ((do(v.say("Send the pictures"), "pictures"),),)
    opens = matter.consultation.phases[0].opens
    now = (do(v.say("Launch it now"), "launch"),)
    if opens <= matter.now:
        return (now,)
    day = v.day(opens, matter.consultation.timezone)
    return now, (do(v.label("Launch it on {day}", day=day), "launchdate"),)


def _ways_round(v: Voice) -> tuple[tuple[Button, ...], ...]:
    return (
        (do(v.say("See it as a resident"), "see"),),
        (do(v.say("Change something"), "change"),),
        (do(v.say("Put it aside"), "aside"),),
    )


def _pictures_card(matter: Drafting, v: Voice) -> Card:
    if not matter.pictures:
        return _whole_card(matter, v)
    text = v.say(
        "<b>Send me the picture {name}</b>\nAs a file or as a photo, PNG or JPEG. It is shown with its question.",
        name=matter.pictures[0],
    )
    return Card(text, ((do(v.say("‹ Back"), "draft"),),))


def _lacks(matter: Drafting, v: Voice) -> list[str]:
    said = [lacking_words(key, v) for key in matter.missing]
    count = len(matter.pictures)
    return [*said, *([v.count("{number} picture", "{number} pictures", count)] if count else [])]


def _questions(about: Consultation, v: Voice) -> str:
    steps = [step for step in about.steps() if step.asks]
    open_ones = sum(not step.choices() for step in steps)
    questions = v.count("{number} question", "{number} questions", len(steps))
    if not open_ones or open_ones == len(steps):
        return questions
    return v.count(
        "{questions}, {number} of them in one's own words",
        "{questions}, {number} of them in one's own words",
        open_ones,
        questions=questions,
    )


def _title(about: Consultation, v: Voice) -> str:
    return in_language(about.title, v.language, about.languages[0])


def _ways(page: Page, v: Voice) -> tuple[Button, ...]:
    return (*((do(v.say("More ›"), f"page-{page.after}"),) if page.count > 1 else ()), home(v))

"""Changing a draft: what can be changed, one question of it, and what is to be written."""

from __future__ import annotations

from html import escape

from deliberation.definition import Step, in_language
from deliberation.use_cases.editing import ABOUT, CLOSES, MORE, OPENS, OPTIONS, TITLE, WORDS
from deliberation.use_cases.matters.drafts import Drafting
from screens.card import Card, page_of, rows_of
from screens.desk.buttons import do
from screens.steps import cell_labels
from screens.voice import Voice

A_PAGE = 5


def changing_card(matter: Drafting, v: Voice) -> Card:
    """What can be changed, and how it is now."""
    about = matter.consultation
    lines = [
        v.say("<b>What do you want to change?</b>"),
        escape(in_language(about.title, v.language, about.languages[0]), quote=False),
        v.say(
            "From {day} to {until}.",
            day=v.day(about.phases[0].opens, about.timezone),
            until=v.day(max(phase.closes for phase in about.phases), about.timezone),
        ),
    ]
    rows = (
        (do(v.say("Questions"), "questions"),),
        (do(v.say("Title"), f"anew-{TITLE}"), do(v.say("Introduction"), f"anew-{ABOUT}")),
        (do(v.say("First day"), f"anew-{OPENS}"), do(v.say("Last day"), f"anew-{CLOSES}")),
        (do(v.say("Delete the draft"), "throw"),),
        (do(v.say("‹ Back"), "draft"),),
    )
    return Card("\n".join(lines), rows)


def questions_card(matter: Drafting, v: Voice) -> Card:
    """Every question, numbered."""
    steps = matter.consultation.steps()
    page = page_of(len(steps), A_PAGE, matter.page)
    lines = [v.say("<b>Which question?</b>")]
    buttons = []
    for number, step in list(enumerate(steps, start=1))[page.items]:
        lines.append(v.say("{number} {label}", number=number, label=_question(step, matter, v)))
        buttons.append(do(v.number(number), f"q-{step.id}"))
    more = (do(v.say("More ›"), f"page-{page.after}"),) if page.count > 1 else ()
    ways = (do(v.say("‹ Back"), "change"), *more)
    return Card("\n".join(lines), (*rows_of(buttons), (do(v.say("Add a question"), f"anew-{MORE}"),), ways))


def question_card(matter: Drafting, v: Voice) -> Card:
    """One question with its options, to be changed or taken out."""
    step = next((step for step in matter.consultation.steps() if step.id == matter.asking), None)
    if step is None:
        return questions_card(matter, v)
    first = matter.consultation.languages[0]
    labels = cell_labels(step, v.language, first, v) if step.choices() else {}
    lines = [f"<b>{escape(_question(step, matter, v), quote=False)}</b>"]
    lines += [f"• {escape(labels[choice], quote=False)}" for choice in step.choices() if choice in labels]
    rows = (
        (do(v.say("Other words"), f"anew-{WORDS}"),),
        (do(v.say("Other options"), f"anew-{OPTIONS}"),),
        (do(v.say("Take it out"), "takeout"),),
        (do(v.say("‹ Back"), "questions"),),
    )
    return Card("\n".join(lines), rows)


def editing_card(matter: Drafting, v: Voice) -> Card:
    """What is to be written."""
    what = matter.asking.partition("-")[0]
    text = {
        TITLE: v.say("<b>What is it to be called?</b>"),
        ABOUT: v.say("<b>What is it about?</b>\nTwo sentences at most, for the first card."),
        OPENS: v.say("<b>On which day does it open?</b>\nFor instance: 14 June, or tomorrow."),
        CLOSES: v.say("<b>Until which day can people answer?</b>\nFor instance: 14 June, or in two weeks."),
        MORE: v.say("<b>Write the question.</b>\nWith options after dashes, or without, to be answered in words."),
        WORDS: v.say("<b>Write the question in other words.</b>\nIts options stay as they are."),
        OPTIONS: v.say("<b>Write all its options.</b>\nAfter dashes, or each on a line of its own."),
    }[what]
    return Card(text, ((do(v.say("‹ Back"), "change"),),))


def deleting_card(v: Voice) -> Card:
    """The question before a draft is gone."""
    text = v.say("<b>Delete this draft?</b>\nIt is gone then. To keep it for later, put it aside.")
    return Card(text, ((do(v.say("Yes, delete the draft"), "thrown"),), (do(v.say("‹ Back"), "change"),)))


def _question(step: Step, matter: Drafting, v: Voice) -> str:
    return in_language(step.question, v.language, matter.consultation.languages[0])

"""What stands in a group: a poll that anyone there can answer, or the way into a consultation."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from deliberation.definition import Consultation, Step, Words, in_language
from deliberation.releases import Summary
from deliberation.use_cases.polling import PollShown, Standing, question
from screens.card import MOST_BUTTONS, PAIR, Action, Button, Card, cut, rows_of
from screens.languages import own_name
from screens.links import Link, LinkKind, start_parameter
from screens.steps import cell_labels
from screens.voice import Voice, voice

ROOM: Final = MOST_BUTTONS - 2
"""Options that fit beside "Take back" and "More" with their words; of more, each button carries the number alone."""

IN_A_ROW: Final = 5


def poll_card(shown: PollShown) -> Card:
    """What a group sees now."""
    v = voice(shown.language)
    if shown.view.retired:
        return Card(v.say("This continues below."))
    step = question(shown.consultation)
    if shown.closes is None:
        return Card("\n".join(result_lines(shown.consultation, shown.standing, shown.summary, v)))
    if step is None:
        return _way_in(shown, v)
    return Card("\n".join(poll_lines(shown.consultation, shown.standing, shown.closes, v)), _buttons(shown, step, v))


def result_lines(about: Consultation, standing: Standing, summary: Summary | None, v: Voice) -> tuple[str, ...]:
    """How it came out: the open count, or what was published, as soon as it is."""
    head = (f"<b>{head_of(about, v)}</b>", v.say("Asked by {who}. Closed.", who=raw_words(about.asked_by, about, v)))
    step = question(about)
    if step is None:
        return head
    if summary is None and standing.cells is None:
        return (*head, v.say("The result comes here in a moment."))
    people, cells = outcome_of(step, standing, summary)
    if people is None:
        k = summary.threshold if summary else 0
        few = v.say("Fewer than {k} people took part, so nothing can be said about their answers.", k=k)
        return (*head, few)
    return (*head, *_counted(step, cells, about, v), people_voted(people, v), *_several(step, v))


def outcome_of(step: Step, standing: Standing, summary: Summary | None) -> tuple[int | None, Mapping[str, int | None]]:
    """How many voted, None where nothing is said about them, and for what."""
    if standing.cells is not None:
        return standing.people, standing.cells
    tables = () if summary is None else summary.tables
    cells = next((table.cells for table in tables if table.step == step.id), {})
    return None if summary is None else summary.took_part, {one: cells.get(one) for one in step.choices()}


def people_voted(people: int, v: Voice) -> str:
    """How many, in the end."""
    return v.count("{number} person voted.", "{number} people voted.", people)


def poll_lines(about: Consultation, standing: Standing, closes: int, v: Voice) -> tuple[str, ...]:
    """A poll as it stands while it is open."""
    step = about.steps()[0]
    who, until = raw_words(about.asked_by, about, v), v.moment(closes, about.timezone)
    count = v.say("Open count.") if standing.cells is not None else v.say("Results at the close.")
    return (
        f"<b>{head_of(about, v)}</b>",
        v.say("Asked by {who}. Until {moment}.", who=who, moment=until) + f" {count}",
        *_counted(step, standing.cells, about, v),
        _how_many(standing, v),
        *_several(step, v),
    )


def _several(step: Step, v: Voice) -> tuple[str, ...]:
    return () if step.divides else (v.say("<i>Several answers are possible.</i>"),)


def _how_many(standing: Standing, v: Voice) -> str:
    if not standing.people:
        return v.say("One vote each, changeable.")
    if standing.cells is not None:
        return v.count(
            "{number} person, one vote each, changeable.",
            "{number} people, one vote each, changeable.",
            standing.people,
        )
    return v.say("At least {number} people, one vote each, changeable.", number=standing.people)


def _counted(step: Step, cells: Mapping[str, int | None] | None, about: Consultation, v: Voice) -> tuple[str, ...]:
    """The options, numbered, with as much of the count as may be said."""
    labels = cell_labels(step, v.language, about.languages[0], v)
    lines = []
    for number, option in enumerate(step.choices(), start=1):
        line = v.say("{number} {label}", number=number, label=labels[option])
        if cells is not None:
            count = cells.get(option)
            line += ": " + (v.say("held back") if count is None else v.number(count))
        lines.append(line)
    return tuple(lines)


def _buttons(shown: PollShown, step: Step, v: Voice) -> tuple[tuple[Button, ...], ...]:
    about = shown.consultation
    labels = cell_labels(step, v.language, about.languages[0], v)
    numbered = list(enumerate(step.choices(), start=1))
    if len(numbered) > ROOM:
        alone = [Button(str(number), Action.VOTE, option) for number, option in numbered]
        rows = tuple(tuple(alone[at : at + IN_A_ROW]) for at in range(0, len(alone), IN_A_ROW))
    else:
        rows = rows_of([Button(f"{number} {labels[option]}", Action.VOTE, option) for number, option in numbered])
    more = start_parameter(Link(LinkKind.CONSULTATION, about.id))
    back = Button(cut(v.say("Take back"), PAIR), Action.UNVOTE)
    return (*rows, (back, Button(cut(v.say("More"), PAIR), Action.LINK, more)))


def _way_in(shown: PollShown, v: Voice) -> Card:
    """A consultation that takes a chat of one's own: what it is, and a link in each of its languages."""
    about = shown.consultation
    questions = v.count("{number} question", "{number} questions", len([step for step in about.steps() if step.asks]))
    lines = (
        f"<b>{escape(raw_words(about.title, about, v), quote=False)}</b>",
        v.say(
            "Asked by {who}. Until {moment}.",
            who=raw_words(about.asked_by, about, v),
            moment=v.moment(shown.closes or 0, about.timezone),
        ),
        v.say("{questions}, in your own chat with me.", questions=questions),
    )
    codes = about.languages[:MOST_BUTTONS]
    links = [
        Button(own_name(code), Action.LINK, start_parameter(Link(LinkKind.CONSULTATION, about.id, code)))
        for code in codes
    ]
    if len(links) == 1:
        links = [Button(v.say("Take part ›"), Action.LINK, start_parameter(Link(LinkKind.CONSULTATION, about.id)))]
    return Card("\n".join(lines), rows_of(links))


def head_of(about: Consultation, v: Voice) -> str:
    """The question of a poll, the title of anything else, for Telegram's HTML."""
    step = question(about)
    words = about.title if step is None else step.question
    return escape(raw_words(words, about, v), quote=False)


def raw_words(words: Words, about: Consultation, v: Voice) -> str:
    """A text of the definition, which knows no HTML; nothing for one that the file leaves out."""
    return in_language(words, v.language, about.languages[0]) if words else ""

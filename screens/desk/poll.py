"""A poll is asked for step by step, and looked at before it is put up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.desk import POLL_CHANGE, POLL_UNTIL, POLL_WHO
from deliberation.use_cases.matters.poll import AskingPoll, PollDraft
from deliberation.use_cases.polling import unvoted
from screens.card import Action, Button, Card, cut, rows_of
from screens.desk.buttons import do, home
from screens.links import Link, LinkKind, start_parameter
from screens.poll import poll_lines
from screens.voice import Voice

ENDS: Mapping[str, Callable[[Voice], str]] = {
    "at18": lambda v: v.say("Today 18:00"),
    "at20": lambda v: v.say("Today 20:00"),
    "tomorrow": lambda v: v.say("Tomorrow"),
    "days3": lambda v: v.count("{number} day", "{number} days", 3),
    "week": lambda v: v.say("A week"),
}


def asking_card(matter: AskingPoll, v: Voice) -> Card:
    """One thing after the other; who likes can write both at once."""
    if not matter.question:
        return Card(
            v.say(
                "<b>What do you want to ask?</b>\nWrite the question. You can write its answers with it, each on a "
                "line of its own."
            ),
            ((home(v),),),
        )
    text = v.say(
        "<b>{question}</b>\nWhich answers? Write each on a line of its own, up to ten.", question=matter.question
    )
    return Card(text, ((do(v.say("‹ Back"), "poll"), home(v)),))


def poll_draft_card(matter: PollDraft, v: Voice) -> Card:
    """The poll as it will stand, or what is asked about it."""
    match matter.place:
        case place if place == POLL_UNTIL:
            return _until_card(matter, v)
        case place if place == POLL_WHO:
            text = v.say("<b>Who asks?</b>\nThe town, an association: whoever people know.")
            return Card(text, ((do(v.say("‹ Back"), "polldraft"),),))
        case place if place == POLL_CHANGE:
            return _change_card(matter, v)
        case _:
            return _as_it_will_stand(matter, v)


def _as_it_will_stand(matter: PollDraft, v: Voice) -> Card:
    posting = start_parameter(Link(LinkKind.POSTING, matter.draft))
    about = matter.consultation
    head = v.say("<i>This is how it will stand. Nobody has seen it yet.</i>")
    return Card(
        "\n".join((head, *poll_lines(about, unvoted(about), about.phases[-1].closes, v))),
        (
            (Button(cut(v.say("Post into a group")), Action.TO_GROUP, posting),),
            (do(v.say("Launch with a link"), "pollopen"),),
            (do(v.say("Change"), "pollchange"), do(v.say("Put aside"), "aside")),
        ),
    )


def _until_card(matter: PollDraft, v: Voice) -> Card:
    text = v.say("<b>Until when can people vote?</b>\nTap, or write a day or a time: 14 June, or 18:30.")
    ends = [do(ENDS[name](v), f"pollend-{name}") for name in matter.ends]
    return Card(text, (*rows_of(ends), (do(v.say("‹ Back"), "polldraft"),)))


def _change_card(matter: PollDraft, v: Voice) -> Card:
    """What it is now, in words, and what each button makes of it."""
    about = matter.consultation
    open_count = about.poll is not None and about.poll.open_count
    several = isinstance(about.steps()[0], MultipleChoice)
    lines = (
        v.say("<b>What do you want to change?</b>"),
        v.say("Open count: all see the count while people vote.")
        if open_count
        else v.say("Results at the close: no count is shown before."),
        v.say("Several answers: each person may choose more than one.")
        if several
        else v.say("One answer: each person chooses one."),
    )
    count = (
        do(v.say("Results at the close"), "pollcount-close")
        if open_count
        else do(v.say("Open count"), "pollcount-open")
    )
    answers = (
        do(v.say("One answer each"), "pollmany-one") if several else do(v.say("Several answers"), "pollmany-several")
    )
    mirror, native = _mirror(matter, v) if open_count else ((), ())
    return Card(
        "\n".join((*lines, *mirror)),
        (
            (count,),
            (answers,),
            *native,
            (do(v.say("Until when"), "polluntil"), do(v.say("Who asks"), "pollwho")),
            (do(v.say("Another question"), "poll"),),
            (do(v.say("‹ Back"), "polldraft"),),
        ),
    )


def _mirror(matter: PollDraft, v: Voice) -> tuple[tuple[str, ...], tuple[tuple[Button, ...], ...]]:
    """A poll of Telegram's own beside it: only with an open count, since Telegram shows every vote at once."""
    if matter.consultation.poll is not None and matter.consultation.poll.mirror:
        said = v.say("Telegram's own poll stands beside it. There all see who chose what.")
        return (said,), ((do(v.say("Without Telegram's poll"), "pollmirror-no"),),)
    return (), ((do(v.say("Telegram's poll beside it"), "pollmirror-yes"),),)

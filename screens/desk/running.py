"""What is offered: the list, and one of it with how it goes and what can be done about it."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, in_language
from deliberation.desk import CLOSING, EXTENDING, LINKS
from deliberation.use_cases.matters.running import BY, Running, Steering
from deliberation.use_cases.steering import LONGER
from screens.card import Action, Button, Card, page_of, rows_of
from screens.desk.buttons import do, home
from screens.languages import own_name
from screens.links import Link, LinkKind, start_parameter
from screens.voice import Voice

A_PAGE = 6


def running_card(matter: Running, v: Voice) -> Card:
    """What somebody may steer, numbered, each with its last day."""
    if not matter.offers:
        return Card(v.say("<b>Running</b>\nNothing of yours is running, and nothing has closed."), ((home(v),),))
    page = page_of(len(matter.offers), A_PAGE, matter.page)
    lines, buttons = [v.say("<b>Running</b>\nWhich one?")], []
    for number, (offer, about) in list(enumerate(matter.offers, start=1))[page.items]:
        day = v.day(offer.closes, about.timezone)
        title = _title(about, v)
        lines.append(
            v.say("{number} {title}, closed on {day}", number=number, title=title, day=day)
            if offer.over
            else v.say("{number} {title}, until {day}", number=number, title=title, day=day)
        )
        buttons.append(do(v.label("{number} {label}", number=number, label=title), f"o-{offer.consultation}"))
    more = (do(v.say("More ›"), f"page-{page.after}"),) if page.count > 1 else ()
    return Card("\n".join(lines), (*((button,) for button in buttons), (*more, home(v))))


def steering_card(matter: Steering, v: Voice) -> Card:
    """How it goes, or the question that has to be answered first."""
    match matter.place:
        case place if place == CLOSING:
            return _closing_card(matter, v)
        case place if place == EXTENDING:
            return _extending_card(matter, v)
        case place if place == LINKS:
            return _links_card(matter, v)
        case _:
            return _status_card(matter, v)


def _status_card(matter: Steering, v: Voice) -> Card:
    about, offer = matter.consultation, matter.offer
    lines = [f"<b>{escape(_title(about, v), quote=False)}</b>", _when(matter, v), *_how_many(matter, v)]
    if matter.reminded:
        lines.append(v.say("Whoever had not finished was reminded."))
    rows: list[tuple[Button, ...]] = []
    if matter.load is not None:
        rows.append((do(v.say("Look through ({number})", number=matter.load), "moderate"),))
    if not matter.over:
        posting = start_parameter(Link(LinkKind.POSTING, offer.consultation))
        rows += [
            (_links(matter, v),),
            (Button(v.say("Post into a group"), Action.TO_GROUP, posting),),
            *([] if matter.reminded or about.poll else [(do(v.say("Remind the unfinished"), "remind"),)]),
            (do(v.say("More time"), "extend"), do(v.say("Close now"), "close")),
        ]
    again = (do(v.say("Another like it"), "again"),) if matter.over or matter.load is None else ()
    rows.append((*again, do(v.say("Put aside"), "shelve")))
    rows.append((do(v.say("‹ Back"), "running"),))
    return Card("\n".join(lines), tuple(rows))


def _links(matter: Steering, v: Voice) -> Button:
    """Where there is one language, it need not be asked for."""
    first, *others = matter.consultation.languages
    return do(v.say("Link and poster"), "links" if others else f"link-{first}")


def _when(matter: Steering, v: Voice) -> str:
    about = matter.consultation
    if matter.over:
        return v.say("Closed on {day}.", day=v.day(matter.offer.closes, about.timezone))
    opens = min(phase.opens for phase in matter.phases)
    if opens > matter.now:
        return v.say("Opens on {day}.", day=v.day(opens, about.timezone))
    return v.say("Open until {day}.", day=v.day(matter.offer.closes, about.timezone))


def _how_many(matter: Steering, v: Voice) -> list[str]:
    if matter.began < BY:
        return [v.say("Fewer than {number} people have begun.", number=BY)]
    began = v.say("At least {number} people have begun.", number=matter.began)
    if matter.finished < BY:
        return [began, v.say("Fewer than {number} people have finished.", number=BY)]
    return [began, v.say("At least {number} people have finished.", number=matter.finished)]


def _closing_card(matter: Steering, v: Voice) -> Card:
    about = matter.consultation
    text = v.say(
        "<b>Close “{title}” now?</b>\nNobody can answer any more, and answers cannot be changed. This cannot be "
        "undone. Everybody who took part is told.",
        title=_title(about, v),
    )
    if about.poll is not None:
        text = v.say(
            "<b>Close “{title}” now?</b>\nNobody can vote any more. This cannot be undone. The result comes here, and "
            "to each group in which it was asked.",
            title=_title(about, v),
        )
    return Card(text, ((do(v.say("Yes, close it now"), "shut"),), (do(v.say("‹ Back"), _here(matter)),)))


def _extending_card(matter: Steering, v: Voice) -> Card:
    about = matter.consultation
    text = v.say(
        "<b>More time for “{title}”</b>\nIt closes on {day}. By how much later?",
        title=_title(about, v),
        day=v.day(matter.offer.closes, about.timezone),
    )
    buttons = [do(v.count("{number} day", "{number} days", days), f"longer-{days}") for days in LONGER]
    return Card(text, (*rows_of(buttons), (do(v.say("‹ Back"), _here(matter)),)))


def _links_card(matter: Steering, v: Voice) -> Card:
    about = matter.consultation
    text = v.say(
        "<b>Link and poster of “{title}”</b>\nIn which language? Each has a link, a code and a poster of its own.",
        title=_title(about, v),
    )
    languages = [do(own_name(code), f"link-{code}") for code in about.languages]
    return Card(text, (*rows_of(languages), (do(v.say("‹ Back"), _here(matter)),)))


def _here(matter: Steering) -> str:
    return f"o-{matter.offer.consultation}"


def _title(about: Consultation, v: Voice) -> str:
    return in_language(about.title, v.language, about.languages[0])

"""What those who run things are told at their desks: what changed, and the answers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from deliberation.definition import Consultation, in_language
from deliberation.digests import News, What
from deliberation.notices import DigestReady, ModerationLog, ModerationWaits, PackageReady, RowsReady
from deliberation.use_cases.matters.running import BY
from deliberation.use_cases.telling import Told
from screens.card import MOST_CHARACTERS, Card, length
from screens.voice import Voice


def desk_notice(told: Told, v: Voice) -> Card | None:
    """The message; None for a notice that is about something else."""
    match told:
        case Told(DigestReady() as digest):
            return Card(_digest(digest, v))
        case Told(ModerationWaits() as waits):
            return Card(_waits(waits, v))
        case Told(ModerationLog(), Consultation() as about):
            return Card(_log(about, v))
        case Told(RowsReady(), Consultation() as about):
            return Card(_rows(about, v))
        case Told(PackageReady(), Consultation() as about):
            return Card(_package(about, v))
    return None


def _package(about: Consultation, v: Voice) -> str:
    title = in_language(about.title, v.language, about.languages[0])
    return v.say(
        "<b>{title}: votes on statements</b>\nAs tables like those that Polis exports, people by numbers. "
        "Whoever took them is noted in the log.",
        title=title,
    )


def _digest(digest: DigestReady, v: Voice) -> str:
    """As much of it as one message holds."""
    found = digest.news()
    for most in range(len(found), -1, -1):
        text = _told(digest, found[:most], len(found) - most + digest.more, v)
        if length(text) <= MOST_CHARACTERS:
            break
    return text


def _told(digest: DigestReady, found: Sequence[News], more: int, v: Voice) -> str:
    parts = [v.say("<b>How things stand</b>") if digest.first else v.say("<b>What changed</b>")]
    if not found and not more:
        parts.append(v.say("Nothing is open, and nothing waits."))
    for title, lines in groupby(found, lambda each: in_language(each.title, v.language, each.language)):
        parts.append("\n".join((f"<b>{escape(title, quote=False)}</b>", *_lines(lines, v))))
    if more:
        parts.append(v.count("{number} thing more: /running", "{number} things more: /running", more))
    parts.append(
        v.say("From now on only what changed is told. To hear less or more: /digest")
        if digest.first
        else v.say("To hear less or more: /digest")
    )
    return "\n\n".join(parts)


def _lines(news: Iterable[News], v: Voice) -> list[str]:
    return [line for each in news for line in _line(each, v)]


def _line(each: News, v: Voice) -> list[str]:
    day = v.day(each.moment, each.zone)
    match each.what:
        case What.AHEAD:
            return [v.say("Opens on {day}.", day=day)]
        case What.OPEN:
            return [v.say("Open until {day}.", day=day)]
        case What.CLOSED:
            return [v.say("Closed on {day}.", day=day)]
        case What.PROGRESS:
            return _progress(each, v)
        case What.WAITING:
            one, many = "{number} text waits to be looked through.", "{number} texts wait to be looked through."
            return [v.count(one, many, each.number)]
        case What.REPLY_DUE:
            return [v.say("A reply is promised by {day}.", day=day)]
        case What.REPLY_LATE:
            return [v.say("The reply was promised by {day}. It is late.", day=day)]
        case _:
            return [_of_meeting(each, v)]


def _progress(each: News, v: Voice) -> list[str]:
    began = [v.say("At least {number} people have begun.", number=each.number)] if each.number >= BY else []
    finished = [v.say("At least {number} people have finished.", number=each.more)] if each.more >= BY else []
    return [*began, *finished]


def _of_meeting(each: News, v: Voice) -> str:
    when = v.when(each.moment, each.zone)
    match each.what:
        case What.CALLED:
            return v.say("A meeting: {when}.", when=when)
        case What.MOVED:
            return v.say("Moved: it is on {when} now.", when=when)
        case What.CANCELLED:
            return v.say("The meeting does not take place.")
    return v.say("At least {number} people come.", number=each.number)


def _waits(waits: ModerationWaits, v: Voice) -> str:
    """What has waited for more than a day, and where."""
    parts = [v.say("<b>Residents wait for you</b>\nWhat they said more than a day ago has not been looked through.")]
    for each in waits.news():
        title = in_language(each.title, v.language, each.language)
        parts.append(
            v.count("“{title}”: {number} thing waits.", "“{title}”: {number} things wait.", each.number, title=title)
        )
    parts.append(v.say("To look through them: /running"))
    return "\n".join(parts)


def _log(about: Consultation, v: Voice) -> str:
    return v.say(
        "What was decided about “{title}”, when, and by whom: by the number that /team shows. No words of residents "
        "are in it. It is noted that you have it.",
        title=in_language(about.title, v.language, about.languages[0]),
    )


def _rows(about: Consultation, v: Voice) -> str:
    return v.say(
        "<b>The answers to “{title}”</b>, each person's under a number.\nWhoever knows some of a person's answers can "
        "find the others here. Keep the file safe, pass it on to nobody, and delete it after use. It is noted that you "
        "have it.",
        title=in_language(about.title, v.language, about.languages[0]),
    )

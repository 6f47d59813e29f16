"""Results as those read them who run things: the list, one of them, its questions, and what residents are told."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, in_language
from deliberation.desk import CHARTS, PUBLISHING, REPLY, REPLYING
from deliberation.releases.findings import Findings
from deliberation.releases.telling import telling
from deliberation.roles import Capability
from deliberation.use_cases.matters.moderation import steps_of
from deliberation.use_cases.matters.summaries import Reading, Summaries
from deliberation.use_cases.publishing import LONGEST_REPLY
from deliberation.use_cases.summaries import REPORT, WORKBOOK
from screens.card import Button, Card, page_of, rows_of
from screens.desk.buttons import do, home
from screens.results.findings import base, finding, where_people_left
from screens.results.publication import published_text, reply_text, uniting_lines
from screens.results.summary import participation
from screens.voice import Voice

QUOTED = 60
"""Characters of a statement."""

A_PAGE = 6
QUESTIONS_A_PAGE = 3


def summaries_card(matter: Summaries, v: Voice) -> Card:
    """What there is to read, the newest first."""
    digest = do(v.say("What changed, by message"), "digest")
    if not matter.consultations:
        text = v.say("<b>Results</b>\nThere is none yet. It comes by itself when a consultation or a poll closes.")
        return Card(text, ((do(v.say("Running"), "running"),), (digest,), (home(v),)))
    page = page_of(len(matter.consultations), A_PAGE - 1, matter.page)
    lines, rows = [v.say("<b>Results</b>\nWhich one?")], []
    for number, about in list(enumerate(matter.consultations, start=1))[page.items]:
        title = _title(about, v)
        lines.append(v.say("{number} {title}", number=number, title=title))
        rows.append((do(v.label("{number} {label}", number=number, label=title), f"s-{about.id}"),))
    more = (do(v.say("More ›"), f"page-{page.after}"),) if page.count > 1 else ()
    return Card("\n".join(lines), (*rows, (digest,), (*more, home(v))))


def reading_card(matter: Reading, v: Voice) -> Card:
    """How it came out, or what has to be settled first."""
    match matter.place:
        case place if place == CHARTS:
            return _questions_card(matter, v)
        case place if place == PUBLISHING:
            return _publishing_card(matter, v)
        case place if place == REPLY:
            return _asking_card(matter, v)
        case place if place == REPLYING:
            return _replying_card(matter, v)
        case _:
            return _overview_card(matter, v)


def _overview_card(matter: Reading, v: Voice) -> Card:
    found = matter.findings
    lines = [_head(found, v), participation(found.summaries[-1], v), *_left(found, v), *_most(found, v)]
    lines += _waits(matter, v)
    lines.append(v.say("People chose to answer: this is not a random sample."))
    return Card("\n".join(lines), tuple(_ways(matter, v)))


def _head(found: Findings, v: Voice) -> str:
    about = found.consultation
    day = v.day(found.closed, about.timezone)
    closed = v.say("closed {day}", day=day) if found.over else v.say("first results, {day}", day=day)
    return f"<b>{escape(_title(about, v), quote=False)}</b> · {closed}"


def _most(found: Findings, v: Voice) -> list[str]:
    """The finding that says most, if one does; else what unites those who voted on statements."""
    most = telling(found.consultation, found.summaries)
    if most is None:
        return uniting_lines(found, v, QUOTED)[:1]
    return [
        escape(finding(summary, table, found.consultation, v), quote=False)
        for summary, table in found.tables()
        if table.step == most
    ]


def _left(found: Findings, v: Voice) -> list[str]:
    """Where most of those stopped who did not go on, if that can be said."""
    where = where_people_left(found, v)
    return [escape(where, quote=False)] if where else []


def _waits(matter: Reading, v: Voice) -> list[str]:
    """What somebody has to do yet."""
    found, lines = matter.findings, []
    if found.waiting:
        waiting = v.count(
            "{number} text waits to be looked through.", "{number} texts wait to be looked through.", found.waiting
        )
        lines.append(waiting)
    if found.replies:
        day = v.day(found.replies[-1].made, found.consultation.timezone)
        lines.append(v.say("The town replied on {day}.", day=day))
    elif found.reply_by is not None:
        day = v.day(found.reply_by, found.consultation.timezone)
        late = found.reply_by < matter.now
        lines.append(
            v.say("The reply was promised by {day}. It is late.", day=day)
            if late
            else v.say("A reply is promised by {day}.", day=day)
        )
    return lines


def _ways(matter: Reading, v: Voice) -> list[tuple[Button, ...]]:
    found, may = matter.findings, matter.may
    rows = [
        (do(v.say("Every question"), "results"),),
        (do(v.say("Full report"), f"send-{REPORT}"), do(v.say("Spreadsheet"), f"send-{WORKBOOK}")),
    ]
    if Capability.MODERATE in may and steps_of(found.consultation):
        rows.append((do(v.say("What people wrote"), "moderate"),))
    elif Capability.MODERATE in may and found.consultation.sharing.quotes:
        rows.append((do(v.say("What people wrote"), "review"),))
    if Capability.REPLY in may and found.over and found.consultation.poll is None:
        if found.published is None:
            rows.append((do(v.say("Tell residents the result"), "publish"),))
        rows.append((do(v.say("Record the reply"), "reply"),))
    if Capability.READ_ROWS in may and found.over and found.consultation.sharing.rows:
        rows.append((do(v.say("The answers themselves"), "rows"),))
    return [*rows, (do(v.say("‹ Back"), "summaries"),)]


def _questions_card(matter: Reading, v: Voice) -> Card:
    """Some questions with how each came out; a button sends one as a picture."""
    found = matter.findings
    tables = list(enumerate(found.tables(), start=1))
    if not tables:
        return Card(participation(found.summaries[-1], v), ((_back(found, v),),))
    page = page_of(len(tables), QUESTIONS_A_PAGE, matter.page)
    parts = []
    buttons = [do(v.say("Who came"), "picture-0")] if page.number == 0 else []
    for number, (summary, table) in tables[page.items]:
        asked = in_language(found.consultation.step(table.step).question, v.language, found.consultation.languages[0])
        lines = (finding(summary, table, found.consultation, v), base(summary, table, v))
        said = "\n".join(escape(line, quote=False) for line in lines if line)
        parts.append(f"<b>{v.number(number)}</b> {escape(asked, quote=False)}\n{said}")
        buttons.append(do(v.label("Picture {number}", number=number), f"picture-{number}"))
    more = (do(v.say("More ›"), f"page-{page.after}"),) if page.count > 1 else ()
    return Card("\n\n".join(parts), (*rows_of(buttons), (*more, _back(found, v))))


def _publishing_card(matter: Reading, v: Voice) -> Card:
    told = v.say("Everybody who took part is told this, once, each in their language:")
    text = f"{told}\n\n{published_text(matter.findings, matter.now, v.language)}"
    return Card(text, ((do(v.say("Tell them"), "published"),), (_back(matter.findings, v),)))


def _asking_card(matter: Reading, v: Voice) -> Card:
    text = v.say(
        "<b>What will the town do?</b>\nWrite it in one message, at most {limit} characters: what will be done, what "
        "will not, and why. You see it once more before anybody is told.",
        limit=LONGEST_REPLY,
    )
    return Card(text, ((_back(matter.findings, v),),))


def _replying_card(matter: Reading, v: Voice) -> Card:
    told = v.say("Everybody who took part is told this. To change it, write it anew.")
    text = f"{told}\n\n{reply_text(matter.findings.consultation, matter.asking, v)}"
    return Card(text, ((do(v.say("Tell them"), "replied"),), (_back(matter.findings, v),)))


def _back(found: Findings, v: Voice) -> Button:
    return do(v.say("‹ Back"), f"s-{found.consultation.id}")


def _title(about: Consultation, v: Voice) -> str:
    return in_language(about.title, v.language, about.languages[0])

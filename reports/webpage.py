"""The report: one page that holds all of a result, for a screen, for paper and for a screen reader.

One file by itself: it asks nothing of any other place, and runs nothing. Under every chart the same stands as a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from deliberation.releases import Summary
from deliberation.releases.findings import Reply
from reports import webpage_statements
from reports.asked import Asked, Wanted
from reports.pictures.lines import reads_right_to_left
from reports.safe import html
from reports.svg import Bar, bars
from reports.webpage_answers import article, table
from screens.languages import own_name
from screens.results.figures import began_of, by_language, came, limits
from screens.results.findings import where_people_left
from screens.voice import Voice


def report(wanted: Wanted) -> bytes:
    """The page, as UTF-8."""
    say, title = wanted.voice.label, html(wanted.text(wanted.about.title))
    direction = "rtl" if reads_right_to_left(wanted.language) else "ltr"
    results = "".join((*_phases(wanted), _replies(wanted), _limits(wanted), _made(wanted)))
    page = (
        f'<!doctype html>\n<html lang="{html(wanted.language)}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} · {html(say('Results'))}</title>\n<style>\n{style()}</style>\n</head>\n"
        f"<body>\n{_head(wanted, title)}<main>\n{results}</main>\n</body>\n</html>\n"
    )
    return page.encode()


@cache
def style() -> str:
    """What every page looks like."""
    return (files(__package__) / "webpage.css").read_text(encoding="utf-8")


def _head(wanted: Wanted, title: str) -> str:
    """What it was about, and what there is to read."""
    about, say = wanted.about, wanted.voice.label
    kept = [
        (say("Who asks"), wanted.text(about.asked_by)),
        (say("Who decides"), wanted.text(about.decided_by)),
        (say("Still open"), wanted.text(about.still_open)),
        (say("Already fixed"), wanted.text(about.already_fixed)),
        (say("When"), _between(wanted, wanted.findings.opened, wanted.findings.closed)),
    ]
    contents = "".join(f'<li><a href="#q{one.number}">{html(one.question)}</a></li>\n' for one in wanted.asked())
    return (
        f'<header>\n<p class="kicker">{html(say("Results"))}</p>\n<h1>{title}</h1>\n'
        f"{_said(wanted.text(about.proposal))}{_listed(kept)}</header>\n"
        f'<nav aria-label="{html(say("Questions"))}"><ol>\n{contents}</ol></nav>\n'
    )


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<div><dt>{html(what)}</dt><dd>{html(said)}</dd></div>\n" for what, said in pairs if said)
    return f"<dl>\n{rows}</dl>\n"


def _between(wanted: Wanted, first: int, last: int) -> str:
    return wanted.voice.label("{first} to {last}", first=wanted.day(first), last=wanted.day(last))


def _section(heading: str, *content: str) -> str:
    return f"<section>\n<h2>{html(heading)}</h2>\n{''.join(content)}</section>\n"


def _said(*sentences: str) -> str:
    return "".join(f"<p>{html(sentence)}</p>\n" for sentence in sentences if sentence)


def _phases(wanted: Wanted) -> list[str]:
    """Who was heard in each phase, and then its questions."""
    v, found = wanted.voice, wanted.findings
    count, sections = len(wanted.about.phases), []
    for number, summary in enumerate(found.summaries, start=1):
        phase = v.label("Phase {number} of {count}.", number=number, count=count) + " " if count > 1 else ""
        sections.append(_section(phase + v.label("Who was heard"), _turnout(wanted, summary, number)))
        own = [_article(asked) for asked in wanted.asked() if asked.summary == summary]
        sections += [_section(phase + v.label("Answers"), *own)] if own else []
    return sections


def _article(asked: Asked) -> str:
    if asked.wanted.findings.opinions(asked.step.id) is None:
        return article(asked)
    return webpage_statements.article(asked)


def _turnout(wanted: Wanted, summary: Summary, number: int) -> str:
    """In sentences, as bars and as a table."""
    v, said = wanted.voice, came(summary, wanted.voice)
    if summary.took_part is None:
        return _said(*said)
    chart = [*_ways(summary, v), *_tongues(summary, v)]
    rows = [(bar.label, bar.number or bar.note, bar.note if bar.number else "") for bar in chart]
    head = (v.label("Who"), v.label("People"), v.label("Share of those who took part"))
    drawn = bars(chart, f"who{number}", " ".join(said), wanted.language)
    left = where_people_left(replace(wanted.findings, summaries=(summary,)), v)
    return f"{_said(*said)}<figure>{drawn}</figure>\n{table(v.label('Who was heard'), head, rows)}{_said(left)}"


def _ways(summary: Summary, v: Voice) -> list[Bar]:
    """How far people came."""
    came_so_far = (
        (v.label("Began (at least)"), began_of(summary)),
        (v.label("Took part"), summary.took_part),
        (v.label("Answered to the end"), summary.finished),
    )
    return [Bar(label, count, v.number(count)) for label, count in came_so_far if count is not None]


def _tongues(summary: Summary, v: Voice) -> list[Bar]:
    """In which languages they read it."""
    return [
        Bar(row.label, row.count, row.words if row.count is not None else "", row.share or row.words, "other")
        for row in by_language(summary, v)
    ]


def _replies(wanted: Wanted) -> str:
    say, found = wanted.voice.label, wanted.findings
    if found.replies:
        return _section(say("What came of it"), *(_reply(wanted, reply) for reply in found.replies))
    if found.reply_by is None:
        return ""
    late = say("A reply was promised by {day}. It has not come yet.", day=wanted.day(found.reply_by))
    awaited = say("A reply is promised by {day}.", day=wanted.day(found.reply_by))
    return _section(say("What came of it"), _said(late if wanted.now > found.reply_by else awaited))


def _reply(wanted: Wanted, reply: Reply) -> str:
    written = f"{wanted.day(reply.made)} · {own_name(reply.language)}"
    return (
        f'<blockquote lang="{html(reply.language)}" dir="auto"><p>{html(reply.text)}</p></blockquote>\n'
        f'<p class="when">{html(written)}</p>\n'
    )


def _limits(wanted: Wanted) -> str:
    items = "".join(f"<li>{html(limit)}</li>\n" for limit in limits(wanted.threshold, wanted.voice))
    return _section(wanted.voice.label("What these figures cannot say"), f"<ul>\n{items}</ul>\n")


def _made(wanted: Wanted) -> str:
    say, found, about = wanted.voice.label, wanted.findings, wanted.about
    rows = [
        (say("Consultation"), about.id),
        (say("Version"), str(about.version)),
        (say("Closed"), wanted.day(found.closed)),
        (say("Smallest group of which anything is said"), str(wanted.threshold)),
        (say("Told to residents"), "" if found.published is None else wanted.day(found.published)),
        (say("Contact"), about.contact),
    ]
    open_yet = "" if found.over else say("Not every phase has closed yet.")
    unread = say("Some texts were not looked through yet, and are not shown.") if found.waiting else ""
    return _section(say("How this was made"), _said(open_yet, unread), _listed(rows))

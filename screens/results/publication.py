"""What residents are told of a result, and of what the town will do."""

from __future__ import annotations

from html import escape

from deliberation.definition import Consultation, in_language
from deliberation.releases.findings import Findings
from deliberation.releases.telling import lead
from screens.card import LONGEST_CAPTION, length
from screens.results.findings import finding
from screens.results.statements import IN_A_LINE, Results
from screens.voice import Voice, voice

MOST_FINDINGS = 4
"""That somebody reads in one message."""


def published_text(found: Findings, now: int, language: str) -> str:
    """How it came out: what says most, in the order in which it was asked, and by when there is a reply. `now` is in
    milliseconds UTC.
    """
    v, about = voice(language), found.consultation
    head = v.say("<b>{title}</b>\nThis came out.", title=_title(about, v))
    for most in range(MOST_FINDINGS, -1, -1):
        told = (*uniting_lines(found, v), *_findings(found, most, v))
        text = "\n".join((head, _people(found, v), *told, *_next(found, now, v)))
        if length(text) <= LONGEST_CAPTION:
            break
    return text


def reply_text(about: Consultation, reply: str, v: Voice) -> str:
    """What the town will do, as it was written."""
    who = in_language(about.asked_by, v.language, about.languages[0])
    head = v.say("<b>{title}</b>\n{who} replies to everybody who took part:", title=_title(about, v), who=who)
    return f"{head}\n\n{escape(reply, quote=False)}"


def _people(found: Findings, v: Voice) -> str:
    people = max((summary.took_part or 0 for summary in found.summaries), default=0)
    if not people:
        return v.say("Too few took part to say how it came out without showing somebody's answers.")
    return v.count("{number} person took part.", "{number} people took part.", people)


def uniting_lines(found: Findings, v: Voice, longest: int = IN_A_LINE) -> list[str]:
    """Of each step of statements the one on which most are of one mind."""
    results = [Results(result, found.said.get(result.step, {}), v, longest) for result in found.every_opinion()]
    said = [line for one in results for line in one.unites()[:1]]
    return [v.say("<b>What unites:</b> {statement}", statement=line) for line in said]


def _findings(found: Findings, most: int, v: Voice) -> list[str]:
    """The questions with the widest leads, in the order of the file."""
    ahead = {table.step: lead(found.consultation.step(table.step), table) for _, table in found.tables()}
    chosen = sorted((step for step in ahead if ahead[step]), key=lambda step: -ahead[step])[:most]
    return [_line(found, step, v) for step in ahead if step in chosen]


def _line(found: Findings, wanted: str, v: Voice) -> str:
    about = found.consultation
    asked = in_language(about.step(wanted).question, v.language, about.languages[0])
    said = next(finding(summary, table, about, v) for summary, table in found.tables() if table.step == wanted)
    return f"<b>{escape(asked, quote=False)}</b>\n{escape(said, quote=False)}"


def _next(found: Findings, now: int, v: Voice) -> list[str]:
    about = found.consultation
    lines = [v.say("People chose to answer: this is not a random sample.")]
    if found.reply_by is not None:
        who = in_language(about.asked_by, v.language, about.languages[0])
        day = v.day(found.reply_by, about.timezone)
        lines.append(
            v.say("The reply was promised by {day}. It is late.", day=day)
            if found.reply_by < now
            else v.say("{who} promises a reply by {day}. You will hear it here.", who=who, day=day)
        )
    return lines


def _title(about: Consultation, v: Voice) -> str:
    return in_language(about.title, v.language, about.languages[0])

"""Everything that comes of votes on statements, on one page: for a screen, for paper and for a screen reader.

Like the map it says nothing about fewer people than the threshold: shares are in tenths, and a group's place on a line
is there where enough of it voted.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from deliberation.opinion_map import OpinionMap
from deliberation.opinions import Opinions, Tally
from reports.opinions_dots import Dots, dots
from reports.pictures.lines import reads_right_to_left
from reports.pictures.opinion_map import draw, map_picture
from reports.safe import html
from reports.webpage import style
from reports.webpage_answers import table
from screens.opinions import (
    base,
    divided_lines,
    finding,
    group_lines,
    group_name,
    how_clear,
    letter,
    method,
    quoted,
    twin,
    united_lines,
)
from screens.voice import Voice, voice

SHOWN: Final = 10
"""Statements in a list that is by rank."""


@dataclass(frozen=True)
class Wanted:
    """`shown` is what may be said of `found` at the threshold. `texts` are the statements, `notes` what is to be known
    of where the votes are from.
    """

    topic: str
    description: str
    texts: Mapping[int, str]
    found: Opinions
    shown: OpinionMap
    threshold: int
    language: str
    notes: tuple[str, ...] = ()

    @property
    def voice(self) -> Voice:
        return voice(self.language)

    def known(self, statements: Iterable[int]) -> list[int]:
        """Those on which enough people voted."""
        tallies = self.found.tallies
        return [one for one in statements if tallies.get(one, Tally()).votes >= self.threshold]

    def quote(self, statement: int) -> str:
        return quoted(self.texts, statement, self.voice)


def opinions_page(wanted: Wanted) -> bytes:
    """The page, as UTF-8."""
    v, title = wanted.voice, html(wanted.topic or wanted.voice.label("Opinion map"))
    direction = "rtl" if reads_right_to_left(wanted.language) else "ltr"
    parts = (_map, _groups, _united, _divided, _bridging, _slate, _made)
    page = (
        f'<!doctype html>\n<html lang="{html(wanted.language)}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n"
        f'<header>\n<p class="kicker">{html(v.label("Opinion map"))}</p>\n<h1>{title}</h1>\n'
        f'<p class="finding">{html(finding(wanted.shown, wanted.texts, v))}</p>\n'
        f'<p class="base">{html(base(wanted.shown, v))}</p>\n{_said(*wanted.description.splitlines())}'
        "</header>\n<main>\n"
        f"{''.join(part(wanted) for part in parts)}</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _map(wanted: Wanted) -> str:
    """The picture, which stays light, and the same in sentences."""
    v = wanted.voice
    picture = map_picture(wanted.shown, wanted.texts, wanted.language, asked=wanted.topic)
    if picture is None:
        return ""
    drawn = b64encode(draw(picture)).decode()
    image = (
        f'<img width="540" style="max-width: 100%" alt="{html(" ".join(twin(wanted.shown, wanted.texts, v)))}" '
        f'src="data:image/png;base64,{drawn}">'
    )
    return _section(v.label("The map"), f"<figure>{image}</figure>\n", _said(how_clear(wanted.shown, v)))


def _groups(wanted: Wanted) -> str:
    """Each in words, then where all of them stand on what is representative of any."""
    v, shown = wanted.voice, wanted.shown
    if not shown.groups:
        return ""
    known = []
    for number in range(len(shown.groups)):
        name, *said = group_lines(shown, number, wanted.texts, v, SHOWN)
        known.append(f"<h3>{html(name)}</h3>\n{_listed(said)}")
    numbers = dict.fromkeys(one.statement for group in shown.groups for one in group.representative)
    letters = [letter(number) for number in range(len(shown.groups))]
    rows = [Dots(wanted.quote(number), tuple(_places(wanted, number))) for number in numbers]
    heading = v.label("Statements that tell the groups apart, from disagree to agree")
    ends = v.label("All disagree"), v.label("All agree")
    chart = dots(rows, letters, ends, heading, wanted.language)
    return _section(
        v.label("Groups"),
        *known,
        f"<h3>{html(heading)}</h3>\n<figure>{chart}</figure>\n",
        *(
            _stances(wanted, list(numbers), wanted.found.in_groups[group], group_name(group, v))
            for group in range(len(shown.groups))
        ),
    )


def _places(wanted: Wanted, statement: int) -> list[float | None]:
    """From -1 to 1, in tenths; None where too few of a group voted."""
    tallies = [group.get(statement, Tally()) for group in wanted.found.in_groups]
    return [
        round((tally.agree - tally.disagree) / tally.votes, 1) if tally.votes >= wanted.threshold else None
        for tally in tallies
    ]


def _stances(wanted: Wanted, statements: Sequence[int], tallies: Mapping[int, Tally], caption: str) -> str:
    """The same as a table."""
    v, rows = wanted.voice, []
    for number in statements:
        tally = tallies.get(number, Tally())
        shares = _tenths(tally, v) if tally.votes >= wanted.threshold else ("", "")
        rows.append((wanted.quote(number), *shares))
    return table(caption, (v.label("Statement"), v.label("Agree, of 10"), v.label("Disagree, of 10")), rows)


def _tenths(tally: Tally, v: Voice) -> tuple[str, str]:
    agree, disagree = (v.number(round(10 * count / tally.votes)) for count in (tally.agree, tally.disagree))
    return agree, disagree


def _united(wanted: Wanted) -> str:
    """What unites, and how far every group agrees on each: its share on average over the groups."""
    v, shown, consensus = wanted.voice, wanted.shown, wanted.found.consensus
    one_mind = wanted.known(one.statement for one in (*consensus.agree, *consensus.disagree))
    together = _stances(
        wanted, one_mind, wanted.found.tallies, v.label("Where most are of one mind, everybody together")
    )
    if not shown.united:
        return _section(v.label("What unites"), together) if one_mind else ""
    groups = max(1, len(wanted.found.found))
    both = wanted.found.group_informed_consensus
    rows = [
        (wanted.quote(one.statement), _average(gic.agree, groups, v), _average(gic.disagree, groups, v))
        for one in shown.united
        if (gic := both.get(one.statement)) is not None
    ]
    head = (v.label("Statement"), v.label("Agree, average of groups"), v.label("Disagree, average of groups"))
    averages = table(v.label("How far every group goes along"), head, rows) if shown.groups else ""
    return _section(v.label("What unites"), _listed(united_lines(shown, wanted.texts, v)), averages, together)


def _average(product: float, groups: int, v: Voice) -> str:
    """The product of the groups' shares, as the share of one."""
    return v.label("{number} %", number=round(100 * product ** (1 / groups)))


def _divided(wanted: Wanted) -> str:
    lines = divided_lines(wanted.shown, wanted.texts, wanted.voice)
    return _section(wanted.voice.label("What divides"), _listed(lines)) if lines else ""


def _bridging(wanted: Wanted) -> str:
    """By rank alone: what the score is of means nothing to a reader."""
    v, scores = wanted.voice, wanted.found.bridging
    best = sorted(wanted.known(scores), key=lambda number: (-scores[number], number))[:SHOWN]
    says = v.label("Liked by people who otherwise differ, the first most. This needs no groups.")
    return _section(v.label("Bridges"), _said(says), _listed([wanted.quote(one) for one in best], "ol")) if best else ""


def _slate(wanted: Wanted) -> str:
    v = wanted.voice
    says = v.label("The few statements that together speak for most people.")
    lines = [wanted.quote(number) for number in wanted.known(wanted.found.slate)]
    return _section(v.label("A slate"), _said(says), _listed(lines, "ol")) if lines else ""


def _made(wanted: Wanted) -> str:
    v = wanted.voice
    return _section(v.label("How this was made"), _listed([*method(wanted.threshold, v), *wanted.notes]))


def _section(heading: str, *content: str) -> str:
    return f"<section>\n<h2>{html(heading)}</h2>\n{''.join(content)}</section>\n"


def _said(*sentences: str) -> str:
    return "".join(f"<p>{html(sentence)}</p>\n" for sentence in sentences if sentence.strip())


def _listed(lines: Sequence[str], kind: str = "ul") -> str:
    return f"<{kind}>\n{''.join(f'<li>{html(line)}</li>{chr(10)}' for line in lines)}</{kind}>\n"

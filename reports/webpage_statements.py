"""A step of statements on the report's page: the map, the groups in words, what unites and divides, every statement."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from deliberation.releases.opinions import AGREES, DISAGREES, UNSURE, Figures
from deliberation.releases.records import NO_ANSWER
from reports.asked import Asked
from reports.opinions_dots import Dots, dots
from reports.pictures.opinion_map import draw
from reports.pictures.opinions_told import map_of, results_of
from reports.safe import html
from screens.opinions import group_name, how_clear, letter, method, side_line
from screens.results.statements import Results, cell_words, lists
from screens.standing import only


def article(asked: Asked) -> str:
    """The whole of it."""
    number, results = asked.number, results_of(asked)
    parts = (_map(asked), _groups(results), _apart(asked, results), *_lists(results), _table(results))
    told = "".join(parts) if results.result.figures else ""
    return (
        f'<article id="q{number}" aria-labelledby="h{number}">\n<div class="whole">\n'
        f'<h3 id="h{number}">{html(f"{asked.wanted.voice.number(number)}. {asked.question}")}</h3>\n'
        f'<p class="finding">{html(asked.finding())}</p>\n<p class="base">{html(asked.base)}</p>\n'
        f"</div>\n{told}{_method(asked, results)}</article>\n"
    )


def _map(asked: Asked) -> str:
    """The picture, which stays light in the dark; the words below say the same."""
    picture = map_of(asked)
    if picture is None:
        return ""
    drawn = b64encode(draw(picture)).decode()
    image = f'<img width="540" alt="{html(picture.title)}" src="data:image/png;base64,{drawn}">'
    return f"<figure>{image}</figure>\n"


def _groups(results: Results) -> str:
    """How clear they are, and each by what its people say more than others."""
    v, found = results.voice, only(results.result.found, results.said.keys())
    texts = {number: said.read_in(v.language).text for number, said in results.said.items()}
    lines = [f"<h4>{html(v.label('Groups'))}</h4>\n<p>{html(how_clear(found, v))}</p>\n"]
    for number, group in enumerate(found.groups):
        size = v.count("at least {number} person", "at least {number} people", group.size)
        name = v.label("{group}: {people}", group=group_name(number, v), people=size)
        lines.append(f"<h4>{html(name)}</h4>\n{_listed([side_line(one, texts, v) for one in group.representative])}")
    return "".join(lines)


def _apart(asked: Asked, results: Results) -> str:
    """Where the groups stand on what says most."""
    v, groups = results.voice, results.result.found.groups
    rows = [Dots(results.quote(one.number), _places(one)) for one in results.telling() if any(one.shares)]
    if not groups or not rows:
        return ""
    letters, ends = [letter(n) for n in range(len(groups))], (v.label("Nobody agrees"), v.label("All agree"))
    title = v.label("Where the groups stand")
    chart = dots(rows, letters, ends, title, asked.wanted.language, name=f"apart{asked.number}")
    return f"<h4>{html(title)}</h4>\n<figure>{chart}</figure>\n"


def _places(figures: Figures) -> tuple[float | None, ...]:
    """From -1 to 1."""
    return tuple(None if share is None else share.tenths / 5 - 1 for share in figures.shares)


def _lists(results: Results) -> list[str]:
    return [f"<h4>{html(heading)}</h4>\n{_listed(said)}" for heading, said in lists(results)]


def _table(results: Results) -> str:
    """Every statement, with who agrees in each group."""
    v, groups = results.voice, results.result.found.groups
    elsewhere = any(one.elsewhere for one in results.result.figures)
    head = [v.label("Statement"), *_cells(results), *(group_name(number, v) for number in range(len(groups)))]
    if elsewhere:
        head += [v.label("Elsewhere: agree"), v.label("Elsewhere: disagree")]
    rows = [_row(results, one, elsewhere=elsewhere) for one in results.result.figures]
    top = "".join(f'<th scope="col"{_amount(n)}>{html(words)}</th>' for n, words in enumerate(head))
    body = "".join(
        f'<tr><th scope="row">{html(said)}</th>'
        + "".join(f'<td class="amount">{html(words) or "–"}</td>' for words in words_of)
        + "</tr>\n"
        for said, *words_of in rows
    )
    caption = v.label("Every statement, with those who voted on it; for groups, who agrees")
    return (
        f'<div class="wide"><table>\n<caption>{html(caption)}</caption>\n<thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{body}</tbody>\n</table></div>\n"
    )


def _cells(results: Results) -> list[str]:
    v = results.voice
    return [v.label("Agree"), v.label("Disagree"), v.label("Not sure"), v.label("Did not vote")]


def _row(results: Results, figures: Figures, *, elsewhere: bool) -> list[str]:
    v = results.voice
    cells = [cell_words(results.result, figures, cell, v) for cell in (AGREES, DISAGREES, UNSURE, NO_ANSWER)]
    others = [figures.elsewhere.get(cell) for cell in (AGREES, DISAGREES)] if elsewhere else []
    said = [v.label("held back") if count is None else v.number(count) for count in others]
    return [f"{figures.number + 1}. {results.quote(figures.number)}", *cells, *results.shares(figures), *said]


def _method(asked: Asked, results: Results) -> str:
    """How it was worked out, and what it cannot say."""
    v = results.voice
    heading = html(v.label("How this was worked out"))
    return f"<h4>{heading}</h4>\n{_listed(method(asked.summary.threshold, v))}"


def _amount(column: int) -> str:
    return ' class="amount"' if column else ""


def _listed(lines: Sequence[str]) -> str:
    return f"<ul>\n{''.join(f'<li>{html(line)}</li>{chr(10)}' for line in lines)}</ul>\n" if lines else ""

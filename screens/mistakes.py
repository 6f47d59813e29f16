"""Words for what can be wrong in a consultation's file: where, what, and the cure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deliberation.errors import Mistake

Parameters = Mapping[str, str | int]

_KINDS = {
    "str": "a text in quotes",
    "int": "a whole number",
    "bool": "true or false",
    "dict": "a table, such as { en = \"...\" }",
    "list": "a list",
    "date": "a date such as 2027-06-14, or with a time 2027-06-14T18:00:00",
}  # fmt: skip

WORDS: dict[str, Callable[[Parameters], str]] = {
    "toml": lambda p: f"it is not valid TOML: {p['reason']}",
    "missing": lambda _: "it is missing, and has to be there",
    "type": lambda p: f"it has to be {_KINDS[str(p['expected'])]}",
    "unknown_key": lambda p: f"nothing is called that here; known are: {p['known']}",
    "length": lambda p: f"it has {p['length']} characters; from 1 to {p['most']} fit",
    "identifier": lambda p: f"'{p['value']}' is no id: a small letter, then small letters, digits and -, at most 30",
    "range": lambda p: f"it has to be from {p['least']} to {p['most']}",
    "year": lambda p: f"its year has to be from {p['least']} to {p['most']}",
    "list": lambda p: f'it has to be a list of 1 to {p["most"]} such as ["en", "es"]',
    "count": lambda p: f"there are {p['count']}; there have to be {p['least']} to {p['most']}",
    "twice": lambda p: f"'{p['value']}' is there twice; each has to be different",
    "timezone": lambda p: f"'{p['value']}' is no time zone; one is called Europe/Warsaw",
    "closes_before_opens": lambda _: "it closes before it opens",
    "kind": lambda p: f"there is no kind of step '{p['value']}'; known are: {p['known']}",
    "reply_before_close": lambda _: "the reply is promised before the last phase closes",
}


def mistake_lines(mistakes: Sequence[Mistake]) -> list[str]:
    """One line for each mistake, in the order of the file."""
    ordered = sorted(mistakes, key=lambda mistake: mistake.line or 0)
    return [f"  {_place(mistake)}: {WORDS[mistake.code](mistake.parameters)}." for mistake in ordered]


def _place(mistake: Mistake) -> str:
    if not mistake.where:
        return "The file"
    return mistake.where if mistake.line is None else f"Line {mistake.line}, {mistake.where}"

"""What can be wrong in one line of a file, and the line as it was probably meant.

A cure is tried by putting its line to TOML's own reader: the first that makes sense is what was wrong. So no cure needs
to know TOML, only what people's hands do.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from deliberation.definition.file.bad_dates import bad_date
from deliberation.definition.file.near import short

LONGEST_LINE = 2000
"""A longer line is not cured: nobody typed it, and trying takes time."""

KEY = r"^(\s*(?:\{\s*)?[\w.\"'-]+[ \t]*)"
CURLY = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))
INNER_QUOTE = re.compile(r'(?<!\\)"')
YES_AND_NO = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
ENDS = ("]", "}", " }", "}]", "]}", "}}")


@dataclass(frozen=True)
class Cured:
    """What was wrong, and the line as it was meant. `lost`: the value could not be saved."""

    code: str
    line: str
    parameters: dict[str, str | int] = field(default_factory=dict)
    lost: bool = False


@dataclass(frozen=True)
class Cure:
    """`lines` are guesses at what was meant."""

    code: str
    lines: Callable[[str], Iterator[str]]


def stands(line: str) -> bool:
    """Whether TOML can read this line by itself, or as a part of a list."""
    return any(_reads(text) for text in (line, f"x = [\n{line}\n]"))


def cured(line: str) -> Cured | None:
    """The first cure that helps this line; None when there is none."""
    if len(line) > LONGEST_LINE:
        return None
    if (date := bad_date(line)) is not None and stands(_without_bad_dates(line)):
        return Cured(date.code, date.line, {"value": date.value, "meant": date.meant}, lost=not date.meant)
    for cure in CURES:
        for guess in cure.lines(line):
            if guess != line and stands(guess):
                return Cured(cure.code, guess, {"meant": short(guess, 60)})
    return None


def _without_bad_dates(line: str) -> str:
    while (date := bad_date(line)) is not None:
        line = date.line
    return line


def _reads(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _straight(line: str) -> Iterator[str]:
    yield line.translate(CURLY)


def _heading(line: str) -> Iterator[str]:
    if found := re.match(r"^\s*\[+\s*([\w.\"'-]+)\s*\]*\s*(#.*)?$", line):
        double = "[[" in line or "]]" in line
        yield f"[[{found[1]}]]" if double else f"[{found[1]}]"


def _nothing_after(line: str) -> Iterator[str]:
    if found := re.match(KEY + r"=\s*(#.*)?$", line):
        yield f'{found[1]}= ""'


def _with_equals(line: str) -> Iterator[str]:
    if found := re.match(KEY + r"(?::|=>|:=|==|\s(?=[\"'\[{\d]))[ \t]*(\S.*)$", line):
        yield f"{found[1].rstrip()} = {found[2]}"
        yield f"{found[1].rstrip()} = {json.dumps(found[2].strip(), ensure_ascii=False)}"


def _small(line: str) -> Iterator[str]:
    if found := re.match(KEY + r"=\s*(\w+)\s*(,?\s*(?:#.*)?)$", line):
        yield f"{found[1]}= {YES_AND_NO.get(found[2].lower(), found[2])}{found[3]}"


def _quoted_to_the_end(line: str) -> Iterator[str]:
    for mark in ('"', "'"):
        if line.count(mark) % 2:
            end = re.search(r"[\s,}\]]*$", line)
            cut = end.start() if end else len(line)
            yield f"{line[:cut]}{mark}{line[cut:]}"
            yield line.rstrip() + mark
            yield re.sub(rf"(?<!{mark})(,\s*[\w-]+\s*=\s*{mark})", rf"{mark}\1", line)
            yield re.sub(r"=[ \t]*", f"= {mark}", line, count=1)


def _without_quotes_inside(line: str) -> Iterator[str]:
    found = re.match(KEY + r"=\s*\"(.*)\"(\s*,?\s*)$", line)
    if found and not re.search(r"[{}]", line):
        text = INNER_QUOTE.sub(r'\\"', found[2])
        yield f'{found[1]}= "{text}"{found[3]}'


def _backslashes_twice(line: str) -> Iterator[str]:
    if "\\" in line:
        yield line.replace("\\", "\\\\")


def _closed(line: str) -> Iterator[str]:
    bare = line.rstrip()
    for end in ENDS:
        yield bare + end
        yield f"{bare.removesuffix(',')}{end},"


def _fewer_commas(line: str) -> Iterator[str]:
    yield re.sub(r"[,;]+[ \t]*$", "", line)
    yield re.sub(r",\s*}", " }", line)
    yield re.sub(r",\s*,", ",", line)


def _number_alone(line: str) -> Iterator[str]:
    if found := re.match(KEY + r"=\s*(-?\d+)\b\s*[^\d\s.:-].*$", line):
        yield f"{found[1]}= {found[2]}"


def _in_quotes(line: str) -> Iterator[str]:
    if found := re.match(KEY + r"=[ \t]*([^\s\"'\[{=][^#]*?)[ \t]*(#.*)?$", line):
        yield f"{found[1]}= {json.dumps(found[2], ensure_ascii=False)}"
    if found := re.match(KEY + r"=[ \t]*\[([^\"'\[\]{}#]*)\]", line):
        words = (word.strip() for word in found[2].split(",") if word.strip())
        yield f"{found[1]}= {json.dumps(list(words), ensure_ascii=False)}"


CURES = (
    Cure("quotes_curly", _straight),
    Cure("heading_brackets", _heading),
    Cure("value_missing", _nothing_after),
    Cure("true_or_false", _small),
    Cure("comma_extra", _fewer_commas),
    Cure("backslash", _backslashes_twice),
    Cure("quote_missing", _quoted_to_the_end),
    Cure("quotes_inside", _without_quotes_inside),
    Cure("bracket_missing", _closed),
    Cure("number_alone", _number_alone),
    Cure("quotes_missing", _in_quotes),
    Cure("equals_missing", _with_equals),
)
"""In this order: what leaves most of a line as it is comes first."""

OF_LISTS = (
    Cure("bracket_missing", lambda line: iter((line.rstrip() + "]",))),
    Cure("comma_missing", lambda line: iter((line.rstrip() + ",",))),
    Cure("bracket_missing", lambda line: iter((line.rstrip() + "}",))),
)
"""For the last line of a list that goes on into what comes after it."""

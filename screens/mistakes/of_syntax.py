"""Words for lines that cannot be read as they are written, and for files that are no text."""

from __future__ import annotations

from screens.mistakes.saying import Parameters, Words, joined, meant
from screens.voice import Voice


def _no_date(v: Voice, p: Parameters) -> str:
    what = v.say("{value} is not a date.", value=str(p["value"]))
    if p["meant"]:
        return meant(v, what, p)
    return joined(what, v.say("A date is written 2027-06-14, and with a time 2027-06-14T18:00:00."))


def _unreadable(v: Voice, p: Parameters) -> str:
    what = v.say(
        "I cannot read this line. Most often a quote, a comma, an equals sign or a bracket is missing or too many."
    )
    return joined(what, v.say("TOML says: {reason}.", reason=str(p["reason"]))) if p["reason"] else what


WORDS: dict[str, Words] = {
    "too_long": lambda v, p: v.say(
        "it has {length} characters, and at most {most} can be read. Make two consultations of it.",
        length=int(p["length"]),
        most=int(p["most"]),
    ),
    "no_text": lambda v, _: v.say(
        "it is not plain text. Write it in a text editor, not in a word processor, and save it as plain text in UTF-8."
    ),
    "encoding": lambda v, _: v.say(
        "the letters here are not saved as UTF-8. Save the file again, and choose UTF-8 as its encoding."
    ),
    "too_deep": lambda v, _: v.say(
        "too many brackets or dotted keys stand inside one another. A consultation needs only a few levels."
    ),
    "no_date": _no_date,
    "date_form": lambda v, p: v.say(
        "a date has to be written {meant}, not {value}.", meant=str(p["meant"]), value=str(p["value"])
    ),
    "quote_missing": lambda v, p: meant(v, v.say("a quote is missing."), p),
    "quotes_missing": lambda v, p: meant(v, v.say("a text has to stand in quotes."), p),
    "quotes_curly": lambda v, p: meant(
        v, v.say("it has curly quotes, as word processors write them; only straight ones count."), p
    ),
    "quotes_inside": lambda v, p: meant(
        v, v.say("a quote inside a text ends it, unless a backslash stands before it."), p
    ),
    "backslash": lambda v, p: meant(v, v.say("a backslash in a text has to be written twice."), p),
    "equals_missing": lambda v, p: meant(v, v.say("between a key and its value stands an equals sign."), p),
    "value_missing": lambda v, _: v.say(
        "there is nothing after the equals sign. Write the value, or take the line out."
    ),
    "bracket_missing": lambda v, p: meant(v, v.say("a closing bracket is missing."), p),
    "heading_brackets": lambda v, p: meant(v, v.say("a heading needs as many brackets after it as before it."), p),
    "true_or_false": lambda v, p: meant(v, v.say("it has to be true or false, in small letters."), p),
    "comma_extra": lambda v, p: meant(v, v.say("there is a comma too many."), p),
    "comma_missing": lambda v, p: meant(v, v.say("a comma is missing."), p),
    "number_alone": lambda v, p: meant(v, v.say("a number stands alone, with nothing after it."), p),
    "table_over_lines": lambda v, _: v.say(
        "what stands in curly brackets has to be on one line. Put it on one line, or write it below a heading."
    ),
    "key_twice": lambda v, p: v.say(
        '"{value}" is there twice. Take one of the two out, or put the heading between them that is missing, '
        "such as [[phases.steps]].",
        value=str(p["value"]),
    ),
    "heading_twice": lambda v, p: v.say(
        'the heading "{value}" is there twice. If it is a list, it needs double brackets: [[{value}]]. Else a heading '
        "such as [[phases.steps]] is missing above it, or it is one too many.",
        value=str(p["value"]),
    ),
    "text_open": lambda v, _: v.say("the text that begins here with three quotes has no end. Put three quotes there."),
    "toml": _unreadable,
}

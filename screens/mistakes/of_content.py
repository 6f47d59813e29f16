"""Words for what can be read but cannot be meant."""

from __future__ import annotations

from screens.mistakes.saying import Parameters, Words, joined, meant
from screens.voice import Voice

EXAMPLES = {
    "id": 'id = "school-street"',
    "languages": 'languages = ["en", "es"]',
    "timezone": 'timezone = "Europe/Warsaw"',
    "contact": 'contact = "town-hall@town.example"',
    "reply_by": "reply_by = 2027-07-10",
    "starts": "starts = 2027-06-03T19:00:00",
    "opens": "opens = 2027-05-17T08:00:00",
    "closes": "closes = 2027-06-14",
    "phases": "[[phases]]",
    "steps": "[[phases.steps]]",
    "options": "[[phases.steps.options]]",
    "kind": 'kind = "single_choice"',
    "least": "least = 0",
    "most": "most = 10",
    "step": 'step = "transport"',
    "file": 'file = "plan.png"',
}
"""Lines as they could stand in a file; what is not here is a text in several languages."""


def _missing(v: Voice, p: Parameters) -> str:
    key = str(p["key"])
    example = EXAMPLES.get(key, f'{key} = {{ en = "…" }}')
    if p["where"] == key and key != "phases":
        return v.say('"{key}" is missing. Add it at the top of the file: {example}', key=key, example=example)
    return v.say('"{key}" is missing. Add it: {example}', key=key, example=example)


def _type(v: Voice, p: Parameters) -> str:
    given = str(p.get("given", ""))
    match p["expected"]:
        case "str":
            return v.say("it has to be a text in quotes, such as {example}.", example=f'"{given or "…"}"')
        case "int":
            return v.say("it has to be a whole number without quotes, such as 16.")
        case "bool":
            return v.say("it has to be true or false, without quotes.")
        case "words":
            return v.say("its language has to be said: {example}.", example=f'{{ {p["language"]} = "{given or "…"}" }}')
        case "list":
            example = f'["{given}"]' if given else '["en", "es"]'
            return v.say("it has to be a list in square brackets, such as {example}.", example=example)
        case "date":
            return v.say("it has to be a date without quotes, such as 2027-06-14 or 2027-06-14T18:00:00.")
        case "day":
            return v.say("it has to be a date without a time, such as 2027-06-14.")
        case "picture":
            example = f'{{ file = "{given or "plan.png"}", alt = {{ {p["language"]} = "…" }} }}'
            return v.say("it has to name the file and say what can be seen: {example}.", example=example)
    return v.say("it has to be a table with keys of its own, below a heading in brackets.")


def _count(v: Voice, p: Parameters) -> str:
    key, count, least, most = str(p["key"]), int(p["count"]), int(p["least"]), int(p["most"])
    match key, count:
        case "options", 0:
            return v.say("it needs at least two options; there is none.")
        case "options", 1:
            return v.say("it needs at least two options; there is one.")
        case "options", _:
            return v.say("it has {count} options; at most {most} fit. Take some out.", count=count, most=most)
        case "steps", 0:
            return v.say("it has no questions. Add one below a heading [[phases.steps]].")
        case "phases", 0:
            return v.say("there is no phase. Add one below a heading [[phases]].")
    return v.say(
        '"{key}" has {count} entries; from {least} to {most} fit.', key=key, count=count, least=least, most=most
    )


def _range(v: Voice, p: Parameters) -> str:
    least, most = int(p["least"]), int(p["most"])
    if least == most:
        return v.say("it can only be {most} here.", most=most)
    return v.say("it has to be from {least} to {most}.", least=least, most=most)


def _twice(v: Voice, p: Parameters) -> str:
    if p["key"] == "id":
        return v.say('the id "{value}" is used twice. Give one of the two another id.', value=str(p["value"]))
    return v.say('"{value}" is there twice. Take one of the two out.', value=str(p["value"]))


def _timezone(v: Voice, p: Parameters) -> str:
    what = v.say('"{value}" is not a time zone.', value=str(p["value"]))
    return meant(v, what, p) if p["meant"] else joined(what, v.say("One is called Europe/Warsaw."))


def _with_odd(v: Voice, what: str, p: Parameters) -> str:
    return meant(v, joined(what, v.say("{value} is none.", value=str(p["value"]))), p) if p["value"] else what


WORDS: dict[str, Words] = {
    "missing": _missing,
    "text_missing": lambda v, p: v.say(
        'it has no text in "{language}", the first of the languages. Every text needs that one.',
        language=str(p["language"]),
    ),
    "blank": lambda v, _: v.say("there is nothing in it. Write something, or take the line out."),
    "length": lambda v, p: v.say(
        "it has {length} characters; {most} fit. Shorten it by {over}.",
        length=int(p["length"]),
        most=int(p["most"]),
        over=int(p["length"]) - int(p["most"]),
    ),
    "type": _type,
    "unknown_key": lambda v, p: meant(v, v.say('nothing here is called "{value}".', value=str(p["value"])), p),
    "language_unlisted": lambda v, p: v.say(
        '"{value}" is not among the languages of this file ({known}). Add it to them, or take this text out.',
        value=str(p["value"]),
        known=str(p["known"]),
    ),
    "language_forgotten": lambda v, p: v.say(
        '{count} texts are in "{value}", which is not among the languages ({known}). Add it, or take these texts out.',
        count=int(p["count"]),
        value=str(p["value"]),
        known=str(p["known"]),
    ),
    "heading_missing": lambda v, p: v.say(
        '"{value}" stands among texts by language. A heading is missing above it, such as [[phases.steps]].',
        value=str(p["value"]),
    ),
    "language_unknown": lambda v, p: v.say(
        '"{value}" is not among the languages of this file ({known}). Add it to them, or take it out here.',
        value=str(p["value"]),
        known=str(p["known"]),
    ),
    "misplaced": lambda v, p: v.say(
        '"{value}" belongs to the whole file. Move it to the top, above the first heading in brackets.',
        value=str(p["value"]),
    ),
    "identifier": lambda v, p: meant(
        v,
        v.say(
            '"{value}" cannot be an id: it begins with a small letter, and has only small letters, digits and -, '
            "at most 30.",
            value=str(p["value"]),
        ),
        p,
    ),
    "range": _range,
    "year": lambda v, p: v.say(
        "its year has to be from {least} to {most}.", least=str(p["least"]), most=str(p["most"])
    ),
    "list": lambda v, p: _with_odd(
        v,
        v.say(
            "it has to be a list of 1 to {most} languages in small letters, such as {example}.",
            most=int(p["most"]),
            example='["en", "es"]',
        ),
        p,
    ),
    "list_of_ids": lambda v, p: _with_odd(
        v,
        v.say(
            "it has to be a list of 1 to {most} ids of options, such as {example}.",
            most=int(p["most"]),
            example='["yes", "no"]',
        ),
        p,
    ),
    "count": _count,
    "steps_in_all": lambda v, p: v.say(
        "there are {count} questions in all phases together; {most} fit. Take some out, or make two consultations.",
        count=int(p["count"]),
        most=int(p["most"]),
    ),
    "twice": _twice,
    "label_twice": lambda v, p: v.say(
        'two options are called "{value}", so that nobody can tell them apart. Change one of them.',
        value=str(p["value"]),
    ),
    "only_none": lambda v, _: v.say(
        'all its options mean "none of these". Take "none = true" away from those that do not.'
    ),
    "timezone": _timezone,
    "kind": lambda v, p: meant(v, v.say('there is no kind of question "{value}".', value=str(p["value"])), p),
    "double_brackets": lambda v, p: v.say(
        "each entry of this list needs a heading in double brackets: [[{name}]].", name=str(p["name"])
    ),
    "closes_before_opens": lambda v, _: v.say("it closes before it opens. Change one of the two dates."),
    "phases_out_of_order": lambda v, p: v.say(
        'it opens before the phase "{other}", which stands above it. Put the phases in the order of their dates.',
        other=str(p["other"]),
    ),
    "phases_overlap": lambda v, p: v.say(
        'it opens before the phase "{other}" has closed. Let it open later, or let that one close earlier.',
        other=str(p["other"]),
    ),
    "reply_before_close": lambda v, _: v.say(
        "the reply is promised before the last phase closes. Promise it for a later date."
    ),
    "audience_one": lambda v, _: v.say(
        "it has to name districts, interests or languages. Keep exactly one of the three."
    ),
    "link": lambda v, p: v.say(
        '"{value}" cannot be a link: it begins with https:// and has no spaces.', value=str(p["value"])
    ),
    "moderation": lambda v, p: meant(
        v, v.say('"{value}" is not one of the two: "before" or "after".', value=str(p["value"])), p
    ),
    "most_below_least": lambda v, _: v.say('it has to be more than "least". Change one of the two.'),
    "latest_before_earliest": lambda v, _: v.say('it has to be after "earliest". Change one of the two.'),
    "no_question": lambda v, _: v.say(
        "there is no question before the options. Write it first: {example}.", example="/poll Which? | This | That"
    ),
    "poll_one_question": lambda v, _: v.say(
        "a poll asks one question in one phase. Take the others out, or take [poll] out."
    ),
    "poll_kind": lambda v, _: v.say(
        'a poll is a "single_choice" or a "multiple_choice" without "other". Change its question, or take [poll] out.'
    ),
    "mirror_count": lambda v, _: v.say(
        "Telegram's own poll shows every vote at once, so it stands beside an open count only. Set open_count = true, "
        "or take this out."
    ),
    "mirror_free": lambda v, _: v.say(
        'Telegram\'s own poll knows no "least", "most" or "none". Take those out of the question, or take this out.'
    ),
    "mirror_group": lambda v, _: v.say(
        "a poll for some people only is not voted on in groups. Take [audience] out, or take this out."
    ),
    "nothing_to_answer": lambda v, _: v.say(
        'a text to read has nothing to answer, so it cannot be required. Take "required" out.'
    ),
}

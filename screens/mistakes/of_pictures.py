"""Words for pictures that are not there, or that Telegram would not take."""

from __future__ import annotations

from screens.mistakes.saying import Words, meant

WORDS: dict[str, Words] = {
    "picture_name": lambda v, p: meant(
        v,
        v.say(
            '"{value}" cannot be the name of a picture here: small letters, digits, ., - and _, and .png, .jpg or '
            ".jpeg at its end. Give the file such a name; it lies beside this one.",
            value=str(p["value"]),
        ),
        p,
    ),
    "picture_not_there": lambda v, p: v.say(
        'there is no "{value}" beside this file. Put it there, or correct its name.', value=str(p["value"])
    ),
    "picture_type": lambda v, p: v.say(
        '"{value}" is neither a PNG nor a JPEG picture, whatever its name says. Save it as one of the two.',
        value=str(p["value"]),
    ),
    "picture_large": lambda v, p: v.say(
        '"{value}" is larger than {most} megabytes; Telegram takes no more. Save it smaller.',
        value=str(p["value"]),
        most=int(p["most"]),
    ),
    "picture_sides": lambda v, p: v.say(
        '"{value}" is {width} points wide and {height} high; the two may be {most} together. Save it smaller.',
        value=str(p["value"]),
        width=int(p["width"]),
        height=int(p["height"]),
        most=int(p["most"]),
    ),
    "picture_narrow": lambda v, p: v.say(
        '"{value}" is {width} points wide and {height} high; one side may be {most} times the other. Cut it.',
        value=str(p["value"]),
        width=int(p["width"]),
        height=int(p["height"]),
        most=int(p["most"]),
    ),
    "picture_words": lambda v, p: v.say(
        'with a picture, all its texts together may have {most} characters; in "{language}" they have {length}. '
        "Shorten them by {over}, or put a part into a text of its own.",
        most=int(p["most"]),
        language=str(p["language"]),
        length=int(p["length"]),
        over=int(p["over"]),
    ),
}

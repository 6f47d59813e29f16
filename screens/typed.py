"""Whatever can be tapped can be typed: the words of buttons, in every language the bot speaks."""

from __future__ import annotations

from functools import cache

from deliberation.definition.reading import MOST_STEPS
from deliberation.participation import ANSWERS, ERASE, LANGUAGES, LATER, MENU, STORED, WITHDRAW
from deliberation.use_cases.registering import CALENDAR, COME, FEWER, STAY_AWAY
from screens.card import KEEP, NEXT, Action, Button
from screens.languages import NAMES
from screens.voice import Voice, spoken, voice

AGES = range(13, 100)
"""That a consultation can ask for."""

_MARKS = str.maketrans("", "", "‹›✓…")


def typed_button(text: str) -> Button | None:
    """The button whose word this is, whatever its case; None for everything else."""
    plain = _plain(text)
    return _words().get(plain) or _languages().get(plain)


@cache
def _words() -> dict[str, Button]:
    buttons = (button for code in spoken() for button in _of(voice(code)))
    return {_plain(button.label): button for button in buttons}


@cache
def _languages() -> dict[str, Button]:
    """The names of languages, each in its own script."""
    return {_plain(name): Button(name, Action.LANGUAGE, code) for code, name in NAMES.items()}


def _of(v: Voice) -> tuple[Button, ...]:
    say = v.say
    return (
        Button(say("Begin ›"), Action.BEGIN),
        Button(say("I live there. Begin ›"), Action.BEGIN),
        Button(say("I care about it. Begin ›"), Action.BEGIN),
        Button(say("Take part again"), Action.BEGIN),
        Button(say("That is not me"), Action.STAY_OUT),
        Button(say("agree"), Action.AGREE),
        Button(say("Agree"), Action.AGREE),
        *(Button(say("I am {age} or older and agree", age=age), Action.AGREE) for age in AGES),
        Button(say("Disagree"), Action.CHOOSE, "disagree"),
        Button(say("Not sure"), Action.CHOOSE, "unsure"),
        Button(say("‹ Change last"), Action.CHOOSE, "last"),
        Button(say("My votes"), Action.CHOOSE, "votes"),
        Button(say("Stop here"), Action.CHOOSE, "stop"),
        *(Button(label, Action.CHOOSE, word) for label, word in _among_statements(v)),
        Button(say("Done ›"), Action.DONE),
        Button(say("Undo"), Action.UNDO),
        Button(say("‹ Back"), Action.BACK),
        Button(say("Go on ›"), Action.BACK),
        Button(say("Skip ›"), Action.SKIP),
        Button(say("next"), Action.SKIP, NEXT),
        Button(say("Next ›"), Action.SKIP, NEXT),
        Button(say("keep"), Action.SKIP, KEEP),
        Button(say("Keep ›"), Action.SKIP, KEEP),
        Button(say("More ›"), Action.TURN),
        *(Button(say("Change {number}", number=n), Action.CHANGE, str(n)) for n in range(1, MOST_STEPS + 1)),
        _visit(say("Menu"), MENU),
        _visit(say("Later"), LATER),
        _visit(say("My answers"), ANSWERS),
        _visit(say("Language"), LANGUAGES),
        _visit(say("What is stored?"), STORED),
        _visit(say("What is stored, and deleting"), STORED),
        _visit(say("Delete everything about me"), ERASE),
        _visit(say("Take all of them back"), WITHDRAW),
        Button(say("A new message each step"), Action.PREFER, "new"),
        Button(say("One message that changes"), Action.PREFER, "edit"),
        Button(say("Yes, take them back"), Action.WITHDRAW),
        Button(say("I will come"), Action.MEETING, COME),
        Button(say("Put me on the waiting list"), Action.MEETING, COME),
        Button(say("I cannot come"), Action.MEETING, STAY_AWAY),
        Button(say("To my calendar"), Action.MEETING, CALENDAR),
        Button(say("Fewer messages"), Action.MEETING, FEWER),
        Button(say("Yes, delete everything"), Action.FORGET),
    )


def _among_statements(v: Voice) -> tuple[tuple[str, str], ...]:
    """Buttons that only a step of statements has, beside those for votes."""
    say = v.say
    return (
        (say("For and against"), "about"),
        (say("Original text"), "about"),
        (say("More about this"), "about"),
        (say("Go on voting ›"), "on"),
        (say("Show the next one"), "on"),
        (say("Change"), "change"),
        (say("Say something of my own"), "say"),
        (say("Support it instead"), "support"),
        (say("Send it"), "send"),
        (say("Send mine"), "send"),
        (say("Change it"), "reword"),
        (say("Leave it"), "leave"),
        (say("What I said"), "mine"),
        (say("Where do I stand?"), "stand"),
        (say("Take it back"), "drop"),
        (say("Yes, take it back"), "gone"),
        (say("Keep it"), "stay"),
        (say("Yes, say it so"), "yes"),
        (say("No, as it was"), "no"),
    )


def _plain(text: str) -> str:
    """Without what need not be written: capitals, arrows, a tick, the signs around a sentence."""
    return " ".join(text.casefold().translate(_MARKS).split()).strip(".?¿!¡ ")


def _visit(label: str, page: str) -> Button:
    return Button(label, Action.VISIT, page.removeprefix("@"))

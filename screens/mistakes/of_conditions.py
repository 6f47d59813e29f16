"""Words for conditions that cannot be looked up, or that nobody could ever meet."""

from __future__ import annotations

from screens.mistakes.saying import Words, meant

WORDS: dict[str, Words] = {
    "condition_empty": lambda v, _: v.say(
        'its condition says nothing about the answer. Add "is", "is_not", "least" or "most".'
    ),
    "looks_ahead": lambda v, p: v.say(
        'it is shown only after an answer to "{step}", which comes later. A condition can only look back.',
        step=str(p["step"]),
    ),
    "looks_at_itself": lambda v, _: v.say(
        "it is shown only after an answer to itself. A condition can only look back, at an earlier question."
    ),
    "no_such_step": lambda v, p: meant(
        v,
        v.say(
            'it is shown only after an answer to "{value}", and there is no such question before it.',
            value=str(p["value"]),
        ),
        p,
    ),
    "no_such_choice": lambda v, p: meant(
        v,
        v.say(
            'its condition names "{value}", which is not among the options of "{step}".',
            value=str(p["value"]),
            step=str(p["step"]),
        ),
        p,
    ),
    "no_choices": lambda v, p: v.say(
        'its condition names an option of "{step}", which has no options. Use "least" or "most" for a number, or look '
        "at another question.",
        step=str(p["step"]),
    ),
    "no_number": lambda v, p: v.say(
        'its condition compares the answer to "{step}" with a number, and that answer is none. Name options with '
        '"is" or "is_not".',
        step=str(p["step"]),
    ),
    "never_holds": lambda v, p: v.say(
        'no answer to "{step}" can meet its condition, so that nobody would see it. Change the condition.',
        step=str(p["step"]),
    ),
}

"""Words for what a new version may not take away from those who have begun on an older one."""

from __future__ import annotations

from screens.mistakes.saying import Words

WORDS: dict[str, Words] = {
    "older": lambda v, p: v.say(
        "version {current} is launched already. Give this file a higher number.", current=str(p["current"])
    ),
    "poll_changed": lambda v, _: v.say(
        "people have begun, and were told whether this is a poll and who sees its count. Put [poll] back as it was."
    ),
    "phase_gone": lambda v, p: v.say(
        'the phase "{phase}" is gone, and people have begun. Put it back.', phase=str(p["phase"])
    ),
    "phase_closed": lambda v, _: v.say(
        "this phase has closed and keeps its times. Put them back; for more answers, add a phase."
    ),
    "step_gone": lambda v, p: v.say(
        'the question "{step}" is gone from this phase, and people have begun. Put it back.', step=str(p["step"])
    ),
    "option_gone": lambda v, p: v.say(
        'the option "{option}" is gone, and somebody may have chosen it. Put it back.', option=str(p["option"])
    ),
    "statement_gone": lambda v, p: v.say(
        'the statement "{statement}" is gone, and somebody may have voted on it. Put it back.',
        statement=str(p["statement"]),
    ),
    "statement_reworded": lambda v, p: v.say(
        'the statement "{statement}" has other words, and votes are about the old ones. Put those back, and add '
        "the new words under an id of their own.",
        statement=str(p["statement"]),
    ),
    "redefined": lambda v, p: v.say(
        "it asks for another kind of answer than before, and people have begun. Put it back as it was, and ask the new "
        'question under an id other than "{id}".',
        id=str(p["id"]),
    ),
}

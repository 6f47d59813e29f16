"""What is said in passing to whoever taps in a group: plain text, and never more than Telegram shows."""

from __future__ import annotations

from typing import Final

from deliberation.definition import Consultation
from deliberation.use_cases.voting import Outcome, Voted
from screens.card import cut
from screens.poll import raw_words
from screens.steps import read_answer
from screens.voice import Voice, voice

PASSING: Final = 200
"""Characters of a passing line."""


def voted_text(voted: Voted) -> str:
    """What is said to whoever tapped, in their language: plain text of at most 200 characters."""
    v = voice(voted.language)
    match voted.outcome:
        case Outcome.NOTICED:
            return notice_text(voted.consultation, v)
        case Outcome.SAME:
            return v.label("That is your vote already. To take it back, tap “Take back”.")
        case Outcome.NO_VOTE:
            return v.label("You have no vote here, so there is nothing to take back.")
        case Outcome.TAKEN_BACK:
            return v.label("Your vote is taken back. You can vote again until the close.")
        case Outcome.CAST:
            return _cast(voted, v)


def notice_text(about: Consultation, v: Voice) -> str:
    """What has to be known before a first vote. The name of who asks gives way where it does not fit."""
    if about.poll is not None and about.poll.open_count:
        return v.label(
            "Tap again within 10 minutes to vote. By that you say: I am {age} or older and agree. All see the counts, "
            "not who chose what. “More” tells more.",
            age=about.age,
        )
    who = raw_words(about.asked_by, about, v)
    full = _notice(about, who, v)
    return full if len(full) <= PASSING else _notice(about, cut(who, max(2, len(who) - len(full) + PASSING)), v)


def _notice(about: Consultation, who: str, v: Voice) -> str:
    return v.label(
        "Tap again within 10 minutes to vote. By that you say: I am {age} or older and agree. {who} gets counts, not "
        "who chose what. “More” tells more.",
        age=about.age,
        who=who,
    )


def _cast(voted: Voted, v: Voice) -> str:
    about = voted.consultation
    (step,) = about.steps()
    so_far = ""
    if voted.standing is not None and voted.standing.cells is not None:
        so_far = " " + v.count("{number} person so far.", "{number} people so far.", voted.standing.people)
    answer = read_answer(step, voted.ballot or "", v.language, about.languages[0], v)
    return v.label("Your vote: {answer}.", answer=cut(answer, 120)) + so_far

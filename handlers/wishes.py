"""What the buttons mean: from what a button carries to what it gives."""

from __future__ import annotations

from deliberation.definition import Done, Tapped, Undo
from deliberation.engine import Agree, Back, Begin, Change, Keep, Next, Skip, StayOut, TurnTo, Visit, Withdraw
from deliberation.errors import MovedOn
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.taking_part import Prefer, Wish
from screens.card import KEEP, NEXT, Action

_PLAIN: dict[Action, Wish] = {
    Action.BEGIN: Begin(),
    Action.STAY_OUT: StayOut(),
    Action.AGREE: Agree(),
    Action.DONE: Done(),
    Action.UNDO: Undo(),
    Action.BACK: Back(),
    Action.SKIP: Skip(),
    Action.WITHDRAW: Withdraw(),
}


def wish_of(action: Action, argument: str) -> Wish:
    """What this button gives. Raises `MovedOn` for an argument that no button of ours carries."""
    match action:
        case Action.CHOOSE:
            return Tapped(argument)
        case Action.CHANGE:
            return Change(argument)
        case Action.VISIT:
            return Visit(f"@{argument}")
        case Action.LANGUAGE:
            return Speak(argument)
        case Action.PREFER:
            return Prefer(new_messages=argument == "new")
        case Action.SKIP if argument in {KEEP, NEXT}:
            return Keep() if argument == KEEP else Next()
        case Action.TURN if not argument:  # the word for it: to the next page
            return TurnTo(None)
        case Action.TURN if argument.isdecimal() and len(argument) < 3:
            return TurnTo(int(argument))
        case plain if plain in _PLAIN:
            return _PLAIN[plain]
        case _:
            raise MovedOn

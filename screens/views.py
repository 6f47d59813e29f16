"""What any live message shows: one card for each thing that a message can be about."""

from __future__ import annotations

from deliberation.use_cases.attendance import MeetingShown
from deliberation.use_cases.polling import PollShown
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.viewing import AccountShown, Behind, DeskShown, Showing
from screens.account import account_card
from screens.card import Card
from screens.desk import desk_card
from screens.meeting import meeting_card
from screens.participation import participation_card
from screens.poll import poll_card
from screens.voice import voice


def card_of(showing: Showing) -> Card:
    """The card of a live message."""
    match showing:
        case Shown():
            return participation_card(showing)
        case Behind():
            return Card(voice(showing.language).say("This continues below."))
        case AccountShown():
            return account_card(showing)
        case DeskShown():
            return desk_card(showing)
        case MeetingShown():
            return meeting_card(showing)
        case PollShown():
            return poll_card(showing)

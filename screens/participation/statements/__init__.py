"""What somebody sees among statements: one card for each page of the step, in place of the one that questions have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deliberation.definition.kinds.statements import Statements
from deliberation.statements.sitting import Page, read
from screens.card import Card
from screens.participation.drawing import Drawing
from screens.participation.statements.lists import matter_card, more_card, votes_card
from screens.participation.statements.mine import drop_card, mine_card, own_card
from screens.participation.statements.reasons import other_card, why_card
from screens.participation.statements.saying import check_card, preview_card, say_card
from screens.participation.statements.table import Table
from screens.participation.statements.voting import about_card, voting_card

CARDS: Mapping[Page, Callable[[Table], Card]] = {
    Page.CARD: voting_card,
    Page.ABOUT: about_card,
    Page.MORE: more_card,
    Page.VOTES: votes_card,
    Page.MATTER: matter_card,
    Page.SAY: say_card,
    Page.CHECK: check_card,
    Page.PREVIEW: preview_card,
    Page.MINE: mine_card,
    Page.OWN: own_card,
    Page.DROP: drop_card,
    Page.WHY: why_card,
    Page.OTHER: other_card,
}


def statements_card(drawing: Drawing, step: Statements) -> Card:
    """The page where they are."""
    sitting = read(drawing.participation.drafts.get(step.id))
    return CARDS[sitting.page](Table(drawing, step, sitting))

"""The one unit of work, as use cases see it: every method one or two named statements, and nothing decided here."""

from collections.abc import Callable

from storage.session import Session
from storage.transaction.consultations import Consultations
from storage.transaction.desks import Desks
from storage.transaction.findings import Findings
from storage.transaction.importing import Importing
from storage.transaction.log import Log
from storage.transaction.maps import Maps
from storage.transaction.meetings import Meetings
from storage.transaction.moderation import Moderation
from storage.transaction.offers import Offers
from storage.transaction.part import Definitions
from storage.transaction.participations import Participations
from storage.transaction.people import People
from storage.transaction.pictures import Pictures
from storage.transaction.polls import Polls
from storage.transaction.reasons import Reasons
from storage.transaction.statements import Statements
from storage.transaction.team import Team
from storage.transaction.telling import Telling

__all__ = ["Definitions", "SqlTransaction"]


class SqlTransaction(
    People,
    Team,
    Log,
    Desks,
    Offers,
    Consultations,
    Pictures,
    Participations,
    Statements,
    Reasons,
    Importing,
    Moderation,
    Maps,
    Polls,
    Meetings,
    Findings,
    Telling,
):
    """Fulfils `deliberation.ports.Transaction` over one session."""

    def __init__(self, session: Session, definitions: Definitions, new_id: Callable[[], str]):
        self._session = session
        self._definitions = definitions
        self._new_id = new_id
        self.told = self.erased = self.compares = self.owes = False
        self.gone = []

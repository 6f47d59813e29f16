"""From what participants left to what is published: frozen figures that name nobody and no group below k.

`records` reads what each left in the version that they answered, `tables` protects one question, `linked` the
questions that are asked of some alone, `summary` holds what is published. Nothing here quotes what anybody wrote.
"""

from deliberation.releases.records import NO_ANSWER, NOT_ASKED, Record
from deliberation.releases.summarising import summarise
from deliberation.releases.summary import Summary, Table, Turnout
from deliberation.releases.tables import protect

__all__ = ["NOT_ASKED", "NO_ANSWER", "Record", "Summary", "Table", "Turnout", "protect", "summarise"]

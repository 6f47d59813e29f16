"""What comes from a conversation that was held elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.statements.coming import ImportedVote
from storage.sql import queries
from storage.transaction.part import Part

Q = queries("importing")


class Importing(Part):
    async def put_imported_votes(self, consultation: str, step: str, votes: Sequence[ImportedVote]) -> None:
        rows = [
            {"consultation": consultation, "step": step, "voter": vote.voter, "number": vote.number, "vote": vote.vote}
            for vote in votes
        ]
        await self._session.many(Q["put_imported_vote"], rows)

"""A poll before it is put up: what is being asked for, and how it will stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deliberation.definition import Consultation
from deliberation.drafting.poll_settings import ends_ahead
from deliberation.ports import Transaction
from deliberation.use_cases.drafts import previewed
from deliberation.use_cases.matters.at import At


@dataclass(frozen=True)
class AskingPoll:
    """The question is asked for; once there is one, its answers."""

    question: str


@dataclass(frozen=True)
class PollDraft:
    """A poll as it will stand. `place` is what is being done with it; `ends` are the closes that can be chosen now."""

    place: str
    draft: str
    consultation: Consultation
    ends: Sequence[str]


async def asking_poll(_: Transaction, at: At) -> AskingPoll:
    """What has been asked for."""
    return AskingPoll(at.desk.subject)


async def poll_draft(tx: Transaction, at: At) -> PollDraft:
    """The draft. Raises KeyError when there is none, or it is somebody else's, or no poll."""
    draft = await tx.draft(at.desk.subject)
    about = previewed(draft)
    if draft.owner != at.person.id or about.poll is None:
        raise KeyError(draft.id)
    return PollDraft(at.desk.place, draft.id, about, [end.name for end in ends_ahead(at.now, about.timezone)])

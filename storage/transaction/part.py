"""What the parts of a transaction share."""

from __future__ import annotations

from collections.abc import Callable

from deliberation.definition import Consultation
from storage.erased import Erasure
from storage.session import Session

Definitions = dict[tuple[str, int], Consultation]
"""Definitions read so far, by consultation and version. They never change, so they are read once."""


class Part:
    """Some of the methods of a transaction. `told`: something waits to be sent once this is committed. `erased`: a
    person was erased, or took their answers back, and what was deleted has to leave the files too. `gone`: who, for
    the list that no backup may bring back. `compares`: something waits to be compared with what was said.
    `owes`: what was deleted has to leave the files, and nobody waits to hear that it has.
    """

    _session: Session
    _definitions: Definitions
    _new_id: Callable[[], str]
    told: bool
    compares: bool
    owes: bool
    erased: bool
    gone: list[Erasure]

"""What every fact is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Event:
    """Base of all facts. `name` is what stands in the log. `listed`: administrators read it, for it is what those
    did who run things.
    """

    name: ClassVar[str]
    listed: ClassVar[bool] = True


@dataclass(frozen=True)
class OfResident(Event):
    """Base of what residents do. It is never listed: who took part, and when, is nobody's business."""

    listed: ClassVar[bool] = False

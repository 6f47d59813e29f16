"""What every refusal is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Problem(Exception):
    """Base of the tree. `code` names the words in `screens/`, `parameters` fill them."""

    code: ClassVar[str] = "problem"

    def __init__(self, **parameters: str | int) -> None:
        super().__init__(self.code)
        self.parameters: Mapping[str, str | int] = parameters


class Refused(Problem):
    """The person may not do this, or not now."""


class Rejected(Problem):
    """What was given cannot be an answer."""


class Conflict(Problem):
    """Somebody else changed the same thing first; the same command again may succeed."""

    code = "conflict"

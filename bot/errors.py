"""What ends the process, with the exit status that tells a supervisor what to do."""

from __future__ import annotations

from typing import ClassVar


class Fatal(Exception):
    """Cannot go on; the message says why and what to do next. Never holds a token."""

    status: ClassVar[int] = 1


class TryLater(Fatal):
    """Another instance is at work (EX_TEMPFAIL)."""

    status = 75


class Misconfigured(Fatal):
    """Nothing will change until somebody changes the configuration (EX_CONFIG)."""

    status = 78


class DrawingFailed(Exception):
    """A picture or a file could not be made; its words go alone."""

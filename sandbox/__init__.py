"""A Telegram-shaped server on this machine, for rehearsal, demonstration and tests.

It exists so that the bot can be tried against something that refuses what Telegram refuses, with as many people,
groups and faults as a test wants. It must import nothing of the project and no Telegram library: it is the other side
of the wire, and a misreading that both sides shared would never be found.
"""

from sandbox.clock import Moment, SandboxClock
from sandbox.limits import Limits
from sandbox.server import Sandbox

__all__ = ["Limits", "Moment", "Sandbox", "SandboxClock"]

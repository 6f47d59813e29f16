"""The commands that Telegram offers beside the field for writing, in words of each language."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

from deliberation.roles import CAPABILITIES, Capability, Role
from screens.voice import spoken, voice

Commands = tuple[tuple[str, str], ...]
"""Each command with what it does."""


def commands(language: str) -> Commands:
    """What everybody is offered in private."""
    say = voice(language).say
    return (
        ("start", say("Where I am")),
        ("answers", say("My answers")),
        ("menu", say("What else I can do")),
        ("language", say("Language")),
        ("messages", say("Fewer messages")),
        ("delete", say("Delete everything about me")),
        ("help", say("Help")),
    )


def commands_of(roles: Collection[Role], language: str) -> Commands:
    """What somebody with these roles is offered in private: what they may do first. Nothing where there is no role."""
    say = voice(language).say
    offered = (
        (Capability.LAUNCH, "new", say("Start a consultation")),
        (Capability.LAUNCH, "poll", say("Start a poll")),
        (Capability.CONVENE, "meeting", say("Call a meeting")),
        (Capability.STEER, "running", say("What is running")),
        (Capability.READ_SUMMARY, "summary", say("Results")),
        (Capability.RUN_THINGS, "digest", say("What changed, by message")),
        (Capability.INVITE, "team", say("Who has which role")),
        (Capability.INVITE, "invite", say("Invite somebody")),
        (Capability.AUDIT, "audit", say("What was done")),
    )
    rights = frozenset[Capability]().union(*(CAPABILITIES[role] for role in roles))
    own = tuple((command, what) for capability, command, what in offered if capability in rights)
    return (*own, *commands(language)) if own else ()


def edition() -> str:
    """Another one for other commands, or other words for them."""
    words = [commands_of(tuple(Role), language) for language in spoken()]
    return sha256(repr(words).encode()).hexdigest()[:16]


def group_commands(language: str) -> Commands:
    """What is offered in groups."""
    return (("poll", voice(language).say("Start a poll")),)

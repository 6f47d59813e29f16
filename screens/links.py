"""What a link's start parameter carries: at most 64 characters of letters, digits, _ and -."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LANGUAGE = re.compile(r"[a-z]{2,3}")


class LinkKind(StrEnum):
    CONSULTATION = "c"
    INVITATION = "i"
    POSTING = "p"
    """Into a group: the consultation that is to be posted there."""
    MEETING = "m"
    DESK = "d"
    """In private: a place of the desk of somebody who runs things."""
    SUMMARY = "s"
    """In private: what came of a consultation, for those who may read it."""
    NOTHING = ""


@dataclass(frozen=True)
class Link:
    """`language` is what a poster in that language carries."""

    kind: LinkKind
    value: str = ""
    language: str | None = None


def start_parameter(link: Link) -> str:
    """c_lindner-court_es, i_SECRET."""
    return "_".join((link.kind, link.value, *((link.language,) if link.language else ())))


def link_of(parameter: str) -> Link:
    """What the parameter carries; whatever is not ours is taken for the name of a consultation, and not found."""
    if not parameter:
        return Link(LinkKind.NOTHING)
    kind, _, rest = parameter.partition("_")
    if kind == LinkKind.INVITATION:
        return Link(LinkKind.INVITATION, rest)
    value, _, language = rest.partition("_")
    others = {LinkKind.POSTING, LinkKind.MEETING, LinkKind.DESK, LinkKind.SUMMARY}
    named = LinkKind(kind) if kind in others and value else LinkKind.CONSULTATION
    return Link(named, value or parameter, language if LANGUAGE.fullmatch(language) else None)


def deep_link(bot_username: str, link: Link) -> str:
    """The address that opens the bot by this link."""
    return start_link(bot_username, start_parameter(link))


def start_link(bot_username: str, parameter: str, *, group: bool = False) -> str:
    """The address that opens the bot with this start parameter, in private or in a group that is chosen then."""
    return f"https://t.me/{bot_username}?{'startgroup' if group else 'start'}={parameter}"

"""`fairdeal analyse`: what comes of a conversation that Polis exported. Needs no bot, no database and no token.

What goes to the standard output is the result alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from bot.cli.language import terminal_language
from bot.cli.polis import conversation_in, progress
from bot.errors import Fatal, Misconfigured
from deliberation.opinion_map import OpinionMap, opinion_map
from deliberation.opinions import Opinions
from reports.opinions_json import opinions_json
from reports.polis.conversation import Conversation
from screens.opinions import base, finding, told
from screens.voice import Voice, voice

THRESHOLD: Final = 5
"""Nothing is written in words, and no dot drawn, about fewer people. The figures of `--json` are all there are."""


async def analyse(given: argparse.Namespace) -> int:
    """Read, work out, tell."""
    conversation = conversation_in(given.folder)
    v = voice(given.language or terminal_language(os.environ))
    progress(f"Working out what {len(conversation.votes)} votes say ...")
    found = _opinions(conversation, from_export=given.groups_from_export)
    shown = opinion_map(found, THRESHOLD)
    _say(opinions_json(found) if given.json else _text(conversation, shown, v))
    if given.map:
        _write(given.map, _picture(conversation, shown, v))
    if given.report:
        _write(given.report, _page(conversation, found, shown, v))
    return 0


def _opinions(conversation: Conversation, *, from_export: bool) -> Opinions:
    if not len(conversation.votes):
        raise Misconfigured("Nobody has voted in this conversation yet.")
    if from_export and not conversation.groups:
        raise Misconfigured("This export has no groups: there is no participant-votes.csv, or nobody is in one.")
    from deliberation.analysis import Votes  # noqa: PLC0415 - numpy, which no other command needs
    from deliberation.analysis import analyse as work_out  # noqa: PLC0415

    log = conversation.votes
    return work_out(
        Votes.of_arrays(log.voters, log.comments, log.values),
        seed=conversation.seed or conversation.url or conversation.topic,
        rejected=conversation.rejected,
        meta=conversation.meta,
        groups=conversation.groups if from_export else None,
    )


def _text(conversation: Conversation, shown: OpinionMap, v: Voice) -> str:
    """For people."""
    texts = conversation.texts
    head = (conversation.topic, finding(shown, texts, v), base(shown, v), _source(conversation, v))
    lines = [line for line in head if line]
    for heading, said in told(shown, texts, v):
        lines += ["", heading, *(f"  {line}" for line in said)]
    return "\n".join(lines).strip()


def _source(conversation: Conversation, v: Voice) -> str:
    if conversation.source == "log":
        return v.label("Read from the log of votes: everybody's last vote on a statement counts.")
    return v.label("Read from the table of people: there is no log of votes.")


def _picture(conversation: Conversation, shown: OpinionMap, v: Voice) -> bytes:
    from reports.pictures.opinion_map import draw, map_picture  # noqa: PLC0415 - for this option alone

    picture = map_picture(shown, conversation.texts, v.language, asked=conversation.topic)
    if picture is None:
        raise Fatal(f"{finding(shown, {}, v)} No map was written.")
    return draw(picture)


def _page(conversation: Conversation, found: Opinions, shown: OpinionMap, v: Voice) -> bytes:
    from reports.opinions_page import Wanted, opinions_page  # noqa: PLC0415 - for this option alone

    notes = (_source(conversation, v), *((conversation.url,) if conversation.url else ()))
    about = (conversation.topic, conversation.description, conversation.texts)
    return opinions_page(Wanted(*about, found, shown, THRESHOLD, v.language, notes))


def _say(words: str) -> None:
    """Whoever reads it may have read enough, as `head` does."""
    try:
        print(words, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Misconfigured(f"{file} cannot be written: {error.strerror}") from None

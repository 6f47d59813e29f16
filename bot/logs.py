"""The log: what happened, never to whom in person. No token, name or text at any level.

What a library says about its calls is not let in below warnings, for at DEBUG it prints the calls whole. An error is
told by its type and place: its message may quote what a person wrote.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{4,}")
"""What looks like a bot's token, wherever it stands."""

QUIET = ("aiohttp", "aiosqlite", "apscheduler", "asyncio", "asyncpg", "httpcore", "httpx", "telegram")

Event = MutableMapping[str, Any]


def configure(*, level: str, machine: bool, stream: TextIO | None = None) -> None:
    """Set up all logging. `machine`: one JSON object a line, else for eyes."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_messages,
        _redacted,
    ]
    renderer = structlog.processors.JSONRenderer() if machine else structlog.dev.ConsoleRenderer(colors=False)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def safe_error(error: BaseException) -> dict[str, str]:
    """An error's type and place, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames[-4:]]
    return {"error": type(error).__name__, "at": " < ".join(reversed(places))}


def _without_messages(_: Any, __: str, event: Event) -> Event:
    """Replace a traceback, ours or a library's, by the error's type and place."""
    record = event.get("_record")
    raised = event.pop("exc_info", None) or (record.exc_info if record is not None else None)
    if record is not None:
        record.exc_info = record.exc_text = None
        # A library's line may quote what it was called with: its own words without what was put into them. In the
        # lines below its first, asyncio puts tasks with their errors' messages.
        event["event"] = str(record.msg).partition("\n")[0]
    if isinstance(raised, tuple):
        raised = raised[1]
    if isinstance(raised, BaseException):
        event.update(safe_error(raised))
    return event


def _redacted(_: Any, __: str, event: Event) -> Event:
    for key, value in event.items():
        if isinstance(value, str) and not key.startswith("_"):
            event[key] = TOKEN.sub("[token]", value)
    return event

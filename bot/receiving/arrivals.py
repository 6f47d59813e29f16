"""From a raw update to a row of the inbox: nothing is parsed here but whose it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from storage.inbox import Arrival


def arrival(update: Mapping[str, Any]) -> Arrival:
    """The row for one update. Raises `ValueError` for what no Telegram would send: no number, or not whole."""
    number = update.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**63:
        raise ValueError("an update without a number")
    # In ASCII: half of a character pair, which JSON can carry and no database keeps, must not end the receiving.
    return Arrival(number, _whose(update), json.dumps(update, separators=(",", ":")))


def _whose(update: Mapping[str, Any]) -> int:
    """The person whose updates are taken one after the other; the chat where nobody is named; else 0."""
    for content in update.values():
        if isinstance(content, dict):
            for key in ("from", "user", "chat"):
                identity = content.get(key)
                if isinstance(identity, dict) and isinstance(identity.get("id"), int):
                    return int(identity["id"])
    return 0

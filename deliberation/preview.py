"""A way through a draft that counts nowhere: kept only while it is looked at, and as plain text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from deliberation.participation import Participation, Status


@dataclass(frozen=True)
class Preview:
    """The way so far, and the language that it is read in."""

    participation: Participation
    language: str


def written(preview: Preview) -> str:
    """As text, to be kept."""
    state: dict[str, Any] = asdict(preview.participation)
    state["skipped"] = sorted(preview.participation.skipped)
    return json.dumps({"language": preview.language, "participation": state}, ensure_ascii=False)


def read(text: str) -> Preview:
    """What was kept."""
    kept = json.loads(text)
    state = kept["participation"]
    skipped, status = frozenset(state["skipped"]), Status(state["status"])
    return Preview(Participation(**{**state, "skipped": skipped, "status": status}), kept["language"])

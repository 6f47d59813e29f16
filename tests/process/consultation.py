"""The consultation of the tests: three choices and a text, open for a lifetime, with words HTML trips over."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

IDENTIFIER: Final = "roof"
LINK: Final = f"c_{IDENTIFIER}"
OPTIONS: Final = ("first", "second", "third")
CHOICES: Final = ("rent", "noise", "stay")
TEXT: Final = "worry"

ZONES: Final = ("Europe/Warsaw", "America/Los_Angeles", "Asia/Tokyo")
"""In one of them it is day, whenever the tests run: residents are told nothing at night."""


def _hour(zone: str) -> int:
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).hour


ZONE: Final = min(ZONES, key=lambda zone: abs(_hour(zone) - 14))

_HEAD: Final = """
id = "roof"
version = 1
languages = ["en", "es"]
timezone = "{zone}"
age = 16
contact = "roof@town.example"
reply_by = 2100-06-01
title = { en = "Rent & <Roof>", es = "Alquiler & <Techo>" }
proposal = { en = "A new roof.", es = "Un techo nuevo." }
asked_by = { en = "The city", es = "La ciudad" }
decided_by = { en = "the council", es = "el pleno" }
still_open = { en = "the rent", es = "el alquiler" }
already_fixed = { en = "the roof", es = "el techo" }

[[phases]]
id = "hearing"
opens = 2000-01-01
closes = 2100-01-01
"""

_CHOICE: Final = """
[[phases.steps]]
id = "{step}"
kind = "single_choice"
ordered = true
question = {{ en = "Which {step} < or > other?", es = "¿Qué {step}?" }}
options = [
  {{ id = "first", label = {{ en = "First & best", es = "Primero" }} }},
  {{ id = "second", label = {{ en = "Second", es = "Segundo" }} }},
  {{ id = "third", label = {{ en = "Third", es = "Tercero" }} }},
]
"""

_TEXT: Final = """
[[phases.steps]]
id = "worry"
kind = "open_text"
required = false
question = { en = "What worries you?", es = "¿Qué te preocupa?" }
"""

SOURCE: Final = _HEAD.replace("{zone}", ZONE) + "".join(_CHOICE.format(step=step) for step in CHOICES) + _TEXT

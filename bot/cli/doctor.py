"""`fairdeal doctor`: is everything in order, and what to do where it is not."""

from __future__ import annotations

from bot.config import Config
from bot.errors import Fatal
from bot.examining import LOOKS, Finding, Look
from storage.database import StorageError


async def doctor(config: Config) -> int:
    """Print one line for each thing looked at; exit status 1 when something is not in order."""
    in_order = True
    for name, look in LOOKS.items():
        found = await _look(look, config)
        if found is not None:
            in_order = in_order and found.fine
            print(f"{'ok     ' if found.fine else 'PROBLEM'}  {name}: {found.sentence}")
    return 0 if in_order else 1


async def _look(look: Look, config: Config) -> Finding | None:
    """Whatever keeps a look from seeing is a finding too."""
    try:
        return await look(config)
    except (Fatal, StorageError) as error:
        return Finding(False, f"{error}.".replace("..", "."))
    except OSError as error:
        return Finding(False, f"cannot be looked at: {error.strerror}.")

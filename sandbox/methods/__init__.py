"""The Bot API methods, one module for each family. `find` is the only way to them; names match in any case, as at
Telegram.
"""

from typing import Final

from sandbox.methods import callbacks, chats, commands, editing, files, polls, receiving, sending
from sandbox.methods.contract import Method

ALL: Final[dict[str, Method]] = (
    receiving.METHODS
    | sending.METHODS
    | editing.METHODS
    | polls.METHODS
    | callbacks.METHODS
    | files.METHODS
    | chats.METHODS
    | commands.METHODS
)
_BY_LOWER_NAME: Final = {name.lower(): name for name in ALL}


def find(name: str) -> str | None:
    """A method's name as Telegram writes it, or None."""
    return _BY_LOWER_NAME.get(name.lower())

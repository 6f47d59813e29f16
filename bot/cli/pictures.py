"""The pictures that lie beside a consultation's file."""

from __future__ import annotations

from pathlib import Path

from bot.errors import Misconfigured
from deliberation.definition import pictures_named
from deliberation.definition.picture import LARGEST


def pictures_beside(file: Path, source: str) -> dict[str, bytes]:
    """The pictures that a consultation names, as far as they are there; of one that is too large, its beginning.

    Raises `DefinitionInvalid` for a source that cannot be read at all.
    """
    named = ((name, file.parent / name) for name in sorted(pictures_named(source)))
    return {name: _beginning(path) for name, path in named if path.is_file()}


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise Misconfigured(f"{path} cannot be read: {error.strerror}") from None

"""What a database's URL says. It never repeats the URL in an error: it may hold a password."""

from pathlib import Path

_SQLITE, _POSTGRES = "sqlite:///", "postgresql://"


def sqlite_path(url: str) -> Path | None:
    """The file of an SQLite URL; nothing for a PostgreSQL URL; an error for anything else."""
    if url.startswith(_POSTGRES):
        return None
    name = url.removeprefix(_SQLITE)
    if name == url:
        raise ValueError(f"a database's URL starts with {_SQLITE} or {_POSTGRES}")
    if not name or name.startswith(":"):
        raise ValueError(f"{_SQLITE} needs the path of a file: a database in memory would lose answers")
    return Path(name)

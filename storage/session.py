"""The words that both engines and their callers share: rows, sessions, units of work, and what can go wrong.

Nothing here speaks to a database. No error below ever carries a value that was bound to a statement: values are
personal data, and the text of an error ends up in logs.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, TypeVar

from deliberation.errors import Conflict
from storage.sql import Query

T = TypeVar("T")


class Row(Protocol):
    """One row of an answer; columns by name."""

    def __getitem__(self, column: str, /) -> Any: ...


class Session(Protocol):
    """The statements that one unit of work may run. After a statement has failed, the unit cannot succeed any more."""

    async def all(self, query: Query, **values: object) -> list[Row]:
        """Every row of the answer."""
        ...

    async def one(self, query: Query, **values: object) -> Row | None:
        """The first row of the answer, if there is one."""
        ...

    async def run(self, query: Query, **values: object) -> int:
        """For a statement that returns no rows: how many rows it touched."""
        ...

    async def many(self, query: Query, rows: Sequence[Mapping[str, object]]) -> None:
        """The same statement once for each mapping of values."""
        ...


Work: TypeAlias = Callable[[Session], Coroutine[Any, Any, T]]


class Database(Protocol):
    """A town's database. A work awaits nothing but its session: SQLite refuses it otherwise.

    `in_order`: units are run one after the other, in the order in which they were asked for.
    """

    in_order: bool

    async def unit(self, work: Work[T], *, patient: bool = False) -> T:
        """Run one unit of work: all of it or nothing, durable when this returns. One that is patient may wait a moment
        for others with whom to share a commit.

        A cancelled caller cannot know whether its unit was committed; it was as a whole or not at all.
        """
        ...

    async def read(self, work: Work[T]) -> T:
        """Run a work that only reads, over one consistent snapshot; a write in it is refused."""
        ...

    async def scrub(self) -> None:
        """Let what was deleted leave the files, which means to write them anew; where they are large, it is left.

        PostgreSQL's write-ahead log is not within reach. Raises `Contention` when somebody is in the way.
        """
        ...

    async def close(self) -> None:
        """Finish what is under way, then let go of every connection. Safe to call twice."""
        ...


class StorageError(Exception):
    """Anything that storage could not do."""


class StatementFailed(StorageError):
    """The engine refused a statement. Says which query and which rule, never with what values."""


class Contention(Conflict):
    """A lock, a deadlock or a serialization failure: somebody else was in the way, as with any other conflict."""

    def __init__(self, what: str) -> None:
        super().__init__(what=what)

    def __str__(self) -> str:
        return f"{self.parameters['what']}"

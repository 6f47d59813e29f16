"""Rewriting PostgreSQL's files. A deleted row keeps its bytes in its page until something else happens to be written
there, and a plain VACUUM only forgets where they were; VACUUM FULL lays the rows that live into new files.

What the server keeps elsewhere (its write-ahead log, archives, standbys) is beyond a client; see
docs/decisions/0009-erasure-on-postgresql.md.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from storage.session import Contention

if TYPE_CHECKING:
    from asyncpg import Record
    from asyncpg.pool import PoolConnectionProxy

LARGEST: Final = 2**30
"""Bytes of a table, its indexes included, up to which it is rewritten: about ten seconds in which nobody can use it.
Units that wait give up after five, and are tried often enough to outlast that, with some to spare."""

# Every table, so that none can be forgotten.
_TABLES: Final = """
SELECT oid::regclass::text AS name, pg_total_relation_size(oid) AS size FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY oid
"""

_COLUMNS_IN_STATISTICS: Final = """
SELECT quote_ident(a.attname) AS name, format_type(a.atttypid, a.atttypmod) AS type
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_stats s ON s.schemaname = current_schema() AND s.tablename = c.relname AND s.attname = a.attname
WHERE c.oid = $1::text::regclass ORDER BY a.attnum
"""

_HORIZON: Final = """
CREATE TABLE IF NOT EXISTS erasure_horizon (number BIGINT);
INSERT INTO erasure_horizon VALUES (0)
"""


async def rewrite(connection: PoolConnectionProxy[Record], settled: Callable[[], Awaitable[None]]) -> None:
    """Rewrite every table. `settled` waits until transactions of our own that are under way have ended.

    Raises Contention when another transaction still sees what was deleted, or has a table in hand.
    """
    # While this waits for a table, everybody waits behind it. Shorter than `deadlock_timeout`: should it stand in a
    # circle with units, it is this that gives way.
    await connection.execute("SET lock_timeout = '900ms'")
    try:
        await _seen_by_nobody(connection, settled)
        for table in await connection.fetch(_TABLES):
            how = "FULL, ANALYZE" if table["size"] <= LARGEST else "ANALYZE"
            await connection.execute(f"VACUUM ({how}) {table['name']}")
            await _without_statistics_if_empty(connection, table["name"])
        # The planner's statistics quote values. They have just been taken anew; what they were before is deleted too.
        await _seen_by_nobody(connection, settled)
        await connection.execute("VACUUM (FULL) pg_catalog.pg_statistic")
    finally:
        await connection.execute("RESET lock_timeout")


async def _without_statistics_if_empty(connection: PoolConnectionProxy[Record], table: str) -> None:
    """ANALYZE leaves an empty table the statistics it had, with the values that they quote: those of the last person.

    Giving a column the type that it has drops them, on every version of PostgreSQL, and costs nothing without rows.
    """
    if not await connection.fetchval(f"SELECT EXISTS (SELECT 1 FROM {table})"):  # noqa: S608
        for column in await connection.fetch(_COLUMNS_IN_STATISTICS, table):
            await connection.execute(f"ALTER TABLE {table} ALTER COLUMN {column['name']} TYPE {column['type']}")


async def _seen_by_nobody(connection: PoolConnectionProxy[Record], settled: Callable[[], Awaitable[None]]) -> None:
    """VACUUM FULL keeps, without a word, what an old transaction may still look at: a long read, a dump, a standby.

    So a row is deleted and its table rewritten: where that row is gone, all that was deleted before it can go.
    """
    await connection.execute(_HORIZON)
    await connection.execute("DELETE FROM erasure_horizon")
    await settled()
    await connection.execute("VACUUM (FULL) erasure_horizon")
    if await connection.fetchval("SELECT pg_relation_size('erasure_horizon')"):
        raise Contention("an older transaction still sees what was deleted")

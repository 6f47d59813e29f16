"""What a backup holds, on either engine."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """The version of the schema, and how many rows each table has."""

    schema: int
    tables: Mapping[str, int]

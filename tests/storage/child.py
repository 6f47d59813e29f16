"""A process to be killed: many callers at once, each saying a name only after its unit was acknowledged."""

import asyncio
import os
import sys

from storage.database import open_database
from tests.storage.town import entry

CALLERS = 100


async def main(url: str, prefix: str) -> None:
    database = await open_database(url)

    async def caller(number: int) -> None:
        turn = 0
        while True:
            name = f"{prefix}-{number}-{turn}"
            await database.unit(entry(name))
            os.write(1, f"{name}\n".encode())
            turn += 1

    await asyncio.gather(*map(caller, range(CALLERS)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))

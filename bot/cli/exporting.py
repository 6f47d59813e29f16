"""`fairdeal export`: a conversation of ours as the files that Polis exports."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.cli.consultations import store_of
from bot.config import Config
from bot.errors import Misconfigured
from bot.packing import Pack, tables
from deliberation.use_cases.mapping import ToMap
from deliberation.use_cases.matters.rows import Entrusted, Obstacle, entrusted
from deliberation.use_cases.weighing import statement_steps

WHY_NOT = {
    Obstacle.OPEN: "It can be had once all its phases have closed and their results are there.",
    Obstacle.UNTOLD: "Residents were not told of it before they agreed: [sharing] rows.",
    Obstacle.SOME_UNTOLD: "Some agreed to a version that did not tell them of it: [sharing] rows.",
    Obstacle.FEW: "Too few people answered.",
}


async def export(config: Config, consultation: str, folder: Path, *, old_names: bool) -> int:
    """Write the files of each step of statements, into a folder of its own where there are several."""
    async with store_of(config) as store:
        try:
            found = await store.look(lambda tx: entrusted(tx, consultation))
        except KeyError:
            raise Misconfigured(f"There is no result of a consultation {consultation} yet.") from None
    for step in _steps(found, consultation):
        place = folder if len(_steps(found, consultation)) == 1 else folder / step
        pack = Pack(config.database, ToMap(consultation, step), config.threshold, old_names)
        _write(place, await asyncio.to_thread(tables, pack))
    return 0


def _steps(found: Entrusted, consultation: str) -> list[str]:
    """Those with statements. Raises `Misconfigured` where nothing can be had."""
    if found.votes_obstacle is not None:
        raise Misconfigured(f"{consultation} cannot be exported. {WHY_NOT[found.votes_obstacle]}")
    steps = [step.id for step in statement_steps(found.consultation)]
    if not steps:
        raise Misconfigured(f"{consultation} has no step of statements.")
    return steps


def _write(folder: Path, files: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Misconfigured(f"{error.filename or folder} cannot be written: {error.strerror}") from None
    print(f"Wrote {len(files)} files into {folder}. 'fairdeal analyse {folder}' reads them.")

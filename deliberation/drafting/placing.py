"""Where in a message a mistake is, in place of where it would be in the file that is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from deliberation.errors import Mistake

OF_A_STEP = re.compile(r"phases\[0\]\.steps\[(\d+)\](?:\.options\[(\d+)\])?")
OF_TEXTS = frozenset({"length", "blank"})


@dataclass(frozen=True)
class Lines:
    """Of a question, and of its options."""

    question: int
    options: tuple[int, ...]


def placed(mistakes: Iterable[Mistake], questions: Sequence[Lines], head: int = 1) -> Iterator[Mistake]:
    """The mistakes with the lines of the message, `head` being the title's. Keys of the file are not named."""
    for mistake in mistakes:
        if mistake.where == "phases[0].steps":  # told for all phases together, of which there is one
            continue
        found = OF_A_STEP.match(mistake.where)
        line = head if found is None else _line(questions[int(found[1])], found[2])
        where = found[0] if found else mistake.where.partition(".")[0]
        yield replace(mistake, where=where if mistake.code in OF_TEXTS else mistake.where, line=line)


def _line(lines: Lines, option: str | None) -> int:
    return lines.question if option is None else lines.options[int(option)]

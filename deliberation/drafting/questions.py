"""Questions as people write them in a message: a line each, with options after dashes or in the lines below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from deliberation.drafting.lines import ASKS, Listed, head_and_options, listed, one_line
from deliberation.drafting.several import is_mark, option_without_mark, without_mark


@dataclass(frozen=True)
class Question:
    """Without options it is answered in one's own words. `several` of them can be chosen at once where it says so."""

    text: str
    options: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True)
class Item:
    """A question, or a line that may be none: `raw`. `line` counts from 1, as those of its options in `option_lines`.

    `run` is the list in which its last option stands, if that stands in a line of its own.
    """

    question: Question
    raw: str
    line: int
    option_lines: tuple[int, ...] = ()
    asks: bool = False
    numbered: bool = False
    run: Listed | None = None

    def with_option(self, found: Listed, line: int) -> Item:
        options, several = options_and_mark(((line, found.text.rstrip(",; ")),))
        question = replace(
            self.question,
            options=(*self.question.options, *(label for _, label in options)),
            several=self.question.several or several,
        )
        lines = (*self.option_lines, *(number for number, _ in options))
        return replace(self, question=question, option_lines=lines, run=found)

    @property
    def can_be_title(self) -> bool:
        return not self.question.options and not self.numbered

    @property
    def is_question(self) -> bool:
        return self.asks or bool(self.question.options)


def items_of(lines: Iterable[tuple[int, str]]) -> tuple[Item, ...]:
    """What the numbered lines hold, in their order. Nothing that is written is left out."""
    items: list[Item] = []
    for number, raw in lines:
        if not (line := one_line(raw)):
            continue
        found = listed(line)
        if items and found is not None and _is_option(items[-1], found):
            items[-1] = items[-1].with_option(found, number)
        elif items and items[-1].is_question and is_mark(line):
            items[-1] = replace(items[-1], question=replace(items[-1].question, several=True))
        else:
            items.append(_item(found, line, number))
    return tuple(items)


def _is_option(above: Item, found: Listed) -> bool:
    """Whether a line of a list is an option of what stands above it, and no question of its own."""
    if ASKS.search(found.text) or not found.text.strip(",; "):
        return False
    if found.style == "mark" or found.order == 1:
        return True
    return above.run is not None and (above.run.style, above.run.order) == (found.style, found.order - 1)


def _item(found: Listed | None, line: str, number: int) -> Item:
    raw = line if found is None or found.style == "letter" else found.text
    head, labels = head_and_options(raw)
    text, several = without_mark(head)
    options, marked = options_and_mark((number, label) for label in labels)
    question = Question(text, tuple(label for _, label in options), several or marked)
    numbered = found is not None and found.style == "number"
    return Item(question, raw, number, (number,) * len(options), numbered or ASKS.search(text) is not None, numbered)


def options_and_mark(options: Iterable[tuple[int, str]]) -> tuple[tuple[tuple[int, str], ...], bool]:
    """The options, each with its line, and whether among them it says that several can be chosen."""
    read = [(line, *option_without_mark(label)) for line, label in options]
    return tuple((line, label) for line, label, _ in read if label), any(several for *_, several in read)

"""Options: the things that can be chosen, and the order in which somebody sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from deliberation.definition.file.fields import Fields, note_twice
from deliberation.definition.file.near import short
from deliberation.definition.words import Words


@dataclass(frozen=True)
class Option:
    """One of the things that can be chosen. The id is stable; the label may be corrected. `none` marks "none of these"
    and "prefer not to say": it stands last, and alone.
    """

    id: str
    label: Words
    none: bool = False


def read_options(fields: Fields, *, most: int, none: bool = True) -> tuple[Option, ...]:
    """The options of a step, at least two. `none`: whether some may stand for none of the others."""
    tables = fields.tables("options", least=2, most=most)
    options = tuple(_option(table, none=none) for table in tables)
    note_twice((table, option.id) for table, option in zip(tables, options, strict=True))
    for index, language in _same_labels(options):
        tables[index].wrong(f"label.{language}", "label_twice", value=short(options[index].label[language]))
    if options and all(option.none for option in options):
        fields.wrong("options", "only_none")
    return options


def _option(table: Fields, *, none: bool) -> Option:
    option = Option(table.identifier(), table.words("label", 80), none and table.flag("none", default=False))
    table.close()
    return option


def _same_labels(options: Sequence[Option]) -> Iterator[tuple[int, str]]:
    """Which option has, in which language, the label that an earlier one has: nobody could tell them apart."""
    seen: set[tuple[str, str]] = set()
    for index, option in enumerate(options):
        for language, label in option.label.items():
            name = (language, label.casefold())
            if label and name in seen:
                yield index, language
            seen.add(name)


def arranged(options: Sequence[Option], *, ordered: bool, seed: str) -> tuple[Option, ...]:
    """As one person sees them: those without an order are mixed by the seed, always the same way; none of them last."""
    mixed = list(options) if ordered else sorted(options, key=lambda option: _place(seed, option.id))
    return tuple(sorted(mixed, key=lambda option: option.none))


def _place(seed: str, option: str) -> bytes:
    return sha256(f"{seed} {option}".encode()).digest()

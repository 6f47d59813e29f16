"""What can be wrong between the parts of a file: ids used twice, phases that overlap, conditions that look ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from deliberation.definition.consultation import Phase
from deliberation.definition.file.fields import Fields, note_twice
from deliberation.definition.picture import check_picture
from deliberation.definition.steps import Step

ReadStep = tuple[Step | None, Fields]
"""A step, or None where its kind is not known, and the table from which it was read."""


def check_phases(phases: Sequence[tuple[Phase, Fields]]) -> None:
    """Note phases with one id, and those that begin before the one above them has closed."""
    note_twice((fields, phase.id) for phase, fields in phases)
    for (before, above), (phase, fields) in pairwise(phases):
        if not (fields.right("opens") and above.right("opens", "closes")):
            continue
        if phase.opens < before.opens:
            fields.wrong("opens", "phases_out_of_order", other=before.id)
        elif phase.opens < before.closes:
            fields.wrong("opens", "phases_overlap", other=before.id)


def check_steps(steps: Sequence[ReadStep]) -> None:
    """Note steps with one id, and conditions that cannot be looked up or never hold."""
    identifiers = [fields.given("id") for _, fields in steps]
    note_twice((fields, identifier) for identifier, (_, fields) in zip(identifiers, steps, strict=True))
    unread = {fields.given("id") for step, fields in steps if step is None}
    all_named = all(fields.right("id") for _, fields in steps)
    for number, (step, fields) in enumerate(steps):
        earlier = [before for before, _ in steps[:number] if before is not None]
        for index, condition in enumerate(step.when if step is not None else ()):
            if condition.step not in unread and (
                all_named or condition.step in identifiers
            ):  # else it may look at a step whose id is wrong
                condition.check(fields, f"when[{index}]", earlier, identifiers[number + 1 :])


def check_pictures(steps: Sequence[ReadStep], found: Mapping[str, bytes]) -> None:
    """Note pictures that are not among those found beside the file, or that Telegram would not take."""
    for step, fields in steps:
        picture = None if step is None else step.shows()
        if picture is not None:
            check_picture(picture, fields, found)

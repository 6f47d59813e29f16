"""A poll: a consultation of one question, which can be asked in groups as well as in a chat of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deliberation.definition.file.fields import Fields
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.definition.steps import Step

OPTIONS = "phases[0].steps[0].options"
MOST_OPTIONS = 10
"""With the ways on beside them, they are the buttons of one message in a group."""


@dataclass(frozen=True)
class Poll:
    """`open_count`: whether everybody sees the count while it runs. Voters are told before they vote. `mirror`: whether
    a poll of Telegram's own stands beside it in groups, where Telegram shows at once who chose what.
    """

    open_count: bool
    mirror: bool = False

    @classmethod
    def read(cls, fields: Fields) -> Poll:
        """The poll from its table."""
        poll = cls(fields.flag("open_count", default=False), fields.flag("mirror", default=False))
        if poll.mirror and not poll.open_count and fields.right("open_count", "mirror"):
            fields.wrong("mirror", "mirror_count")
        fields.close()
        return poll


def in_order(step: Step, fields: Fields) -> Step:
    """The question of a poll, whose options stand as they are written: many people look at one message."""
    if isinstance(step, SingleChoice | MultipleChoice) and not fields.has("ordered"):
        return replace(step, ordered=True)
    return step


def check_poll(fields: Fields, phases: Sequence[Sequence[Step]]) -> None:
    """Note what one message with a row of buttons cannot ask. `phases` are the steps of each, `fields` the file's."""
    steps = [step for phase in phases for step in phase]
    if len(phases) > 1 or len(steps) > 1:
        fields.wrong("poll", "poll_one_question")
    for step in steps[:1]:
        if not isinstance(step, SingleChoice | MultipleChoice) or step.other:
            fields.wrong("poll", "poll_kind")
        elif len(step.options) > MOST_OPTIONS and fields.right(OPTIONS):
            fields.wrong(OPTIONS, "count", least=2, most=MOST_OPTIONS, count=len(step.options))


def check_mirror(fields: Fields, steps: Sequence[Step], *, apart: bool) -> None:
    """Note what Telegram's own poll cannot do. `apart`: only some people are asked, and so nobody in a group."""
    if apart:
        fields.wrong("poll.mirror", "mirror_group")
    elif any(isinstance(step, MultipleChoice) and not _free(step) for step in steps):
        fields.wrong("poll.mirror", "mirror_free")


def _free(step: MultipleChoice) -> bool:
    """Whether people may choose as they like."""
    return step.least == 1 and step.most >= len(step.options) and not any(option.none for option in step.options)

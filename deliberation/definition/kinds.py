"""The kinds of step there are. A new kind is a module beside this one and a line here."""

from __future__ import annotations

from deliberation.definition.date import Date
from deliberation.definition.information import Information
from deliberation.definition.multiple_choice import MultipleChoice
from deliberation.definition.number import Number
from deliberation.definition.open_text import OpenText
from deliberation.definition.ranking import Ranking
from deliberation.definition.scale import Scale
from deliberation.definition.single_choice import SingleChoice
from deliberation.definition.steps import Step

KINDS: dict[str, type[Step]] = {
    kind.kind: kind
    for kind in (Information, SingleChoice, MultipleChoice, Scale, Ranking, OpenText, Number, Date)
}  # fmt: skip

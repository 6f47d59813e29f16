"""The kinds of step there are. A new kind is a module beside this one and a line here."""

from __future__ import annotations

from deliberation.definition.kinds.date import Date
from deliberation.definition.kinds.information import Information
from deliberation.definition.kinds.multiple_choice import MultipleChoice
from deliberation.definition.kinds.number import Number
from deliberation.definition.kinds.open_text import OpenText
from deliberation.definition.kinds.ranking import Ranking
from deliberation.definition.kinds.scale import Scale
from deliberation.definition.kinds.single_choice import SingleChoice
from deliberation.definition.kinds.statements import Statements
from deliberation.definition.steps import Step

KINDS: dict[str, type[Step]] = {
    kind.kind: kind
    for kind in (Information, SingleChoice, MultipleChoice, Scale, Ranking, OpenText, Number, Date, Statements)
}  # fmt: skip

"""The kinds of step there are. A new kind is a module beside this one and a line here."""

from __future__ import annotations

from deliberation.definition.open_text import OpenText
from deliberation.definition.single_choice import SingleChoice
from deliberation.definition.steps import Step

KINDS: dict[str, type[Step]] = {kind.kind: kind for kind in (SingleChoice, OpenText)}

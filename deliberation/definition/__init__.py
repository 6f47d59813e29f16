"""What is offered to residents: immutable, versioned, validated, read from TOML."""

from deliberation.definition.audience import Audience
from deliberation.definition.consultation import Consultation, Phase
from deliberation.definition.file.text import decoded
from deliberation.definition.kinds.options import Option
from deliberation.definition.picture import Picture, pictures_named
from deliberation.definition.poll import Poll
from deliberation.definition.reading import read_definition
from deliberation.definition.steps import Ballot, Done, Draft, Input, Sheet, Step, Tapped, Typed, Undo
from deliberation.definition.words import Words, in_language

__all__ = [
    "Audience",
    "Ballot",
    "Consultation",
    "Done",
    "Draft",
    "Input",
    "Option",
    "Phase",
    "Picture",
    "Poll",
    "Sheet",
    "Step",
    "Tapped",
    "Typed",
    "Undo",
    "Words",
    "decoded",
    "in_language",
    "pictures_named",
    "read_definition",
]

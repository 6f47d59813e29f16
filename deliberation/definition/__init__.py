"""What is offered to residents: immutable, versioned, validated, read from TOML."""

from deliberation.definition.consultation import Consultation, Phase
from deliberation.definition.reading import read_definition
from deliberation.definition.steps import Option, Step, Tapped, Typed
from deliberation.definition.words import Words, in_language

__all__ = ["Consultation", "Option", "Phase", "Step", "Tapped", "Typed", "Words", "in_language", "read_definition"]

"""What may be kept and shown of opinions: the map, and the statements that describe it.

Nothing in it is about fewer people than the threshold: dots are cells of neighbours, what is said of a statement needs
as many votes, and shares are in tenths. Names of groups and texts of statements are not here: screens have the words.
"""

from deliberation.opinion_map.drawn_up import opinion_map
from deliberation.opinion_map.kept import Agreement, Division, MappedGroup, OpinionMap, Side

__all__ = ["Agreement", "Division", "MappedGroup", "OpinionMap", "Side", "opinion_map"]

"""What may be done with answers beyond counting them. People are told before they agree: each version settles it."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.definition.file.fields import Fields


@dataclass(frozen=True)
class Sharing:
    """`quotes`: what people write in their own words may be quoted without their name, once a facilitator has looked
    through it. `rows`: who asks may have each person's answers together, under a number that stands for nobody.
    """

    quotes: bool = False
    rows: bool = False

    @classmethod
    def read(cls, fields: Fields) -> Sharing:
        """It from its table."""
        sharing = cls(fields.flag("quotes", default=False), fields.flag("rows", default=False))
        fields.close()
        return sharing


COUNTED_ALONE = Sharing()
"""Where the file says nothing."""

"""The time zone that a file names."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from deliberation.definition.file.fields import Fields
from deliberation.definition.file.near import near, short


def zone_of(fields: Fields) -> ZoneInfo:
    """The zone that this table names; for a name that is none, a guess at the one meant is noted."""
    name = fields.text("timezone", 60)
    if name in _zones():
        return ZoneInfo(name)
    if name and fields.right("timezone"):
        cities = {zone.rpartition("/")[2].lower(): zone for zone in sorted(_zones(), reverse=True)}
        meant = cities.get(name.rpartition("/")[2].replace(" ", "_").lower()) or near(name, _zones())
        fields.wrong("timezone", "timezone", value=short(name), meant=meant)
    return ZoneInfo("UTC")


@cache
def _zones() -> frozenset[str]:
    """Kept: they are looked for on the disk."""
    return frozenset(available_timezones())

"""A walk of forty inputs may take longer than Hypothesis allows an example where a machine has other things to do."""

from hypothesis import settings

settings.register_profile("patient", parent=settings.default, deadline=None)
settings.load_profile("patient")

"""A real browser for the report's page."""

from tests.browser.conftest import browser

__all__ = ["browser"]

"""The heart, tested by itself: no store, no network, no clock."""

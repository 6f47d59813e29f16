"""Use cases over a real store, on both engines."""

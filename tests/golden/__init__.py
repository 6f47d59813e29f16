"""Whole dialogues, readable by a facilitator."""

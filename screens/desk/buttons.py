"""Buttons that many cards of a desk have."""

from __future__ import annotations

from screens.card import Action, Button, cut
from screens.voice import Voice


def do(label: str, what: str) -> Button:
    """A button of the desk: its name, and after a dash what it is about."""
    return Button(cut(label), Action.DESK, what)


def home(v: Voice) -> Button:
    return do(v.say("Home"), "home")

"""The command `fairdeal`."""

from bot.cli.main import main

__all__ = ["main"]

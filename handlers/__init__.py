"""Telegram update -> command -> use case -> screen. One module for each conversation a person can have.

A handler opens no transaction, calls `turn.perform` with success at most once, and calls nothing that must arrive.
"""

from handlers.registration import register

__all__ = ["register"]

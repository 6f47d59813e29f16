"""Every use case there is, found by looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import getmembers, iscoroutinefunction, signature
from pkgutil import iter_modules
from typing import Any

from deliberation import use_cases


def entrances() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public coroutine of the use cases that takes a command."""
    for module in iter_modules(use_cases.__path__):
        for name, function in getmembers(import_module(f"{use_cases.__name__}.{module.name}"), iscoroutinefunction):
            if not name.startswith("_") and "command" in signature(function).parameters:
                yield name, function

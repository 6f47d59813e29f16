"""Every use case there is, found by looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import getmembers, iscoroutinefunction, signature
from pkgutil import walk_packages
from typing import Any

from deliberation import use_cases

ENTERS = ("command", "tap", "words")
"""What a use case calls that which it is asked for: in general, by a button of a desk, in words written to one."""


def entrances(*enters: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public coroutine of the use cases that takes a command, or only by what they call it."""
    for module in walk_packages(use_cases.__path__, f"{use_cases.__name__}."):
        for name, function in getmembers(import_module(module.name), iscoroutinefunction):
            taken = list(signature(function).parameters)[1:2]
            if not name.startswith("_") and taken and taken[0] in (enters or ENTERS):
                yield name, function


def by_full_name() -> dict[str, Callable[..., Any]]:
    """The same by module and name: running.launch."""
    return {
        f"{function.__module__.removeprefix(f'{use_cases.__name__}.')}.{name}": function
        for name, function in entrances()
    }

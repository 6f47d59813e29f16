"""Faults on demand: what a network and a busy Telegram do to Bot API calls, so that a test can ask for it by name.

A rule matches calls by method and chat, fires with a chance of its own (seeded: the same run fails the same way
twice), and is spent after `times` firings. Rules only decide; the server and the queue carry them out.
"""

import random
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, Literal, get_args

from sandbox.errors import InterfaceError

Kind = Literal["latency", "429", "500", "cut_before", "cut_after", "duplicate_update", "reorder_updates"]
KINDS = frozenset(get_args(Kind))
# What a rule may say, and of which type.
FIELDS: dict[str, type | UnionType] = {
    "kind": str,
    "method": str | None,
    "chat_id": int | None,
    "seconds": int | float,
    "retry_after": int,
    "times": int | None,
    "chance": int | float,
    "seed": int,
}


@dataclass
class Rule:
    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    seconds: float = 0.0
    retry_after: int = 1
    times: int | None = None
    chance: float = 1.0
    seed: int = 0
    fired: int = 0
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 -- chance for tests, not a secret

    def matches(self, method: str, chat_id: int | None) -> bool:
        """A rule without a method or chat is for all of them."""
        return (
            (self.method is None or self.method.lower() == method.lower())
            and (self.chat_id is None or self.chat_id == chat_id)
            and (self.times is None or self.fired < self.times)
        )

    def fires(self) -> bool:
        if self._random.random() >= self.chance:
            return False
        self.fired += 1
        return True


class Faults:
    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def add(self, given: list[dict[str, Any]]) -> None:
        """All of the rules or, when one is not understood, none of them."""
        self._rules += [_rule(each) for each in given]

    def clear(self, kind: str | None = None) -> None:
        """All rules, or those of one kind."""
        if kind is not None:
            _check_kind(kind)
        self._rules = [] if kind is None else [rule for rule in self._rules if rule.kind != kind]

    def active(self) -> list[dict[str, Any]]:
        """The rules that can still strike, with how often each has."""
        unspent = (rule for rule in self._rules if rule.times is None or rule.fired < rule.times)
        return [{name: getattr(rule, name) for name in (*FIELDS, "fired")} for rule in unspent]

    def take(self, kind: Kind, method: str, chat_id: int | None = None) -> Rule | None:
        """The first rule of a kind that strikes this call; striking counts."""
        matching = (rule for rule in self._rules if rule.kind == kind and rule.matches(method, chat_id))
        return next((rule for rule in matching if rule.fires()), None)


def _check_kind(kind: object) -> None:
    if kind not in KINDS:
        raise InterfaceError(400, f"a fault's kind is one of {', '.join(sorted(KINDS))}")


def _rule(given: dict[str, Any]) -> Rule:
    _check_kind(given.get("kind"))
    for name, value in given.items():
        if name not in FIELDS or not isinstance(value, FIELDS[name]):
            raise InterfaceError(400, f"a fault has no {name} like this")
    return Rule(**given)

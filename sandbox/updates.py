"""The updates that wait for the bot: kept for as long as Telegram keeps them, in order, until they are confirmed.

Telegram keeps messages for 24 hours and taps for 150 seconds, and tells nobody when it drops one. This module must
not know how updates are fetched: polling and webhooks both take from here.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from sandbox.clock import Bell, SandboxClock
from sandbox.world import Json

TAP = "callback_query"
DAY = 24 * 3600.0
TAP_LIFETIME = 150.0
# What Telegram sends only to those who ask for it by name.
OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Update:
    """`lane` is what order is kept within: ("chat", id) for messages and memberships, ("person", id) for taps,
    ("poll", id) for votes on a poll.
    """

    id: int
    kind: str
    body: Json
    lane: tuple[str, int]
    expires: float

    def as_json(self) -> Json:
        return {"update_id": self.id, self.kind: self.body}


@dataclass
class Counters:
    created: int = 0
    confirmed: int = 0
    expired: int = 0
    unwanted: int = 0
    polls: int = 0


@dataclass
class Updates:
    clock: SandboxClock
    news: Bell = field(default_factory=Bell)
    counters: Counters = field(default_factory=Counters)
    allowed: frozenset[str] = frozenset()
    _waiting: dict[int, Update] = field(default_factory=dict)
    _next_expiry: float = math.inf
    # Not from one: real ids start anywhere.
    _ids: Iterator[int] = field(default_factory=lambda: count(700_000_001))

    def add(self, kind: str, body: Json, lane: tuple[str, int]) -> None:
        """Queue an update, unless the bot has said that it does not want its kind."""
        if kind not in self.allowed and (self.allowed or kind in OPT_IN):
            self.counters.unwanted += 1
            return
        lifetime = TAP_LIFETIME if kind == TAP else DAY
        update = Update(next(self._ids), kind, body, lane, self.clock.now() + lifetime)
        self._waiting[update.id] = update
        self._next_expiry = min(self._next_expiry, update.expires)
        self.counters.created += 1
        self.news.ring()

    def waiting(self) -> list[Update]:
        """What can still be delivered, oldest first."""
        if self.clock.now() >= self._next_expiry:
            self._expire()
        return list(self._waiting.values())

    def confirm(self, updates: Iterable[Update]) -> None:
        for update in updates:
            self.counters.confirmed += self._waiting.pop(update.id, None) is not None

    def confirm_before(self, offset: int) -> list[Update]:
        """Forget everything before `offset`; a negative one counts from the end. Returns what was forgotten."""
        waiting = self.waiting()
        done = waiting[:offset] if offset < 0 else [each for each in waiting if each.id < offset]
        self.confirm(done)
        return done

    def drop_all(self) -> None:
        self._waiting.clear()

    def _expire(self) -> None:
        now = self.clock.now()
        kept = {update.id: update for update in self._waiting.values() if update.expires > now}
        self.counters.expired += len(self._waiting) - len(kept)
        self._waiting = kept
        self._next_expiry = min((update.expires for update in kept.values()), default=math.inf)

    def taps_first(self) -> bool:
        """Let waiting taps overtake waiting messages; ids go on growing. False when there is nothing to overtake."""
        waiting = self.waiting()
        ordered = sorted(waiting, key=lambda each: each.kind != TAP)
        if ordered == waiting:
            return False
        for update_id, update in zip([each.id for each in waiting], ordered, strict=True):
            self._waiting[update_id] = replace(update, id=update_id)
        return True

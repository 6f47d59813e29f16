"""What a simulated resident thinks and does among statements: they belong to one of a few camps, and now and then they
do not. They know what stands on the card and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final

from sandbox.slips import AGREE, DISAGREE, UNSURE, Slip

VOTES: Final = {AGREE: 1, DISAGREE: -1, UNSURE: 0}
CAMPS: Final = (5, 4, 2)
"""How large they are, beside each other."""

OF_ONE_MIND: Final = 4
"""Of so many statements all camps see one alike."""

NOISE, DOUBT, CORRECTS, REASONS, SWAYED, SAYS, SUPPORTS, TYPES = 0.06, 0.08, 0.03, 0.5, 0.3, 0.2, 0.7, 0.1
"""Shares of votes against one's camp, of votes that are not sure and of votes looked at again; of reasons given where
one is asked, and of those that change a mind; of residents who say something, and who rather support what is close; of
votes that are typed.
"""

FEWEST, MOST = 9, 24
"""Votes after which somebody has had enough."""

OWN: Final = (
    "Somebody should explain the new heating to older people at home.",
    "Older people should get a visit at home that explains the new heating.",
    "Alguien debería explicar en casa la nueva calefacción a las personas mayores.",
    "Loud work should stop before six in the evening.",
    "Noisy building work should end at six in the evening.",
    "Every street should know two years ahead when its turn comes.",
    "Los vecinos deberían ver antes cuánto cuesta cada opción.",
    "Schools should be changed before homes.",
)
"""Some of them nearly the same."""

WHYS: Final = (
    "My neighbour spends half of her pension on heat.",
    "It worked well in the next street.",
    "Al final lo pagamos todos.",
    "We were promised that before, and nothing came of it.",
    "No todos tenemos ese dinero.",
)


@dataclass
class Views:
    """What one resident gave: votes by the words of the statement as they read them, and those that matter most, the
    first first; None while they have not come to the end.
    """

    votes: dict[str, int] = field(default_factory=dict)
    matter: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Deed:
    """A button to tap, or something to write; neither is to wait. `then` is what came of it unless it was refused."""

    tap: str | None = None
    write: str | None = None
    then: Callable[[], None] = lambda: None


class Opinions:
    """One resident's."""

    def __init__(self, views: Views, chance: Random):
        self._views = views
        self._chance = chance
        (self._camp,) = chance.choices(range(len(CAMPS)), CAMPS)
        self._enough = chance.randint(FEWEST, MOST)
        self._says_at = chance.randint(3, FEWEST) if chance.random() < SAYS else None
        self._wanted = chance.randint(0, 3)
        self._given = 0
        self._saying = ""
        self._written = False
        self._swayed = False
        self._ended: tuple[str, ...] | None = None
        self._chosen: list[str] | None = None

    def decide(self, slip: Slip) -> Deed | None:
        """What to do at this card; None where it is none among statements."""
        if self._saying and not slip.has(AGREE):
            return self._say(slip)
        if slip.words and slip.has("keep", "change"):
            return self._think_again(slip)
        if slip.words and slip.has(AGREE, DISAGREE, UNSURE):
            return self._vote(slip)
        if slip.asks_why and slip.has("skip"):
            return self._give_reason(slip)
        if slip.listed and slip.has("done"):
            return self._name(slip)
        return self._end(slip.ways["done"]) if slip.has("done", "votes") else None

    def refused(self) -> None:
        """No more can be named."""
        self._wanted = len(self._chosen or ())

    def leave(self) -> None:
        """Another card follows the statements: what was said last is the answer."""
        if self._ended is not None:
            self._views.matter = self._ended
        self._ended, self._chosen = None, None

    def _vote(self, slip: Slip) -> Deed:
        self._silent()
        before = self._views.votes.get(slip.words)
        if self._swayed and before is not None:
            return self._give(slip, self._chance.choice([vote for vote in (1, -1, 0) if vote != before]))
        if self._given >= self._enough and slip.has("stop"):
            return self._end(slip.ways["stop"])
        if self._says_at == self._given and slip.has("say"):
            self._says_at, self._saying = None, self._chance.choice(OWN)
            return Deed(slip.ways["say"])
        if slip.has("last") and self._chance.random() < CORRECTS:
            return Deed(slip.ways["last"])
        return self._give(slip, self._view(slip))

    def _give(self, slip: Slip, vote: int) -> Deed:
        def given() -> None:
            self._views.votes[slip.words] = vote
            self._given += 1
            self._swayed = False

        label = next(slip.ways[name] for name, value in VOTES.items() if value == vote)
        return Deed(write=label, then=given) if self._chance.random() < TYPES else Deed(label, then=given)

    def _view(self, slip: Slip) -> int:
        """The same for everybody of a camp, but for noise."""
        if self._chance.random() < DOUBT:
            return 0
        about = slip.number or str(sum(slip.words.encode()))
        view = Random(about).choice((1, -1))  # noqa: S311
        if self._camp and int(about) % OF_ONE_MIND:  # the second sees it the other way, the third has views of its own
            view = -view if self._camp == 1 else Random(f"again {about}").choice((1, -1))  # noqa: S311
        return -view if self._chance.random() < NOISE else view

    def _think_again(self, slip: Slip) -> Deed:
        self._swayed = self._chance.random() < SWAYED
        return Deed(slip.ways["change" if self._swayed else "keep"])

    def _give_reason(self, slip: Slip) -> Deed:
        if self._chance.random() < REASONS:
            return Deed(write=self._chance.choice(WHYS))
        return Deed(slip.ways["skip"])

    def _say(self, slip: Slip) -> Deed:
        """Written, compared meanwhile, and sent; or what somebody else said is supported."""
        match slip.buttons:
            case (_,) if not self._written:
                self._written = True
                return Deed(write=self._saying)
            case (back,):
                return Deed(back, then=self._silent)
            case (_, _):
                return Deed()
            case (support, _, _, _) if self._chance.random() < SUPPORTS:
                return Deed(support, then=lambda: self._agree_with(*slip.listed.values()))
        return Deed(slip.buttons[-3], then=lambda: self._agree_with(self._saying))

    def _agree_with(self, words: str) -> None:
        self._views.votes[words] = 1
        self._silent()

    def _silent(self) -> None:
        self._saying, self._written = "", False

    def _name(self, slip: Slip) -> Deed:
        """Which matter most. Those named before, and still agreed with, are marked."""
        self._ended = None
        if self._chosen is None:
            self._chosen = [words for words in self._views.matter or () if self._views.votes.get(words) == 1]
        chosen, free = self._chosen, [number for number in slip.listed if number not in slip.chosen]
        if len(chosen) >= self._wanted or not free:
            return Deed(slip.ways["done"], then=lambda: setattr(self._views, "matter", tuple(chosen)))
        if slip.has("more") and self._chance.random() < 1 / 2:
            return Deed(slip.ways["more"])
        number = self._chance.choice(free)
        return Deed(slip.label(number), then=lambda: chosen.append(self._whole(slip.listed[number])))

    def _whole(self, words: str) -> str:
        """A statement that a list cuts short, as it stood on its card."""
        begins = words.removesuffix("…")
        return next((one for one in self._views.votes if one == words or one.startswith(begins)), words)

    def _end(self, label: str) -> Deed:
        return Deed(label, then=lambda: setattr(self, "_ended", ()))

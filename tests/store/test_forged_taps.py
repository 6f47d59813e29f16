"""A hundred thousand taps that no card of ours offers whoever sends them: nothing changes, and each is answered.

Callback data is known to everybody who reads a group, and a client of one's own making sends what it likes.
"""

from __future__ import annotations

import asyncio
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from deliberation.definition import Tapped
from deliberation.desk import HOME
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.convening import CallMeeting, call_meeting
from deliberation.use_cases.desks import UNNAMED, ComeToDesk, come_to_desk
from deliberation.use_cases.registering import LookAt, look_at
from deliberation.use_cases.viewing import Showing
from handlers.taps import tapped
from handlers.turn import CURRENT, Turn
from screens.card import Action, callback_data
from screens.views import card_of
from storage.database import Database, open_database
from storage.migrate import migrate
from tests.store.polls import AT_THE_CLOSE, MANY, NEIGHBOURS, NORA, OPEN_COUNT, POLL, SEVERAL_ANSWERS, SHUT, Polls
from tests.store.town import Town, sender

FORGED, AT_ONCE = 100_000, 250
SEED = 20270614
ANA, BEN, EVE, CAT = 1, 2, 3, 4
ELSEWHERE = -77
"""A group in which nothing was posted."""

MEETING = Path(__file__).parents[2] / "examples" / "meetings" / "open-meeting.toml"
LETTERS = string.ascii_letters + string.digits + "_-"
ARGUMENTS = ("a", "b", "z", "", "home", "shut", "close", "take-1", "launch", "pollopen", "keep", "new", "es", "0", "99")


@dataclass(frozen=True)
class Card:
    """One live message: where it is, whose (None in a group), and all that its buttons carry."""

    chat: int
    person: int | None
    token: str
    revision: int
    data: tuple[str, ...]


@dataclass(frozen=True)
class Forged:
    """A tap: who sends it, from which chat, and what it carries."""

    person: int
    chat: int
    data: str


@dataclass
class Hearing:
    """A turn that notes what became of it; its units of work are real."""

    tried_in: Town
    told: list[str] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)

    @property
    def now(self) -> int:
        return self.tried_in.now

    @property
    def town(self) -> Any:
        return UNNAMED

    def fresh(self) -> Any:
        return self.tried_in.fresh()

    async def perform(self, use_case: Any, command: Any) -> Any:
        return await self.tried_in.perform(use_case, command)

    async def show(self, shown: Any) -> None:
        self.shown.append(shown)

    async def answer_tap(self, query: str, text: str | None = None, *, alert: bool = False) -> None:
        self.told.append(text or "")

    async def language(self, person: int) -> str | None:
        return "en"


@pytest.fixture
async def database(tmp_path: Path) -> Any:
    url = f"sqlite:///{tmp_path}/town.db"
    await migrate(url, now_ms=0)
    opened = await open_database(url)
    yield opened
    await opened.close()


async def test_nothing_that_is_forged_has_an_effect(database: Database) -> None:
    polls = Polls(Town(database))
    cards = await live_cards(polls)
    before = await polls.town.dump()
    chance = Random(SEED)
    forgeries = forged(cards, chance)
    said: Counter[str] = Counter()
    for _ in range(FORGED // AT_ONCE):
        piece = [next(forgeries) for _ in range(AT_ONCE)]
        answers = await asyncio.gather(*(sent(polls.town, each) for each in piece))
        said.update(answers)
    assert await polls.town.dump() == before
    assert said.total() == FORGED
    assert "" not in said, "a button was let go without a word"


async def test_what_is_on_the_cards_does_have_an_effect(database: Database) -> None:
    """Otherwise the test above would show nothing."""
    polls = Polls(Town(database))
    effects = 0
    for card in await live_cards(polls):
        person = card.person or CAT
        for data in card.data:
            before = await polls.town.dump()
            await sent(polls.town, Forged(person, card.chat, data))
            effects += await polls.town.dump() != before
    assert effects >= 5


async def live_cards(polls: Polls) -> list[Card]:
    """One message of each kind: two ways through consultations, polls in a group, a desk, an account, a meeting."""
    town = polls.town
    for source, name in ((OPEN_COUNT, POLL), (AT_THE_CLOSE, SHUT), (SEVERAL_ANSWERS, MANY)):
        await polls.ask(source, name, NEIGHBOURS)
    await town.launch()
    await polls.cast(ANA, "a")
    await polls.invited(EVE, Role.FACILITATOR)
    showings: list[Showing] = [
        await town.agreed(ANA, "tiny"),
        await town.tap(await town.agreed(BEN, "tiny"), Tapped("a")),
        *(polls.posted.values()),
        await town.perform(come_to_desk, ComeToDesk(sender(NORA), town.now, town.fresh(), HOME)),
        await town.perform(come_to_desk, ComeToDesk(sender(EVE), town.now, town.fresh(), HOME)),
        await town.perform(look_at, LookAt(sender(CAT), town.now, await _meeting(town), town.fresh())),
    ]
    return [card_for(showing) for showing in showings]


async def _meeting(town: Town) -> str:
    source = MEETING.read_text(encoding="utf-8")
    meeting = await town.perform(call_meeting, CallMeeting(HOUSE_ITSELF, town.now, source, "uid"))
    return str(meeting.id)


def card_for(showing: Showing) -> Card:
    view, card = showing.view, card_of(showing)
    data = tuple(callback_data(view.token, view.wanted, button) for row in card.rows for button in row)
    return Card(view.telegram_chat, None if view.person is None else view.telegram_chat, view.token, view.wanted, data)


def forged(cards: list[Card], chance: Random) -> Iterator[Forged]:
    """For ever: taps that nobody is offered who sends them."""
    ways = (_foreign, _foreign, _mutilated, _made_up, _stale, _from_elsewhere, _no_such_option)
    while True:
        yield chance.choice(ways)(cards, chance)


def _foreign(cards: list[Card], chance: Random) -> Forged:
    """A button of somebody else's, as it is or with another argument, tapped in one's own chat or in theirs."""
    card = chance.choice([card for card in cards if card.person is not None])
    person = chance.choice([one for one in (ANA, BEN, EVE, CAT, 55) if one != card.person])
    data = chance.choice(card.data)
    if chance.random() < 0.5:
        data = f"{card.token}.{card.revision}.{chance.choice(list(Action))}.{chance.choice(ARGUMENTS)}"
    return Forged(person, chance.choice((person, card.chat, NEIGHBOURS)), data)


def _mutilated(cards: list[Card], chance: Random) -> Forged:
    """A character of the token is another one, or the data are cut, doubled, or full of what no button has."""
    card = chance.choice(cards)
    data = chance.choice(card.data)
    at = chance.randrange(len(card.token))
    other = chance.choice([letter for letter in string.ascii_letters if letter != data[at]])  # tokens here are numbered
    broken = (
        data[:at] + other + data[at + 1 :],
        data[: chance.randrange(len(card.token))],
        data * 2,
        "".join(chance.choice(string.printable) for _ in range(chance.randrange(65))),
        data.swapcase() if data.swapcase()[:16] != data[:16] else "",
        data.replace(".", "\x00", 1),
    )
    return Forged(_whoever(card), card.chat, chance.choice(broken))


def _made_up(cards: list[Card], chance: Random) -> Forged:
    """Data of the right form with a token that was never given."""
    card = chance.choice(cards)
    token = "".join(chance.choice(LETTERS) for _ in range(16))
    action, argument = chance.choice(list(Action)), chance.choice(ARGUMENTS)
    return Forged(_whoever(card), card.chat, f"{token}.{chance.randrange(5)}.{action}.{argument}")


def _stale(cards: list[Card], chance: Random) -> Forged:
    """One's own button, of a revision that has not come yet or is over. In groups, and of meetings, it says nothing."""
    card = chance.choice([card for card in cards if card.person in {ANA, BEN, NORA, EVE}])
    revision = chance.choice([other for other in (0, 1, 2, 3, 77, 999_999_999) if other != card.revision])
    token, _, rest = chance.choice(card.data).split(".", 2)
    return Forged(_whoever(card), card.chat, f"{token}.{revision}.{rest}")


def _from_elsewhere(cards: list[Card], chance: Random) -> Forged:
    """A group's button, or one's own, sent from a chat in which its message does not stand."""
    card = chance.choice(cards)
    person = _whoever(card)
    chat = chance.choice([chat for chat in (ELSEWHERE, person, BEN, -NORA) if chat != card.chat])
    return Forged(person, chat, chance.choice(card.data))


def _no_such_option(cards: list[Card], chance: Random) -> Forged:
    """In the right group, what the poll does not offer."""
    card = chance.choice([card for card in cards if card.person is None])
    action = chance.choice([one for one in Action if one is not Action.UNVOTE])
    argument = chance.choice(
        [one for one in ("", "z", "d", "-other", "home", "a-b", "0") if one not in "abc" or not one]
    )
    if action is Action.VOTE or chance.random() < 0.5:
        return Forged(CAT, card.chat, f"{card.token}.{card.revision}.{action}.{argument}")
    return Forged(CAT, card.chat, f"{card.token}.{card.revision}.{Action.UNVOTE}.{chance.choice(('a', 'b'))}")


def _whoever(card: Card) -> int:
    return CAT if card.person is None else card.person


async def sent(town: Town, forgery: Forged) -> str:
    """One tap through the handler; what was said in passing."""
    hearing = Hearing(town)
    CURRENT.set(cast("Turn", hearing))
    person = SimpleNamespace(id=forgery.person, language_code="en")
    message = SimpleNamespace(message_id=7, photo=())
    query = SimpleNamespace(id="1", data=forgery.data, message=message)
    where = SimpleNamespace(id=forgery.chat)
    update = SimpleNamespace(effective_user=person, effective_chat=where, callback_query=query)
    await tapped(cast("Any", update), None)
    return "" if hearing.shown else "".join(hearing.told)

"""Of somebody who takes part in nothing at the moment: in which language they read, and deleting everything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from deliberation.errors import MovedOn
from deliberation.events import LanguageChosen
from deliberation.kept import Person, View
from deliberation.ports import Transaction
from deliberation.use_cases.menus import renew_menu
from deliberation.use_cases.showing import LEASE
from deliberation.use_cases.viewing import Showing, gather


@dataclass(frozen=True)
class Speak:
    """From now on in this language."""

    language: str


class Settles(Protocol):
    """A tap, as far as it matters here."""

    @property
    def now(self) -> int: ...
    @property
    def revision(self) -> int: ...
    @property
    def message(self) -> int | None: ...
    @property
    def wish(self) -> object: ...


async def settle(tx: Transaction, view: View, person: Person, by: Settles) -> Showing:
    """Take the one thing that can be tapped here but deleting: a language. Raises `MovedOn` for an old button."""
    if view.retired or view.wanted != by.revision or not isinstance(by.wish, Speak):
        raise MovedOn
    await tx.speak(person.id, by.wish.language)
    await tx.note(LanguageChosen(by.wish.language), actor=person.id, subject=person.id, now=by.now)
    if await tx.roles(person.telegram_id):
        await renew_menu(tx, person.id, by.now)
    touched = replace(view, wanted=view.wanted + 1, message=view.message or by.message, remark=None)
    await tx.touch_view(touched, lease=by.now + LEASE)
    return await gather(tx, touched, replace(person, language=by.wish.language), by.now)

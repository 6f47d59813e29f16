"""Coming in without a link: to what is open, else to what one took part in last, else to nothing, and it is said."""

from __future__ import annotations

import pytest

from deliberation.engine import Agree, Begin
from deliberation.errors import NotForYou, NothingOpen
from deliberation.participation import FINISHED
from deliberation.use_cases.accounts import Speak
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.running import Launch, launch
from deliberation.use_cases.taking_part import Wish
from tests.deliberation.files import table, toml
from tests.store.town import Town


async def test_while_something_is_open_it_is_that(town: Town) -> None:
    shown = await town.enter(1)
    assert shown.closes is not None


async def test_after_the_close_it_is_what_one_took_part_in(town: Town) -> None:
    answered = await town.answered(1, "a", "because")
    await town.close()
    again = await town.enter(1)
    assert again.participation.id == answered.participation.id
    assert again.participation.place == FINISHED
    assert again.closes is None


async def test_for_somebody_new_there_is_nothing(town: Town) -> None:
    await town.close()
    with pytest.raises(NothingOpen):
        await town.enter(2)


@pytest.mark.parametrize("wish", [Begin(), Agree()], ids=str)
async def test_who_reads_another_language_is_let_in_by_choosing_it(town: Town, wish: Wish) -> None:
    """By the button or by its word."""
    source = toml(table(id="readers", audience={"languages": ["es"]}))
    await town.perform(launch, Launch(HOUSE_ITSELF, town.now, source))
    shown = await town.enter(1, "readers")
    with pytest.raises(NotForYou):
        await town.tap(shown, wish)
    with pytest.raises(NotForYou):
        await town.write(1, "begin", wish)
    shown = await town.tap(shown, Speak("es"), Begin(), Agree())
    assert shown.participation.consented_at is not None

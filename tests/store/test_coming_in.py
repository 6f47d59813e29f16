"""Coming in without a link: to what is open, else to what one took part in last, else to nothing, and it is said."""

from __future__ import annotations

import pytest

from deliberation.errors import NothingOpen
from deliberation.participation import FINISHED
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

"""The clock over HTTP: by so much, to a time, and to the moments that whoever runs the sandbox knows of."""

from collections.abc import Sequence

from sandbox import Moment
from tests.sandbox.town import Town

HOUR = 3600


async def test_it_moves_by_so_much_or_to_a_time(town: Town) -> None:
    begun = (await town.act("GET", "/clock"))["now"]
    assert (await town.act("POST", "/clock", advance=HOUR))["now"] >= begun + HOUR
    moved = (await town.act("POST", "/clock", to=begun + 5 * HOUR))["now"]
    assert 0 <= moved - begun - 5 * HOUR < 60
    assert town.sandbox.clock.now() >= moved


async def test_the_moments_ahead_are_told_the_next_one_first(town: Town) -> None:
    assert (await town.act("GET", "/clock"))["moments"] == []
    now = town.sandbox.clock.now()

    async def moments() -> Sequence[Moment]:
        return [Moment(now + 9 * HOUR, "The poll closes"), Moment(now - 1, "Over"), Moment(now + HOUR, "A reminder")]

    town.sandbox.moments = moments
    titles = [each["title"] for each in (await town.act("GET", "/clock"))["moments"]]
    assert titles == ["A reminder", "The poll closes"]
    await town.act("POST", "/clock", to=now + 2 * HOUR)
    assert [each["at"] for each in (await town.act("GET", "/clock"))["moments"]] == [now + 9 * HOUR]

"""Where do I stand? Answered with what is known when the answer is sent, and to who asked alone."""

from __future__ import annotations

import pytest

from deliberation.definition import Tapped
from deliberation.engine import Withdraw
from deliberation.notices import WhereYouStand
from deliberation.use_cases.telling import gather
from deliberation.use_cases.whereabouts import Stand, stand
from reports.pictures.standing import standing_picture
from screens.standing import stand_text
from screens.voice import voice
from storage.sql import load
from tests.store.test_maps import IDEAS, crowd, mapped, run, votes
from tests.store.town import Town

Q = load("-- name: drop\n-- It is taken back.\nDELETE FROM statements WHERE number = :number")


@pytest.fixture
async def board(town: Town) -> Town:
    await town.launch(IDEAS)
    await crowd(town)
    return town


async def asked(town: Town, person: int) -> str:
    """Somebody asks; their participation."""
    shown = await town.tap(await town.enter(person, "ideas"), Tapped("more"), Tapped("stand"))
    return shown.participation.id


async def seen(town: Town, participation: str) -> Stand:
    return await town.store.look(lambda tx: stand(tx, participation, "ideas"))


def text(found: Stand) -> str:
    return stand_text(found, voice("en"))


async def test_a_tap_brings_one_message_to_who_asked(board: Town) -> None:
    await mapped(board)
    participation = await asked(board, 1)
    await asked(board, 1)  # at once again
    (notice,) = await board.rows("notices")
    assert notice["kind"] == "where_you_stand"
    assert participation in notice["parameters"]
    assert await board.all_told() == ["where_you_stand"]


async def test_people_of_one_camp_are_in_one_group(board: Town) -> None:
    await mapped(board)
    for person, other in ((1, 2), (101, 102)):
        here, there = [await seen(board, await asked(board, one)) for one in (person, other)]
        assert "You are closest to Group" in text(here)
        assert text(here) == text(there)
    assert text(await seen(board, await asked(board, 1))) != text(await seen(board, await asked(board, 101)))


async def test_no_number_of_people_is_said_while_it_runs(board: Town) -> None:
    await mapped(board)
    found = await seen(board, await asked(board, 1))
    drawn = standing_picture(found, "en")
    assert drawn is not None
    said = " ".join((text(found), drawn.title, drawn.subtitle, drawn.footer, *(one.said.name for one in drawn.groups)))
    assert "about 5 in 10" in said
    assert not {"8", "16"} & set(said.replace(".", " ").split())


async def test_before_there_is_a_map_it_says_so(board: Town) -> None:
    found = await seen(board, await asked(board, 1))
    assert "There is no map yet" in text(found)
    assert standing_picture(found, "en") is None


async def test_who_has_not_voted_enough_is_told_how_much_is_missing_and_no_more(board: Town) -> None:
    await mapped(board)
    found = await seen(board, await votes(board, 50, 1, 1))
    assert text(found).endswith("Vote on 4 more statements to see where you stand.")
    assert standing_picture(found, "en") is None


async def test_own_votes_count_where_all_are_counted(board: Town) -> None:
    await mapped(board)
    before = (await seen(board, await asked(board, 1))).votes
    await run(board, "merge", number=3, into=0)
    after = (await seen(board, await asked(board, 1))).votes
    assert before == {0: 1, 1: 1, 2: 1, 3: -1, 4: -1, 5: 1}
    assert after == {0: 1, 1: 1, 2: 1, 4: -1, 5: 1}


async def test_what_was_taken_back_is_left_out(board: Town) -> None:
    kept = await mapped(board)
    assert kept.found is not None
    number = kept.found.united[0].statement
    participation = await asked(board, 1)
    said = (await seen(board, participation)).words[number].text
    assert said in text(await seen(board, participation))
    await board.database.unit(lambda session: session.run(Q["drop"], number=number))
    assert said not in text(await seen(board, participation))
    assert "Statement" not in text(await seen(board, participation))


async def test_nothing_is_sent_to_who_left(board: Town) -> None:
    await mapped(board)
    participation = await asked(board, 1)
    await board.tap(await board.enter(1, "ideas"), Withdraw())
    notice = WhereYouStand(participation, "ideas")
    with pytest.raises(KeyError):
        await board.store.look(lambda tx: gather(tx, notice, board.now))


async def test_of_a_step_that_there_is_not_nothing_is_said(board: Town) -> None:
    with pytest.raises(KeyError):
        await board.store.look(lambda tx: stand(tx, "nobody", "ideas"))

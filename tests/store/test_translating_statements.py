"""Statements in other languages: a person's words are kept as such, a machine's are marked until somebody says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.interpreting import EVERY, Interpreter
from bot.translating import NotTranslated, Why
from deliberation.errors import MovedOn, TooLong
from deliberation.moderation import Page
from deliberation.statements.statement import State, Translation
from deliberation.use_cases.benches import turn_bench
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.translating import (
    KeepTranslation,
    Untranslated,
    choose_language,
    find_right,
    keep_translation,
    untranslated,
)
from screens.desk import desk_card
from tests.screens.html import read
from tests.store.desk import taps, writes
from tests.store.saying import NAME, moderates, says, source
from tests.store.town import Town

OLGA, SHADE, SOMBRA = 501, "More trees give shade", "Más árboles dan sombra"


@pytest.fixture
async def ideas(town: Town) -> Town:
    await town.launch(source())
    return town


async def of(town: Town, number: int) -> Mapping[str, Translation]:
    return (await town.store.look(lambda tx: tx.statement(NAME, "ideas", number))).translations


async def missing(town: Town) -> list[Untranslated]:
    return await town.store.look(lambda tx: untranslated(tx, town.now))


async def translating(town: Town) -> Any:
    """Somebody who is asked for the statement in Spanish."""
    shown = await moderates(town, OLGA)
    shown = await taps(town, shown, turn_bench, f"{Page.LANGUAGES}-{shown.matter.piece.stamp}")
    return await taps(town, shown, choose_language, f"es-{shown.matter.piece.stamp}")


async def by_machine(town: Town, number: int, text: str) -> bool:
    (one,) = [one for one in await missing(town) if one.number == number]
    return bool(await town.perform(keep_translation, KeepTranslation(HOUSE_ITSELF, town.now, one, text)))


async def test_a_translation_is_written_in_chat_and_is_a_persons(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE)
    shown = await translating(ideas)
    assert "Write it in Español" in read(desk_card(shown).text)
    shown = await writes(ideas, OLGA, SOMBRA)
    assert await of(ideas, number) == {"es": Translation(SOMBRA)}
    assert "Español: by a person" in read(desk_card(shown).text)
    assert (await ideas.rows("events"))[-1]["details"].count(SOMBRA) == 0


async def test_a_machines_words_are_marked_and_can_be_found_right(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE, State.POSTED)
    assert await by_machine(ideas, number, SOMBRA)
    assert await of(ideas, number) == {"es": Translation(SOMBRA, machine=True)}
    shown = await translating(ideas)
    assert "By a machine" in read(desk_card(shown).text)
    shown = await taps(ideas, shown, find_right, shown.matter.piece.stamp)
    assert await of(ideas, number) == {"es": Translation(SOMBRA)}
    with pytest.raises(MovedOn):
        await taps(ideas, shown, find_right, shown.matter.piece.stamp)


async def test_a_machine_never_takes_the_place_of_a_person(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE, State.POSTED)
    (one,) = await missing(ideas)
    await translating(ideas)
    await writes(ideas, OLGA, SOMBRA)
    late = KeepTranslation(HOUSE_ITSELF, ideas.now, one, "nonsense")
    assert not await ideas.perform(keep_translation, late)
    assert await of(ideas, number) == {"es": Translation(SOMBRA)}


async def test_what_was_worded_anew_or_taken_back_meanwhile_is_not_kept(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE, State.POSTED)
    (one,) = await missing(ideas)

    async def reword(session: Any) -> None:
        tx = ideas.store._transaction(session)
        (piece, *_) = await tx.pieces(NAME, "ideas", number)
        await tx.change_piece(NAME, piece, replace(piece, text="Fewer trees"))

    await ideas.database.unit(reword)
    assert not await ideas.perform(keep_translation, KeepTranslation(HOUSE_ITSELF, ideas.now, one, SOMBRA))
    await ideas.database.unit(lambda session: ideas.store._transaction(session).drop_statement(NAME, "ideas", number))
    assert not await ideas.perform(keep_translation, KeepTranslation(HOUSE_ITSELF, ideas.now, one, SOMBRA))
    assert {row["number"] for row in await ideas.rows("translations")} == {0, 1, 2, 3}


async def test_only_what_residents_are_asked_about_is_translated(ideas: Town) -> None:
    await says(ideas, 1, SHADE)
    shown = await says(ideas, 1, "Shown", State.POSTED)
    await says(ideas, 1, "Rejected", State.REJECTED)
    assert [(one.number, one.wanted) for one in await missing(ideas)] == [(shown, "es")]


async def test_a_translation_that_is_far_too_long_is_not_kept(ideas: Town) -> None:
    number = await says(ideas, 1, SHADE)
    await translating(ideas)
    with pytest.raises(TooLong):
        await writes(ideas, OLGA, "x" * 600)
    assert await of(ideas, number) == {}


class Machine:
    """Translates by a list, fails as it is told to, and remembers what it was asked."""

    def __init__(self, *failures: NotTranslated) -> None:
        self.asked: list[str] = []
        self._failures = list(failures)

    async def translate(self, text: str, _: str, target: str) -> str:
        self.asked.append(text)
        if self._failures:
            raise self._failures.pop(0)
        return f"{text} {target}"


def interpreter(town: Town) -> Interpreter:
    return Interpreter(town.store, None, lambda: town.now)


async def test_the_loop_translates_what_is_missing_a_few_at_a_time(ideas: Town) -> None:
    for number in range(12):
        await says(ideas, 1, f"Idea number {number}", State.POSTED)
    machine, working = Machine(), interpreter(ideas)
    assert await working.once(machine) == 0.0
    assert len(machine.asked) == 10
    assert await working.once(machine) == EVERY
    assert await working.once(machine) == EVERY
    assert len(machine.asked) == 12
    assert await missing(ideas) == []


async def test_a_machine_that_is_off_is_left_alone_for_as_long_as_it_says(ideas: Town) -> None:
    await says(ideas, 1, SHADE, State.POSTED)
    machine, working = Machine(NotTranslated(Why.OFF, 60.0)), interpreter(ideas)
    assert await working.once(machine) == 60.0
    await working.once(machine)
    assert await missing(ideas) == []


@pytest.mark.parametrize("why", [Why.UNKNOWN_PAIR, Why.TOO_LONG])
async def test_what_it_cannot_do_is_not_asked_again_and_holds_nothing_up(ideas: Town, why: Why) -> None:
    for text in ("First of all", "Second of all"):
        await says(ideas, 1, text, State.POSTED)
    machine, working = Machine(NotTranslated(why)), interpreter(ideas)
    await working.once(machine)
    await working.once(machine)
    assert machine.asked == ["First of all", *(["Second of all"] if why is Why.TOO_LONG else [])]


async def test_without_a_machine_nothing_is_done(ideas: Town) -> None:
    await says(ideas, 1, SHADE, State.POSTED)
    await interpreter(ideas).run()
    assert len(await missing(ideas)) == 1

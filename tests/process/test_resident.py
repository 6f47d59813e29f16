"""A resident's whole way, from the link to being forgotten."""

from tests.process.consultation import LINK
from tests.process.resident import Resident
from tests.process.town import MARK, NAME, Town

WORRY = f"{MARK}: the lift & the <b>stairs</b>"


async def test_a_resident_takes_part_changes_an_answer_and_is_forgotten(town: Town) -> None:
    await town.bot()
    neighbour = await town.participant()
    await neighbour.press("3 Third")
    await neighbour.see("2 of 4")
    resident = await town.resident()
    await _answers_in_spanish(resident)
    await _changes_the_first_answer(resident)
    await town.at_rest()
    await _all_is_stored_and_nothing_more(town, resident)
    traces = await _traces(town, resident)
    await _wants_to_be_forgotten(resident)
    await town.act(f"/people/{resident.id}/block")
    await town.at_rest()
    await _nothing_is_left(town, traces)
    assert await town.ledger.answers() == {(neighbour.id, "rent", "third"): 1}


async def _answers_in_spanish(resident: Resident) -> None:
    await resident.start(LINK)
    await resident.see("Rent & <Roof>")
    await resident.press("Español")
    await resident.see("Alquiler & <Techo>")
    await resident.press("Empezar")
    await resident.see("Antes de empezar")
    await resident.press("acepto")
    await resident.see("1 de 4")
    await resident.press("2 Segundo")
    await resident.see("2 de 4")
    await resident.write("1")
    await resident.see("3 de 4")
    await resident.write("tercero")
    await resident.see("4 de 4")
    await resident.write(WORRY)
    await resident.see("4 de 4 respondidas")


async def _changes_the_first_answer(resident: Resident) -> None:
    await resident.press("Mis respuestas")
    assert "Segundo" in (await resident.see("Tus respuestas"))["text"]
    await resident.press("Cambiar 1")
    await resident.see("1 de 4")
    await resident.press("3 Tercero")
    await resident.see("Terminado")
    await resident.press("Menú")
    await resident.see("Alquiler & <Techo>")
    await resident.press("Qué se guarda")
    await resident.see("Se guarda")


async def _all_is_stored_and_nothing_more(town: Town, resident: Resident) -> None:
    mine = {key[1:]: times for key, times in (await town.ledger.answers()).items() if key[0] == resident.id}
    assert mine == {("rent", "third"): 1, ("noise", "first"): 1, ("stay", "third"): 1, ("worry", WORRY): 1}
    recorded = await town.ledger.recorded()
    assert [recorded[resident.id, step] for step in ("rent", "noise", "stay", "worry")] == [2, 1, 1, 1]
    tables = await town.ledger.everything()
    assert not [name for name, content in tables.items() if NAME in content]
    assert [name for name, content in tables.items() if WORRY in content] == ["responses"]


IDENTIFIERS = """
SELECT q.telegram_id, q.id AS person, p.id AS participation, c.id AS chat, v.token FROM people q
JOIN participations p ON p.person_id = q.id JOIN chats c ON c.telegram_id = q.telegram_id
JOIN views v ON v.person_id = q.id
"""


async def _traces(town: Town, resident: Resident) -> set[str]:
    """Every id by which the database knows this resident, and what they wrote."""
    rows = [row for row in await town.ledger.rows(IDENTIFIERS) if row["telegram_id"] == resident.id]
    return {WORRY, *(str(value) for row in rows for value in row.values())}


async def _wants_to_be_forgotten(resident: Resident) -> None:
    await resident.press("Borrar todo")
    await resident.see("¿Borrar todo lo tuyo?")
    await resident.press("Sí, borrar todo")
    await resident.press("Sí, borrar todo")  # before the card has changed: a thumb that trembles
    await resident.hear("Todo lo tuyo está borrado")


async def _nothing_is_left(town: Town, traces: set[str]) -> None:
    tables = await town.ledger.everything()
    assert not [(name, trace) for name, content in tables.items() for trace in traces if trace in content]
    assert "person_erased" in tables["events"]
    assert WORRY.encode() not in town.ledger.bytes_on_disk()

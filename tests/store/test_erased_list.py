"""The list of who was erased, as the store keeps it: there before anybody is told, and never in the way."""

from pathlib import Path

from deliberation.engine import Visit, Withdraw
from deliberation.participation import ERASE, WITHDRAW
from deliberation.use_cases.keeping_house import Forget, forget
from storage.database import Database
from storage.erased import Erased, of_answers, of_person
from storage.restored import came_back
from storage.store import Store
from tests.store.town import Town, sender


async def test_who_is_erased_is_on_the_list_and_found_again(town: Town, database: Database, tmp_path: Path) -> None:
    erased = Erased(tmp_path / "town.erased")
    town.store = Store(database, town.new_id, erased=erased)
    one, other = await town.answered(1), await town.answered(2)
    await town.tap(one, Visit(WITHDRAW), Withdraw())
    participation = one.view.subject
    (entry,) = erased.read()
    assert entry == of_answers(participation, entry.revision)
    before = await came_back(database, [of_answers(participation, 10**6), of_answers(other.view.subject, 0)])
    assert before.participations == []  # the first is withdrawn already, the second was given after that revision
    person = await town.store.look(lambda tx: tx.person(2))
    assert person is not None
    assert (await came_back(database, [of_person(person.id)])).people == [person]
    shown = await town.tap(other, Visit(ERASE))
    await town.perform(forget, Forget(sender(2), town.now, shown.view.token, shown.view.wanted))
    assert erased.read() == [entry, of_person(person.id)]
    assert (await came_back(database, erased.read())).people == []


async def test_a_disk_that_is_away_does_not_keep_anybody_from_being_erased(
    town: Town, database: Database, tmp_path: Path
) -> None:
    erased = Erased(tmp_path / "backups" / "town.erased")
    (tmp_path / "backups").touch()
    town.store = Store(database, town.new_id, erased=erased)
    shown = await town.tap(await town.answered(1), Visit(ERASE))
    await town.perform(forget, Forget(sender(1), town.now, shown.view.token, shown.view.wanted))
    assert await town.store.look(lambda tx: tx.person(1)) is None
    assert len(town.store.unlisted) == 1
    (tmp_path / "backups").unlink()
    await town.store.scrub()
    assert (len(erased.read()), town.store.unlisted) == (1, [])

"""Drafts in a real store: whose they are, what is kept of them, and that nothing starts before it is said."""

from __future__ import annotations

from typing import Any

import pytest

from deliberation.definition import Tapped
from deliberation.desk import DRAFT, FILLING, OFFER, PICTURES
from deliberation.engine import Agree, Begin, Visit
from deliberation.errors import (
    Conflict,
    DraftIncomplete,
    Forbidden,
    MovedOn,
    NoPictureAwaited,
    NotADate,
    NotUnderstood,
)
from deliberation.participation import ERASE
from deliberation.roles import Role
from deliberation.use_cases import drafting, editing, previewing
from deliberation.use_cases.keeping_house import Forget, forget
from deliberation.use_cases.running import Launch, launch
from tests.deliberation.files import FOR_TESTS
from tests.store.desk import become, come, sends, tapping, taps, wishes, writes
from tests.store.town import SEVERAL, SOURCE, Town, sender

NORA, OLGA, ANA, PIOTR = 1, 2, 3, 4
SCHOOL = "School street, what do you think?\nShould cars stay out? - yes - no\nWhat comes first?"
ANSWERS = {
    "decided_by": "the school board",
    "reply_by": "in 3 months",
    "still_open": "where cars turn",
    "already_fixed": "nothing",
}
(PICTURED,) = (path for path in FOR_TESTS if path.stem == "with-a-picture")
SQUARE = (PICTURED.parent / "square.png").read_bytes()


async def drafted(town: Town, person: int = NORA) -> Any:
    """A draft from a message, with all that is asked for."""
    shown = await writes(town, person, SCHOOL)
    shown = await taps(town, shown, drafting.fill)
    while shown.desk.place == FILLING:
        shown = await writes(town, person, ANSWERS[shown.desk.asking])
    return shown


async def test_a_message_becomes_a_draft_and_what_is_missing_is_asked_for(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await writes(town, NORA, SCHOOL)
    assert shown.matter.missing == list(ANSWERS)
    shown = await drafted(town)
    assert (shown.desk.place, shown.matter.missing) == (DRAFT, [])
    assert [step.kind for step in shown.matter.consultation.steps()] == ["single_choice", "open_text"]


async def test_an_answer_that_cannot_be_one_changes_nothing(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await taps(town, await writes(town, NORA, SCHOOL), drafting.fill)
    shown = await writes(town, NORA, ANSWERS["decided_by"])
    before = await town.dump()
    with pytest.raises(NotADate):
        await writes(town, NORA, "when it is ready")
    assert await town.dump() == before
    assert shown.desk.asking == "reply_by"


async def test_what_is_not_complete_cannot_be_launched(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await writes(town, NORA, SCHOOL)
    with pytest.raises(DraftIncomplete):
        await taps(town, shown, drafting.launch_now)
    assert await town.store.look(lambda tx: tx.current_version("school-street")) is None


async def test_what_is_launched_is_open_at_once_and_its_owners(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await taps(town, await drafted(town), drafting.launch_now)
    assert (shown.desk.place, shown.desk.subject) == (OFFER, "school-street")
    assert (await town.agreed(ANA, "school-street")).participation.place == "should-cars-stay-out"
    person = await town.store.look(lambda tx: tx.person(NORA))
    assert await town.store.look(lambda tx: tx.consultation_owner("school-street")) == person.id
    assert await town.rows("drafts") == []


async def test_of_two_taps_on_launch_one_launches(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await drafted(town)
    first, second = tapping(town, shown), tapping(town, shown)
    await town.perform(drafting.launch_now, first)
    with pytest.raises((MovedOn, Forbidden, Conflict)):
        await town.perform(drafting.launch_now, second)
    assert len([row for row in await town.rows("definitions") if row["consultation_id"] == "school-street"]) == 1


async def test_words_are_for_those_alone_who_run_things(town: Town) -> None:
    before = await town.dump()
    with pytest.raises(NotUnderstood):
        await writes(town, ANA, SCHOOL)
    assert await town.dump() == before


async def test_a_draft_is_its_owners_alone(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    draft = (await drafted(town)).desk.subject
    for other, role in ((OLGA, Role.ORGANISER), (PIOTR, Role.ADMINISTRATOR)):
        shown = await become(town, other, role)
        with pytest.raises(Forbidden):
            await taps(town, shown, drafting.open_draft, draft)
        shown = await taps(town, await come(town, other), drafting.list_drafts)
        assert shown.matter.drafts == []


async def test_a_preview_counts_nowhere(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await taps(town, await drafted(town), previewing.see)
    for wish in (Begin(), Agree(), Tapped("yes")):
        shown = await wishes(town, shown, wish)
    assert shown.participation.answers == {"should-cars-stay-out": "yes"}
    shown = await writes(town, NORA, "more time")
    assert shown.participation.answers["what-comes-first"] == "more time"
    for table in ("participations", "responses"):
        assert await town.rows(table) == []
    assert not any("more time" in str(row) for row in await town.rows("events"))
    shown = await taps(town, shown, previewing.leave)
    assert shown.desk.place == DRAFT
    assert [row["preview"] for row in await town.rows("desks")] == [None]


async def test_a_preview_shows_what_is_missing_as_missing(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await taps(town, await writes(town, NORA, SCHOOL), previewing.see)
    assert shown.consultation.decided_by == {"en": "…"}


async def test_old_buttons_of_a_preview_do_nothing(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await taps(town, await drafted(town), previewing.see)
    await wishes(town, shown, Begin())
    with pytest.raises(MovedOn):
        await wishes(town, shown, Begin())


async def test_a_file_with_pictures_waits_for_them(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    with pytest.raises(NoPictureAwaited):
        await sends(town, NORA, "square.png", SQUARE)
    shown = await sends(town, NORA, "with-a-picture.toml", PICTURED.read_bytes())
    assert (shown.desk.place, shown.matter.pictures) == (PICTURES, ["square.png"])
    shown = await taps(town, shown, drafting.to_draft)
    with pytest.raises(DraftIncomplete):
        await taps(town, shown, drafting.launch_now)
    shown = await taps(town, shown, drafting.await_pictures)
    shown = await sends(town, NORA, "", SQUARE)  # a photo has no name
    assert (shown.desk.place, shown.matter.pictures) == (DRAFT, [])
    shown = await taps(town, shown, drafting.launch_now)
    assert [row["name"] for row in await town.rows("pictures")] == ["square.png"]


async def test_a_picture_goes_with_its_draft(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    await sends(town, NORA, "with-a-picture.toml", PICTURED.read_bytes())
    shown = await sends(town, NORA, "", SQUARE)
    assert len(await town.rows("files")) == 1
    await taps(town, shown, drafting.throw_away)
    assert await town.rows("files") == await town.rows("draft_pictures") == await town.rows("drafts") == []


async def test_a_picture_goes_with_its_person(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    await sends(town, NORA, "with-a-picture.toml", PICTURED.read_bytes())
    await sends(town, NORA, "", SQUARE)
    await erased(town, NORA)
    assert await town.rows("files") == await town.rows("drafts") == await town.rows("desks") == []


async def erased(town: Town, person: int) -> None:
    shown = await writes(town, person, "", Visit(ERASE))
    await town.perform(forget, Forget(sender(person), town.now, shown.view.token, shown.view.wanted))


async def test_a_file_with_mistakes_becomes_nothing(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    await town.all_told()
    assert await sends(town, NORA, "a.toml", b'id = "A!"') is None
    assert await town.rows("drafts") == []
    assert await town.all_told() == ["file_refused"]


async def test_a_new_version_is_for_who_offers_it_or_steers_everything(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    await become(town, PIOTR, Role.FACILITATOR)
    await become(town, OLGA, Role.ORGANISER)
    await town.perform(launch, Launch(sender(NORA), town.now, SEVERAL))
    second = SEVERAL.replace('"version" = 1', '"version" = 2')
    assert second != SEVERAL
    with pytest.raises(Forbidden):
        await town.perform(launch, Launch(sender(PIOTR), town.now, second))
    assert (await town.perform(launch, Launch(sender(OLGA), town.now, second))).version == 2
    owner = (await town.store.look(lambda tx: tx.person(NORA))).id
    assert await town.store.look(lambda tx: tx.consultation_owner("several")) == owner


async def test_what_nobody_owns_is_for_those_who_steer_everything(town: Town) -> None:
    """The tiny consultation was launched on the command line."""
    await become(town, NORA, Role.FACILITATOR)
    with pytest.raises(Forbidden):
        await town.perform(launch, Launch(sender(NORA), town.now, SOURCE.replace('"version" = 1', '"version" = 2')))


async def test_a_change_that_the_format_refuses_changes_nothing(town: Town) -> None:
    await become(town, NORA, Role.FACILITATOR)
    shown = await taps(town, await drafted(town), editing.change)
    shown = await taps(town, shown, editing.list_questions)
    shown = await taps(town, shown, editing.look_at_question, "should-cars-stay-out")
    shown = await taps(town, shown, editing.take_out)
    shown = await taps(town, shown, editing.look_at_question, "what-comes-first")
    before = await town.rows("drafts")
    with pytest.raises(Exception, match="last_question"):
        await taps(town, shown, editing.take_out)
    assert await town.rows("drafts") == before

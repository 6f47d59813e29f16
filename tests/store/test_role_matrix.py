"""Every role, every use case, what is one's own and what is somebody else's: tried for real, against a store.

What is refused changes no row of any table. What is allowed may still fail for another reason, but never for want of a
right.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path

import pytest

from deliberation.errors import Forbidden
from deliberation.roles import OVER_OTHERS, Capability, Role, authorise
from storage.database import open_database
from storage.migrate import migrate
from tests.deliberation.entrances import by_full_name
from tests.deliberation.test_roles import MAY
from tests.store.rights import PEOPLE, SAMPLES, World, sample_of

MAY_OVER_OTHERS = {
    Role.RESIDENT: "",
    Role.FACILITATOR: "",
    Role.ORGANISER: "steer convene read_summary moderate remove reply read_rows",
    Role.ADMINISTRATOR: "steer convene read_summary moderate remove reply read_rows",
}
"""Written out again, as `MAY` is: what may be done with what somebody else has begun. A draft is its owner's alone."""

BEGINNINGS = {
    *("convening.call_meeting", "running.launch", "posting.say_why", "previewing.leave", "filing.take_file"),
    *("drafting.list_examples", "drafting.list_drafts", "drafting.take_example", "drafting.from_message"),
    *("drafting.another_like_it", "steering.list_running", "posting.ask_in_group"),
    *("calling.come_to_meeting", "calling.begin_meeting", "meeting_desk.list_meetings"),
    *("summaries.come_to_summaries", "summaries.list_summaries"),
    *("asking.come_to_poll", "asking.begin_poll", "asking.write_poll", "asking.write_answers"),
}
"""Of those for who runs things, the ones that are about nothing that somebody has begun, or about all of one's own."""

TAKES = {
    **dict.fromkeys(("asking", "drafting", "editing", "filing", "previewing"), "launch"),
    **dict.fromkeys(("calling", "convening", "meeting_desk"), "convene"),
    **dict.fromkeys(("inviting", "team"), "invite"),
    **dict.fromkeys(("explaining", "fewer", "hearing", "registering", "taking_part"), "take_part"),
    **dict.fromkeys(("mirrored_votes", "voting"), "take_part"),
    **dict.fromkeys(("importing", "keeping_house", "mapping", "menus", "mirroring"), "keep_house"),
    **dict.fromkeys(("releasing", "reminding", "running"), "keep_house"),
    **dict.fromkeys(("benches", "merging", "moderating", "reviewing", "translating"), "moderate"),
    **{"comparing": "keep_house", "long_waits": "keep_house", "removing": "remove"},
    **{"digests": "run_things", "entrusting": "read_rows"},
    **{"publishing": "reply", "summaries": "read_summary"},
    **{"auditing": "audit", "desks": "run_things", "posting": "steer", "steering": "steer"},
}
"""Written out again: the right that a module's use cases take."""

TAKES_ANOTHER = {
    "drafting.another_like_it": "steer",
    "inviting.accept": "take_part",
    "keeping_house.forget": "take_part",
    "posting.ask_in_group": "launch",
    "publishing.say_overdue": "keep_house",
    "digests.send_digest": "keep_house",
    "posting.say_why": "take_part",
    "running.close_early": "steer",
    "running.launch": "launch",
    "translating.keep_translation": "keep_house",
    "voting.forget_noticed": "keep_house",
}

OF_SOMEBODY = {
    *(Capability.LAUNCH, Capability.STEER, Capability.CONVENE),
    *(Capability.READ_SUMMARY, Capability.MODERATE, Capability.REMOVE, Capability.REPLY, Capability.READ_ROWS),
}

USE_CASES = by_full_name()


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    await migrate(url := f"sqlite:///{tmp_path}/town.db", now_ms=0)
    database = await open_database(url)
    world = World(database)
    await world.settle()
    yield world
    await database.close()


def allowed(role: Role, capability: Capability, *, own: bool) -> bool:
    rights = MAY[role].split()
    return capability in rights if own else capability in rights and capability in MAY_OVER_OTHERS[role].split()


@pytest.mark.parametrize("name", sorted(USE_CASES))
async def test_who_may_do_what(world: World, name: str) -> None:
    use_case = USE_CASES[name]
    has_owner = getattr(use_case, "owner", None) is not None
    for role, own in product(PEOPLE, (True, False) if has_owner else (True,)):
        outcome = await world.attempt(name, use_case, role, own=own)
        may = allowed(role, use_case.capability, own=own)
        assert (outcome != "forbidden") == may, f"{role} with {'their own' if own else 'a foreign'} thing: {outcome}"


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_a_use_case_takes_the_right_that_is_written_here(name: str) -> None:
    wanted = TAKES_ANOTHER.get(name) or TAKES.get(name.partition(".")[0])
    assert USE_CASES[name].capability == wanted, f"write down above what {name} takes"


async def test_most_of_what_is_allowed_is_really_done(world: World) -> None:
    """So that the samples are not all refused for reasons that have nothing to do with rights."""
    done = [
        name
        for name, use_case in USE_CASES.items()
        if allowed(Role.ADMINISTRATOR, use_case.capability, own=True)
        and await world.attempt(name, use_case, Role.ADMINISTRATOR, own=True) == "done"
    ]
    assert len(done) > len(USE_CASES) / 2, sorted(set(USE_CASES) - set(done))


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_every_use_case_has_a_sample(name: str) -> None:
    sample_of(name, USE_CASES[name])


def test_every_sample_has_a_use_case() -> None:
    assert set(SAMPLES) <= set(USE_CASES)


def test_whatever_is_about_something_of_somebodys_says_whose_it_is() -> None:
    """A use case that is found here lacks `owner=`, or belongs on the list above."""
    without = {
        name
        for name, use_case in USE_CASES.items()
        if use_case.capability in OF_SOMEBODY and getattr(use_case, "owner", None) is None
    }
    assert without - BEGINNINGS == set()


@pytest.mark.parametrize(("role", "capability"), list(product(Role, Capability)))
def test_over_others_a_role_has_the_listed_rights_and_no_other(role: Role, capability: Capability) -> None:
    try:
        authorise([role], capability, own=False)
    except Forbidden:
        assert capability not in MAY_OVER_OTHERS[role].split()
    else:
        assert capability in MAY_OVER_OTHERS[role].split()
    assert set(OVER_OTHERS) == set(Role)

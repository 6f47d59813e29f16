"""What comes of a consultation once it has closed, at the moment just before it is performed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from deliberation.definition import Tapped
from deliberation.desk import DIGEST
from deliberation.kept import Worked
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF
from deliberation.use_cases.desks import ComeToDesk, come_to_desk
from deliberation.use_cases.digests import SendDigest, choose_days, send_digest
from deliberation.use_cases.mapping import KeepMap, ToMap, keep_map
from deliberation.use_cases.publishing import SayOverdue, give_reply, publish, say_overdue
from deliberation.use_cases.releasing import KeepTexts, keep_texts
from deliberation.use_cases.summaries import come_to_summaries, come_to_summary
from deliberation.use_cases.taking_part import tap
from tests.deliberation.files import phase, statements, table, toml
from tests.store.desk import become, tapping, taps
from tests.store.results import at, release_it
from tests.store.town import Town, sender

Doing = tuple[Any, Any]
Scene = Callable[[Town], Awaitable[Doing]]

STATEMENTS = toml(table(phase(statements()), id="ideas"))

MONTHS = 90 * 24 * 3_600_000


async def _come_to_summaries(town: Town) -> Doing:
    await become(town, 1, Role.ORGANISER)
    return come_to_summaries, ComeToDesk(sender(1), town.now, town.fresh())


async def _come_to_summary(town: Town) -> Doing:
    await release_it(town)
    await become(town, 1, Role.ORGANISER)
    return come_to_summary, ComeToDesk(sender(1), town.now, town.fresh(), subject="tiny")


async def _keep_texts(town: Town) -> Doing:
    shown = await town.answered(1, "a", "because")
    texts = ((shown.participation.id, "why", True),)
    return keep_texts, KeepTexts(HOUSE_ITSELF, town.now, "tiny", texts)


async def _keep_a_map(town: Town) -> Doing:
    worked = Worked('{"0": 1.5}', "1 2 0 3 0", None, "", anew=True)
    return keep_map, KeepMap(HOUSE_ITSELF, town.now, ToMap("tiny", "ideas"), worked)


async def _ask_where_they_stand(town: Town) -> Doing:
    await town.launch(STATEMENTS)
    shown = await town.tap(await town.agreed(1, "ideas"), Tapped("agree"), Tapped("more"))
    return tap, town.tapping(shown, Tapped("stand"))


async def _publish(town: Town) -> Doing:
    await release_it(town)
    return publish, tapping(town, await at(town, 1, "publish"))


async def _give_a_reply(town: Town) -> Doing:
    await release_it(town)
    return give_reply, tapping(town, await at(town, 1, "reply", "We will plant trees."))


async def _say_overdue(town: Town) -> Doing:
    await release_it(town)
    await become(town, 1, Role.ORGANISER)
    town.now += MONTHS
    return say_overdue, SayOverdue(HOUSE_ITSELF, town.now)


async def _send_a_digest(town: Town) -> Doing:
    await become(town, 1, Role.ORGANISER)
    come = ComeToDesk(sender(1), town.now, town.fresh(), DIGEST)
    await taps(town, await town.perform(come_to_desk, come), choose_days, "1")
    town.now += 24 * 3_600_000
    return send_digest, SendDigest(HOUSE_ITSELF, town.now)


OF_RESULTS: dict[str, Scene] = {
    scene.__name__.removeprefix("_"): scene
    for scene in (
        _come_to_summaries,
        _come_to_summary,
        _keep_texts,
        _keep_a_map,
        _ask_where_they_stand,
        _publish,
        _give_a_reply,
        _say_overdue,
        _send_a_digest,
    )
}

PERFORMED_OF_RESULTS = (come_to_summaries, come_to_summary, keep_map, keep_texts, say_overdue, send_digest)

"""How often somebody hears what changed: what is so now, and what each button makes of it."""

from __future__ import annotations

from deliberation.digests import EVERY_DAY, EVERY_WEEK, HOURS
from deliberation.meetings import HOUR
from deliberation.use_cases.digests import OFF
from deliberation.use_cases.matters.digest import Hearing
from screens.card import Button, Card
from screens.desk.buttons import do, home
from screens.voice import Voice


def digest_card(matter: Hearing, v: Voice) -> Card:
    """Only what is not so already can be chosen."""
    digest = matter.digest
    days = OFF if digest is None else digest.days
    labels = {
        EVERY_DAY: v.say("Every day"),
        EVERY_WEEK: v.say("Every Monday"),
        OFF: v.say("Not at all"),
    }
    lines = [
        v.say("<b>What changed, by message</b>"),
        _so_now(matter, v),
        v.say("Only what changed is told: numbers, closes, replies, meetings. Where nothing did, nothing comes."),
    ]
    ways = tuple(do(label, f"digestdays-{each}") for each, label in labels.items() if each != days)
    hours: tuple[Button, ...] = ()
    if digest is not None:
        hours = tuple(do(v.clock(each * HOUR, "UTC"), f"digesthour-{each}") for each in HOURS if each != digest.hour)
    back = (do(v.say("‹ Back"), "summaries"), home(v))
    return Card("\n".join(lines), (ways, *((hours[:2], hours[2:]) if hours else ()), back))


def _so_now(matter: Hearing, v: Voice) -> str:
    if matter.digest is None:
        return v.say("Now: not at all.")
    hour, city = v.clock(matter.digest.hour * HOUR, "UTC"), v.city(matter.zone)
    if matter.digest.days == EVERY_DAY:
        return v.say("Now: every day at {hour}, {city} time.", hour=hour, city=city)
    return v.say("Now: every Monday at {hour}, {city} time.", hour=hour, city=city)

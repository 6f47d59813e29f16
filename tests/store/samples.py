"""A sample command for each use case of a desk: what somebody taps or writes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deliberation.desk import (
    CALLING,
    CHANGING,
    CHARTS,
    CLOSING,
    DRAFT,
    EDITING,
    FILLING,
    HOME,
    LINKS,
    MEETING,
    MODERATION,
    OFFER,
    POLL_CHANGE,
    POLL_DRAFT,
    POLL_UNTIL,
    POLL_WHO,
    PUBLISHING,
    QUESTION,
    REPLY,
    REPLYING,
    REVIEW,
    ROWS,
    SUMMARY,
)
from deliberation.drafting.sheet import Town as AboutTown
from deliberation.use_cases.commands import Sender
from deliberation.use_cases.desks import ComeToDesk, DeskTap, DeskWords
from deliberation.use_cases.importing import BringStatements, BringVotes
from deliberation.use_cases.translating import KeepTranslation, Untranslated

if TYPE_CHECKING:
    from tests.store.rights import World

A_DRAFT, A_POLL_DRAFT, A_POLL, GROUP = "draft", "poll-draft", "repair-cafe", -1001


A_MEETING, PREPARED = "open-meeting", "prepared"


TOKEN = "desk-token-00000"


ABOUT = AboutTown("Wrocław", "green@town.example", "Europe/Warsaw", "en")


@dataclass(frozen=True)
class Sample:
    """A command of somebody's, and where their desk is when it comes."""

    command: Callable[[World, Sender], Any]
    place: str = HOME
    subject: str = ""
    asking: str = ""


def tapped(place: str = HOME, subject: str = "", argument: str = "", asking: str = "") -> Sample:
    """A button of a desk that stands at this place."""

    def command(world: World, who: Sender) -> DeskTap:
        return DeskTap(who, world.town.now, TOKEN, 0, 77, argument, world.town.fresh(), ABOUT)

    return Sample(command, place, subject, asking)


def written(place: str, subject: str = "", text: str = "words", asking: str = "") -> Sample:
    """Words to a desk that stands at this place."""
    return Sample(lambda w, who: DeskWords(who, w.town.now, text, w.town.fresh(), ABOUT), place, subject, asking)


def came() -> Sample:
    """A command that leads to a desk."""
    return Sample(lambda w, who: ComeToDesk(who, w.town.now, w.town.fresh()))


AT_DRAFT = {
    "drafting.fill": tapped(DRAFT, A_DRAFT),
    "drafting.fill_in": written(FILLING, A_DRAFT),
    "drafting.to_draft": tapped(DRAFT, A_DRAFT),
    "drafting.await_pictures": tapped(DRAFT, A_DRAFT),
    "drafting.put_aside": tapped(DRAFT, A_DRAFT),
    "drafting.ask_throw_away": tapped(DRAFT, A_DRAFT),
    "drafting.throw_away": tapped(DRAFT, A_DRAFT),
    "drafting.launch_now": tapped(DRAFT, A_DRAFT),
    "drafting.launch_on_its_day": tapped(DRAFT, A_DRAFT),
    "drafting.open_draft": tapped(argument=A_DRAFT),
    "editing.change": tapped(DRAFT, A_DRAFT),
    "editing.list_questions": tapped(CHANGING, A_DRAFT),
    "editing.look_at_question": tapped(CHANGING, A_DRAFT, "trees"),
    "editing.ask_anew": tapped(CHANGING, A_DRAFT, "title"),
    "editing.take_out": tapped(QUESTION, A_DRAFT, "why"),
    "editing.edit": written(EDITING, A_DRAFT, "Another title", "title"),
    "previewing.see": tapped(DRAFT, A_DRAFT),
}


AT_POLL_DRAFT = {
    "asking.ask_until": tapped(POLL_DRAFT, A_POLL_DRAFT),
    "asking.ask_who": tapped(POLL_DRAFT, A_POLL_DRAFT),
    "asking.change_poll": tapped(POLL_DRAFT, A_POLL_DRAFT),
    "asking.choose_count": tapped(POLL_DRAFT, A_POLL_DRAFT, "open"),
    "asking.choose_mirror": tapped(POLL_DRAFT, A_POLL_DRAFT, "yes"),
    "asking.choose_several": tapped(POLL_DRAFT, A_POLL_DRAFT, "one"),
    "asking.choose_until": tapped(POLL_UNTIL, A_POLL_DRAFT, "week"),
    "asking.open_poll": tapped(POLL_DRAFT, A_POLL_DRAFT),
    "asking.to_poll": tapped(POLL_CHANGE, A_POLL_DRAFT),
    "asking.write_until": written(POLL_UNTIL, A_POLL_DRAFT, "20.5.2027"),
    "asking.write_who": written(POLL_WHO, A_POLL_DRAFT, "The neighbours"),
}


AT_MEETING = {
    "calling.call_it": tapped(CALLING, PREPARED),
    "calling.choose_for_meeting": tapped(CALLING, PREPARED, "60", "lasts"),
    "calling.write_meeting": written(CALLING, PREPARED, "An evening", "title"),
    "meeting_desk.another_meeting": tapped(MEETING, A_MEETING),
    "meeting_desk.ask_about_meeting": tapped(MEETING, A_MEETING, "time"),
    "meeting_desk.cancel_it": tapped(MEETING, A_MEETING, asking="cancel"),
    "meeting_desk.look_after_meeting": tapped(argument=A_MEETING),
    "meeting_desk.move_it": tapped(MEETING, A_MEETING, asking="to-1812045600000"),
    "meeting_desk.send_meeting_link": tapped(MEETING, A_MEETING, "en", "link"),
    "meeting_desk.take_limit_away": tapped(MEETING, A_MEETING, asking="seats"),
    "meeting_desk.write_to_meeting": written(MEETING, A_MEETING, "Library", "where"),
}


AT_OFFER = {
    "steering.look_after": tapped(argument="tiny"),
    "steering.ask_close": tapped(OFFER, "tiny"),
    "steering.ask_longer": tapped(OFFER, "tiny"),
    "steering.show_links": tapped(OFFER, "tiny"),
    "steering.close_now": tapped(CLOSING, "tiny"),
    "steering.extend": tapped(OFFER, "tiny", "3"),
    "steering.remind": tapped(OFFER, "tiny"),
    "steering.put_aside": tapped(OFFER, "tiny"),
    "steering.send_link": tapped(LINKS, "tiny", "en"),
    "drafting.another_like_it": tapped(OFFER, "tiny"),
    "summaries.come_to_summaries": came(),
    "summaries.come_to_summary": Sample(lambda w, who: ComeToDesk(who, w.town.now, w.town.fresh(), subject="tiny")),
    "summaries.read_summary": tapped(argument="tiny"),
    "summaries.list_questions": tapped(SUMMARY, "tiny"),
    "summaries.send_picture": tapped(CHARTS, "tiny", "1"),
    "summaries.send_results": tapped(SUMMARY, "tiny", "report"),
    "publishing.ask_publish": tapped(SUMMARY, "tiny"),
    "publishing.publish": tapped(PUBLISHING, "tiny"),
    "publishing.ask_reply": tapped(SUMMARY, "tiny"),
    "publishing.write_reply": written(REPLY, "tiny"),
    "reviewing.open_review": tapped(SUMMARY, "tiny"),
    "reviewing.judge": tapped(REVIEW, "tiny", "shown-of-nobody"),
    "reviewing.hold": tapped(REVIEW, "tiny", "of-nobody"),
    "reviewing.hold_for": tapped(REVIEW, "tiny", "hurtful-of-nobody", "why-of-nobody"),
    "reviewing.undo": tapped(REVIEW, "tiny", asking="undo-shown-of-nobody"),
    "reviewing.ask_all": tapped(REVIEW, "tiny", "shown"),
    "reviewing.judge_all": tapped(REVIEW, "tiny", "0", "all-held"),
    "reviewing.look_again": tapped(REVIEW, "tiny", "shown-0"),
    "entrusting.open_rows": tapped(SUMMARY, "tiny"),
    "entrusting.choose_rows": tapped(ROWS, "tiny", "texts"),
    "entrusting.send_rows": tapped(ROWS, "tiny"),
    "entrusting.send_package": tapped(ROWS, "tiny", "0"),
    "importing.bring_statements": Sample(lambda w, who: BringStatements(who, w.town.now, "tiny", "ideas", "en", ())),
    "importing.bring_votes": Sample(lambda w, who: BringVotes(who, w.town.now, "tiny", "ideas", ())),
    "publishing.give_reply": tapped(REPLYING, "tiny", asking="We will plant trees."),
}


AT_MODERATION = {
    "benches.open_moderation": tapped(OFFER, "tiny"),
    "benches.turn_bench": tapped(MODERATION, "tiny", "queue"),
    "benches.list_statements": tapped(MODERATION, "tiny", "0"),
    "benches.open_statement": tapped(MODERATION, "tiny", "0", '{"page": "list", "step": "colour"}'),
    "benches.pass_over": tapped(MODERATION, "tiny", "1", '{"page": "removed"}'),
    "benches.send_log": tapped(MODERATION, "tiny"),
    "merging.choose_target": tapped(MODERATION, "tiny", "0-stamp", '{"page": "merging"}'),
    "merging.merge": tapped(MODERATION, "tiny", "stamp", '{"page": "sure", "into": 0}'),
    "moderating.accept": tapped(MODERATION, "tiny", "stamp"),
    "moderating.refuse": tapped(MODERATION, "tiny", "hurtful-stamp"),
    "moderating.put_back": tapped(MODERATION, "tiny", "stamp"),
    "moderating.undo_last": tapped(MODERATION, "tiny"),
    "moderating.mark_meta": tapped(MODERATION, "tiny", "stamp"),
    "moderating.write_to_moderation": written(MODERATION, "tiny"),
    "removing.take_out": tapped(MODERATION, "tiny", "stamp", '{"page": "removing"}'),
    "removing.take_in": tapped(MODERATION, "tiny", "name", '{"page": "removed"}'),
    "translating.choose_language": tapped(MODERATION, "tiny", "en-stamp", '{"page": "languages"}'),
    "translating.find_right": tapped(MODERATION, "tiny", "stamp", '{"page": "translating", "language": "en"}'),
    "translating.keep_translation": Sample(
        lambda w, who: KeepTranslation(who, w.town.now, Untranslated("tiny", "ideas", 0, "a", "en", "es"), "palabras")
    ),
}

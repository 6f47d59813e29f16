"""A button of a desk is tapped: each name stands for one use case."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from telegram import CallbackQuery

from deliberation.errors import MovedOn
from deliberation.use_cases import (
    asking,
    auditing,
    benches,
    calling,
    digests,
    drafting,
    editing,
    entrusting,
    inviting,
    meeting_desk,
    merging,
    moderating,
    previewing,
    publishing,
    removing,
    reviewing,
    steering,
    summaries,
    team,
    translating,
)
from deliberation.use_cases.commands import Sender, UseCase
from deliberation.use_cases.desks import DeskTap, go_home, turn_page
from deliberation.use_cases.viewing import Showing
from handlers.turn import Turn
from screens.card import Press
from screens.examples import examples

EXAMPLE = "example"
"""The name of a button that carries an example's, whose file the use case is given."""

VERBS: Mapping[str, UseCase[DeskTap, Showing]] = {
    "home": go_home,
    "team": team.open_team,
    "member": team.choose_member,
    "take": team.take_away,
    "withdraw": team.withdraw_invitation,
    "invite": inviting.choose_invite,
    "role": inviting.choose_role,
    "nonote": inviting.skip_note,
    "audit": auditing.open_audit,
    "page": turn_page,
    "examples": drafting.list_examples,
    "drafts": drafting.list_drafts,
    "d": drafting.open_draft,
    "fill": drafting.fill,
    "draft": drafting.to_draft,
    "pictures": drafting.await_pictures,
    "aside": drafting.put_aside,
    "throw": drafting.ask_throw_away,
    "thrown": drafting.throw_away,
    "launch": drafting.launch_now,
    "launchdate": drafting.launch_on_its_day,
    "again": drafting.another_like_it,
    "see": previewing.see,
    "leave": previewing.leave,
    "change": editing.change,
    "questions": editing.list_questions,
    "q": editing.look_at_question,
    "anew": editing.ask_anew,
    "takeout": editing.take_out,
    "poll": asking.begin_poll,
    "polldraft": asking.to_poll,
    "pollchange": asking.change_poll,
    "polluntil": asking.ask_until,
    "pollend": asking.choose_until,
    "pollwho": asking.ask_who,
    "pollcount": asking.choose_count,
    "pollmany": asking.choose_several,
    "pollmirror": asking.choose_mirror,
    "pollopen": asking.open_poll,
    "running": steering.list_running,
    "o": steering.look_after,
    "links": steering.show_links,
    "link": steering.send_link,
    "remind": steering.remind,
    "extend": steering.ask_longer,
    "longer": steering.extend,
    "close": steering.ask_close,
    "shut": steering.close_now,
    "shelve": steering.put_aside,
    "meetings": meeting_desk.list_meetings,
    "newmeeting": calling.begin_meeting,
    "msay": calling.choose_for_meeting,
    "callit": calling.call_it,
    "mt": meeting_desk.look_after_meeting,
    "mask": meeting_desk.ask_about_meeting,
    "mmove": meeting_desk.move_it,
    "mcancel": meeting_desk.cancel_it,
    "mlimit": meeting_desk.take_limit_away,
    "mdup": meeting_desk.another_meeting,
    "mlink": meeting_desk.send_meeting_link,
    "summaries": summaries.list_summaries,
    "s": summaries.read_summary,
    "results": summaries.list_questions,
    "picture": summaries.send_picture,
    "send": summaries.send_results,
    "publish": publishing.ask_publish,
    "published": publishing.publish,
    "reply": publishing.ask_reply,
    "replied": publishing.give_reply,
    "review": reviewing.open_review,
    "judge": reviewing.judge,
    "hold": reviewing.hold,
    "holdfor": reviewing.hold_for,
    "unjudge": reviewing.undo,
    "askall": reviewing.ask_all,
    "all": reviewing.judge_all,
    "lookagain": reviewing.look_again,
    "moderate": benches.open_moderation,
    "bench": benches.turn_bench,
    "list": benches.list_statements,
    "open": benches.open_statement,
    "over": benches.pass_over,
    "modlog": benches.send_log,
    "accept": moderating.accept,
    "refuse": moderating.refuse,
    "putback": moderating.put_back,
    "undo": moderating.undo_last,
    "meta": moderating.mark_meta,
    "into": merging.choose_target,
    "merge": merging.merge,
    "remove": removing.take_out,
    "readmit": removing.take_in,
    "language": translating.choose_language,
    "right": translating.find_right,
    "rows": entrusting.open_rows,
    "rowswith": entrusting.choose_rows,
    "rowssend": entrusting.send_rows,
    "package": entrusting.send_package,
    "digest": digests.open_digest,
    "digestdays": digests.choose_days,
    "digesthour": digests.choose_hour,
}


async def desk_tapped(turn: Turn, sender: Sender, query: CallbackQuery, press: Press) -> None:
    """Do what the button is named after. Raises `MovedOn` for a name that no button has."""
    name, _, argument = press.argument.partition("-")
    message = query.message.message_id if query.message else None
    command = DeskTap(sender, turn.now, press.token, press.revision, message, argument, turn.fresh(), turn.town)
    if name == EXAMPLE and argument in examples():
        source, _ = examples()[argument]
        shown = await turn.perform(drafting.take_example, drafting.TakeExample(**vars(command), source=source))
        await asyncio.gather(turn.answer_tap(query.id), turn.show(shown))
        return
    use_case = VERBS.get(name)
    if use_case is None:
        raise MovedOn
    shown = await turn.perform(use_case, command)
    await asyncio.gather(turn.answer_tap(query.id), turn.show(shown))

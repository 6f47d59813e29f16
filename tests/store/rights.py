"""A town in which every use case can be tried by everybody, and a sample command for each.

Whoever adds a use case adds a sample to `SAMPLES`, under the name of its module and its own. One of a desk that is
about nothing of anybody's needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast, get_type_hints

from deliberation.definition import Tapped
from deliberation.definition.meeting import read_meeting
from deliberation.desk import (
    DIGEST,
    HOME,
    Desk,
)
from deliberation.errors import Forbidden, Problem
from deliberation.kept import Comparison, Draft, Kind, PhaseTimes, View, Worked
from deliberation.notices import Explained
from deliberation.roles import Role
from deliberation.use_cases.commands import HOUSE_ITSELF, Sender
from deliberation.use_cases.comparing import Compared
from deliberation.use_cases.convening import (
    AddRecording,
    CallMeeting,
    CancelMeeting,
    ChangeMeeting,
    ChangePlaces,
    call_meeting,
)
from deliberation.use_cases.desks import ComeToDesk, DeskTap, DeskWords
from deliberation.use_cases.digests import SendDigest
from deliberation.use_cases.drafting import TakeExample
from deliberation.use_cases.explaining import Explain
from deliberation.use_cases.fewer import ChooseMessages, LookAtMessages
from deliberation.use_cases.filing import TakeFile
from deliberation.use_cases.inviting import Accept, Invite, accept, invite
from deliberation.use_cases.keeping_house import ChangeReach, Forget, MigrateChat
from deliberation.use_cases.long_waits import RemindModerators
from deliberation.use_cases.mapping import KeepMap, ToMap
from deliberation.use_cases.menus import RenewMenus
from deliberation.use_cases.mirrored_votes import MirroredVote
from deliberation.use_cases.mirroring import RecordMirror
from deliberation.use_cases.posting import AskInGroup, Post, SayWhy
from deliberation.use_cases.publishing import SayOverdue
from deliberation.use_cases.registering import COME, Attend, AttendInWords, LookAt
from deliberation.use_cases.releasing import KeepTexts, Release
from deliberation.use_cases.reminding import Remind
from deliberation.use_cases.running import CloseEarly, ClosePhase, Launch, SpreadBroadcast
from deliberation.use_cases.showing import Shown
from deliberation.use_cases.taking_part import ComeIn, Tap, Write
from deliberation.use_cases.team import TakeRole
from deliberation.use_cases.voting import CastVote, ForgetNoticed
from storage.database import Database
from storage.sql import load
from tests.deliberation.files import EXAMPLES, FOR_TESTS
from tests.store.samples import (
    A_DRAFT,
    A_MEETING,
    A_POLL,
    A_POLL_DRAFT,
    ABOUT,
    AT_DRAFT,
    AT_MEETING,
    AT_MODERATION,
    AT_OFFER,
    AT_POLL_DRAFT,
    GROUP,
    PREPARED,
    TOKEN,
    Sample,
    came,
    tapped,
    written,
)
from tests.store.town import SEVERAL, SOURCE, Town, dump, sender

PEOPLE = {Role.RESIDENT: 1, Role.FACILITATOR: 2, Role.ORGANISER: 3, Role.ADMINISTRATOR: 4}
SOMEBODY_ELSE = 9
"""A facilitator, who has begun what is foreign to the others."""

THE_MEETING = (EXAMPLES[0].parent / "meetings" / "open-meeting.toml").read_text(encoding="utf-8")
(POLL,) = (path.read_text(encoding="utf-8") for path in FOR_TESTS if path.stem == "repair-cafe")
POLL_TO_BE = POLL.replace('id = "repair-cafe"', 'id = "repair-night"')

OWNED = load(
    "\n".join(
        f"-- name: {table}\n-- Everything is this person's.\nUPDATE {table} SET owner_id = :owner"
        for table in ("consultations", "drafts", "meetings")
    )
)


class World:
    """A town in which each role is somebody's, and there is one of everything that somebody can own."""

    def __init__(self, database: Database) -> None:
        self.town = Town(database)
        self.shown: dict[int, Shown] = {}

    async def settle(self) -> None:
        await self.town.launch(SOURCE)
        await self.town.launch(POLL)
        await self.town.perform(call_meeting, CallMeeting(HOUSE_ITSELF, self.town.now, THE_MEETING, "uid"))
        for role, person in (*PEOPLE.items(), (Role.FACILITATOR, SOMEBODY_ELSE)):
            self.shown[person] = await self.town.agreed(person, "tiny")
            if role is not Role.RESIDENT:
                secret = f"secret of {person}"
                await self.town.perform(invite, Invite(HOUSE_ITSELF, self.town.now, role, secret))
                await self.town.perform(accept, Accept(sender(person), self.town.now, secret, self.town.fresh()))

    async def attempt(self, name: str, use_case: Callable[..., Any], role: Role, *, own: bool) -> str:
        """What comes of it: "done", or the code of a problem. Nothing of it stays; what is refused changed nothing."""
        sample, who = sample_of(name, use_case), sender(PEOPLE[role])
        came: list[str] = []

        async def work(session: Any) -> None:
            tx = self.town.store._transaction(session)
            await self._set_the_scene(tx, session, sample, who, own=own)
            before = await dump(session)
            try:
                await use_case(tx, sample.command(self, who))
            except Forbidden:
                came.append("forbidden")
                assert await dump(session) == before
            except Problem as problem:
                came.append(problem.code)
            else:
                came.append("done")
            raise _UndoneError

        try:
            await self.town.database.unit(work)
        except _UndoneError:
            return came[-1]
        raise AssertionError("a unit that was to be undone was committed")

    async def _set_the_scene(self, tx: Any, session: Any, sample: Sample, who: Sender, *, own: bool) -> None:
        person, other = await tx.person(who.person), await tx.person(SOMEBODY_ELSE)
        owner = person.id if own else other.id
        for identifier, source in ((A_DRAFT, SEVERAL), (A_POLL_DRAFT, POLL_TO_BE)):
            await tx.save_draft(Draft(identifier, owner, source, self.town.now))
        await tx.add_meeting(replace(read_meeting(THE_MEETING), id=PREPARED, uid="uid of another"), owner)
        for query in OWNED.values():
            await session.run(query, owner=owner)
        if not self._of_a_participation(sample):
            chat = await tx.meet_chat("unused", who.chat)
            await tx.retire_views(chat, None)
            view = View(TOKEN, chat, who.chat, person.id, person.id, Kind.DESK, message=77)
            await tx.add_view(view, now=self.town.now, lease=0)
            await tx.save_desk(Desk(person.id, sample.place, sample.subject, sample.asking))

    def _of_a_participation(self, sample: Sample) -> bool:
        return sample in {SAMPLES[name] for name in ("taking_part.tap", "taking_part.write", "keeping_house.forget")}

    def phase(self) -> PhaseTimes:
        return PhaseTimes("tiny", 1, "hearing", 0, 1, closed=False)


class _UndoneError(Exception):
    pass


def _again(world: World, who: Sender) -> Launch:
    return Launch(who, world.town.now, SOURCE.replace('version" = 1', 'version" = 2'))


def _tap(world: World, who: Sender) -> Tap:
    return world.town.tapping(world.shown[who.person], Tapped("a"))


def _file(world: World, who: Sender) -> TakeFile:
    return TakeFile(who, world.town.now, world.town.fresh(), ABOUT, "several.toml", SEVERAL.encode())


def _in_group(who: Sender) -> Sender:
    return Sender(who.person, GROUP, who.language)


SAMPLES: dict[str, Sample] = {
    **AT_MODERATION,
    **AT_DRAFT,
    **AT_POLL_DRAFT,
    **AT_MEETING,
    **AT_OFFER,
    "convening.call_meeting": Sample(
        lambda w, who: CallMeeting(who, w.town.now, THE_MEETING.replace("open-meeting", "another"), "uid")
    ),
    "convening.change_meeting": Sample(lambda w, who: ChangeMeeting(who, w.town.now, A_MEETING, place="Library")),
    "convening.cancel_meeting": Sample(lambda w, who: CancelMeeting(who, w.town.now, A_MEETING)),
    "convening.change_places": Sample(lambda w, who: ChangePlaces(who, w.town.now, A_MEETING, 99)),
    "convening.add_recording": Sample(lambda w, who: AddRecording(who, w.town.now, A_MEETING, "https://town.example")),
    "comparing.compared": Sample(
        lambda w, who: Compared(
            who, w.town.now, Comparison("of nobody", "ideas", "words", "en", "tiny", 1, 7), (), "token"
        )
    ),
    "drafting.take_example": Sample(
        lambda w, who: TakeExample(who, w.town.now, TOKEN, 0, 77, "", w.town.fresh(), ABOUT, SEVERAL)
    ),
    "explaining.explain": Sample(lambda w, who: Explain(who, w.town.now, "not_text", {}, w.town.fresh())),
    "fewer.choose_messages": Sample(lambda w, who: ChooseMessages(who, w.town.now, "no such token", 1, "none")),
    "fewer.look_at_messages": Sample(lambda w, who: LookAtMessages(who, w.town.now, w.town.fresh())),
    "filing.take_file": Sample(_file),
    "hearing.hear": Sample(lambda w, who: Write(who, w.town.now, "words", None, w.town.fresh())),
    "long_waits.remind_moderators": Sample(lambda w, who: RemindModerators(who, w.town.now)),
    "inviting.accept": Sample(lambda w, who: Accept(who, w.town.now, "no such secret", w.town.fresh())),
    "inviting.invite": Sample(lambda w, who: Invite(who, w.town.now, Role.ADMINISTRATOR, "a new secret")),
    "keeping_house.change_reach": Sample(lambda w, who: ChangeReach(who, w.town.now, 1, reachable=False)),
    "keeping_house.forget": Sample(lambda w, who: Forget(who, w.town.now)),
    "keeping_house.migrate_chat": Sample(lambda w, who: MigrateChat(who, w.town.now, 1, -1)),
    "mirrored_votes.take_mirrored": Sample(lambda w, who: MirroredVote(who, w.town.now, "no such poll", (0,))),
    "mirroring.record_mirror": Sample(lambda w, who: RecordMirror(who, w.town.now, "no such token", 1, "1", 7)),
    "posting.post": Sample(lambda w, who: Post(_in_group(who), w.town.now, A_POLL, "Neighbours", w.town.fresh())),
    "menus.renew_menus": Sample(lambda w, who: RenewMenus(who, w.town.now, "edition")),
    "posting.ask_in_group": Sample(
        lambda w, who: AskInGroup(
            _in_group(who), w.town.now, "/poll When? | Friday | Saturday", "Neighbours", ABOUT, w.town.fresh()
        )
    ),
    "posting.say_why": Sample(
        lambda w, who: SayWhy(_in_group(who), w.town.now, Explained("not_text", {}), w.town.fresh())
    ),
    "registering.attend": Sample(lambda w, who: Attend(who, w.town.now, "no such token", 1, COME, w.town.fresh())),
    "registering.attend_in_words": Sample(lambda w, who: AttendInWords(who, w.town.now, COME, w.town.fresh())),
    "registering.look_at": Sample(lambda w, who: LookAt(who, w.town.now, A_MEETING, w.town.fresh())),
    "reminding.remind": Sample(lambda w, who: Remind(who, w.town.now)),
    "running.close_early": Sample(lambda w, who: CloseEarly(who, w.town.now, "tiny")),
    "running.close_phase": Sample(lambda w, who: ClosePhase(who, w.town.now, w.phase(), "broadcast")),
    "running.launch": Sample(_again),
    "digests.choose_days": tapped(DIGEST, argument="7"),
    "digests.choose_hour": tapped(DIGEST, argument="9"),
    "digests.send_digest": Sample(lambda w, who: SendDigest(who, w.town.now)),
    "publishing.say_overdue": Sample(lambda w, who: SayOverdue(who, w.town.now)),
    "mapping.keep_map": Sample(
        lambda w, who: KeepMap(who, w.town.now, ToMap("tiny", "ideas"), Worked("{}", "1", None, "", anew=True))
    ),
    "releasing.keep_texts": Sample(lambda w, who: KeepTexts(who, w.town.now, "tiny", ())),
    "releasing.release": Sample(lambda w, who: Release(who, w.town.now, w.phase(), "release", cast("Any", None))),
    "running.spread_broadcast": Sample(lambda w, who: SpreadBroadcast(who, w.town.now)),
    "taking_part.come_in": Sample(lambda w, who: ComeIn(who, w.town.now, "tiny", w.town.fresh())),
    "taking_part.tap": Sample(_tap),
    "taking_part.write": Sample(lambda w, who: Write(who, w.town.now, "words", None, w.town.fresh())),
    "team.take_role": Sample(lambda w, who: TakeRole(who, w.town.now, 1)),
    "voting.forget_noticed": Sample(lambda w, who: ForgetNoticed(who, w.town.now)),
    "voting.vote": Sample(lambda w, who: CastVote(_in_group(who), w.town.now, "no such token", 1, "a", w.town.fresh())),
}
"""By module and name."""

AT_ANY_DESK: dict[Any, Callable[[], Sample]] = {DeskTap: tapped, DeskWords: lambda: written(HOME), ComeToDesk: came}
"""For what is about nothing of anybody's."""


def sample_of(name: str, use_case: Callable[..., Any]) -> Sample:
    """The sample for a use case. Raises `LookupError` for one that has none."""
    if name in SAMPLES:
        return SAMPLES[name]
    asked_for = next(
        kind for entrance, kind in get_type_hints(use_case).items() if entrance in {"command", "tap", "words"}
    )
    if asked_for in AT_ANY_DESK and getattr(use_case, "owner", None) is None:
        return AT_ANY_DESK[asked_for]()
    raise LookupError(f"{name} has no sample command: give it one in {__name__}.SAMPLES")

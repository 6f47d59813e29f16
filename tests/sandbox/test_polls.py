"""Telegram's own polls: what can be asked, who is told of a vote, and that a stopped poll takes none."""

from typing import Any

import pytest

from tests.sandbox.town import Json, Town

ASKED: Json = {"question": "When?", "options": ["Saturday", {"text": "Sunday"}], "is_anonymous": False}


async def group_of(town: Town, *names: str) -> tuple[int, list[int]]:
    people = [await town.person(name) for name in names]
    return await town.group(*people), people


async def vote(town: Town, group: int, message: int, person: int, *options: int) -> tuple[int, Any]:
    body = {"from": person, "message_id": message, "options": list(options)}
    return await town.try_act("POST", f"/chats/{group}/votes", **body)


async def answers(town: Town) -> list[tuple[int, list[int]]]:
    found = [update["poll_answer"] for update in await town.updates() if "poll_answer" in update]
    return [(answer["user"]["id"], answer["option_ids"]) for answer in found]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": " "}, "text must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["x", "y" * 101]}, "poll options length must not exceed 100"),
        ({"options": ["x", " "]}, "text must be non-empty"),
        ({"options": ["x", 3]}, "can't parse InputPollOption: Expected InputPollOption to be an Object"),
        ({"description": "x" * 1025}, "message caption is too long"),
        ({"type": "quiz"}, "the sandbox plays regular polls only"),
        ({"close_date": 2_000_000_000}, "the sandbox does not play close_date"),
    ],
)
async def test_what_does_not_fit_is_refused_in_telegrams_words(town: Town, changes: Json, reason: str) -> None:
    group, _ = await group_of(town, "Ana")
    assert await town.refused("sendPoll", chat_id=group, **(ASKED | changes)) == f"Bad Request: {reason}"
    assert len(await town.seen(_[0], group)) == 1  # that the group was founded


async def test_votes_are_told_with_who_cast_them_and_everybody_sees_the_count(town: Town) -> None:
    group, (ana, ben) = await group_of(town, "Ana", "Ben")
    sent = await town.ok("sendPoll", chat_id=group, description="For all.", **ASKED)
    assert [option["text"] for option in sent["poll"]["options"]] == ["Saturday", "Sunday"]
    for person, chosen in ((ana, [0]), (ben, [0]), (ben, [1]), (ana, []), (ana, [])):
        assert (await vote(town, group, sent["message_id"], person, *chosen))[0] == 200
    assert await answers(town) == [(ana, [0]), (ben, [0]), (ben, [1]), (ana, [])]
    poll = (await town.seen(ana, group))[-1]["poll"]
    assert [option["voter_count"] for option in poll["options"]] == [0, 1]
    assert (poll["total_voter_count"], poll["description"]) == (1, "For all.")


async def test_a_vote_that_no_app_offers_is_refused(town: Town) -> None:
    group, (ana, eve) = await group_of(town, "Ana", "Eve")
    sent = await town.ok("sendPoll", chat_id=group, allows_revoting=False, **ASKED)
    text = await town.ok("sendMessage", chat_id=group, text="no poll")
    number = sent["message_id"]
    assert [(await vote(town, group, number, ana, *chosen))[0] for chosen in ([2], [0, 1], [0], [1])] == [
        400,
        400,
        200,
        409,
    ]
    assert (await vote(town, group, text["message_id"], ana, 0))[0] == 404
    assert (await vote(town, group, number, await town.stranger(), 0))[0] == 403
    assert await answers(town) == [(ana, [0])]
    assert eve


async def test_several_where_several_are_allowed_and_nobody_named_where_votes_are_anonymous(town: Town) -> None:
    group, (ana,) = await group_of(town, "Ana")
    sent = await town.ok("sendPoll", chat_id=group, **ASKED | {"is_anonymous": True, "allows_multiple_answers": True})
    assert (await vote(town, group, sent["message_id"], ana, 1, 0, 1))[0] == 200
    updates = await town.updates()
    assert [update["poll"]["total_voter_count"] for update in updates] == [1]


async def test_a_stopped_poll_takes_no_votes_and_is_stopped_once(town: Town) -> None:
    group, (ana,) = await group_of(town, "Ana")
    sent = await town.ok("sendPoll", chat_id=group, **ASKED)
    at = {"chat_id": group, "message_id": sent["message_id"]}
    assert (await town.ok("stopPoll", **at))["is_closed"]
    assert (await vote(town, group, sent["message_id"], ana, 0))[0] == 409
    assert await town.refused("stopPoll", **at) == "Bad Request: poll has already been closed"
    await town.ok("deleteMessage", **at)
    for message in (sent["message_id"], 4_000):
        refusal = await town.refused("stopPoll", chat_id=group, message_id=message)
        assert refusal == "Bad Request: message with poll to stop not found"

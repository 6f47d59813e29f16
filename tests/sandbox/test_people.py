"""The interface for people: what they can do, what the bot is told of it, and what no app would let them do."""

import asyncio

import pytest

from tests.sandbox.town import Json, Town, keyboard


async def test_a_deep_link_sends_its_code(town: Town) -> None:
    ana = await town.stranger()
    await town.act("POST", f"/chats/{ana}/start", **{"from": ana, "payload": "lindner_es"})
    message = (await town.updates())[-1]["message"]
    assert message["text"] == "/start lindner_es"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {"id": ana, "is_bot": False, "first_name": "Ana"}
    status, _ = await town.try_act("POST", f"/chats/{ana}/start", **{"from": ana, "payload": "a b"})
    assert status == 400


async def test_command_entities_count_utf16(town: Town) -> None:
    ana = await town.person()
    await town.write(ana, "\N{HOUSE BUILDING} /help@fairdeal_bot and/or /x")
    assert (await town.updates())[-1]["message"]["entities"] == [
        {"type": "bot_command", "offset": 3, "length": 18},
        {"type": "bot_command", "offset": 29, "length": 2},
    ]


async def test_a_long_text_goes_out_in_pieces(town: Town) -> None:
    ana = await town.person()
    text = "x" * 4095 + "\N{HOUSE BUILDING}" + "y" * 10
    await town.write(ana, text)
    pieces = [each["message"]["text"] for each in await town.updates()]
    assert pieces == ["x" * 4095, "\N{HOUSE BUILDING}" + "y" * 10]


async def test_an_edit_by_a_person_is_told(town: Town) -> None:
    ana, ben = await town.person(), await town.person("Ben")
    message = await town.write(ana, "one")
    path = f"/chats/{ana}/messages/{message}"
    await town.act("PATCH", path, **{"from": ana, "text": "two"})
    edited = (await town.updates())[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (message, "two")
    assert edited["edit_date"] >= edited["date"]
    assert (await town.try_act("PATCH", path, **{"from": ben, "text": "three"}))[0] == 409


async def test_only_buttons_that_are_there_can_be_tapped(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["a", "b"], ["c"]))
    for which in ({"data": "c"}, {"button": "c"}, {"row": 1, "col": 0}, {"data": "z", "forged": True}):
        await town.tap(ana, sent["message_id"], **which)
    assert [each["callback_query"]["data"] for each in await town.updates()] == ["c", "c", "c", "z"]
    body = {"from": ana, "message_id": sent["message_id"]}
    for which in ({"data": "z"}, {"button": "z"}, {"row": 1, "col": 1}, {}):
        assert (await town.try_act("POST", f"/chats/{ana}/taps", **body, **which))[0] == 409
    await town.ok("editMessageText", chat_id=ana, message_id=sent["message_id"], text="over")
    assert (await town.try_act("POST", f"/chats/{ana}/taps", **body, data="c"))[0] == 409


async def test_a_tap_on_a_message_that_is_gone_names_only_its_place(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["a"]))
    await town.ok("deleteMessage", chat_id=ana, message_id=sent["message_id"])
    await town.tap(ana, sent["message_id"], data="a", forged=True)
    message = (await town.updates())[-1]["callback_query"]["message"]
    assert message == {"chat": sent["chat"], "message_id": sent["message_id"], "date": 0}


async def test_a_link_button_opens_and_tells_nothing(town: Town) -> None:
    ana = await town.person()
    markup = {"inline_keyboard": [[{"text": "Map", "url": "https://example.org/map"}]]}
    sent = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=markup)
    body = {"from": ana, "message_id": sent["message_id"], "button": "Map"}
    answer = await town.act("POST", f"/chats/{ana}/taps", **body)
    assert answer == {"query_id": None, "url": "https://example.org/map"}
    assert await town.updates() == []


async def test_whoever_looks_waits_for_each_change(town: Town) -> None:
    ana = await town.person()
    seq = (await town.act("GET", f"/chats/{ana}?as={ana}"))["seq"]
    looking = asyncio.create_task(town.act("GET", f"/chats/{ana}?as={ana}&after={seq}&wait=30"))
    sent = await town.ok("sendMessage", chat_id=ana, text="<i>one</i>", parse_mode="HTML", reply_markup=keyboard(["a"]))
    async with asyncio.timeout(5):
        news = await looking
    message = news["messages"][0]
    assert (message["id"], message["text"], message["edited"]) == (sent["message_id"], "one", 0)
    assert message["entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    await town.ok("editMessageText", chat_id=ana, message_id=sent["message_id"], text="two")
    after = await town.act("GET", f"/chats/{ana}?as={ana}&after={news['seq']}&wait=30")
    assert [(each["text"], each["edited"]) for each in after["messages"]] == [("two", 1)]
    assert after["seq"] > news["seq"]


async def test_nobody_looks_into_a_chat_of_others(town: Town) -> None:
    ana, ben = await town.person(), await town.person("Ben")
    assert (await town.try_act("GET", f"/chats/{ana}?as={ben}"))[0] == 403
    assert (await town.try_act("POST", f"/chats/{ana}/messages", **{"from": ben, "text": "x"}))[0] == 403


async def test_a_bot_cannot_write_first(town: Town) -> None:
    ana = await town.stranger()
    reason = "Forbidden: bot can't initiate conversation with a user"
    assert await town.refused("sendMessage", chat_id=ana, text="x") == reason
    await town.write(ana, "hello")
    await town.ok("sendMessage", chat_id=ana, text="x")


async def test_an_unknown_chat(town: Town) -> None:
    for chat_id in (77, -77, "@nobody", "77"):
        assert await town.refused("sendMessage", chat_id=chat_id, text="x") == "Bad Request: chat not found"
    assert await town.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"


async def test_who_blocks_the_bot_is_out_of_reach_until_unblocking(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="x")
    await town.act("POST", f"/people/{ana}/block")
    where = {"chat_id": ana, "text": "y"}
    assert await town.refused("sendMessage", **where) == "Forbidden: bot was blocked by the user"
    assert await town.refused("editMessageText", **where, message_id=sent["message_id"]) == (
        "Forbidden: bot was blocked by the user"
    )
    assert (await town.try_act("POST", f"/chats/{ana}/messages", **{"from": ana, "text": "x"}))[0] == 409
    await town.act("POST", f"/people/{ana}/unblock")
    await town.ok("sendMessage", **where)
    changes = [each["my_chat_member"] for each in await town.updates()]
    statuses = [(each["old_chat_member"]["status"], each["new_chat_member"]["status"]) for each in changes]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_who_is_deactivated_is_gone(town: Town) -> None:
    ana = await town.person()
    await town.act("POST", f"/people/{ana}/deactivate")
    assert await town.refused("sendMessage", chat_id=ana, text="x") == "Forbidden: user is deactivated"


@pytest.mark.parametrize(
    "content",
    [
        {"photo": {"caption": "the stairwell"}},
        {"document": {"file_name": "school-street.toml", "content": "x = 1"}},
        {"voice": {"duration": 4}},
        {"sticker": {}},
        {"location": {"latitude": 51.1, "longitude": 17.0}},
    ],
)
async def test_people_send_more_than_texts(town: Town, content: Json) -> None:
    ana = await town.person()
    body = {"from": ana, "forward": "Nora"} | content
    await town.act("POST", f"/chats/{ana}/messages", **body)
    message = (await town.updates())[-1]["message"]
    assert set(content) <= set(message)
    assert message["forward_origin"]["sender_user_name"] == "Nora"
    assert (await town.try_act("POST", f"/chats/{ana}/messages", **body, text="and more"))[0] == 400


@pytest.mark.parametrize(
    ("verb", "path", "body", "status"),
    [
        ("POST", "/people", {}, 400),
        ("POST", "/people/77/block", {}, 404),
        ("POST", "/groups", {"title": "x", "members": []}, 400),
        ("GET", "/chats/77", {}, 404),
        ("GET", "/chats/77?after=x", {}, 404),
        ("POST", "/chats/x/messages", {"from": 1, "text": "x"}, 400),
        ("GET", "/taps/77", {}, 404),
        ("POST", "/clock", {"advance": -1}, 400),
        ("POST", "/clock", {"to": 1}, 400),
        ("POST", "/clock", {"to": "tomorrow"}, 400),
        ("POST", "/clock", {"to": 9e9, "advance": 1}, 400),
        ("POST", "/clock", {}, 400),
        ("GET", "/news?chat=77", {}, 400),
        ("GET", "/news?chat=77:77:0", {}, 404),
        ("GET", "/news?revision=x", {}, 400),
    ],
)
async def test_what_makes_no_sense_is_said(town: Town, verb: str, path: str, body: Json, status: int) -> None:
    got, answer = await town.try_act(verb, path, **body)
    assert got == status
    assert answer["error"]

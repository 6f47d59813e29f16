"""Groups: what the bot sees there, how it leaves and is thrown out, and what becomes of a group that grows."""

from tests.sandbox.town import Town, keyboard

UPGRADED = {
    "ok": False,
    "error_code": 400,
    "description": "Bad Request: group chat was upgraded to a supergroup chat",
}


async def test_a_new_group_is_announced(town: Town) -> None:
    ana = await town.person()
    group = (await town.act("POST", "/groups", title="Lindner Court", members=[ana]))["id"]
    assert -1_000_000_000_000 < group < 0
    joined, created = await town.updates()
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert created["message"]["chat"] == {"id": group, "type": "group", "title": "Lindner Court"}
    assert created["message"]["group_chat_created"] is True


async def test_a_bot_with_privacy_sees_what_is_meant_for_it(town: Town) -> None:
    ana = await town.person()
    group = await town.group(ana)
    sent = await town.ok("sendMessage", chat_id=group, text="Which day?")
    for text in ("chatter", "/poll", "/poll@other_bot x", "/poll@Fairdeal_Bot x"):
        await town.write(ana, text, group)
    await town.write(ana, "Saturday", group, reply_to=sent["message_id"])
    assert [each["message"]["text"] for each in await town.updates()] == ["/poll", "/poll@Fairdeal_Bot x", "Saturday"]


async def test_a_link_into_a_group_says_which_bot_it_is_for(town: Town) -> None:
    ana = await town.person()
    group = await town.group(ana)
    await town.act("POST", f"/chats/{group}/start", **{"from": ana, "payload": "p_cafe"})
    await town.act("POST", f"/chats/{ana}/start", **{"from": ana, "payload": "c_cafe"})
    texts = [update["message"]["text"] for update in await town.updates()]
    assert texts[0].casefold() == "/start@fairdeal_bot p_cafe"
    assert texts[1] == "/start c_cafe"


async def test_an_administrator_sees_everything(town: Town) -> None:
    ana = await town.person()
    group = await town.group(ana, bot_admin=True)
    await town.write(ana, "chatter", group)
    assert (await town.updates())[-1]["message"]["text"] == "chatter"


async def test_anyone_in_a_group_can_tap(town: Town) -> None:
    ana, ben, eve = [await town.person(name) for name in ("Ana", "Ben", "Eve")]
    group = await town.group(ana, ben)
    sent = await town.ok("sendMessage", chat_id=group, text="?", reply_markup=keyboard(["a"]))
    for person in (ana, ben):
        await town.tap(person, sent["message_id"], group, data="a")
    assert [each["callback_query"]["from"]["id"] for each in await town.updates()] == [ana, ben]
    body = {"from": eve, "message_id": sent["message_id"], "data": "a"}
    assert (await town.try_act("POST", f"/chats/{group}/taps", **body))[0] == 403


async def test_a_group_that_grows_has_another_id(town: Town) -> None:
    ana = await town.person()
    group = await town.group(ana)
    grown = (await town.act("POST", f"/groups/{group}/migrate"))["id"]
    assert grown < -1_000_000_000_000
    old, new = [each["message"] for each in await town.updates()]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group, grown)
    assert (new["chat"]["id"], new["chat"]["type"], new["migrate_from_chat_id"]) == (grown, "supergroup", group)
    refusal = await town.call("sendMessage", chat_id=group, text="x")
    assert refusal == UPGRADED | {"parameters": {"migrate_to_chat_id": grown}}
    await town.ok("sendMessage", chat_id=grown, text="x")
    assert (await town.try_act("POST", f"/groups/{group}/migrate"))[0] == 409


async def test_a_bot_that_was_thrown_out_or_left_cannot_write(town: Town) -> None:
    ana = await town.person()
    group, supergroup = await town.group(ana), await town.group(ana, supergroup=True)
    await town.act("POST", f"/groups/{group}/bot", **{"from": ana, "status": "kicked"})
    kicked = "Forbidden: bot was kicked from the group chat"
    assert await town.refused("sendMessage", chat_id=group, text="x") == kicked
    assert (await town.updates())[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert await town.ok("leaveChat", chat_id=supergroup) is True
    left = "Forbidden: bot is not a member of the supergroup chat"
    assert await town.refused("sendMessage", chat_id=supergroup, text="x") == left


async def test_supergroups_number_their_own_messages(town: Town) -> None:
    ana = await town.person()
    groups = [await town.group(ana, supergroup=True) for _ in range(2)]
    first, second = [await town.ok("sendMessage", chat_id=group, text="x") for group in groups]
    assert first["message_id"] == second["message_id"]
    basic = await town.ok("sendMessage", chat_id=await town.group(ana), text="x")
    private = await town.ok("sendMessage", chat_id=ana, text="x")
    assert private["message_id"] == basic["message_id"] + 1


async def test_who_is_who_in_a_group(town: Town) -> None:
    ana, ben, eve = [await town.person(name) for name in ("Ana", "Ben", "Eve")]
    group = await town.group(ana, ben)

    async def status(user: int) -> str:
        return (await town.ok("getChatMember", chat_id=group, user_id=user))["status"]

    assert [await status(user) for user in (ana, ben, eve, 123456)] == ["creator", "member", "left", "member"]
    assert await town.refused("getChatMember", chat_id=group, user_id=1) == "Bad Request: PARTICIPANT_ID_INVALID"
    assert (await town.ok("getChat", chat_id=group))["title"] == "Lindner Court"


async def test_other_peoples_messages_are_deleted_by_administrators_only(town: Town) -> None:
    ana = await town.person()
    for admin in (False, True):
        group = await town.group(ana, bot_admin=admin)
        message = await town.write(ana, "rude", group)
        answer = await town.call("deleteMessage", chat_id=group, message_id=message)
        assert answer["ok"] is admin
        assert admin or answer["description"] == "Bad Request: message can't be deleted"


async def test_a_group_is_limited_to_twenty_a_minute(town: Town) -> None:
    group = await town.group(await town.person())
    for number in range(20):
        await town.ok("sendMessage", chat_id=group, text=str(number))
    refusal = await town.call("sendMessage", chat_id=group, text="one too many")
    assert refusal["error_code"] == 429
    assert refusal["parameters"]["retry_after"] in (59, 60)
    await town.act("POST", "/clock", advance=60)
    await town.ok("sendMessage", chat_id=group, text="in time")

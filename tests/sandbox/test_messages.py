"""Sending, editing, deleting: what is accepted, what is refused, and in which words."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.town import TOKEN, Town, keyboard

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_message_comes_back_whole(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok(
        "sendMessage", chat_id=ana, text="<b>Rent</b> &amp; heat", parse_mode="HTML", reply_markup=keyboard(["1"])
    )
    assert sent["from"] == {"id": 123456, "is_bot": True, "first_name": "fairdeal_bot", "username": "fairdeal_bot"}
    assert sent["chat"] == {"id": ana, "type": "private", "first_name": "Ana"}
    assert sent["text"] == "Rent & heat"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert sent["reply_markup"] == keyboard(["1"])
    assert abs(sent["date"] - town.sandbox.clock.now()) < 5


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "\N{HOUSE BUILDING}" * 2049}, "message is too long"),
        ({"text": 5}, 'field "text" must be of type String'),
        ({"text": "x", "disable_notification": "maybe"}, 'field "disable_notification" must be of type Boolean'),
        ({"text": "x", "parse_mode": "Textile"}, "unsupported parse_mode"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
         "entity beginning or end is outside of the message text"),
    ],
)  # fmt: skip
async def test_refusals_of_a_text(town: Town, arguments: dict[str, Any], reason: str) -> None:
    ana = await town.person()
    assert await town.refused("sendMessage", chat_id=ana, **arguments) == f"Bad Request: {reason}"


async def test_the_longest_text_is_counted_after_parsing_in_utf16(town: Town) -> None:
    ana = await town.person()
    for text in ("x" * 4096, "\N{HOUSE BUILDING}" * 2048, "<b>" + "&amp;" * 4096 + "</b>"):
        await town.ok("sendMessage", chat_id=ana, text=text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "ż" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"},
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        ({"text": "x", "url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    ],
)  # fmt: skip
async def test_refusals_of_a_button(town: Town, button: dict[str, str], reason: str) -> None:
    ana = await town.person()
    markup = {"inline_keyboard": [[button]]}
    assert await town.refused("sendMessage", chat_id=ana, text="?", reply_markup=markup) == f"Bad Request: {reason}"


async def test_button_data_may_have_64_bytes(town: Town) -> None:
    ana = await town.person()
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "ż" * 32}]]}
    await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=markup)


@pytest.mark.parametrize(("rows", "width", "accepted"), [(12, 8, True), (13, 8, False), (1, 9, False), (100, 1, True)])
async def test_how_many_buttons_fit(town: Town, rows: int, width: int, accepted: bool) -> None:
    ana = await town.person()
    markup = keyboard(*[[str(number) for number in range(width)]] * rows)
    assert (await town.call("sendMessage", chat_id=ana, text="?", reply_markup=markup))["ok"] is accepted


async def test_an_edit_replaces_text_and_keyboard(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="one", reply_markup=keyboard(["1"]))
    where = {"chat_id": ana, "message_id": sent["message_id"]}
    edited = await town.ok("editMessageText", **where, text="two")
    assert (edited["text"], edited["message_id"], "reply_markup" in edited) == ("two", sent["message_id"], False)
    assert edited["edit_date"] >= sent["date"]
    assert (await town.seen(ana))[-1]["edited"] == 1


async def test_an_edit_that_changes_nothing_is_refused(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="one", reply_markup=keyboard(["1"]))
    where = {"chat_id": ana, "message_id": sent["message_id"]}
    same = {"text": "<i></i>one ", "parse_mode": "HTML", "reply_markup": keyboard(["1"])}
    assert await town.refused("editMessageText", **where, **same) == NOT_MODIFIED
    assert await town.refused("editMessageReplyMarkup", **where, reply_markup=keyboard(["1"])) == NOT_MODIFIED
    await town.ok("editMessageReplyMarkup", **where)
    assert await town.refused("editMessageReplyMarkup", **where) == NOT_MODIFIED


async def test_only_own_and_present_messages_are_edited(town: Town) -> None:
    ana = await town.person()
    hers = await town.write(ana, "mine")
    edit = {"chat_id": ana, "text": "x"}
    assert await town.refused("editMessageText", **edit, message_id=hers) == "Bad Request: message can't be edited"
    assert await town.refused("editMessageText", **edit, message_id=999) == "Bad Request: message to edit not found"
    assert await town.refused("editMessageText", **edit) == "Bad Request: message identifier is not specified"


async def test_a_deleted_message_is_gone(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="one")
    where = {"chat_id": ana, "message_id": sent["message_id"]}
    assert await town.ok("deleteMessage", **where) is True
    assert await town.refused("deleteMessage", **where) == "Bad Request: message to delete not found"
    assert await town.refused("editMessageText", **where, text="x") == "Bad Request: message to edit not found"
    assert (await town.seen(ana))[-1].keys() == {"id", "seq", "date", "deleted"}


async def test_messages_can_be_deleted_for_two_days(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="one")
    town.sandbox.clock.advance(48 * 3600 + 2)
    where = {"chat_id": ana, "message_id": sent["message_id"]}
    assert await town.refused("deleteMessage", **where) == "Bad Request: message can't be deleted for everyone"


async def test_a_reply_shows_what_it_replies_to(town: Town) -> None:
    ana = await town.person()
    hers = await town.write(ana, "question")
    reply = await town.ok("sendMessage", chat_id=ana, text="answer", reply_parameters={"message_id": hers})
    assert reply["reply_to_message"]["text"] == "question"


async def test_a_tap_is_answered_once(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["yes"]))
    query = await town.tap(ana, sent["message_id"], button="yes")
    update = (await town.updates())[-1]["callback_query"]
    assert (update["id"], update["data"], update["message"]["text"]) == (query, "yes", "?")
    answer = {"callback_query_id": query, "text": "Saved", "show_alert": True}
    assert await town.ok("answerCallbackQuery", **answer) is True
    assert await town.refused("answerCallbackQuery", **answer) == TOO_OLD
    assert await town.act("GET", f"/taps/{query}?wait=5") == {
        "answered": True, "text": "Saved", "show_alert": True, "url": "",
    }  # fmt: skip


async def test_a_tap_grows_too_old(town: Town) -> None:
    ana = await town.person()
    sent = await town.ok("sendMessage", chat_id=ana, text="?", reply_markup=keyboard(["yes"]))
    query = await town.tap(ana, sent["message_id"], button="yes")
    assert await town.refused("answerCallbackQuery", callback_query_id=query, text="x" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    town.sandbox.clock.advance(16)
    assert await town.refused("answerCallbackQuery", callback_query_id=query) == TOO_OLD
    assert await town.refused("answerCallbackQuery", callback_query_id="77") == TOO_OLD


async def test_token_and_method_must_exist(town: Town) -> None:
    async with town.http.get("/bot123456:WRONG/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")
    assert await town.call("sendMesage") == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert (await town.ok("GETME"))["username"] == "fairdeal_bot"


async def test_a_form_and_a_query_carry_the_same_parameters(town: Town) -> None:
    ana = await town.person()
    form = {"text": "hello", "disable_notification": "True", "reply_markup": '{"inline_keyboard": []}'}
    async with town.http.post(f"/bot{TOKEN}/sendMessage?chat_id={ana}", data=form) as answer:
        assert (await answer.json())["result"]["text"] == "hello"
    parts = aiohttp.FormData({"chat_id": str(ana)}, default_to_multipart=True)
    parts.add_field("text", "hello again", content_type="text/plain")
    async with town.http.post(f"/bot{TOKEN}/sendMessage", data=parts) as answer:
        assert (await answer.json())["result"]["text"] == "hello again"
    async with town.http.post(
        f"/bot{TOKEN}/sendMessage", data="[", headers={"Content-Type": "application/json"}
    ) as got:
        assert (await got.json())["description"] == "Bad Request: can't parse JSON object"


async def test_an_unknown_parameter_is_ignored_and_reported(town: Town) -> None:
    ana = await town.person()
    await town.ok("sendMessage", chat_id=ana, text="x", disable_web_page_preview=True)
    state = await town.act("GET", "/state")
    assert state["warnings"] == {"sendMessage: unknown parameter disable_web_page_preview": 1}

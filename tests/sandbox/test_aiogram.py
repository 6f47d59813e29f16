"""An unrelated client plays the bot: what it can parse and drive is Telegram's shape, not merely our reading of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from tests.sandbox.test_files import png
from tests.sandbox.test_polls import group_of, vote
from tests.sandbox.town import Town

if TYPE_CHECKING:
    from aiogram import Bot


@pytest.fixture(scope="session")
def client() -> ModuleType:
    """Imported late: that takes seconds."""
    return import_module("tests.sandbox.aiogram_bot")


@pytest.fixture
async def bot(town: Town, client: ModuleType) -> AsyncIterator[Bot]:
    async with client.bot_at(town.sandbox.url) as bot:
        yield bot


@pytest.fixture
async def polling(bot: Bot, client: ModuleType) -> AsyncIterator[None]:
    async with client.polling(bot):
        yield


async def news(town: Town, person: int, seen: int) -> list[dict[str, object]]:
    """What is new in a chat, the person's own messages aside."""
    while True:
        look = await town.act("GET", f"/chats/{person}?as={person}&after={seen}&wait=10")
        assert look["seq"] > seen, "nothing came"
        theirs = [each for each in look["messages"] if each["from"]["id"] != person]
        if theirs:
            return theirs
        seen = look["seq"]


@pytest.mark.usefixtures("polling")
async def test_a_whole_conversation(town: Town) -> None:
    ana = await town.stranger()
    await town.act("POST", f"/chats/{ana}/start", **{"from": ana, "payload": "poster"})
    welcome = (await news(town, ana, 0))[0]
    assert welcome["text"] == "Welcome by poster"
    query = await town.tap(ana, welcome["id"], button="Agree")
    assert (await town.act("GET", f"/taps/{query}?wait=10"))["text"] == "Thank you"
    shown = (await town.seen(ana))[-1]
    assert (shown["text"], shown["edited"], shown["reply_markup"]) == ("Saved.", 1, None)


@pytest.mark.usefixtures("polling")
async def test_a_document_makes_the_round(town: Town) -> None:
    ana = await town.stranger()
    document = {"file_name": "a.toml", "content": "title = 'School street'"}
    sent = await town.act("POST", f"/chats/{ana}/messages", **{"from": ana, "document": document})
    reply = (await news(town, ana, 0))[0]
    assert (reply["text"], reply["reply_to"]) == ("title = 'School street'", sent["message_id"])


async def test_calls_and_their_results_are_parsed(town: Town, bot: Bot, client: ModuleType) -> None:
    types, ana = client.types, await town.person()
    assert (await bot.me()).username == "fairdeal_bot"
    chart = await bot.send_photo(
        ana, types.BufferedInputFile(png(1080, 1350), "chart.png"), caption="<i>Who was heard</i>"
    )
    assert chart.photo is not None
    assert chart.caption_entities is not None
    assert chart.photo[-1].width == 1080
    again = await bot.send_photo(ana, chart.photo[-1].file_id, reply_markup=client.BUTTONS)
    await bot.edit_message_caption(chat_id=ana, message_id=again.message_id, caption="Both")
    assert await bot.delete_message(ana, chart.message_id)
    assert await bot.send_chat_action(ana, "typing")
    assert await bot.set_my_commands([types.BotCommand(command="help", description="What can I do here?")])
    assert [each.command for each in await bot.get_my_commands()] == ["help"]
    assert (await bot.get_chat(ana)).first_name == "Ana"
    assert (await bot.get_webhook_info()).url == ""
    assert (await town.act("GET", "/state"))["warnings"] == {}


async def test_members_of_every_status_are_parsed(town: Town, bot: Bot) -> None:
    ana, ben = await town.person(), await town.person("Ben")
    group = await town.group(ana, bot_admin=True)
    statuses = [(await bot.get_chat_member(group, user)).status for user in (ana, ben, bot.id)]
    assert statuses == ["creator", "left", "administrator"]
    await town.act("POST", f"/groups/{group}/bot", **{"from": ana, "status": "kicked"})
    updates = await bot.get_updates()
    assert updates[-1].my_chat_member is not None
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"


async def test_refusals_are_recognised(town: Town, bot: Bot, client: ModuleType) -> None:
    errors, ana, ben = client.exceptions, await town.person(), await town.person("Ben")
    with pytest.raises(errors.TelegramBadRequest, match="message is too long"):
        await bot.send_message(ana, "x" * 4097)
    await town.act("POST", f"/people/{ana}/block")
    with pytest.raises(errors.TelegramForbiddenError):
        await bot.send_message(ana, "x")
    group = await town.group(ben)
    grown = (await town.act("POST", f"/groups/{group}/migrate"))["id"]
    with pytest.raises(errors.TelegramMigrateToChat) as migrated:
        await bot.send_message(group, "x")
    assert migrated.value.migrate_to_chat_id == grown
    await town.faults({"kind": "429", "retry_after": 3, "times": 1}, {"kind": "500", "method": "getMe"})
    with pytest.raises(errors.TelegramRetryAfter) as busy:
        await bot.send_message(ben, "x")
    assert busy.value.retry_after == 3
    with pytest.raises(errors.TelegramServerError):
        await bot.get_me()


async def test_a_poll_of_telegrams_own(town: Town, bot: Bot, client: ModuleType) -> None:
    group, (ana,) = await group_of(town, "Ana")
    sent = await bot.send_poll(group, "When?", ["Saturday", "Sunday"], is_anonymous=False, description="For all.")
    await vote(town, group, sent.message_id, ana, 1)
    read = [client.types.Update.model_validate(update) for update in await town.updates()]
    assert [update.poll_answer.option_ids for update in read if update.poll_answer] == [[1]]
    assert (await bot.stop_poll(group, sent.message_id)).is_closed

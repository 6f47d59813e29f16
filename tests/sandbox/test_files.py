"""Files both ways: uploads, their reuse by `file_id`, and downloads within Telegram's sizes."""

import base64
import io
import struct

import aiohttp
import pytest

from sandbox.uploads import MAX_DOWNLOAD, MAX_UPLOAD
from tests.sandbox.town import TOKEN, Json, Town

PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 60, 80) + b"\x01\x01\x11\x00"


def png(width: int, height: int) -> bytes:
    return PNG_HEAD + struct.pack(">II", width, height)


async def upload(town: Town, method: str, part: str, data: bytes, **arguments: str) -> Json:
    form = aiohttp.FormData(arguments)
    form.add_field(part, io.BytesIO(data), filename="chart.png", content_type="image/png")
    async with town.http.post(f"/bot{TOKEN}/{method}", data=form) as answer:
        return await answer.json()


async def download(town: Town, file_id: str) -> bytes:
    path = (await town.ok("getFile", file_id=file_id))["file_path"]
    async with town.http.get(f"/file/bot{TOKEN}/{path}") as answer:
        assert answer.status == 200
        return await answer.read()


@pytest.mark.parametrize(("data", "size"), [(png(1080, 1350), (1080, 1350)), (JPEG, (80, 60))])
async def test_a_picture_is_sent_fetched_and_sent_again(town: Town, data: bytes, size: tuple[int, int]) -> None:
    ana = await town.person()
    sent = (await upload(town, "sendPhoto", "photo", data, chat_id=str(ana), caption="<b>x</b>", parse_mode="HTML"))[
        "result"
    ]
    photo = sent["photo"][-1]
    assert (photo["width"], photo["height"], photo["file_size"]) == (*size, len(data))
    assert (sent["caption"], sent["caption_entities"][0]["type"]) == ("x", "bold")
    again = await town.ok("sendPhoto", chat_id=ana, photo=photo["file_id"])
    assert again["photo"] == sent["photo"]
    assert await download(town, photo["file_id"]) == data
    async with town.http.get((await town.seen(ana))[-1]["file"]) as shown:
        assert await shown.read() == data


async def test_an_attached_file_is_found_by_its_name(town: Town) -> None:
    ana = await town.person()
    body = await upload(town, "sendDocument", "part1", b"rows", chat_id=str(ana), document="attach://part1")
    assert body["result"]["document"]["file_name"] == "chart.png"
    assert (await town.act("GET", "/state"))["warnings"] == {}


async def test_media_are_exchanged_in_place(town: Town) -> None:
    ana = await town.person()
    sent = (await upload(town, "sendPhoto", "photo", png(10, 10), chat_id=str(ana)))["result"]
    where = {"chat_id": str(ana), "message_id": str(sent["message_id"])}
    media = '{"type": "photo", "media": "attach://new", "caption": "second"}'
    edited = (await upload(town, "editMessageMedia", "new", png(20, 20), media=media, **where))["result"]
    assert (edited["photo"][0]["width"], edited["caption"]) == (20, "second")
    assert (await town.ok("editMessageCaption", **where, caption="third"))["caption"] == "third"
    assert await town.refused("editMessageText", **where, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
    ],
)
async def test_refusals_of_a_picture(town: Town, data: bytes, reason: str) -> None:
    ana = await town.person()
    body = await upload(town, "sendPhoto", "photo", data, chat_id=str(ana))
    assert body["description"] == f"Bad Request: {reason}"


async def test_refusals_of_files(town: Town) -> None:
    ana = await town.person()
    long = {"chat_id": str(ana), "caption": "x" * 1025}
    body = await upload(town, "sendDocument", "document", b"x", **long)
    assert body["description"] == "Bad Request: message caption is too long"
    assert await town.refused("sendPhoto", chat_id=ana) == "Bad Request: there is no photo in the request"
    assert await town.refused("sendPhoto", chat_id=ana, photo="AgACnone") == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )
    assert await town.refused("getFile", file_id="AgACnone") == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )


async def test_a_document_is_no_picture(town: Town) -> None:
    ana = await town.person()
    sent = await upload(town, "sendDocument", "document", png(10, 10), chat_id=str(ana))
    file_id = sent["result"]["document"]["file_id"]
    assert await town.refused("sendPhoto", chat_id=ana, photo=file_id) == (
        "Bad Request: can't use file of type Document as Photo"
    )


async def test_a_caption_is_edited_where_there_is_one_and_a_text_where_there_is_one(town: Town) -> None:
    ana = await town.person()
    photo = (await upload(town, "sendPhoto", "photo", png(10, 10), chat_id=str(ana), caption="one"))["result"]
    where = {"chat_id": ana, "message_id": photo["message_id"]}
    edited = await town.ok("editMessageCaption", **where, caption="<i>two</i>", parse_mode="HTML")
    assert (edited["photo"], edited["caption"], edited["caption_entities"][0]["type"]) == (
        photo["photo"], "two", "italic",
    )  # fmt: skip
    assert "not modified" in await town.refused("editMessageCaption", **where, caption="<i>two</i>", parse_mode="HTML")
    assert await town.refused("editMessageCaption", **where, caption="x" * 1025) == (
        "Bad Request: message caption is too long"
    )
    await town.ok("editMessageCaption", **where, caption="<b>" + "&amp;" * 1024 + "</b>", parse_mode="HTML")
    text = await town.ok("sendMessage", chat_id=ana, text="one")
    where = {"chat_id": ana, "message_id": text["message_id"]}
    assert await town.refused("editMessageCaption", **where, caption="two") == (
        "Bad Request: there is no caption in the message to edit"
    )


async def test_fifty_megabytes_go_up_and_twenty_come_down(town: Town) -> None:
    ana = await town.person()
    for size, fits in ((MAX_DOWNLOAD, True), (MAX_DOWNLOAD + 1, False)):
        sent = await upload(town, "sendDocument", "document", bytes(size), chat_id=str(ana))
        file_id = sent["result"]["document"]["file_id"]
        assert (await town.call("getFile", file_id=file_id))["ok"] is fits
    assert (await upload(town, "sendDocument", "document", bytes(MAX_UPLOAD), chat_id=str(ana)))["ok"]
    too_large = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    for size in (MAX_UPLOAD + 1, MAX_UPLOAD + 2 * 1024 * 1024):
        assert await upload(town, "sendDocument", "document", bytes(size), chat_id=str(ana)) == too_large


async def test_a_file_that_a_person_sent_can_be_fetched(town: Town) -> None:
    ana = await town.person()
    content = b"\x00\xff rows"
    document = {"file_name": "a.bin", "content_base64": base64.b64encode(content).decode()}
    await town.act("POST", f"/chats/{ana}/messages", **{"from": ana, "document": document})
    message = (await town.updates())[-1]["message"]
    assert await download(town, message["document"]["file_id"]) == content

"""Changes to the bot's own messages. An edit that changes nothing is refused, word for word as Telegram refuses it."""

from typing import Final

from sandbox.core import Core
from sandbox.errors import bad_request
from sandbox.keyboards import check_markup
from sandbox.media import document_content, photo_content
from sandbox.methods.contract import Method
from sandbox.methods.formatting import caption_content, text_content
from sandbox.uploads import Upload
from sandbox.world import Json, Message

DELETABLE: Final = 48 * 3600
NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
CAPTION_FIELDS: Final = ("caption", "caption_entities")


async def edit_message_text(core: Core, arguments: Json) -> Json:
    content, message = text_content(arguments), _own_message(core, arguments)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(core, message, content, arguments)


async def edit_message_caption(core: Core, arguments: Json) -> Json:
    caption, message = caption_content(arguments), _own_message(core, arguments)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in CAPTION_FIELDS}
    return _change(core, message, kept | caption, arguments)


async def edit_message_media(core: Core, arguments: Json) -> Json:
    media, message = arguments["media"], _own_message(core, arguments)
    if "text" in message.content:
        raise bad_request("there is no media in the message to edit")
    content = _media_content(core, media) | caption_content(media)
    return _change(core, message, content, arguments)


async def edit_message_reply_markup(core: Core, arguments: Json) -> Json:
    message = _own_message(core, arguments)
    return _change(core, message, message.content, arguments)


async def delete_message(core: Core, arguments: Json) -> bool:
    """Its own messages everywhere; other people's in private chats, and in groups that it administers. For two days."""
    chat = core.known(arguments["chat_id"])
    message = chat.messages.get(arguments["message_id"])
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    own = message.sender["id"] == core.bot_id
    if not own and chat.person is None and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")
    if core.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    core.world.delete(message)
    return True


def _own_message(core: Core, arguments: Json) -> Message:
    """The message to edit, if the bot may."""
    if arguments.get("chat_id") is None:
        raise bad_request("chat_id is empty")
    if arguments.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    chat = core.reachable(arguments["chat_id"])
    message = chat.messages.get(arguments["message_id"])
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if message.sender["id"] != core.bot_id:
        raise bad_request("message can't be edited")
    return message


def _change(core: Core, message: Message, content: Json, arguments: Json) -> Json:
    """Without `reply_markup` the buttons go, as at Telegram."""
    markup = check_markup(arguments.get("reply_markup"), inline_only=True)
    core.limiter.admit(message.chat.id, new=False)
    if (message.content, message.reply_markup) == (content, markup):
        raise bad_request(NOT_MODIFIED)
    core.world.change(message, content, markup)
    return message.as_json()


def _media_content(core: Core, media: Json) -> Json:
    given = media.get("media")
    if not isinstance(given, Upload | str):
        raise bad_request("there is no media in the request")
    match media.get("type"):
        case "photo":
            return photo_content(core.files, given)
        case "document":
            return document_content(core.files, given)
        case _:
            raise bad_request("can't parse InputMedia: type must be photo or document")


METHODS: Final[dict[str, Method]] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}

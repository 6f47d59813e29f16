"""New messages: text, pictures, documents. Everything here is counted as a send by the limits."""

from typing import Final

from sandbox.core import Core
from sandbox.errors import bad_request
from sandbox.keyboards import check_markup
from sandbox.media import document_content, photo_content
from sandbox.methods.contract import Method
from sandbox.methods.formatting import caption_content, text_content
from sandbox.world import Chat, Json, Message

CHAT_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(core: Core, arguments: Json) -> Json:
    return _send(core, arguments, text_content(arguments))


async def send_photo(core: Core, arguments: Json) -> Json:
    return _send(core, arguments, photo_content(core.files, arguments["photo"]) | caption_content(arguments))


async def send_document(core: Core, arguments: Json) -> Json:
    return _send(core, arguments, document_content(core.files, arguments["document"]) | caption_content(arguments))


async def send_chat_action(core: Core, arguments: Json) -> bool:
    if arguments["action"] not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    core.world.show_busy(core.reachable(arguments["chat_id"]), arguments["action"])
    return True


def _send(core: Core, arguments: Json, content: Json) -> Json:
    markup = check_markup(arguments.get("reply_markup"), inline_only=False)
    chat = core.reachable(arguments["chat_id"])
    replied = replied_to(chat, arguments.get("reply_parameters"))
    core.limiter.admit(chat.id, new=True)
    return core.world.post(chat, core.bot(), content, markup, replied).as_json()


def replied_to(chat: Chat, parameters: Json | None) -> Message | None:
    """The message that a new one answers, if it is there."""
    if not parameters:
        return None
    message = chat.messages.get(parameters.get("message_id", 0))
    if message and not message.deleted:
        return message
    if parameters.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


METHODS: Final[dict[str, Method]] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}

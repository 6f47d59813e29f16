"""Which parameters each method has, of which types, and which it cannot do without.

Telegram accepts the same parameter as JSON or as a string in a form; this module makes one typed thing of both and
refuses what does not fit its type. A parameter that the method does not have is ignored, as Telegram does, and handed
back to be reported. It must not know what a method does with its parameters.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from sandbox.errors import ApiError, bad_request
from sandbox.uploads import Upload
from sandbox.world import Json

# name:type, with ! for what is required. The methods and parameters of Bot API 10 that this sandbox answers.
_SENDING: Final = (
    "business_connection_id:string chat_id:chat! message_thread_id:integer direct_messages_topic_id:integer "
    "disable_notification:boolean protect_content:boolean allow_paid_broadcast:boolean message_effect_id:string "
    "suggested_post_parameters:object reply_parameters:object reply_markup:markup"
)
_SENDING_A_POLL: Final = _SENDING.replace("direct_messages_topic_id:integer ", "").replace(
    "suggested_post_parameters:object ", ""
)
_CAPTION: Final = "caption:string parse_mode:string caption_entities:list"
_PICTURE: Final = f"{_CAPTION} show_caption_above_media:boolean"
_EDITING: Final = (
    "business_connection_id:string chat_id:chat message_id:integer inline_message_id:string reply_markup:markup"
)
_WRITTEN: Final = {
    "getMe": "",
    "getUpdates": "offset:integer limit:integer timeout:integer allowed_updates:list",
    "setWebhook": "url:string! certificate:file ip_address:string max_connections:integer allowed_updates:list "
    "drop_pending_updates:boolean secret_token:string",
    "deleteWebhook": "drop_pending_updates:boolean",
    "getWebhookInfo": "",
    "sendMessage": f"{_SENDING} text:string! parse_mode:string entities:list link_preview_options:object",
    "sendPhoto": f"{_SENDING} {_PICTURE} photo:file! has_spoiler:boolean",
    "sendDocument": f"{_SENDING} {_CAPTION} document:file! thumbnail:file disable_content_type_detection:boolean",
    "sendPoll": f"{_SENDING_A_POLL} question:string! question_parse_mode:string question_entities:list options:list! "
    "is_anonymous:boolean type:string allows_multiple_answers:boolean allows_revoting:boolean shuffle_options:boolean "
    "allow_adding_options:boolean hide_results_until_closes:boolean members_only:boolean country_codes:list "
    "correct_option_ids:list explanation:string explanation_parse_mode:string explanation_entities:list "
    "explanation_media:object open_period:integer close_date:integer is_closed:boolean description:string "
    "description_parse_mode:string description_entities:list media:object",
    "stopPoll": "business_connection_id:string chat_id:chat! message_id:integer! reply_markup:markup",
    "sendChatAction": "business_connection_id:string chat_id:chat! message_thread_id:integer action:string!",
    "editMessageText": f"{_EDITING} text:string! parse_mode:string entities:list link_preview_options:object",
    "editMessageCaption": f"{_EDITING} {_PICTURE}",
    "editMessageMedia": f"{_EDITING} media:object!",
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": "chat_id:chat! message_id:integer!",
    "answerCallbackQuery": "callback_query_id:string! text:string show_alert:boolean url:string cache_time:integer",
    "getFile": "file_id:string!",
    "getChat": "chat_id:chat!",
    "getChatMember": "chat_id:chat! user_id:integer!",
    "leaveChat": "chat_id:chat!",
    "setMyCommands": "commands:list! scope:object language_code:string",
    "getMyCommands": "scope:object language_code:string",
    "deleteMyCommands": "scope:object language_code:string",
    "setMyDescription": "description:string language_code:string",
    "getMyDescription": "language_code:string",
    "setMyShortDescription": "short_description:string language_code:string",
    "getMyShortDescription": "language_code:string",
}

# Telegram's own words for what is missing, where they are not "<name> is empty".
_MISSING: Final = {
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "message_id": "message identifier is not specified",
    "action": "wrong parameter action in request",
    "question": "text must be non-empty",
    "options": "poll must have at least one answer option",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
}
_BOOLEANS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    required: bool


def _parse(written: str) -> dict[str, Parameter]:
    pairs = [each.split(":") for each in written.split()]
    return {name: Parameter(name, kind.rstrip("!"), kind.endswith("!")) for name, kind in pairs}


TABLE: Final = {method: _parse(written) for method, written in _WRITTEN.items()}


def check(method: str, given: Json) -> tuple[Json, list[str]]:
    """Typed arguments of a call, and the names of parameters that the method does not have."""
    known = TABLE[method]
    arguments = {name: _convert(known[name], value) for name, value in given.items() if name in known}
    for parameter in known.values():
        # An empty string is as good as nothing at Telegram, except where it means "no web hook".
        if parameter.required and arguments.get(parameter.name) in (None, "") and parameter.name != "url":
            raise bad_request(_MISSING.get(parameter.name, f"{parameter.name} is empty"))
    return arguments, sorted(set(given) - set(known))


def _convert(parameter: Parameter, value: object) -> Any:
    if value is None:
        return None
    match parameter.type:
        case "integer":
            return _integer(parameter.name, value)
        case "boolean":
            return _boolean(parameter.name, value)
        case "chat":
            return _chat(value)
        case "file":
            return _file(parameter.name, value)
        case "list":
            return _nested(parameter.name, value, list)
        case "markup":
            return _nested("reply markup", value, dict)
        case "object":
            return _nested(parameter.name, value, dict)
        case _:
            return _string(parameter.name, value)


def _integer(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value):
        return int(value)
    raise bad_request(f'field "{name}" must be of type Number')


def _boolean(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _BOOLEANS:
        return _BOOLEANS[value.lower()]
    raise bad_request(f'field "{name}" must be of type Boolean')


def _string(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise bad_request(f'field "{name}" must be of type String')


def _chat(value: object) -> int:
    """No chat here has a public name, so only numbers lead anywhere."""
    try:
        return _integer("chat_id", value)
    except ApiError as problem:
        raise bad_request("chat not found") from problem


def _file(name: str, value: object) -> Upload | str:
    return value if isinstance(value, Upload) else _string(name, value)


def _nested(name: str, value: object, kind: type[list[Any]] | type[dict[str, Any]]) -> Any:
    """A list or object, which forms carry as JSON text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as problem:
            raise bad_request(f"can't parse {name} JSON {'array' if kind is list else 'object'}") from problem
    if not isinstance(value, kind):
        raise bad_request(f"{'array' if kind is list else 'object'} expected as {name}")
    return value

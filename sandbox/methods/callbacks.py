"""The answer to a tap."""

from typing import Final

from sandbox.core import Core
from sandbox.entities import utf16_length
from sandbox.errors import bad_request
from sandbox.methods.contract import Method
from sandbox.taps import Answer
from sandbox.world import Json

MAX_TEXT: Final = 200


async def answer_callback_query(core: Core, arguments: Json) -> bool:
    text = arguments.get("text") or ""
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = Answer(text, bool(arguments.get("show_alert")), arguments.get("url") or "")
    core.taps.answer(arguments["callback_query_id"], answer)
    return True


METHODS: Final[dict[str, Method]] = {"answerCallbackQuery": answer_callback_query}

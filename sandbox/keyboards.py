"""What Telegram accepts under a message: inline keyboards, checked button by button, and the keyboards that people
type with.

Only shapes and limits are checked here; what a tap does belongs to whoever taps.
"""

from typing import Final

from sandbox.errors import bad_request
from sandbox.world import Json

MAX_DATA_BYTES: Final = 64
MAX_BUTTONS: Final = 100
MAX_IN_ROW: Final = 8
ACTIONS: Final = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
TYPING_KEYBOARDS: Final = frozenset({"keyboard", "remove_keyboard", "force_reply"})


def check_markup(markup: Json | None, *, inline_only: bool) -> Json | None:
    """The inline keyboard to show under a message, or None. Raises Telegram's refusal."""
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        _check_typing_keyboard(markup, inline_only=inline_only)
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard markup JSON object")
    rows = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > MAX_IN_ROW for row in rows):
        raise bad_request("too many buttons in a row of the inline keyboard")
    return {"inline_keyboard": rows} if rows else None


def _check_typing_keyboard(markup: Json, *, inline_only: bool) -> None:
    """Not part of the message that Telegram returns, so nothing is kept of it."""
    if inline_only:
        raise bad_request("inline keyboard expected")
    if not TYPING_KEYBOARDS & set(markup):
        raise bad_request("can't parse reply keyboard markup JSON object")


def _button(button: object) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"]:
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    actions = ACTIONS & set(button)
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            if not actions
            else "can't parse inline keyboard button: exactly one action is expected"
        )
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _check_data(data: object) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")

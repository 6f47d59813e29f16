"""Telegram's own polls: sent, and stopped for good.

Lengths and wording follow the published source of Telegram's library. What the sandbox does not play (quizzes, polls
that end by themselves, media, options that people add) is refused: it must not seem to work.
"""

from typing import Any, Final

from sandbox.core import Core
from sandbox.errors import bad_request
from sandbox.keyboards import check_markup
from sandbox.methods.contract import Method
from sandbox.methods.sending import replied_to
from sandbox.polls import NativePoll
from sandbox.world import Json, Message

MAX_QUESTION: Final = 300
MAX_OPTION: Final = 100
MAX_OPTIONS: Final = 12
MAX_DESCRIPTION: Final = 1024
NOT_PLAYED: Final = (
    *("correct_option_ids", "explanation", "explanation_media", "open_period", "close_date", "media", "country_codes"),
    *("shuffle_options", "allow_adding_options", "hide_results_until_closes", "members_only", "is_closed"),
)


async def send_poll(core: Core, arguments: Json) -> Json:
    question, options = _text(arguments["question"]), [_option(each) for each in arguments["options"]]
    markup = check_markup(arguments.get("reply_markup"), inline_only=False)
    chat = core.reachable(arguments["chat_id"])
    replied = replied_to(chat, arguments.get("reply_parameters"))
    description = (arguments.get("description") or "").strip()
    _check(arguments, question, options, description)
    core.limiter.admit(chat.id, new=True)
    message = core.world.post(chat, core.bot(), {}, markup, replied)
    poll = NativePoll(
        id=core.polls.new_id(),
        question=question,
        options=tuple(options),
        description=description,
        anonymous=_flag(arguments, "is_anonymous", default=True),
        several=_flag(arguments, "allows_multiple_answers", default=False),
        revoting=_flag(arguments, "allows_revoting", default=True),
        message=message,
    )
    core.polls.add(poll)
    return message.as_json()


async def stop_poll(core: Core, arguments: Json) -> Json:
    message = _own_message(core, arguments)
    poll = core.polls.of(message)
    if poll is None:
        raise bad_request("message with poll to stop not found")
    markup = check_markup(arguments.get("reply_markup"), inline_only=True)
    core.limiter.admit(message.chat.id, new=False)
    if poll.closed:
        raise bad_request("poll has already been closed")
    poll.closed, message.reply_markup = True, markup
    poll.show()
    core.updates.add("poll", poll.as_json(), ("poll", int(poll.id)))
    return poll.as_json()


def _check(arguments: Json, question: str, options: list[str], description: str) -> None:
    if arguments.get("type") not in {None, "", "regular"}:
        raise bad_request("the sandbox plays regular polls only")
    for name in NOT_PLAYED:
        if arguments.get(name):
            raise bad_request(f"the sandbox does not play {name}")
    if len(question) > MAX_QUESTION:
        raise bad_request(f"poll question length must not exceed {MAX_QUESTION}")
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    if any(len(option) > MAX_OPTION for option in options):
        raise bad_request(f"poll options length must not exceed {MAX_OPTION}")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request("message caption is too long")


def _option(given: Any) -> str:
    """An option is a text, or an object with one."""
    text = given.get("text") if isinstance(given, dict) else given
    if not isinstance(text, str):
        raise bad_request("can't parse InputPollOption: Expected InputPollOption to be an Object")
    return _text(text)


def _text(given: str) -> str:
    text = given.strip()
    if not text:
        raise bad_request("text must be non-empty")
    return text


def _flag(arguments: Json, name: str, *, default: bool) -> bool:
    value = arguments.get(name)
    return default if value is None else bool(value)


def _own_message(core: Core, arguments: Json) -> Message:
    chat = core.reachable(arguments["chat_id"])
    message = chat.messages.get(arguments["message_id"])
    if message is None or message.deleted:
        raise bad_request("message with poll to stop not found")
    if message.sender["id"] != core.bot_id:
        raise bad_request("poll can't be stopped")
    return message


METHODS: Final[dict[str, Method]] = {"sendPoll": send_poll, "stopPoll": stop_poll}

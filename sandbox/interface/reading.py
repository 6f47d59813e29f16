"""Reads what a request of the people's interface names: persons, chats, messages, texts. What is missing or wrong is
said plainly.
"""

from typing import Final

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import InterfaceError
from sandbox.world import Chat, Json, Message, Person

MAX_WAIT: Final = 60.0


async def body_of(request: web.Request) -> Json:
    try:
        body = await request.json() if request.can_read_body else {}
    except ValueError as problem:
        raise InterfaceError(400, "the body is not JSON") from problem
    if not isinstance(body, dict):
        raise InterfaceError(400, "the body is not a JSON object")
    return body


def text_of(body: Json, name: str) -> str:
    if isinstance(value := body.get(name), str) and value.strip():
        return value
    raise InterfaceError(400, f"{name} is missing")


def number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError as problem:
        raise InterfaceError(400, "a number is missing or is none") from problem


def wait_of(request: web.Request) -> float:
    """Seconds that the caller is willing to wait for news, within reason."""
    try:
        return min(max(float(request.query.get("wait", "0")), 0.0), MAX_WAIT)
    except ValueError as problem:
        raise InterfaceError(400, "wait is a number of seconds") from problem


def person_of(core: Core, person_id: object) -> Person:
    if person := core.world.people.get(number(person_id)):
        return person
    raise InterfaceError(404, "there is no such person")


def chat_of(core: Core, request: web.Request) -> Chat:
    return known_chat(core, request.match_info["id"])


def known_chat(core: Core, chat_id: object) -> Chat:
    if chat := core.world.chats.get(number(chat_id)):
        return chat
    raise InterfaceError(404, "there is no such chat")


def message_of(chat: Chat, message_id: object) -> Message:
    if message := chat.messages.get(number(message_id)):
        return message
    raise InterfaceError(404, "there is no such message")


def check_member(chat: Chat, person: Person) -> None:
    if person.id not in chat.members:
        raise InterfaceError(403, "the person is not in this chat")

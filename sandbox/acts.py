"""What people do: write, edit, tap, block, and what groups go through. Each act changes the world and tells the bot
by an update.

Acts hold to what a Telegram app would offer; what it would not is an InterfaceError. Nothing here may know of HTTP.
"""

from typing import Final

from sandbox.core import Core
from sandbox.entities import commands_in
from sandbox.errors import InterfaceError
from sandbox.methods.chats import member
from sandbox.polls import NativePoll, persistent_id
from sandbox.taps import Tap
from sandbox.updates import TAP
from sandbox.world import Chat, Json, Message, Person

# A chat_instance only has to be the same for the same chat.
INSTANCE: Final = 7_000_000_000_000_000_000


def write(core: Core, chat: Chat, person: Person, content: Json, reply_to: Message | None = None) -> Message:
    """A person's new message. Writing to the bot, whatever one writes, lets it write back."""
    _check_may_write(chat, person)
    if chat.person:
        person.started = True
    message = core.world.post(chat, person.as_user(), content, reply_to=reply_to)
    _tell(core, "message", message)
    return message


def edit(core: Core, message: Message, person: Person, text: str) -> None:
    if message.sender["id"] != person.id or message.deleted or "text" not in message.content:
        raise InterfaceError(409, "only one's own text messages can be edited")
    core.world.change(message, text_content(text), None)
    _tell(core, "edited_message", message)


def text_content(text: str) -> Json:
    entities = commands_in(text)
    return {"text": text} | ({"entities": entities} if entities else {})


def tap(core: Core, message: Message, person: Person, data: str) -> Tap:
    if message.chat.person and (person.blocked or person.deactivated):
        raise InterfaceError(409, "the person has blocked the bot or is gone")
    made = core.taps.add(person.id)
    query = {
        "id": made.id,
        "from": person.as_user(),
        "message": message.as_json() if not message.deleted else _inaccessible(message),
        "chat_instance": str(INSTANCE + message.chat.id),
        "data": data,
    }
    core.updates.add(TAP, query, ("person", person.id))
    return made


def _inaccessible(message: Message) -> Json:
    """What Telegram shows of a message that is gone: a date of zero says so."""
    return {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}


def vote(core: Core, message: Message, person: Person, places: list[int]) -> None:
    """Choose on a poll of Telegram's own, in place of what was chosen before; nothing takes the vote back."""
    poll = core.polls.of(message)
    if poll is None or message.deleted:
        raise InterfaceError(404, "there is no poll in this message")
    chosen = tuple(sorted(set(places)))
    if poll.closed or (poll.votes.get(person.id) and not poll.revoting):
        raise InterfaceError(409, "the poll is closed, or the vote is cast for good")
    if (len(chosen) > 1 and not poll.several) or not set(chosen) <= set(range(len(poll.options))):
        raise InterfaceError(400, "the poll does not offer that")
    if chosen == poll.votes.get(person.id, ()):
        return
    poll.votes = {voter: cast for voter, cast in (poll.votes | {person.id: chosen}).items() if cast}
    poll.show()
    _tell_vote(core, poll, person, chosen)


def _tell_vote(core: Core, poll: NativePoll, person: Person, chosen: tuple[int, ...]) -> None:
    lane = ("poll", int(poll.id))
    core.updates.add("poll", poll.as_json(), lane)
    if not poll.anonymous:
        ids = {"option_ids": list(chosen), "option_persistent_ids": [persistent_id(place) for place in chosen]}
        core.updates.add("poll_answer", {"poll_id": poll.id, "user": person.as_user()} | ids, lane)


def block(core: Core, person: Person, *, blocked: bool) -> None:
    """Nothing happens to who has done it already; the bot is told of a change only."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    core.world.changed()
    statuses = ("member", "kicked") if blocked else ("kicked", "member")
    _tell_membership(core, core.world.chats[person.id], person, *statuses)


def set_bot_status(core: Core, chat: Chat, by: Person, status: str) -> None:
    """A member of a group lets the bot in, makes it an administrator, or throws it out."""
    before, chat.bot_status = chat.bot_status, status
    if before != status:
        core.world.changed()
        _tell_membership(core, chat, by, before, status)


def found(core: Core, title: str, members: list[Person], bot_status: str, *, supergroup: bool) -> Chat:
    """The first member founds the group and adds the others and the bot."""
    creator = members[0]
    statuses = {each.id: "member" for each in members} | {creator.id: "creator"}
    chat = core.world.add_group(title, statuses, bot_status, supergroup=supergroup)
    _tell_membership(core, chat, creator, "left", bot_status)
    service: Json = {"new_chat_members": [core.bot()]} if supergroup else {"group_chat_created": True}
    _tell(core, "message", core.world.post(chat, creator.as_user(), service))
    return chat


def migrate(core: Core, chat: Chat) -> Chat:
    """A basic group becomes a supergroup with a new id. Only the people move along; the bot is told in both chats."""
    if chat.kind != "group" or chat.migrated_to is not None:
        raise InterfaceError(409, "only a basic group becomes a supergroup, and once")
    grown = core.world.add_group(chat.title, chat.members, chat.bot_status, supergroup=True)
    creator = next(each for each, status in chat.members.items() if status == "creator")
    user = core.world.people[creator].as_user()
    old = core.world.post(chat, user, {"migrate_to_chat_id": grown.id})
    chat.migrated_to = grown.id
    core.world.changed()
    new = core.world.post(grown, user, {"migrate_from_chat_id": chat.id})
    _tell(core, "message", old)
    _tell(core, "message", new)
    return grown


def _check_may_write(chat: Chat, person: Person) -> None:
    if person.id not in chat.members:
        raise InterfaceError(403, "the person is not in this chat")
    if person.deactivated or (chat.person and person.blocked):
        raise InterfaceError(409, "the person has blocked the bot or is gone")
    if chat.migrated_to is not None:
        raise InterfaceError(409, "the group has become a supergroup with another id")


def _tell(core: Core, kind: str, message: Message) -> None:
    if _bot_sees(core, message):
        core.updates.add(kind, message.as_json(), ("chat", message.chat.id))


def _bot_sees(core: Core, message: Message) -> bool:
    """Telegram's privacy mode: where it is no administrator, a bot sees commands, replies to it, service messages."""
    chat = message.chat
    if chat.person or chat.bot_status == "administrator":
        return True
    if chat.bot_status != "member":
        return False
    if message.reply_to and message.reply_to.sender["id"] == core.bot_id:
        return True
    text = message.content.get("text")
    if text is None:
        return any(name in message.content for name in SERVICE)
    command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    return bool(command) and command.partition("@")[2].lower() in ("", core.username.lower())


SERVICE: Final = ("new_chat_members", "group_chat_created", "migrate_to_chat_id", "migrate_from_chat_id")


def _tell_membership(core: Core, chat: Chat, by: Person, old: str, new: str) -> None:
    change = {
        "chat": chat.as_json(),
        "from": by.as_user(),
        "date": int(core.clock.now()),
        "old_chat_member": member(core.bot(), old),
        "new_chat_member": member(core.bot(), new),
    }
    core.updates.add("my_chat_member", change, ("chat", chat.id))

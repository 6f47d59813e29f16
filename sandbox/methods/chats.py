"""What the bot may know of a chat and who is in it, and how it leaves one."""

from typing import Final

from sandbox.core import Core
from sandbox.errors import bad_request
from sandbox.methods.contract import Method
from sandbox.world import Json

# What Telegram tells of every chat, with the values of a chat in which nothing was changed.
ALWAYS: Final = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": True,
        "limited_gifts": True,
        "unique_gifts": True,
        "premium_subscription": True,
        "gifts_from_channels": True,
    },
}


async def get_chat(core: Core, arguments: Json) -> Json:
    return core.known(arguments["chat_id"]).as_json() | ALWAYS


async def get_chat_member(core: Core, arguments: Json) -> Json:
    chat, user_id = core.known(arguments["chat_id"]), arguments["user_id"]
    if user_id == core.bot_id:
        return member(core.bot(), chat.bot_status)
    person = core.world.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member(person.as_user(), chat.members.get(user_id, "left"))


async def leave_chat(core: Core, arguments: Json) -> bool:
    chat = core.reachable(arguments["chat_id"])
    if chat.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    core.world.changed()
    return True


def member(user: Json, status: str) -> Json:
    """A ChatMember with all the fields that its status demands."""
    extra: Json = {}
    if status == "creator":
        extra = {"is_anonymous": False}
    elif status == "administrator":
        extra = {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(RIGHTS, True)
    elif status == "kicked":
        extra = {"until_date": 0}
    return {"status": status, "user": user} | extra


RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)

METHODS: Final[dict[str, Method]] = {"getChat": get_chat, "getChatMember": get_chat_member, "leaveChat": leave_chat}

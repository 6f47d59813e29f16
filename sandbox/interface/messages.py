"""What a person sends, from the interface's JSON to the content of messages, and how a message looks to people.

Pictures, voices and stickers are stubs: enough for a bot to see that one came, and for a file to be fetched. Nothing
is sent here.
"""

import base64
import binascii
from typing import Final

from sandbox.acts import text_content
from sandbox.core import Core
from sandbox.entities import utf16_length
from sandbox.errors import InterfaceError
from sandbox.media import document_content, file_fields, photo_content
from sandbox.methods.formatting import MAX_TEXT
from sandbox.uploads import Files, Upload
from sandbox.world import Json, Message, Person

# The smallest picture there is: one grey point.
POINT: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
KINDS: Final = ("text", "photo", "document", "voice", "sticker", "location")


def contents_of(core: Core, body: Json) -> list[Json]:
    """The contents of the messages that a client makes of what a person sends: one, or several for a long text."""
    given = [kind for kind in KINDS if kind in body]
    if len(given) != 1:
        raise InterfaceError(400, f"a message has exactly one of {', '.join(KINDS)}")
    kind = given[0]
    contents = _texts(body["text"]) if kind == "text" else [_stub(core.files, kind, body[kind])]
    if "forward" in body:
        origin = {"type": "hidden_user", "sender_user_name": str(body["forward"]), "date": int(core.clock.now())}
        contents = [content | {"forward_origin": origin} for content in contents]
    return contents


def shown(core: Core, message: Message, person: Person | None = None) -> Json:
    """A message as people see it; of a deleted one, only that it is. Somebody sees their own vote on a poll."""
    body: Json = {"id": message.id, "seq": message.seq, "date": message.date, "deleted": message.deleted}
    if message.deleted:
        return body
    body |= {"from": message.sender, "edited": message.edits, "reply_markup": message.reply_markup}
    body |= {"reply_to": message.reply_to.id} if message.reply_to else {}
    body |= message.content | _links(core.files, message.content)
    poll = core.polls.of(message)
    return body | ({"chosen": poll.votes.get(person.id, ())} if poll and person else {})


def _links(files: Files, content: Json) -> Json:
    """Where the page finds a picture or document, without the token that Telegram's own links carry."""
    sources = [*content.get("photo", []), *([content["document"]] if "document" in content else [])]
    stored = [files.with_id(source["file_id"]) for source in sources]
    return {"file": f"/sandbox/files/{stored[0].path}"} if stored and stored[0] else {}


def _texts(text: object) -> list[Json]:
    if not isinstance(text, str) or not text.strip():
        raise InterfaceError(400, "an empty text cannot be sent")
    return [text_content(piece) for piece in split(text.strip())]


def split(text: str) -> list[str]:
    """Pieces that each fit one message, as Telegram's apps make them; a character is never cut in two."""
    pieces, start, length = [], 0, 0
    for at, character in enumerate(text):
        size = utf16_length(character)
        if length + size > MAX_TEXT:
            pieces.append(text[start:at])
            start, length = at, 0
        length += size
    return [*pieces, text[start:]]


def _stub(files: Files, kind: str, given: object) -> Json:
    """`given` is an object with what matters of the kind, all of it optional."""
    details = given if isinstance(given, dict) else {}
    caption = {"caption": details["caption"]} if details.get("caption") else {}
    match kind:
        case "photo":
            return photo_content(files, _photo(_bytes(details, POINT))) | caption
        case "document":
            return document_content(files, _document(details)) | caption
        case "voice":
            stored = files.store(Upload("voice.oga", "audio/ogg", _bytes(details, b"OggS")), "voice")
            return {"voice": file_fields(stored) | {"duration": details.get("duration", 1)}} | caption
        case "sticker":
            stored = files.store(Upload("sticker.webp", "image/webp", _bytes(details, b"RIFF")), "stickers")
            return {"sticker": file_fields(stored) | STICKER | {"emoji": details.get("emoji", "\N{THUMBS UP SIGN}")}}
        case _:
            place = {"latitude": details.get("latitude", 51.1), "longitude": details.get("longitude", 17.03)}
            return {"location": place}


STICKER: Final = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}


def _photo(data: bytes) -> Upload:
    jpeg = data.startswith(b"\xff\xd8")
    return Upload("photo.jpg", "image/jpeg", data) if jpeg else Upload("photo.png", "image/png", data)


def _document(details: Json) -> Upload:
    name, kind = details.get("file_name", "note.txt"), details.get("mime_type", "text/plain")
    return Upload(name, kind, _bytes(details, b"empty"))


def _bytes(details: Json, otherwise: bytes) -> bytes:
    """`content` is text, `content_base64` is bytes."""
    if "content" in details:
        return str(details["content"]).encode()
    try:
        return base64.b64decode(details["content_base64"], validate=True) if "content_base64" in details else otherwise
    except binascii.Error as problem:
        raise InterfaceError(400, "content_base64 is not base64") from problem

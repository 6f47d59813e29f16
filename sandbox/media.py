"""Pictures and documents as fields of a message, from an upload or from the `file_id` of an earlier one.

It looks into a picture only far enough to learn what Telegram would tell of it: that it is one, and its size.
"""

import struct
from typing import Final

from sandbox.errors import ApiError, bad_request
from sandbox.uploads import MAX_PHOTO, MAX_UPLOAD, Files, StoredFile, Upload
from sandbox.world import Json

PNG: Final = b"\x89PNG\r\n\x1a\n"
# JPEG frame headers: the markers after which height and width stand.
JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
MAX_SIDES: Final = 10_000
MAX_RATIO: Final = 20


def photo_content(files: Files, given: Upload | str) -> Json:
    stored = _stored(files, given, "photos", MAX_PHOTO)
    width, height = _picture_size(stored.upload.data)
    if width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"photo": [file_fields(stored) | {"width": width, "height": height}]}


def document_content(files: Files, given: Upload | str) -> Json:
    stored = _stored(files, given, "documents", MAX_UPLOAD)
    return {"document": file_fields(stored) | {"file_name": stored.upload.name, "mime_type": stored.upload.mime_type}}


def _stored(files: Files, given: Upload | str, folder: str, most: int) -> StoredFile:
    if isinstance(given, str):
        if found := files.with_id(given):
            if folder == "photos" and not found.path.startswith("photos/"):
                raise bad_request("can't use file of type Document as Photo")
            return found
        raise bad_request("wrong file identifier/HTTP URL specified")
    if len(given.data) > most:
        raise ApiError(413, "Request Entity Too Large")
    return files.store(given, folder)


def file_fields(stored: StoredFile) -> Json:
    return {"file_id": stored.id, "file_unique_id": stored.unique_id, "file_size": stored.size}


def _picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG."""
    if data.startswith(PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        if width and height:
            return width, height
    if data.startswith(b"\xff\xd8") and (size := _jpeg_size(data)):
        return size
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None

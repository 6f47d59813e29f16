"""Files that were given to the sandbox and how they are found again by `file_id`.

It keeps bytes in memory for as long as the server runs. Like Telegram, it takes 50 MB and hands back 20 MB; it must
not look into a file further than to learn the size of a picture.
"""

import hashlib
from dataclasses import dataclass, field
from itertools import count

from sandbox.errors import bad_request

MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """What arrived in a request."""

    name: str
    mime_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class StoredFile:
    id: str
    unique_id: str
    path: str
    upload: Upload

    @property
    def size(self) -> int:
        return len(self.upload.data)


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = count()

    def store(self, upload: Upload, folder: str) -> StoredFile:
        """Keep an upload; the same bytes sent twice are two files, as at Telegram."""
        if not upload.data:
            raise bad_request("file must be non-empty")
        number = next(self._numbers)
        digest = hashlib.sha256(upload.data + number.to_bytes(8, "big")).hexdigest()
        suffix = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        stored = StoredFile(f"AgAC{digest[:48]}", f"AQAD{digest[:12]}", f"{folder}/file_{number}.{suffix}", upload)
        self._by_id[stored.id] = stored
        self._by_path[stored.path] = stored
        return stored

    def with_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

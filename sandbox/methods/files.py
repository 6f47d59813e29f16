"""Where a file that people sent can be fetched. The bytes themselves are served under /file, not here."""

from typing import Final

from sandbox.core import Core
from sandbox.errors import bad_request
from sandbox.methods.contract import Method
from sandbox.uploads import MAX_DOWNLOAD
from sandbox.world import Json


async def get_file(core: Core, arguments: Json) -> Json:
    stored = core.files.with_id(arguments["file_id"])
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


METHODS: Final[dict[str, Method]] = {"getFile": get_file}

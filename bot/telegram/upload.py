"""A request body with files in it, written at a pace that can be watched.

aiohttp hands a body of bytes to the socket at once and has no time-out for writing, so a server that stops reading in
the middle of a photo would hold its sender for ever. The form is laid out by aiohttp; only the writing is done here.
"""

import asyncio
import io
from collections.abc import Mapping
from typing import Final

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from telegram._utils.types import UploadFileDict

# As browsers write file names (and the stock client): what would end the header's value is escaped, no more.
_ESCAPED: Final = {ord(character): f"%{ord(character):02X}" for character in (*map(chr, range(0x20)), '"')}
# aiohttp waits for the socket to drain only after writes larger than this.
_PIECE: Final = 64 * 1024 + 1


class PacedUpload(aiohttp.Payload):
    """Bytes written piece by piece; `TimeoutError` when one piece takes longer than `patience` seconds."""

    _value: bytes

    def __init__(self, body: bytes, content_type: str, patience: float | None) -> None:
        super().__init__(body, content_type=content_type)
        self._size = len(body)
        self._patience = patience

    async def write(self, writer: AbstractStreamWriter) -> None:
        for start in range(0, len(self._value), _PIECE):
            async with asyncio.timeout(self._patience):
                await writer.write(self._value[start : start + _PIECE])

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return self._value.decode(encoding, errors)


async def paced_upload(fields: Mapping[str, str], files: UploadFileDict, patience: float | None) -> PacedUpload:
    """The multipart form of these fields and files. An open file is read to its end, in a thread."""
    # aiohttp's own quoting would show residents per cent signs in place of every letter with an accent.
    form = aiohttp.FormData(fields, quote_fields=False, default_to_multipart=True)
    for name, (filename, content, mimetype) in files.items():
        # Bare bytes of more than a megabyte make aiohttp warn of a long write, which is cut into pieces here.
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename.translate(_ESCAPED), content_type=mimetype)
    multipart = form()
    return PacedUpload(await multipart.as_bytes(), multipart.headers["Content-Type"], patience)

"""Carries Bot API calls over aiohttp: the stock client manages 42 a second where this one manages 800.

A sender must know after a failure whether its message may have arrived. So every failure is worded here:

| what happened                                      | aiohttp raises                        | raised here        |
|----------------------------------------------------|---------------------------------------|--------------------|
| no free connection within the pool time-out        | (places are counted here)             | `NotSentTimeout`   |
| name, socket, TLS or proxy's tunnel not ready soon | `ConnectionTimeoutError`              | `NotSentTimeout`   |
| refused, unreachable, unknown name, TLS failed     | `ClientConnectorError` and kin        | `NotSent`          |
| the proxy refused the tunnel                       | `ClientHttpProxyError`                | `NotSent`          |
| the address cannot be called                       | `InvalidURL`, `NonHttpUrlClientError` | `NotSent`          |
| no answer in time, or body not written in time     | `TimeoutError` and kin                | `AmbiguousTimeout` |
| connection cut, answer unreadable, all else        | every other exception                 | `Ambiguous`        |
| error status, and a body that is not Telegram's    | (none)                                | `NetworkError`     |

In doubt a failure is ambiguous. So is a kept connection that the server closed while we wrote: aiohttp repeats GET
on a new one, never POST. Cancellation passes through and closes its connection.

The token is part of every URL, and aiohttp's exceptions hold the URL. Nothing that leaves this module may carry
one of them, not even as context: errors are raised outside the `except` block. Nor is a foreign body (a proxy's
error page quotes the URL) ever logged or quoted.
"""

import asyncio
import errno
import json
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.telegram.upload import paced_upload

_FORM: Final = "application/x-www-form-urlencoded"
_NOT_CONNECTED: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)
# Telegram may move a name to another address; a name looked up for every connection costs a broadcast dearly.
_DNS_SECONDS: Final = 300


class NotSent(NetworkError):
    """The request surely did not reach the server: sending it again cannot double anything."""


class NotSentTimeout(NotSent, TimedOut):
    """No connection was to be had in time."""


class Ambiguous(NetworkError):
    """The request may have taken effect, and no answer tells."""


class AmbiguousTimeout(Ambiguous, TimedOut):
    """The request was on its way and no answer came in time."""


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's way to the network. All time-outs are in seconds, `None` for none.

    The write time-out is for each piece of an upload; a form without files never waits to be written. An
    upload's default is `media_write_timeout`, and a `write_timeout` given with a call replaces it.
    """

    def __init__(
        self,
        *,
        connections: int = 64,
        read_timeout: float | None = 5.0,
        media_write_timeout: float | None = 20.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        proxy: str | None = None,
    ) -> None:
        self._connections = connections
        self._media_write_timeout = media_write_timeout
        self._pool_timeout = pool_timeout
        self._timeout = aiohttp.ClientTimeout(connect=connect_timeout, sock_read=read_timeout)
        self._proxy = _http_proxy(proxy)
        self._session: aiohttp.ClientSession | None = None
        self._places = asyncio.Semaphore(connections)

    @property
    def read_timeout(self) -> float | None:
        return self._timeout.sock_read

    async def initialize(self) -> None:
        """Opens the session; may be called again, and again after `shutdown`, in another loop as well."""
        if self._session is not None:
            return
        # Places are counted here and not by the connector, whose one time-out covers waiting and connecting.
        self._places = asyncio.Semaphore(self._connections)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, ttl_dns_cache=_DNS_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            timeout=self._timeout,
            proxy=self._proxy,
        )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917 - the base class calls it by position or by name
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body. Raises `NotSent`, `Ambiguous` or, for a foreign error page, `NetworkError`."""
        if self._session is None:
            raise NotSent("The request class is not initialised")
        options = await self._body(request_data, write_timeout)
        timeout = self._patience(read_timeout, connect_timeout)
        await self._take_place(_given(pool_timeout, self._pool_timeout))
        try:
            async with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, **options
            ) as response:
                answer = response.status, await response.read()
        except Exception as error:
            failure = _failure(error)
        else:
            return _from_telegram(*answer)
        finally:
            self._places.release()
        raise failure

    async def _body(self, data: RequestData | None, write_timeout: ODVInput[float]) -> dict[str, Any]:
        if data is None:
            return {}
        if not data.contains_files:
            # In C, which takes a sixth of the time, and as what it is, so that nobody has to find out.
            form = URL.build(query=data.json_parameters).raw_query_string.encode()
            return {"data": aiohttp.BytesPayload(form, content_type=_FORM)}
        patience = _given(write_timeout, self._media_write_timeout)
        return {"data": await paced_upload(data.json_parameters, data.multipart_data, patience)}

    def _patience(self, read_timeout: ODVInput[float], connect_timeout: ODVInput[float]) -> aiohttp.ClientTimeout:
        if isinstance(read_timeout, DefaultValue) and isinstance(connect_timeout, DefaultValue):
            return self._timeout
        return aiohttp.ClientTimeout(
            connect=_given(connect_timeout, self._timeout.connect),
            sock_read=_given(read_timeout, self._timeout.sock_read),
        )

    async def _take_place(self, patience: float | None) -> None:
        try:
            # Without a queue this neither arms a timer nor leaves the task.
            if self._places.locked():
                async with asyncio.timeout(patience):
                    await self._places.acquire()
            else:
                await self._places.acquire()
        except TimeoutError:
            raise NotSentTimeout("No connection became free in time") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """As the base class, but neither logs nor quotes what it cannot read."""
        answer = _json_object(payload)
        if answer is None:
            raise Ambiguous("The answer is not the Bot API's JSON")
        return answer


def _given(value: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(value, DefaultValue) else value


def _json_object(payload: bytes) -> JSONDict | None:
    """The Bot API's answer, or None: each has a result, or an error's `ok: false`."""
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and ("result" in answer or answer.get("ok") is False) else None


def _from_telegram(status: int, body: bytes) -> tuple[int, bytes]:
    # The base class would quote a foreign body, and would take a proxy's 404 page for a token that is not valid.
    if status >= 300 and _json_object(body) is None:
        raise NetworkError(f"HTTP status {status} from something that is not the Bot API")
    return status, body


def _failure(error: Exception) -> NetworkError:
    """What to raise instead; see the table above. Only the exception's type and errno are said."""
    number = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    said = f"{type(error).__name__} {number}" if number else type(error).__name__
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return NotSentTimeout("Not connected in time")
    if isinstance(error, _NOT_CONNECTED):
        return NotSent(f"Not connected: {said}")
    if isinstance(error, TimeoutError):
        return AmbiguousTimeout(f"No answer in time: {said}")
    return Ambiguous(f"No answer: {said}")


def _http_proxy(proxy: str | None) -> str | None:
    scheme = urlsplit(proxy).scheme if proxy else "http"
    if scheme not in ("http", "https"):
        raise ValueError(
            f"proxy: {scheme}:// is not spoken here, http:// is. For a SOCKS proxy, install Privoxy, "
            "let it forward to that proxy (forward-socks5), and give http://127.0.0.1:8118"
        )
    return proxy

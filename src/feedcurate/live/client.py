"""One question to one server → its answer.

In: an address and headers. Out: an `Answer`, redirects followed, its body unpacked in a file that is gone when it is
closed; or `Unfetched` with the reason. Every question is bounded in time and in size, waits for its turn with the
host, and goes only where `connecting` lets it. No cookies are kept and no proxy is used.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import unquote, urljoin, urlsplit

import httpcore2
from attrs import frozen

import feedcurate
from feedcurate.live.addresses import NoAddress, shown, web
from feedcurate.live.connecting import Connecting, Resolver, look_up
from feedcurate.live.failed import Unfetched
from feedcurate.live.freshness import refused_until
from feedcurate.live.hosts import Hosts
from feedcurate.live.limits import FetchLimits
from feedcurate.live.spool import spool
from feedcurate.live.unpacking import ACCEPTED, Unpacking

AGENT = f"feedcurate/{feedcurate.__version__} (reads feeds for one person; +https://pypi.org/project/feedcurate/)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_REFUSALS = frozenset({429, 503})


@frozen
class Answer:
    """What a server said. `address` is where it was found; `moved` where the feed is from now on, if elsewhere."""

    status: int
    headers: Mapping[str, str]
    body: BinaryIO
    address: str
    moved: str | None = None


@frozen
class Client:
    """What questions are asked with. `clock` gives the instant, aware."""

    pool: httpcore2.AsyncConnectionPool
    hosts: Hosts
    limits: FetchLimits
    clock: Callable[[], datetime]

    async def get(self, address: str, headers: Mapping[str, str], *, follows: bool = True) -> Answer:
        """The answer to GET, whatever its status but a refusal (429, 503). Raises `Unfetched`."""
        return await self._bounded("GET", address, headers, None, follows=follows)

    async def post(self, address: str, headers: Mapping[str, str], data: bytes) -> Answer:
        """The answer to POST, which is never sent on. Raises `Unfetched`."""
        return await self._bounded("POST", address, headers, data, follows=False)

    async def _bounded(
        self, method: str, address: str, headers: Mapping[str, str], data: bytes | None, *, follows: bool
    ) -> Answer:
        moved, is_for_good = None, True
        for _ in range(self.limits.redirects + 1):
            answer = await self._once(method, address, headers, data)
            if answer.status not in _REDIRECTS:
                return Answer(answer.status, answer.headers, answer.body, address, moved)
            answer.body.close()
            if not follows:
                raise Unfetched("answers with a redirect, which is not followed with a key to an account in hand")
            before, address = address, self._next(address, answer)
            headers = headers if _origin(before) == _origin(address) else _without_key(headers)
            is_for_good = is_for_good and answer.status in _FOR_GOOD
            moved = address if is_for_good else moved
        raise Unfetched(f"redirects more than {self.limits.redirects} times")

    def _next(self, address: str, answer: Answer) -> str:
        """Where a redirect leads. Raises `Unfetched`."""
        location = answer.headers.get("location", "")
        if not location:
            raise Unfetched(f"answers with a redirect (status {answer.status}) that leads nowhere")
        try:
            return web(urljoin(address, location))
        except (NoAddress, ValueError) as problem:
            raise Unfetched(f"redirects to `{shown(location)[:200]}`, which {problem}") from None

    async def _once(self, method: str, address: str, headers: Mapping[str, str], data: bytes | None) -> Answer:
        host = urlsplit(address).hostname or ""
        async with self.hosts.turn(host):
            until = self.hosts.refusing(host, self.clock())
            if until is not None:
                raise Unfetched("was not asked: its host refuses", until)
            try:
                async with asyncio.timeout(self.limits.total_seconds):
                    answer = await self._sent(method, address, headers, data)
            except TimeoutError:
                raise Unfetched(f"is not there after {self.limits.total_seconds:g} seconds") from None
        if answer.status in _REFUSALS:
            answer.body.close()
            until = refused_until(answer.headers, self.clock(), self.limits)
            self.hosts.refuses(host, until)
            raise Unfetched(f"refuses for now (status {answer.status})", until)
        return answer

    async def _sent(self, method: str, address: str, headers: Mapping[str, str], data: bytes | None) -> Answer:
        where, authority = _bare(address)
        sent = {"User-Agent": AGENT, "Accept-Encoding": ACCEPTED, **authority, **headers}
        patience = {
            "connect": self.limits.connect_seconds,
            "read": self.limits.read_seconds,
            "write": self.limits.read_seconds,
        }
        body = spool()
        try:
            async with self.pool.stream(
                method,
                where,
                headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in sent.items()],
                content=data,
                extensions={"timeout": patience},
            ) as response:
                found = _headers(response.headers)
                if response.status not in _REDIRECTS:
                    unpacking = Unpacking(
                        found.get("content-encoding", "").strip().lower(), body, self.limits.body_bytes
                    )
                    async for piece in response.aiter_stream():
                        unpacking.take(piece)
                    unpacking.end()
        except BaseException as error:
            body.close()
            if isinstance(error, Exception):
                raise _unfetched(error, self.limits) from None
            raise
        body.seek(0)
        return Answer(response.status, found, body, address)


def new_client(
    limits: FetchLimits,
    *,
    is_local_allowed: bool,
    resolver: Resolver | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Client:
    """A client for one run; its pool is to be closed."""
    pool = httpcore2.AsyncConnectionPool(
        max_connections=limits.at_once,
        max_keepalive_connections=limits.at_once,
        keepalive_expiry=5,
        network_backend=Connecting(resolver or look_up, is_local_allowed=is_local_allowed),
    )
    return Client(pool, Hosts(limits), limits, clock)


def _unfetched(error: Exception, limits: FetchLimits) -> Exception:
    """What went wrong, in a sentence; an error of our own stays what it is."""
    match error:
        case httpcore2.ConnectTimeout():
            return Unfetched(f"cannot be reached within {limits.connect_seconds:g} seconds")
        case httpcore2.TimeoutException():
            return Unfetched(f"says nothing for {limits.read_seconds:g} seconds")
        case httpcore2.ConnectError():
            return Unfetched(f"cannot be reached: {_words(error)}")
        case httpcore2.ProtocolError() | httpcore2.NetworkError():
            return Unfetched(f"breaks off or answers with what is no HTTP: {_words(error)}")
        case httpcore2.UnsupportedProtocol():
            return Unfetched("is no address of the web")
        case _:
            return error


def _words(error: Exception) -> str:
    """What a library says, on one short line."""
    words = " ".join(str(error).split()) or "the connection was closed"
    return f"{words[:1].lower()}{words[1:200]}"


def _headers(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their names in lower case; of one that occurs again the values are joined."""
    found: dict[str, str] = {}
    for raw, value in pairs:
        name = raw.decode("latin-1").lower()
        text = value.decode("latin-1")
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _bare(address: str) -> tuple[str, dict[str, str]]:
    """An address without name and password, and the header that says them."""
    user, at, _ = urlsplit(address).netloc.rpartition("@")
    if not at:
        return address, {}
    return shown(address), {"Authorization": f"Basic {b64encode(unquote(user).encode()).decode()}"}


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port


def _without_key(headers: Mapping[str, str]) -> dict[str, str]:
    """What may be said to another host, too."""
    return {name: value for name, value in headers.items() if name.lower() != "authorization"}

"""Connections to where a name leads, and to nowhere else.

In: a host and a port. Out: a connection. A name is looked up once; every address that it leads to is checked before
any is connected to, and the connection is made to the address that was checked, by number. So a name that leads
elsewhere a moment later gains nothing by it, and neither does a redirect: each comes through here.

This is why fetching stands on httpcore and not on httpx: httpcore lets one say how connections are made, by a public
argument, and httpx does not hand that on. `httpcore2` is the one that is still looked after.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence

import httpcore2

from feedcurate.live.failed import Unfetched
from feedcurate.live.locality import is_local

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""A host and a port → the addresses of it, by number. Raises OSError."""

_ONE_OF_SEVERAL = 3.0
"""Seconds for an address when there are others to try: many machines have addresses of IPv6 and no way there."""


class Connecting(httpcore2.AsyncNetworkBackend):
    """Connects as asyncio does, after a look at where to; `is_local_allowed` leaves the look out."""

    def __init__(self, resolver: Resolver, *, is_local_allowed: bool) -> None:
        self._resolver = resolver
        self._is_local_allowed = is_local_allowed
        self._below = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (the interface of httpcore)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to one of the host's addresses. Raises `Unfetched`, and what httpcore raises."""
        numbers = await self._numbers(host, port, timeout)
        refused: Exception = Unfetched("cannot be found: its name leads to no address")
        for left, number in zip(range(len(numbers) - 1, -1, -1), numbers, strict=True):
            patience = min(timeout or _ONE_OF_SEVERAL, _ONE_OF_SEVERAL) if left else timeout
            try:
                return await self._below.connect_tcp(number, port, patience, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                refused = error
        raise refused

    async def _numbers(self, host: str, port: int, patience: float | None) -> Sequence[str]:
        try:
            async with asyncio.timeout(patience):
                numbers = tuple(dict.fromkeys(await self._resolver(host, port)))
        except TimeoutError:
            raise Unfetched(f"cannot be found: nobody says within {patience:g} seconds where it is") from None
        except (OSError, UnicodeError):
            raise Unfetched("cannot be found: there is no host of that name, or no way to ask for it") from None
        if not self._is_local_allowed and any(is_local(number) for number in numbers):
            raise Unfetched("is in a local network, which is asked only where that is allowed (`--allow-local`)")
        return numbers


async def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system knows them. Raises OSError.

    In a thread that nobody waits for: a lookup cannot be stopped, and must not keep a process from its end.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def settle(numbers: Sequence[str] | Exception) -> None:
        if answer.done():
            return
        if isinstance(numbers, Exception):
            answer.set_exception(numbers)
        else:
            answer.set_result(numbers)

    def ask() -> None:
        found: Sequence[str] | Exception
        try:
            found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            found = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=ask, name="feedcurate-lookup", daemon=True).start()
    return await answer

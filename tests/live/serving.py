"""A real HTTP server on loopback that says exactly what a test tells it to, down to the byte.

In: a handler for each path. Out: the server's address, and what it was asked. It runs on a thread of its own.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from attrs import define, field, frozen


@frozen
class Asked:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def place(self) -> str:
        """The path without its query."""
        return self.path.partition("?")[0]


Handler = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@define(eq=False)
class Server:
    """What is served, by path; `asked` are the requests so far, in order."""

    port: int = 0
    scheme: str = "http"
    routes: dict[str, Handler] = field(factory=dict)
    asked: list[Asked] = field(factory=list)
    at_once: int = 0
    most_at_once: int = 0
    tasks: set[asyncio.Task[None]] = field(factory=set)

    def address(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        """Where a path is."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [one.path for one in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        task = asyncio.current_task()
        if task is not None:
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while (asked := await _request(reader)) is not None:
                    await self._answer(asked, writer)
            writer.close()
            with suppress(ConnectionError, ssl.SSLError, TimeoutError):
                await writer.wait_closed()
        finally:
            # What is still in its buffer is for nobody; without this it would keep the socket.
            writer.transport.abort()

    async def _answer(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        self.asked.append(asked)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.routes.get(asked.place, answer(404, b"nothing here"))(asked, writer)
            await writer.drain()
        finally:
            self.at_once -= 1


async def _request(reader: asyncio.StreamReader) -> Asked | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").rstrip().split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, path, headers, body)


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """The beginning of an answer."""
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer(status: int, body: bytes = b"", **headers: str) -> Handler:
    """A whole answer; `_` in the name of a header stands for `-`."""

    async def handler(_: Asked, writer: asyncio.StreamWriter) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        writer.write(head(status, {"Content-Length": str(len(body)), **named}) + body)

    return handler


def redirect(status: int, to: str) -> Handler:
    """An answer that leads elsewhere."""
    return answer(status, b"", Location=to)


def raw(*pieces: object, then: str = "close") -> Handler:
    """Bytes as they are, and seconds of silence between; then the connection is closed, reset, or left open."""

    async def handler(_: Asked, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            if isinstance(piece, bytes):
                writer.write(piece)
                await writer.drain()
            elif isinstance(piece, float):
                await asyncio.sleep(piece)
        if then == "reset":
            writer.transport.abort()
        elif then == "close":
            writer.close()
        else:
            await asyncio.sleep(60)

    return handler


def endless(first: bytes, again: bytes) -> Handler:
    """Bytes, and then others for as long as somebody reads them."""

    async def handler(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while True:
            writer.write(again)
            await writer.drain()

    return handler


@contextmanager
def serving(tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server for as long as this goes on."""
    server = Server(scheme="http" if tls is None else "https")
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    stop = asyncio.Event()

    async def work() -> None:
        listening = await asyncio.start_server(server.serve, host, 0, ssl=tls, limit=1 << 20)
        server.port = listening.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        listening.close()
        # A connection that was only just accepted has a task of the loop's own, which must not be stopped half-way.
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in server.tasks:
                task.cancel()
            await asyncio.wait(others, timeout=0.1)
        await asyncio.sleep(0.01)  # sockets are closed in the next turn of the loop

    thread = threading.Thread(target=lambda: loop.run_until_complete(work()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()

"""The feeds that `benchmarks/live.py` fetches: `python -m benchmarks.live_server POSTS PADDING`.

In: how many posts a feed has, and how many bytes stand in it besides. Out: a server on loopback, its port on stdout;
every path is a feed of its own, answered after the time that a server at some distance takes. It ends with its stdin.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

DISTANCE = 0.05
"""Seconds until an answer begins."""
_BEGAN = datetime(2026, 5, 8, 8, 0, tzinfo=UTC)
_WORDS = "the harbour council votes tonight on a bridge that nobody has asked for in years and everybody needs " * 8


def feed(path: str, posts: int, padding: int) -> bytes:
    """The feed of a path."""
    items = "".join(
        f"<item><title>Post {number} of {path}</title><link>https://feeds.example{path}/{number}</link>"
        f"<guid>{path}/{number}</guid><pubDate>{format_datetime(_BEGAN - timedelta(hours=number))}</pubDate>"
        f"<description>&lt;p&gt;{_WORDS}&lt;/p&gt;</description></item>"
        for number in range(posts)
    )
    head = f"<title>{path}</title><link>https://feeds.example{path}</link><!--{'x' * padding}-->"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


async def _serve(posts: int, padding: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                await asyncio.sleep(DISTANCE)
                if "if-none-match" in request.lower():
                    writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
                else:
                    body = feed(request.split(" ")[1], posts, padding)
                    writer.write(b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(body) + body)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))

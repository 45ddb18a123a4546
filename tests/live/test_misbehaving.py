"""Whatever a server does, a feed is read or it is said why not, in bounded time and space."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from attrs import evolve

from tests.live.asking import HASTY, PATIENT, RSS, Reader, notes, problems, titles
from tests.live.serving import Handler, Server, answer, endless, head, raw, redirect

BOTH = ["Bridge closed", "Bridge open"]
CHUNKED = head(200, {"Transfer-Encoding": "chunked"})
ZEROS = b"\0" * 50_000_000


def bomb() -> bytes:
    """Fifty thousand bytes that unpack to fifty million."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(ZEROS) + packer.flush()


TROUBLES: list[tuple[str, Callable[[], Handler], str]] = [
    ("slow header", lambda: raw(b"HTTP/1.1 200 OK\r\n", 30.0), "says nothing for 1 seconds"),
    ("dripping header", lambda: raw(*[b"X: y\r\n", 0.3] * 30), "is not there after 3 seconds"),
    ("slow body", lambda: raw(head(200, {"Content-Length": "99"}), 30.0), "says nothing for 1 seconds"),
    ("dripping body", lambda: raw(head(200, {"Content-Length": "99"}), *[b"<", 0.3] * 30),
     "is not there after 3 seconds"),
    ("endless body", lambda: endless(CHUNKED, b"1000\r\n" + b"x" * 4096 + b"\r\n"), "is larger than 1,000,000 bytes"),
    ("endless header", lambda: endless(b"HTTP/1.1 200 OK\r\n", b"X-Y: " + b"z" * 1000 + b"\r\n"),
     "breaks off or answers with what is no HTTP"),
    ("huge header", lambda: raw(head(200, {"X": "z" * 200_000})), "breaks off or answers with what is no HTTP"),
    ("gzip bomb", lambda: answer(200, bomb(), Content_Encoding="gzip"), "is larger than 1,000,000 bytes"),
    ("gzip that ends early", lambda: answer(200, gzip.compress(RSS)[:-20], Content_Encoding="gzip"),
     "ends before it is complete"),
    ("gzip that is broken", lambda: answer(200, gzip.compress(RSS)[:40] + b"\xff" * 90, Content_Encoding="gzip"),
     "cannot be unpacked: it is no `gzip`, whatever its header says"),
    ("encoding nobody asked for", lambda: answer(200, RSS, Content_Encoding="br"),
     "is encoded as `br`, which was not asked for"),
    ("body that is cut off", lambda: raw(head(200, {"Content-Length": "9000"}), RSS),
     "breaks off or answers with what is no HTTP"),
    ("broken chunks", lambda: raw(CHUNKED, b"zz\r\n", RSS), "breaks off or answers with what is no HTTP"),
    ("chunks that are cut off", lambda: raw(CHUNKED, b"2000\r\n", RSS), "breaks off or answers with what is no HTTP"),
    ("reset", lambda: raw(head(200, {"Content-Length": "9000"}), RSS, then="reset"),
     "breaks off or answers with what is no HTTP"),
    ("reset at once", lambda: raw(then="reset"), "breaks off or answers with what is no HTTP"),
    ("closed at once", raw, "breaks off or answers with what is no HTTP"),
    ("no HTTP", lambda: raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "breaks off or answers with what is no HTTP"),
    ("status of no kind", lambda: answer(799, b"?"), "answers with status 799"),
    ("gone", lambda: answer(410, b"gone"), "is gone for good (status 410): take it off your list"),
    ("not there", lambda: answer(404, b"<html>no</html>"), "answers with status 404 (not found)"),
    ("out of order", lambda: answer(500), "answers with status 500 (internal server error)"),
    ("304 to one who asked for all", lambda: answer(304),
     "says that nothing changed (status 304), though it was asked for all"),
    ("empty", lambda: answer(200, b""), "is empty"),
    ("redirect to nowhere", lambda: raw(head(302, {"Content-Length": "0"})),
     "answers with a redirect (status 302) that leads nowhere"),
    ("redirect to a file", lambda: redirect(302, "file:///etc/passwd"),
     "redirects to `file:///etc/passwd`, which begins with neither `http://` nor `https://`"),
    ("redirect to itself", lambda: redirect(301, "/feed"), "redirects more than 5 times"),
]  # fmt: skip


@pytest.mark.parametrize(("handler", "message"), [pytest.param(*rest, id=name) for name, *rest in TROUBLES])
def test_trouble_is_told_and_soon_over(
    handler: Callable[[], Handler], message: str, server: Server, reader: Reader
) -> None:
    """Each way to misbehave ends in one problem that says which it was, within seconds."""
    server.routes["/feed"] = handler()
    began = time.monotonic()
    live = evolve(reader, limits=HASTY).read(server.address())
    assert time.monotonic() - began < 8
    assert len(problems(live)) == 1
    assert problems(live)[0].startswith(message)
    assert live.reading.problems[0].source == server.address()
    assert not live.reading.items


def test_trouble_of_one_is_no_trouble_of_others(server: Server, reader: Reader) -> None:
    """All of these servers at once cost no more time than the slowest, and the feed among them is read."""
    server.routes["/good"] = answer(200, RSS)
    for number, (_, handler, _) in enumerate(TROUBLES):
        server.routes[f"/{number}"] = handler()
    began = time.monotonic()
    bad = [server.address(f"/{number}") for number in range(len(TROUBLES))]
    live = evolve(reader, limits=HASTY).read(*bad, server.address("/good"))
    assert time.monotonic() - began < 15
    assert titles(live) == BOTH
    assert len(problems(live)) == len(TROUBLES)


def test_a_bomb_takes_no_memory(server: Server, reader: Reader) -> None:
    """What unpacks to fifty megabytes is given up after one, and is never in memory."""
    server.routes["/feed"] = answer(200, bomb(), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        reader.read(server.address())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 10_000_000


def test_redirects_without_end_are_left_at_the_limit(server: Server, reader: Reader) -> None:
    """Each redirect leads to another address, and after five of them nobody follows."""
    for number in range(50):
        server.routes[f"/{number}"] = redirect(302, f"/{number + 1}")
    live = reader.read(server.address("/0"))
    assert problems(live) == ["redirects more than 5 times"]
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(RSS), "gzip"),
        (gzip.compress(RSS), "x-gzip"),
        (gzip.compress(RSS[:100]) + gzip.compress(RSS[100:]), "gzip"),
        (zlib.compress(RSS), "deflate"),
        (zlib.compress(RSS)[2:-4], "deflate"),
        (gzip.compress(RSS), "deflate"),
        (RSS, "gzip"),
        (RSS, "deflate"),
        (RSS, "identity"),
    ],
    ids=["gzip", "x-gzip", "two parts", "zlib", "raw deflate", "gzip as deflate", "plain as gzip", "plain as deflate",
         "identity"],
)  # fmt: skip
def test_packed_bodies_are_unpacked_whatever_they_are_called(
    body: bytes, encoding: str, server: Server, reader: Reader
) -> None:
    """Servers mix up the names of encodings, and say of plain bodies that they are packed: the feed is read."""
    server.routes["/feed"] = answer(200, body, Content_Encoding=encoding)
    assert titles(reader.read(server.address())) == BOTH


def test_more_than_was_announced_is_left(server: Server, reader: Reader) -> None:
    """Bytes after the announced length belong to nothing, and the feed before them is read."""
    server.routes["/feed"] = raw(head(200, {"Content-Length": str(len(RSS))}), RSS, b"more and more")
    live = reader.read(server.address())
    assert titles(live) == BOTH
    assert not problems(live)


def test_a_body_without_a_length_ends_with_its_connection(server: Server, reader: Reader) -> None:
    """As HTTP/1.0 does it."""
    server.routes["/feed"] = raw(b"HTTP/1.0 200 OK\r\n\r\n", RSS)
    assert titles(reader.read(server.address())) == BOTH


def test_nobody_there_is_told(reader: Reader) -> None:
    """A port where nothing listens is said not to be reached."""
    with_nobody = "http://127.0.0.1:9/feed"
    assert problems(reader.read(with_nobody))[0].startswith("cannot be reached: ")


def test_silence_from_the_start_is_told(server: Server, reader: Reader) -> None:
    """A server that takes a connection and says nothing ever."""
    server.routes["/feed"] = raw(30.0)
    live = evolve(reader, limits=evolve(PATIENT, read_seconds=0.2)).read(server.address())
    assert problems(live) == ["says nothing for 0.2 seconds"]


def test_a_feed_that_is_no_more_is_replaced_by_what_was_there(server: Server, reader: Reader) -> None:
    """When a server is out of order, what its feed held before is curated, and that is said."""
    server.routes["/feed"] = answer(200, RSS)
    reader.read(server.address())
    server.routes["/feed"] = answer(500)
    reader.clock.pass_by(hours=3)
    live = reader.read(server.address())
    assert titles(live) == BOTH
    assert problems(live) == ["answers with status 500 (internal server error); what was there 3 hours ago is used"]
    assert not notes(live)


def test_a_feed_that_became_something_else_is_replaced_by_what_was_there(server: Server, reader: Reader) -> None:
    """A body of no known format does not take the place of what was read before."""
    server.routes["/feed"] = answer(200, RSS)
    reader.read(server.address())
    for body in (b"all wrong", b"\0\1\2\3", b""):
        server.routes["/feed"] = answer(200, body)
        live = reader.read(server.address())
        assert titles(live) == BOTH
        assert len(problems(live)) == 1

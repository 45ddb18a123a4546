"""ActivityWatch is asked on this machine, and nowhere else, however its server behaves."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from feedcurate.sources.activities import read_activities
from feedcurate.sources.activitywatch_api import ApiLimits, export
from feedcurate.sources.base import Unreadable
from tests.sources.activitywatching import addresses, bucket, event, web


class Server(ThreadingHTTPServer):
    """An ActivityWatch with some buckets, which misbehaves as it is told."""

    daemon_threads = True
    buckets: dict[str, Any]
    mood: str = ""
    asked: list[str]

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers as ActivityWatch does: the latest events first, those that began until `end`."""

    server: Server

    def do_GET(self) -> None:
        """One answer."""
        self.server.asked.append(self.path)
        match self.server.mood:
            case "silent":
                time.sleep(2)
            case "broken":
                self._send(b'{"buckets": ')
            case "failing":
                self._send(b"{}", 500)
            case "moved":
                self._send(b"", 302, {"Location": "http://127.0.0.1:9/"})
            case "list":
                self._send(b"[]")
            case "huge":
                self._send(b" " * 5_000)
            case "slow":
                self._drip()
            case "no http":
                self.wfile.write(b"hello\r\n\r\n")
            case _:
                self._send(json.dumps(self._answer()).encode())

    def _answer(self) -> object:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/api/0/buckets/":
            return {
                name: {key: value for key, value in one.items() if key != "events"}
                for name, one in self.server.buckets.items()
            }
        events = self.server.buckets[unquote(parts.path.split("/")[4])]["events"]
        if self.server.mood == "endless":
            return events[: int(query["limit"])]
        chosen = [one for one in events if query.get("start", "") <= one["timestamp"] <= query.get("end", "9")]
        return sorted(chosen, key=lambda one: str(one["timestamp"]), reverse=True)[: int(query["limit"])]

    def _send(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            try:
                self.wfile.write(b" ")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the server's signature
        """Nothing is logged."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on a free port of this machine."""
    with Server(("127.0.0.1", 0), Handler) as one:
        one.buckets, one.asked = {}, []
        thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def fill(server: Server, *buckets: dict[str, Any]) -> None:
    """Give a server buckets."""
    server.buckets = {one["id"]: one for one in buckets}


def test_views_come_from_a_server(server: Server) -> None:
    """As from an export of it; buckets of other types are only named."""
    fill(
        server,
        bucket("web.tab.current", web("06:00:00")),
        bucket("afkstatus", event("05:00:00", 600, status="afk")),
        bucket("app.editor.activity", event("05:00:00")),
    )
    reading = read_activities(server.address, zone=None, known=addresses())
    assert reading.problems == ()
    assert [view.item for view in reading.activities] == ["1"]
    assert [(source.name, source.format, source.count) for source in reading.sources] == [
        (server.address, "ActivityWatch", 1)
    ]
    assert len(server.asked) == 3


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 17])
def test_page_by_page_nothing_is_lost_or_doubled(count: int, server: Server) -> None:
    """Whatever the number of events is to the size of a page."""
    events = [web(f"06:{minute:02}:00") | {"id": minute} for minute in range(count)]
    fill(server, bucket("web.tab.current", *events, name="a b/ü"))
    got = export(server.address, limits=ApiLimits(page=4))["buckets"]
    assert isinstance(got, dict)
    assert sorted(got["a b/ü"]["events"], key=lambda one: str(one["timestamp"])) == events


def test_it_is_asked_only_since_when_it_is_told(server: Server) -> None:
    """Older events stay where they are."""
    fill(server, bucket("web.tab.current", web("06:00:00"), web("08:00:00")))
    reading = read_activities(server.address, zone=None, known=addresses(), since=datetime(2026, 5, 8, 7, tzinfo=UTC))
    assert [f"{view.at:%H:%M}" for view in reading.activities] == ["08:00"]


@pytest.mark.parametrize(
    ("mood", "message"),
    [
        ("silent", "does not answer within 0.3 seconds"),
        ("slow", "does not answer within 0.3 seconds"),
        ("broken", "answers with what is no JSON: "),
        ("failing", "answers with status 500 to `/api/0/buckets/`"),
        ("moved", "answers with a redirect, which is not followed"),
        ("huge", "answers with more than 1,000 bytes"),
        ("list", "does not answer as ActivityWatch does"),
        ("no http", "cannot be read: "),
    ],
)
def test_a_server_that_misbehaves_is_told(mood: str, message: str, server: Server) -> None:
    """In a sentence, soon, and nothing else is asked."""
    server.mood = mood
    with pytest.raises(Unreadable, match=message):
        export(server.address, limits=ApiLimits(seconds=0.3, answer_bytes=1_000))
    assert len(server.asked) == 1


def test_a_server_without_end_is_told(server: Server) -> None:
    """The same page again and again."""
    server.mood = "endless"
    fill(server, bucket("web.tab.current", *(web("06:00:00", n=number) for number in range(9))))
    with pytest.raises(Unreadable, match="does not come to an end with the events of `aw-watcher-web_desk`"):
        export(server.address, limits=ApiLimits(page=4))


def test_a_server_that_is_not_there_is_told() -> None:
    """A closed port; as a problem with the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://localhost:{free.getsockname()[1]}"
    (problem,) = read_activities(address, zone=None).problems
    assert str(problem) == f"{address}: cannot be reached: is ActivityWatch running?"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://192.168.1.2:5600", "is not on this machine"),
        ("http://0.0.0.0:5600", "is not on this machine"),
        ("http://example.com", "is not on this machine"),
        ("http://127.0.0.1.example.com", "is not on this machine"),
        ("http://localhost.example.com", "is not on this machine"),
        ("http://2130706433:5600", "is not on this machine"),
        ("http://[2001:db8::1]:5600", "is not on this machine"),
        ("https://localhost:5600", "is no address of ActivityWatch"),
        ("http://me:secret@localhost:5600", "is more than the address of a server"),
        ("http://localhost:5600/other", "is more than the address of a server"),
        ("http://localhost:99999", "is no address"),
        ("http://[", "is no address"),
    ],
)
def test_only_this_machine_is_asked(address: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything else is refused before a connection is made."""
    monkeypatch.setattr(socket, "create_connection", lambda *_args, **_more: pytest.fail("connected"))
    (problem,) = read_activities(address, zone=None).problems
    assert problem.message.startswith(message)


def test_a_localhost_that_is_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server may say anything; every number has to be of this machine."""
    here, elsewhere = ((socket.AF_INET, 1, 6, "", (number, 5600)) for number in ("127.0.0.1", "203.0.113.7"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: [here, elsewhere])
    with pytest.raises(Unreadable, match="is not on this machine"):
        export("http://localhost:5600")


def test_a_proxy_is_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert export(server.address) == {"buckets": {}}

"""A list of feeds is fetched feed by feed, all at once, and what fails is told by name."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest
from attrs import evolve
from pydantic import model_validator

from feedcurate.model.item import Item
from tests.live.asking import PATIENT, RSS, Reader, problems, titles
from tests.live.serving import Server, answer, raw


def opml(addresses: list[str], folder: str = "News") -> str:
    """A list with one folder."""
    feeds = "".join(f'<outline type="rss" text="F" xmlUrl="{address}"/>' for address in addresses)
    return f'<?xml version="1.0"?><opml version="2.0"><body><outline text="{folder}">{feeds}</outline></body></opml>'


def numbered(number: int) -> bytes:
    """A feed of its own."""
    return RSS.replace(b"Bridge closed", b"Bridge %d" % number).replace(b"bridge", b"bridge-%d" % number)


def test_a_hundred_feeds_are_fetched_at_once(server: Server, reader: Reader, tmp_path: Path) -> None:
    """All that work are read in the order of the list, each failure is told, and it takes as long as the slowest."""
    for number in range(100):
        server.routes[f"/{number}"] = raw(30.0) if number % 10 == 9 else answer(200, numbered(number))
    subscriptions = tmp_path / "subscriptions.opml"
    subscriptions.write_text(opml([server.address(f"/{number}") for number in range(100)]))
    counts: list[int] = []
    done: list[int] = []

    @contextmanager
    def progress(count: int) -> Iterator[object]:
        counts.append(count)
        yield done.append

    began = time.monotonic()
    live = evolve(reader, limits=evolve(PATIENT, read_seconds=3)).read(subscriptions, progress=progress)
    assert time.monotonic() - began < 20
    expected = [f"Bridge {number}" for number in range(100) if number % 10 != 9]
    assert titles(live)[::2] == expected
    assert problems(live) == ["says nothing for 3 seconds"] * 10
    assert [problem.source for problem in live.reading.problems] == [
        server.address(f"/{number}") for number in range(9, 100, 10)
    ]
    assert (counts, sum(done)) == ([100], 100)


def test_posts_know_the_folder_of_the_list(server: Server, reader: Reader, tmp_path: Path) -> None:
    """Rules can ask in which folder a feed is."""
    server.routes["/feed"] = answer(200, RSS)
    subscriptions = tmp_path / "mine.xml"
    subscriptions.write_text(opml([server.address()], "Home/Town"))
    live = reader.read(subscriptions)
    assert {item.folder for item in live.reading.items} == {"Home/Town"}
    assert {item.feed for item in live.reading.items} == {"The Harbour Courier"}


def test_a_list_in_a_folder_is_not_fetched(server: Server, reader: Reader, tmp_path: Path) -> None:
    """Reading a folder asks nobody for anything; only a list that is named does."""
    server.routes["/feed"] = answer(200, RSS)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "subscriptions.opml").write_text(opml([server.address()]))
    assert len(problems(reader.read(tmp_path / "in"))) == 1
    assert not server.asked


def test_a_list_asks_for_no_timeline(reader: Reader, tmp_path: Path) -> None:
    """What somebody else wrote down cannot use the reader's key."""
    subscriptions = tmp_path / "bad.opml"
    subscriptions.write_text(opml(["mastodon:home@mastodon.social", "bluesky:home"]))
    live = reader.read(subscriptions)
    assert len(problems(live)) == 2
    assert all("has no address of the web" in problem for problem in problems(live))


def test_a_feed_that_is_named_twice_is_fetched_once(server: Server, reader: Reader) -> None:
    """Its posts are there once."""
    server.routes["/feed"] = answer(200, RSS)
    live = reader.read(server.address(), server.address())
    assert len(titles(live)) == 2
    assert len(server.asked) == 1


def test_files_and_addresses_go_together(server: Server, reader: Reader, tmp_path: Path) -> None:
    """Files come first, then what is fetched."""
    server.routes["/feed"] = answer(200, numbered(7))
    (tmp_path / "here.xml").write_bytes(RSS)
    live = reader.read(server.address(), tmp_path / "here.xml")
    assert titles(live) == ["Bridge closed", "Bridge open", "Bridge 7", "Bridge open"]
    assert [source.count for source in live.reading.sources] == [2, 2]


def test_no_more_posts_than_wanted_are_read(server: Server, reader: Reader) -> None:
    """`posts` bounds each address by itself."""
    server.routes["/a"] = server.routes["/b"] = answer(200, RSS)
    assert len(titles(reader.read(server.address("/a"), server.address("/b"), posts=1))) == 2


def test_nobody_is_asked_more_than_at_once(server: Server, reader: Reader) -> None:
    """With a limit of five there are never six questions under way, nor six answers that wait to be read."""
    for number in range(40):
        server.routes[f"/{number}"] = raw(b"HTTP/1.0 200 OK\r\n\r\n", 0.01, numbered(number))
    few = evolve(reader, limits=evolve(PATIENT, at_once=5))
    assert len(titles(few.read(*(server.address(f"/{number}") for number in range(40))))) == 80
    assert server.most_at_once <= 5


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signal can be sent to a thread here")
def test_ctrl_c_ends_at_once_with_what_there_is(server: Server, reader: Reader) -> None:
    """What came until then is read; how many did not is told; nothing waits for a slow server."""
    server.routes["/good"] = answer(200, RSS)
    for number in range(20):
        server.routes[f"/{number}"] = raw(30.0)
    patient = evolve(reader, limits=evolve(PATIENT, read_seconds=30, total_seconds=30))
    main = threading.main_thread().ident or 0
    threading.Timer(0.7, signal.pthread_kill, (main, signal.SIGINT)).start()
    began = time.monotonic()
    live = patient.read(server.address("/good"), *(server.address(f"/{number}") for number in range(20)))
    assert time.monotonic() - began < 4
    assert len(titles(live)) == 2
    assert live.left == 20


def test_ctrl_c_while_a_feed_is_read_leaves_the_others(server: Server, reader: Reader) -> None:
    """Reading takes time, too: the feed that was being read is lost, those before it are not."""

    class Pressing(Item):
        @model_validator(mode="after")
        def press(self) -> Self:
            """Press Ctrl-C at the last of the feeds."""
            if self.title == "Bridge 9":
                signal.raise_signal(signal.SIGINT)
            return self

    for number in range(10):
        server.routes[f"/{number}"] = raw(number / 20, b"HTTP/1.0 200 OK\r\n\r\n", numbered(number))
    live = reader.read(*(server.address(f"/{number}") for number in range(10)), make=Pressing)
    assert titles(live)[::2] == [f"Bridge {number}" for number in range(9)]
    assert live.left == 1

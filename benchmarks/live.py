"""How long many feeds take, and how much memory: `python -m benchmarks.live`.

In: nothing; a server of its own on loopback, in another process, that answers after 50 ms. Out: seconds for 500 feeds
(all new; none changed; by one host), and by how much the most memory that a process ever held grew for one large feed
and for forty of them at once. Nothing is written.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.measure import most_memory
from feedcurate.live.read import Fetching, read_live
from feedcurate.model.item import Item

FEEDS = 500
HOSTS = 100
POSTS = 20
LARGE = 8_000_000
AT_ONCE = 40


@contextmanager
def served(posts: int, padding: int) -> Iterator[int]:
    """A server in a process of its own; its port."""
    command = [sys.executable, "-m", "benchmarks.live_server", str(posts), str(padding)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (this project's)
        if process.stdin is None or process.stdout is None:
            raise OSError("there are no pipes")
        yield int(process.stdout.readline())
        process.stdin.close()


async def _here(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def refresh(addresses: Sequence[str], folder: Path) -> int:
    """Fetch all of them; how many posts there were."""
    live = read_live(addresses, item=Item, fetching=Fetching(is_local_allowed=True, folder=folder, resolver=_here))
    if live.reading.problems:
        raise OSError(str(live.reading.problems[0]))
    return len(live.reading.items)


def addresses(port: int, feeds: int, hosts: int) -> list[str]:
    """Feeds that some hosts share."""
    return [f"http://host{number % hosts}.example:{port}/{number}" for number in range(feeds)]


def _timed(what: str, asked: Sequence[str], folder: Path) -> None:
    began, worked = perf_counter(), process_time()
    posts = refresh(asked, folder)
    seconds, busy = perf_counter() - began, process_time() - worked
    print(f"{what}: {seconds:.1f} s ({busy:.1f} s of processor time), {posts:,} posts")


def _memory(port: int, feeds: int) -> float:
    """By how many megabytes the most memory of a fresh process grows."""
    command = [sys.executable, "-m", "benchmarks.live", str(port), str(feeds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 (this project's)
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    if len(sys.argv) == 3:
        port, feeds = int(sys.argv[1]), int(sys.argv[2])
        with TemporaryDirectory() as folder:
            with served(POSTS, 0) as small:
                refresh(addresses(small, 1, 1), Path(folder))
            before = most_memory()
            refresh(addresses(port, feeds, feeds), Path(folder))
            print(most_memory() - before)
        return
    with TemporaryDirectory() as folder, served(POSTS, 0) as port:
        _timed(f"{FEEDS} feeds of {HOSTS} hosts, all new", addresses(port, FEEDS, HOSTS), Path(folder))
        _timed(f"{FEEDS} feeds of {HOSTS} hosts, none changed", addresses(port, FEEDS, HOSTS), Path(folder))
    with TemporaryDirectory() as folder, served(POSTS, 0) as port:
        _timed(f"{FEEDS} feeds of one host, all new", addresses(port, FEEDS, 1), Path(folder))
    with served(1, LARGE) as port:
        for feeds in (1, AT_ONCE):
            print(f"{feeds} of {LARGE / 1e6:.0f} MB at once: the process grows by {_memory(port, feeds):.0f} MB")


if __name__ == "__main__":
    main()

"""Many addresses at once → what came of each, in the order in which they are done.

In: jobs. Out: a `Fetched` each. The network has a thread of its own, so that a feed that takes long to read holds up no
other, and so that Ctrl-C reaches whoever waits. No more is fetched ahead than may go on at once.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from attrs import define, field, frozen

from feedcurate.live.addresses import BlueskyTimeline, MastodonTimeline, Web
from feedcurate.live.bluesky import Bluesky, Sessions
from feedcurate.live.client import Client
from feedcurate.live.failed import Unfetched
from feedcurate.live.feed import failed, fetch_feed
from feedcurate.live.fetched import Fetched
from feedcurate.live.job import Job
from feedcurate.live.kept import Known, Shelf
from feedcurate.live.mastodon import Mastodon
from feedcurate.live.parts import parts_of
from feedcurate.live.timeline import Timeline, fetch_timeline

_TICK = 0.2
"""Seconds between two looks at whether Ctrl-C was pressed, which a wait does not notice on Windows."""
_PATIENCE = 2.0


@frozen
class Asking:
    """What jobs are done with: a client, what is kept, sessions, and how many posts of a timeline are wanted."""

    client: Client
    shelf: Shelf
    sessions: Sessions
    posts: int


def fetch_all(jobs: Sequence[Job], asking: Asking) -> Generator[tuple[int, Fetched], None, None]:
    """What came of each job, with its index. When this is closed, what is still under way is given up."""
    worker = _Worker(jobs, asking)
    thread = threading.Thread(target=worker.run, name="feedcurate-fetching", daemon=True)
    thread.start()
    try:
        for _ in jobs:
            done = worker.next(thread)
            if done is None:
                return
            yield done
            worker.tell(worker.slots.release)
    finally:
        worker.tell(worker.stopping.set)
        thread.join(_PATIENCE)
        worker.drop()


@define(eq=False)
class _Worker:
    """The thread that fetches."""

    jobs: Sequence[Job]
    asking: Asking
    slots: asyncio.Semaphore = field(init=False)
    stopping: asyncio.Event = field(factory=asyncio.Event)
    _done: queue.SimpleQueue[tuple[int, Fetched]] = field(factory=queue.SimpleQueue)
    _loop: asyncio.AbstractEventLoop = field(factory=asyncio.new_event_loop)

    def __attrs_post_init__(self) -> None:
        self.slots = asyncio.Semaphore(self.asking.client.limits.at_once)

    def run(self) -> None:
        """Do every job, or until it is to stop."""
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._all())

    def next(self, thread: threading.Thread) -> tuple[int, Fetched] | None:
        """The next that is done; None where nothing more will be."""
        while True:
            is_working = thread.is_alive()
            try:
                return self._done.get(timeout=_TICK if is_working else 0)
            except queue.Empty:
                if not is_working:
                    return None

    def tell(self, call: Callable[[], object]) -> None:
        """Have something called in the thread; its loop is closed as soon as everything is done."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call)

    def drop(self) -> None:
        """Close what nobody took."""
        with suppress(queue.Empty):
            while True:
                _, fetched = self._done.get_nowait()
                if fetched.body is not None:
                    fetched.body.close()

    async def _all(self) -> None:
        stopping = asyncio.ensure_future(self.stopping.wait())
        tasks = [asyncio.ensure_future(self._one(index)) for index in _by_turns(self.jobs)]
        everything = asyncio.ensure_future(asyncio.wait(tasks))
        await asyncio.wait((stopping, everything), return_when=asyncio.FIRST_COMPLETED)
        for task in (stopping, *tasks):
            task.cancel()
        await asyncio.gather(stopping, everything, *tasks, return_exceptions=True)
        await self.asking.client.pool.aclose()

    async def _one(self, index: int) -> None:
        await self.slots.acquire()
        self._done.put((index, await fetch(self.jobs[index], self.asking)))


async def fetch(job: Job, asking: Asking) -> Fetched:
    """What came of one job; nothing is raised."""
    known = asking.shelf.known(job.place)
    try:
        return await _fetch(job, asking, known)
    except Unfetched as problem:
        return failed(known, problem, asking.client.clock())
    except Exception as error:  # noqa: BLE001 (whatever a library trips over is this address's problem alone)
        return failed(known, Unfetched(f"cannot be fetched ({type(error).__name__})"), asking.client.clock())


async def _fetch(job: Job, asking: Asking, known: Known) -> Fetched:
    timeline: Timeline
    match job.target:
        case Web(address):
            return await fetch_feed(asking.client, address, known)
        case MastodonTimeline() as target:
            timeline = Mastodon(target, job.key)
        case BlueskyTimeline() as target:
            timeline = Bluesky(target, asking.sessions, job.key)
    body = asking.shelf.body(job.place)
    if body is None:
        return await fetch_timeline(asking.client, timeline, known, (), asking.posts)
    with body:
        kept = tuple(parts_of(body))
    return await fetch_timeline(asking.client, timeline, known, kept, asking.posts)


def _by_turns(jobs: Sequence[Job]) -> list[int]:
    """The indices so that hosts take turns: many feeds of one host do not keep those of others waiting."""
    rounds: Counter[str] = Counter()
    order = []
    for index, job in enumerate(jobs):
        host = urlsplit(job.target.address).netloc if isinstance(job.target, Web) else job.place
        order.append((rounds[host], index))
        rounds[host] += 1
    return [index for _, index in sorted(order)]

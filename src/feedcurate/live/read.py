"""The door of this room: inputs → items, wherever they are.

In: what `sources.read` takes, and besides addresses, and files that are lists of feeds. Out: a `LiveReading`; nothing
is raised for what a server does. This is where the clock and the network come in.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic

from attrs import frozen

from feedcurate.collecting import uncollected
from feedcurate.errors import MissingExtra
from feedcurate.live.failed import Unfetched
from feedcurate.live.items import reading_of
from feedcurate.live.job import Job, job_of
from feedcurate.live.kept import Shelf, shelf
from feedcurate.live.limits import FetchLimits
from feedcurate.live.tokens import Keys, keys
from feedcurate.live.wanted import Wanted, wanted
from feedcurate.model.decision import InputProblem
from feedcurate.sources.base import ItemT, Reading, ReadLimits
from feedcurate.sources.read import read
from feedcurate.sources.told import one_line

if TYPE_CHECKING:
    from feedcurate.live.connecting import Resolver
    from feedcurate.live.fetched import Fetched

Progress = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""How many addresses there are → a context for as long as they are fetched, in which each that is done is told."""


@frozen
class LiveReading(Generic[ItemT]):
    """What was read, and what is to be known about it although nothing is lost.

    `left` is how many addresses were not fetched because of Ctrl-C.
    """

    reading: Reading[ItemT]
    notes: tuple[InputProblem, ...] = ()
    left: int = 0


_LIMITS = FetchLimits()


@frozen
class Fetching:
    """How addresses are fetched.

    `is_local_allowed` lets local networks be asked. `posts` is the most that is read of each address; without it all
    of a feed, and of a timeline what the limits say. With `keeps`, what came is kept for the next time in `folder`, or
    in the user's own cache folder; without, everything is asked for anew. `clock` gives aware instants; `resolver` and
    `keys` stand in for the system's.
    """

    is_local_allowed: bool = False
    posts: int | None = None
    keeps: bool = True
    folder: Path | None = None
    limits: FetchLimits = _LIMITS
    progress: Progress = lambda _count: nullcontext(lambda _done: None)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    resolver: Resolver | None = None
    keys: Keys | None = None


_READ = ReadLimits()
_FETCH = Fetching()


def read_live(
    inputs: Iterable[str | Path],
    *,
    item: type[ItemT],
    fetching: Fetching = _FETCH,
    stdin: BinaryIO | None = None,
    fetched_at: datetime | None = None,
    limits: ReadLimits = _READ,
) -> LiveReading[ItemT]:
    """The items of files, folders and standard input in the order given, then of addresses and lists of feeds.

    An address that occurs twice is fetched once. Ctrl-C ends the fetching, not the reading: what came until then is
    there. The other arguments are those of `sources.read`; of what is fetched it is known when that was.

    Raises:
        MissingExtra: something is to be fetched, and the extra `feeds` is not installed.
    """
    found = tuple(wanted(inputs))
    here = [one for one in found if isinstance(one, str | Path)]
    local: Reading[ItemT] = (
        read(here, item=item, stdin=stdin, fetched_at=fetched_at, limits=limits) if here else Reading()
    )
    readings: dict[int, Reading[ItemT]] = {}
    jobs = list(_jobs(found, fetching.keys or keys(), readings))
    notes: list[InputProblem] = []
    left = len(jobs)
    if jobs:
        kept = shelf(keeps=fetching.keeps, folder=fetching.folder)
        came = _fetched([job for _, _, job in jobs], fetching, kept)
        with uncollected(), suppress(KeyboardInterrupt), closing(came):
            for index, fetched in came:
                place, one, job = jobs[index]
                notes += [one_line(one.name, None, note) for note in fetched.notes]
                readings[place] = reading_of(one, job, fetched, kept, item, limits, fetching.posts)
                left -= 1
        kept.tidy()
    return LiveReading(_joined([local, *(readings[place] for place in sorted(readings))]), tuple(notes), left)


def _jobs(
    found: Sequence[Wanted | InputProblem | str | Path], keys: Keys, problems: dict[int, Reading[ItemT]]
) -> Iterator[tuple[int, Wanted, Job]]:
    """What is to be fetched, each address once, with its place among what was found; problems go to theirs."""
    seen: set[str] = set()
    for place, one in enumerate(found):
        if isinstance(one, InputProblem):
            problems[place] = Reading(problems=(one,))
        if not isinstance(one, Wanted):
            continue
        try:
            job = job_of(one.target, keys)
        except Unfetched as problem:
            problems[place] = Reading(problems=(one_line(one.name, None, str(problem)),))
            continue
        if job.place not in seen:
            seen.add(job.place)
            yield place, one, job


def _fetched(jobs: Sequence[Job], fetching: Fetching, kept: Shelf) -> Generator[tuple[int, Fetched], None, None]:
    """What came of jobs, each with its index, until all are done or this is closed. Raises `MissingExtra`."""
    try:
        from feedcurate.live.bluesky import Sessions
        from feedcurate.live.client import new_client
        from feedcurate.live.many import Asking, fetch_all
    except ImportError:
        raise MissingExtra("feeds", "fetching feeds") from None
    posts = fetching.limits.posts if fetching.posts is None else fetching.posts
    client = new_client(
        fetching.limits,
        is_local_allowed=fetching.is_local_allowed,
        resolver=fetching.resolver,
        clock=fetching.clock,
    )
    asking = Asking(client, kept, Sessions((fetching.keys or keys()).bluesky_server), posts)
    with fetching.progress(len(jobs)) as tell, closing(fetch_all(jobs, asking)) as done:
        for one in done:
            yield one
            tell(1)


def _joined(readings: Sequence[Reading[ItemT]]) -> Reading[ItemT]:
    return Reading(
        tuple(item for reading in readings for item in reading.items),
        tuple(problem for reading in readings for problem in reading.problems),
        tuple(source for reading in readings for source in reading.sources),
    )

"""What came of an address → items.

In: a `Fetched`, and what is kept of its address. Out: a `Reading`; what is newest is kept for the next time, once it
was seen to be of a known format.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from typing import BinaryIO

from feedcurate.live.addresses import BlueskyTimeline, Target, Web
from feedcurate.live.fetched import Fetched, Part
from feedcurate.live.job import Job
from feedcurate.live.kept import Known, Shelf
from feedcurate.live.parts import parts_of
from feedcurate.live.wanted import Wanted
from feedcurate.sources.base import ItemT, Reading, ReadLimits, Recognised
from feedcurate.sources.content import Served
from feedcurate.sources.stream import read_stream
from feedcurate.sources.told import one_line


def reading_of(
    one: Wanted, job: Job, fetched: Fetched, shelf: Shelf, make: type[ItemT], limits: ReadLimits, posts: int | None
) -> Reading[ItemT]:
    """The items of one address, at most so many, with the list and the folder they came by; the body is closed."""
    with fetched.body or nullcontext():
        if isinstance(job.target, Web):
            reading = _feed(one, job, fetched, shelf, make, limits)
        else:
            parts = _kept_parts(job, shelf) if fetched.parts is None else fetched.parts
            reading = _timeline(one, job.target, parts, make, limits)
            _keep(job, fetched.known, fetched.body, shelf)
    told = tuple(one_line(one.name, None, problem) for problem in fetched.problems)
    items = tuple(_placed(item, one) for item in reading.items[:posts])
    return Reading(items, told + reading.problems, reading.sources)


def _feed(
    one: Wanted, job: Job, fetched: Fetched, shelf: Shelf, make: type[ItemT], limits: ReadLimits
) -> Reading[ItemT]:
    if fetched.body is None:
        _keep(job, fetched.known, None, shelf)
        return _kept(one, job, fetched.known, shelf, make, limits)
    new = _read(one, fetched.body, fetched.known, make, limits)
    if new.sources:
        _keep(job, fetched.known, fetched.body, shelf)
        return new
    # A feed that turned into something else for a while: what it was is better than nothing.
    before = _kept(one, job, shelf.known(job.place), shelf, make, limits)
    return Reading(before.items, new.problems + before.problems, before.sources)


def _kept(one: Wanted, job: Job, known: Known, shelf: Shelf, make: type[ItemT], limits: ReadLimits) -> Reading[ItemT]:
    """What the body that is kept holds."""
    body = shelf.body(job.place)
    if body is None:
        return Reading()
    with closing(body):
        return _read(one, body, known, make, limits)


def _read(one: Wanted, body: BinaryIO, known: Known, make: type[ItemT], limits: ReadLimits) -> Reading[ItemT]:
    served = Served(known.base, known.content_type, known.language)
    return read_stream(one.name, body, make, limits, known.checked, served)


def _timeline(
    one: Wanted, target: Target, parts: Sequence[Part], make: type[ItemT], limits: ReadLimits
) -> Reading[ItemT]:
    """The posts of all parts, each with the time at which it was fetched."""
    readings: list[Reading[ItemT]] = []
    for part in parts:
        document = {"feed": part.records} if isinstance(target, BlueskyTimeline) else part.records
        stream = io.BytesIO(json.dumps(document).encode("ascii"))
        readings.append(read_stream(one.name, stream, make, limits, part.at))
    counts: dict[str, int] = {}
    for source in (source for reading in readings for source in reading.sources):
        counts[source.format] = counts.get(source.format, 0) + source.count
    return Reading(
        tuple(_ranked(item for reading in readings for item in reading.items)),
        tuple(problem for reading in readings for problem in reading.problems),
        tuple(Recognised(one.name, form, count) for form, count in counts.items()),
    )


def _kept_parts(job: Job, shelf: Shelf) -> tuple[Part, ...]:
    body = shelf.body(job.place)
    if body is None:
        return ()
    with closing(body):
        return tuple(parts_of(body))


def _ranked(items: Iterable[ItemT]) -> Iterator[ItemT]:
    """The posts with their places in the whole timeline, where they have one in their page."""
    for place, item in enumerate(items, 1):
        yield item if item.rank in (None, place) else item.model_copy(update={"rank": place})


def _keep(job: Job, known: Known, body: BinaryIO | None, shelf: Shelf) -> None:
    if body is not None or known != shelf.known(job.place):
        shelf.keep(job.place, known, body)


def _placed(item: ItemT, one: Wanted) -> ItemT:
    """The post with the list it came by, where it does not say itself, and the folder of that."""
    changes = {}
    if item.feed is None:
        changes["feed"] = one.name
    if item.folder is None and one.folder is not None:
        changes["folder"] = one.folder
    return item.model_copy(update=changes) if changes else item

"""Posts from the inputs of the command line.

In: names of files and folders, `-` for standard input, addresses, lists of feeds. Out: what was read; what each was
taken for, on standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve

from feedcurate.cli import streams

if TYPE_CHECKING:
    from feedcurate.model.item import Item
    from feedcurate.sources.base import Reading


def read_posts(
    inputs: Sequence[str],
    make: type[Item],
    fetched_at: datetime,
    *,
    allow_local: bool = False,
    limit: int | None = None,
) -> Reading[Item]:
    """Everything that the inputs hold. `fetched_at` is when posts were fetched that do not say so themselves.

    `allow_local` lets addresses of a local network be fetched, `limit` is the most posts of each address.

    Raises:
        click.UsageError: `-` is asked for and standard input is closed.
        MissingExtra: something is to be fetched, and the extra `feeds` is not installed.
    """
    from feedcurate.cli.caching import is_caching
    from feedcurate.cli.progress import progress
    from feedcurate.live.read import Fetching, read_live
    from feedcurate.model.decision import InputProblem
    from feedcurate.outputs.unread import taken
    from feedcurate.sources.read import STDIN

    fetching = Fetching(
        is_local_allowed=allow_local,
        posts=limit,
        keeps=is_caching(),
        progress=lambda count: progress(lambda: count, "fetching"),
    )
    stdin = streams.standard_input() if STDIN in inputs else None
    live = read_live(inputs, item=make, fetching=fetching, stdin=stdin, fetched_at=fetched_at)
    reading = live.reading
    for line in taken(reading.sources):
        streams.say(line)
    for note in live.notes:
        streams.say(f"note: {note}")
    if live.left:
        few = "1 address was" if live.left == 1 else f"{live.left:,} addresses were"
        unread = InputProblem(source="the rest", message=f"{few} not fetched, since it was interrupted")
        reading = evolve(reading, problems=(*reading.problems, unread))
    return reading

"""Posts from the inputs of the command line.

In: names of files and folders, `-` for standard input. Out: what was read; what each was taken for, on standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from feedcurate.cli import streams

if TYPE_CHECKING:
    from feedcurate.model.item import Item
    from feedcurate.sources.base import Reading


def read_posts(inputs: Sequence[str], make: type[Item], fetched_at: datetime) -> Reading[Item]:
    """Everything that the inputs hold. `fetched_at` is when posts were fetched that do not say so themselves.

    Raises:
        click.UsageError: `-` is asked for and standard input is closed.
    """
    from feedcurate.sources.read import STDIN, read

    stdin = streams.standard_input() if STDIN in inputs else None
    reading = read(inputs, item=make, stdin=stdin, fetched_at=fetched_at)
    for source in reading.sources:
        posts = "1 post" if source.count == 1 else f"{source.count} posts"
        streams.say(f"{source.name}: {source.format}, {posts}")
    return reading

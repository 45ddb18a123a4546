"""Posts from the inputs of the command line.

In: names of files and folders, `-` for standard input. Out: what was read; what each was taken for, on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

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

    if STDIN in inputs:
        if sys.stdin is None:
            raise click.UsageError("`-` is standard input, which is closed")
        if streams.is_terminal(sys.stdin):
            streams.say("reading posts from the terminal; Ctrl-D ends")
    reading = read(inputs, item=make, fetched_at=fetched_at)
    for source in reading.sources:
        posts = "1 post" if source.count == 1 else f"{source.count} posts"
        streams.say(f"{source.name}: {source.format}, {posts}")
    return reading

"""How far a long piece of work is, for a person who waits.

In: how many bytes there are, and how many more were done. Out: a bar on standard error where that is a terminal,
nothing elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from feedcurate.cli import streams


@contextmanager
def progress(size: Callable[[], int], label: str) -> Iterator[Callable[[int], None]]:
    """Show a bar for as long as the work goes on; what is given is called with how many more bytes are done.

    `size` says how many there are; it is asked only where there is somebody to see the bar.
    """
    total = size() if streams.is_terminal(sys.stderr) else 0
    if not total:
        yield lambda _done: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield bar.update

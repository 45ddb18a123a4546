"""Python's cyclic garbage collector, and doing without it for a while.

In: nothing. Out: a context. Whoever makes many objects that all stay would have the collector walk them again and
again, and free nothing: that takes as long as making them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector inside; afterwards as before, and what was made counts as old."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _age()
            gc.enable()


def _age() -> None:
    """Take everything for old, so that the collector does not walk all that is new as soon as it is on.

    An app that has frozen objects of its own keeps them frozen.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()

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

    An app that has frozen objects of its own keeps them frozen. To ask whether it has takes as long as to walk them
    all, so that is asked until the answer is yes.
    """
    global _is_frozen  # noqa: PLW0603 - it is a fact about the process, as the collector itself is
    _is_frozen = _is_frozen or gc.get_freeze_count() > 0
    if not _is_frozen:
        gc.freeze()
        gc.unfreeze()


_is_frozen = False

"""Waiting for files to be saved.

In: some work and the files it is about. Out: nothing; the work is done again when one has changed, appeared or gone.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

_PAUSE = 0.2
_CLOCKS = 20_000_000
"""By how many nanoseconds the clock of a file system may be behind the system's."""

Stamp = tuple[int, int, int]


def at_every_save(work: Callable[[], Iterable[Path]], files: Iterable[Path], pause: float = _PAUSE) -> NoReturn:
    """Do some work at once, and again whenever a file has changed, looked for every `pause` seconds, for ever.

    `work` returns the files it used, which are looked at besides `files` until it is done the next time. What is
    saved while it works starts it again.
    """
    known = {path: _stamp(path) for path in files}
    while True:
        started = time.time_ns() - _CLOCKS
        used = {path: _stamp(path) for path in work() if path not in known}
        known |= used
        gc.collect()  # a process that goes on for days has to, and `main` has turned it off
        is_late = any(stamp is not None and stamp[0] > started for stamp in used.values())
        while not is_late and all(_stamp(path) == stamp for path, stamp in known.items()):
            time.sleep(pause)
        known = {path: _stamp(path) for path in known}


def _stamp(path: Path) -> Stamp | None:
    """When a file was written, how long it is and which it is; None where it is not there."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino

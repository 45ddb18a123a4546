"""The folder of the cache: which one, and whether it is the user's alone.

In: what an app or the environment says. Out: a folder that exists and that nobody else may write to, or None.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

VARIABLE = "FEEDCURATE_CACHE"
"""The environment variable: `off`, or the folder to use where none is named."""

OFF = "off"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
HAS_OWNERS = hasattr(os, "geteuid")
"""On Windows a folder of the user's profile is closed to others by its access list, which is left as it is."""


def folder_of(wanted: bool | str | Path) -> Path | None:
    """The folder for what is wanted: none, the usual one, or that named; None where it cannot be used safely."""
    said = os.environ.get(VARIABLE, "")
    if wanted is False or said.lower() == OFF:
        return None
    if wanted is not True:
        return private(Path(wanted))
    if said:
        return private(Path(said))
    from platformdirs import user_cache_path

    usual = user_cache_path("feedcurate", appauthor=False) / "rules"
    # Of a user without a home nothing is known but `~`, which would be a folder of that name in the one at hand.
    return private(usual) if usual.is_absolute() else None


def private(folder: Path) -> Path | None:
    """The folder, made where it is missing; None where it cannot be, or where it is not the user's alone."""
    try:
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        found = folder.lstat()
    except (OSError, ValueError):
        return None
    return folder if stat.S_ISDIR(found.st_mode) and is_own(found) else None


def is_own(found: os.stat_result) -> bool:
    """Whether a file or folder belongs to the user, and nobody else may read or write it."""
    if not HAS_OWNERS:
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS

"""A place for bytes whose number is not known yet.

In: nothing. Out: a stream that is in memory while it is small and in a nameless file from then on.
"""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

_IN_MEMORY = 65_536


def spool() -> BinaryIO:
    """An empty one, to be closed by whoever has it last."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(_IN_MEMORY))

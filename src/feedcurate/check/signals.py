"""The types that signals may have.

In: nothing. Out: the kind of each, by the word that declares it.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedcurate.model.kinds import Kind, Simple

SIGNAL_KINDS: Mapping[str, Kind] = {
    "number": Simple.NUMBER,
    "share": Simple.SHARE,
    "truth": Simple.TRUTH,
    "text": Simple.TEXT,
}

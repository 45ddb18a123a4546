"""Where the grammar is: in the wheel beside the code, in a checkout at the root of the repository.

In: nothing. Out: the text of `feedcurate.lark`, and the fingerprint that a parse table made from it carries.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_FORMAT = 1
"""The form of the tables; raised whenever `tables` must read what `generate` writes differently."""

_PLACES = (
    Path(__file__).parents[1] / "grammar" / "feedcurate.lark",
    Path(__file__).parents[3] / "grammar" / "feedcurate.lark",
)


def grammar_text() -> str:
    """The one definition of the syntax.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    for place in _PLACES:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise FileNotFoundError(f"the grammar is missing: {_PLACES[0]}")


def fingerprint(grammar: str) -> str:
    """What tables must carry to be those of this grammar."""
    return f"{_FORMAT}:{hashlib.sha256(grammar.encode()).hexdigest()}"

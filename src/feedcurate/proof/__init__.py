"""Questions about all possible posts: are the claims of a rule file so, and do two rule files do the same?

In: rule sets. Out: `Finding`s, or a `Difference`. Needs the extra `prove` (Z3 and Hypothesis), which is imported when
something is proved. The rooms inside are imported when a name is first used: warnings that are plain to see need few.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedcurate.proof.difference import Aspect, Difference, Sameness
    from feedcurate.proof.equal import equivalence
    from feedcurate.proof.finding import Finding, Status
    from feedcurate.proof.proving import findings, prove
    from feedcurate.proof.world import World

_HOMES = {
    "Aspect": "difference",
    "Difference": "difference",
    "Finding": "finding",
    "Sameness": "difference",
    "Status": "finding",
    "World": "world",
    "equivalence": "equal",
    "findings": "proving",
    "prove": "proving",
}

__all__ = [
    "Aspect",
    "Difference",
    "Finding",
    "Sameness",
    "Status",
    "World",
    "equivalence",
    "findings",
    "prove",
]


def __getattr__(name: str) -> Any:
    """A public name, imported from its home."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)

"""Questions about all possible posts: are the claims of a rule file so, and do two rule files do the same?

In: rule sets. Out: `Finding`s, or a `Difference`. Needs the extra `prove` (Z3 and Hypothesis), which is imported when
something is proved.
"""

from __future__ import annotations

from feedcurate.proof.difference import Aspect, Difference, Sameness
from feedcurate.proof.equivalence import equivalence
from feedcurate.proof.finding import Finding, Status
from feedcurate.proof.proving import findings, prove
from feedcurate.proof.world import World

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

"""Questions about all possible posts: are the claims of a rule file so?

In: a rule set. Out: `Finding`s. Needs the extra `prove` (Z3 and Hypothesis), which is imported when something is
proved.
"""

from __future__ import annotations

from feedcurate.proof.finding import Finding, Status
from feedcurate.proof.proving import findings, prove
from feedcurate.proof.world import World

__all__ = ["Finding", "Status", "World", "findings", "prove"]

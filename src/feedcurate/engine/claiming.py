"""The truth of a claim on one post: the only place where it is worked out.

In: what the rules make of a post, and a claim. Out: true, false, or None for unknown; only false refutes a claim.
"""

from __future__ import annotations

from feedcurate.engine.deciding import Opinion
from feedcurate.engine.kleene import Truth
from feedcurate.engine.result import Result
from feedcurate.program.claims import Claim


def claimed(claim: Claim, opinion: Opinion) -> Truth:
    """Whether what is claimed is so of a post; quotas play no part."""
    if opinion.reading.result is None:
        fired = frozenset(rule.name for rule in (*opinion.fired, *opinion.shadow))
        opinion.reading.result = Result(opinion.verdict, fired)
    return opinion.reading.truth(claim.holds)

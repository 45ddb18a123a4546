"""The examples of a rule file, run: what they give is made, and what comes out is held against what they expect.

In: a rule set. Out: a `Trial`. Nothing outside is read; equal rule files have equal trials.
"""

from __future__ import annotations

from feedcurate.trial.results import CoveredClause, CoveredRule, Expected, Impossible, Trial, Tried
from feedcurate.trial.run import run_examples

__all__ = ["CoveredClause", "CoveredRule", "Expected", "Impossible", "Trial", "Tried", "run_examples"]

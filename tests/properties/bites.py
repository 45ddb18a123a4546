"""Whether a property test had anything to bite on: a property that no example touches proves nothing.

In: the curations a property saw. Out: events for Hypothesis' statistics, and a failure where too little happened.
"""

from __future__ import annotations

from collections import Counter

from hypothesis import event

from feedcurate.model.decision import Curation, Outcome

_MANY = 100


class Bites:
    """Counts examples, those in which a rule fired, and the outcomes that occurred."""

    def __init__(self) -> None:
        self.examples = 0
        self.fired = 0
        self.outcomes: Counter[Outcome] = Counter()

    def note(self, curation: Curation) -> Curation:
        """Note one example; returns it, so that it can be wrapped around a call."""
        fired = any(decision.because or decision.overridden for decision in curation.posts)
        self.examples += 1
        self.fired += fired
        self.outcomes.update({decision.outcome for decision in curation.posts})
        event("a rule fired" if fired else "no rule fired")
        return curation

    def check(self, *wanted: Outcome) -> None:
        """Fail where fewer than a fifth of the examples fired a rule, or of many a wanted outcome never occurred.

        Which examples a few are depends on the modules that are loaded: Hypothesis takes constants from them.
        """
        assert self.examples, "no example ran"
        assert self.fired >= self.examples / 5, f"only {self.fired} of {self.examples} examples fired a rule"
        missing = set(wanted or (Outcome.SHOWN, Outcome.COLLAPSED, Outcome.HIDDEN, Outcome.BLOCKED)) - set(
            self.outcomes
        )
        assert not missing or self.examples < _MANY, f"never seen: {sorted(missing)}"

"""Examples run in a test.

In: rule files as texts. Out: what came of their examples.
"""

from __future__ import annotations

import feedcurate as fc
from feedcurate.trial import Trial, run_examples


def trial(text: str) -> Trial:
    """What comes of a rule file's examples."""
    return run_examples(fc.loads(text))


def happened(rules: str, *lines: str) -> tuple[str, ...]:
    """What happened where the last of some lines looks: `lines` are those of one example, its expectation last."""
    [tried] = trial(f'{rules}\nexample "one"\n' + "\n".join(lines)).tried
    assert not tried.impossible
    return tried.expected[-1].happened


def passes(rules: str, *lines: str) -> bool:
    """Whether an example of these lines passes."""
    return trial(f'{rules}\nexample "one"\n' + "\n".join(lines)).passed

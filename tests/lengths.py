"""How many examples a property tries.

In: the chosen Hypothesis profile. Out: settings for the properties whose single example takes long, which would go on
for hours with as many as the profile `soak` tries.
"""

from __future__ import annotations

from hypothesis import settings


def at_most(count: int) -> settings:
    """As many examples as the profile says, but no more than this."""
    return settings(max_examples=min(count, settings().max_examples))

"""The page of the testing kit: every public name with its signature and docstring.

In: `feedcurate.testing.__all__`. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.generating.python import function
from feedcurate import testing

INTRODUCTION = """\
# Testing

What `feedcurate.testing` offers; it needs the extra `testing`. How to use it:
[Test rules in your app](../how-to/test-rules.md).

"""


def pages() -> Iterator[tuple[str, str]]:
    """The page of the testing kit."""
    names = sorted(testing.__all__)
    checks = [name for name in names if name.startswith("assert_")]
    strategies = [name for name in names if name not in checks]
    parts = [INTRODUCTION, "## Promises\n\n", *(function(name, getattr(testing, name)) for name in checks)]
    parts += ["## Strategies\n\n", *(function(name, getattr(testing, name)) for name in strategies)]
    yield "reference/testing.md", "".join(parts)

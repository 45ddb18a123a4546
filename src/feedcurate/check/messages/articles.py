"""How a kind is named in a sentence: with `a` or `an`, or neither.

In: a kind's own name (`account`, `one of mon, tue`). Out: `an account`, `one of mon, tue`.
"""

from __future__ import annotations


def a(kind: str) -> str:
    """A kind with the article it takes."""
    if kind.startswith("one of "):
        return kind
    return f"an {kind}" if kind[:1] in "aeiou" else f"a {kind}"

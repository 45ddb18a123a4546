"""The reserved words: the closed list of words that a name cannot be, except after a dot.

In: nothing. Out: `RESERVED`, and `STARTERS`, those of them that start a statement.
"""

from __future__ import annotations

STARTERS = frozenset(
    {
        "accounts", "always", "example", "feed", "let", "never", "rule", "set", "signal", "sites", "topic", "use",
    }
)  # fmt: skip

RESERVED = STARTERS | {
    "and", "at", "between", "except", "expect", "fires", "for", "from", "given", "has", "implies", "in", "is",
    "labelled", "like", "matches", "mentions", "not", "or", "then", "this", "until", "when", "where",
}  # fmt: skip

"""The page of operators: which kinds they take, read off the checker's own tables.

In: `feedcurate.check.operators`. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.generating.markdown import code, table
from feedcurate.check.operators import ARITHMETIC, ORDERED, RANGES, WRAPPING, how_compared
from feedcurate.model.kinds import Simple

INTRODUCTION = """\
# Operators

There are no silent conversions: what is not in these tables is an error, with a suggestion of what was meant.

"""

COMPARING = """\
## Comparing

`=` and `!=` compare two values of one kind; `<`, `<=`, `>`, `>=` those that have an order. Text is compared whole, as
[words](language.md#words-in-posts) are: case and spelling of characters make no difference. An enumeration has an
order where [its field](fields.md) says so. Accounts can be compared for equality.

"""


def pages() -> Iterator[tuple[str, str]]:
    """The page of operators."""
    yield "reference/operators.md", INTRODUCTION + _arithmetic() + "\n" + COMPARING + _comparing()


def _arithmetic() -> str:
    rows = (
        (str(left), code(operator.value), str(right), str(result))
        for (operator, left, right), result in ARITHMETIC.items()
    )
    return "## Calculating\n\nDividing by zero is unknown.\n\n" + table(("left", "operator", "right", "gives"), rows)


def _comparing() -> str:
    comparable = [kind for kind in Simple if how_compared(kind) is not None]
    rows = (
        (
            str(kind),
            "yes",
            _yes(kind in ORDERED),
            _yes(kind in RANGES) + (", over the end too" if kind in WRAPPING else ""),
        )
        for kind in comparable
    )
    return table(("kind", "`=` `!=`", "`<` `<=` `>` `>=`", "ranges and `between`"), rows)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"

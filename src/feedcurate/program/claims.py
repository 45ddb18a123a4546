"""Claims of a checked rule file: what must be so of every possible post and what the rules make of it.

In: nothing. Out: the class `Claim`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from feedcurate.program.expr import ExprId
from feedcurate.syntax.enumerations import ClaimKind
from feedcurate.text.span import Span

if TYPE_CHECKING:
    from feedcurate.program.program import Clause


@frozen
class Claim:
    """A claim. `condition` is what is written; `holds` is what has to be so: its contrary for `never`.

    A claim is refuted by a post of which `holds` is false; unknown does not refute it.
    """

    kind: ClaimKind
    title: str
    text: str
    """The condition in its canonical layout."""
    condition: ExprId
    holds: ExprId
    clause: Clause = field(eq=False, repr=False)
    span: Span = field(eq=False, repr=False)

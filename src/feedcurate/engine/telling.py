"""What there is to tell of a condition, whatever the post: its paths, and whether it finds words or counts elements.

In: a program. Out: `Told` of any expression, worked out when it is first told.
"""

from __future__ import annotations

from attrs import define, field, frozen

from feedcurate.engine.paths import paths_in
from feedcurate.program.expr import ExprId, Matches, Mentions, MentionsAccount, Over
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Program
from feedcurate.program.reach import made_of


@frozen
class Told:
    """`paths`: sorted, each with the expression that gives its value."""

    paths: tuple[tuple[str, ExprId], ...]
    has_words: bool
    has_windows: bool


@define(eq=False)
class Telling:
    """What is told of a program's expressions."""

    program: Program
    _known: dict[ExprId, Told] = field(factory=dict)

    def of(self, expr: ExprId) -> Told:
        """What is told of an expression."""
        told = self._known.get(expr)
        if told is None:
            told = self._known[expr] = self._find(expr)
        return told

    def _find(self, expr: ExprId) -> Told:
        nodes = [self.program.exprs[one] for one in made_of(self.program.exprs, (expr,))]
        return Told(
            tuple(sorted(paths_in(self.program, expr).items())),
            has_words=any(isinstance(node, Mentions | Matches | MentionsAccount) for node in nodes),
            has_windows=any(isinstance(node, Over) for node in nodes),
        )


@once_a_program
def telling_of(program: Program) -> Telling:
    """What is told of a program, kept with it."""
    return Telling(program)

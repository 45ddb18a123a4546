"""What looks back over time: counts, shares and sums, and what windows of one stream have to do with each other.

In: aggregates. Out: values that may be anything the engine can count, with the laws between them.

Of the history nothing is encoded but its sums: a count is a whole number from nothing up, a share lies between 0 and
1, a longer window counts no less than a shorter one, and a stricter condition no more. What a history does not reach
back far enough for is a bound (`program.bounds`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import z3
from attrs import Factory, define

from feedcurate.model.kinds import Kind
from feedcurate.program.expr import And, ExprId, Fold, Habit, HabitOver, Over, Window
from feedcurate.program.program import Program
from feedcurate.proof.quantities import variable
from feedcurate.proof.terms import FALSE, TRUE, Term, Thing, Value
from feedcurate.proof.theory import Theory

_COUNTED = (Fold.COUNT, Fold.DAYS)
_NEVER_LESS_THAN_NOTHING = (Habit.PASSIVE_TIME, Habit.ACTIVE_TIME, Habit.SESSIONS, Habit.POSTS_SEEN)


@define(eq=False)
class Windows:
    """The aggregates of one encoding."""

    program: Program
    theory: Theory
    found: dict[tuple[ExprId, str], tuple[Over, Value]] = Factory(dict)
    """By their numbers and the path of the account whose elements they are over."""

    def over(self, number: ExprId, over: Over, whose: Thing | None) -> Value:
        """An aggregate; unknown where nobody knows whose elements are meant."""
        path = "" if whose is None else whose.path
        name = f"{over.fold.value} {number} {path}".rstrip()
        # A count is always known, if only as the least that it can be (`engine.view`).
        is_known = TRUE if over.fold in _COUNTED else self.theory.flag(f"{name}?")
        known = z3.And(TRUE if whose is None else whose.present, is_known)
        value = self._value(over, self.program.kinds[number], name, known)
        for (_, others), (other, theirs) in self.found.items():
            if path == others:
                self.theory.require(*self._related(over, value, other, theirs))
        self.found[number, path] = (over, value)
        return value

    def _value(self, over: Over, kind: Kind, name: str, known: Term) -> Value:
        value = variable(self.theory, kind, name, known, is_whole=over.fold in _COUNTED)
        bound = FALSE
        match over.fold:
            case Fold.COUNT | Fold.DAYS:
                self.theory.require(value.term >= 0)
                bound = self.theory.flag(f"{name} is a bound")
            case Fold.SUM:
                bound = self.theory.flag(f"{name} is a bound")
            case Fold.SHARE:
                self.theory.require(value.term >= 0, value.term <= 1)
            case Fold.SINCE:
                self.theory.require(value.term >= 0)
                bound = self.theory.flag(f"{name} is a bound")
            case Fold.AVERAGE:
                pass
        return Value(known, value.term, bound, is_whole=value.is_whole, path=name)

    def habit(self, number: ExprId, node: HabitOver, whose: Thing | None) -> Value:
        """What the reader's time went into."""
        name = f"{node.habit.value} {number} {'' if whose is None else whose.path}".rstrip()
        known = z3.And(TRUE if whose is None else whose.present, self.theory.flag(f"{name}?"))
        value = variable(self.theory, self.program.kinds[number], name, known)
        if node.habit in _NEVER_LESS_THAN_NOTHING:
            self.theory.require(value.term >= 0)
        if node.habit is Habit.PASSIVE_SHARE:
            self.theory.require(value.term >= 0, value.term <= 1)
        return Value(known, value.term, self.theory.flag(f"{name} is a bound"), path=name)

    def _related(self, one: Over, value: Value, other: Over, theirs: Value) -> Iterator[Term]:
        """The laws between two aggregates over elements of the same accounts."""
        if (one.stream, one.accounts, one.mine) != (other.stream, other.accounts, other.mine):
            return
        for (a, x), (b, y) in (((one, value), (other, theirs)), ((other, theirs), (one, value))):
            if a.fold is Fold.COUNT and b.fold in _COUNTED and self._is_more(a, b):
                yield x.term >= y.term
            if a.fold is Fold.DAYS and b.fold is Fold.DAYS and self._is_more(a, b):
                yield x.term >= y.term
            if a.fold is Fold.SHARE and b.fold is Fold.COUNT and (a.window, a.where) == (b.window, b.where):
                yield z3.Implies(x.known, (x.term > 0) == (y.term >= 1))

    def _is_more(self, one: Over, other: Over) -> bool:
        """Whether an aggregate surely counts every element that another does."""
        return _is_longer(one.window, other.window) and self._is_wider(one, other)

    def _is_wider(self, one: Over, other: Over) -> bool:
        return self._asked(one.where) <= self._asked(other.where)

    def _asked(self, where: ExprId | None) -> frozenset[ExprId]:
        """The conditions that are all asked."""
        if where is None:
            return frozenset()
        node = self.program.exprs[where]
        if isinstance(node, And):
            return frozenset().union(*(self._asked(part) for part in node.operands))
        return frozenset({where})


def _is_longer(one: Window | None, other: Window | None) -> bool:
    if one == other:
        return True
    return isinstance(one, timedelta) and isinstance(other, timedelta) and one > other

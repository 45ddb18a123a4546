"""Which accounts a rule can possibly speak of: asking the rules about all of them would read every post again.

In: a program, and what the audit has counted of each account in a period. Out: the rules for accounts, without those
that surely are not true of an account at the end of the period.

A condition can only be true where all parts of an `and`, or one of an `or`, can be. What an account has in a window
that lies in the period is bounded by what was counted of it there: a post that a condition counts is one of its posts,
and where the condition says `post mentions topic`, one of those on that topic. A mood shift is worked out of the same
check-ins by which a rule does. What else is asked may always be true.
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from attrs import field, frozen

from feedcurate.engine.periods import ReadersTime, stretch
from feedcurate.engine.questions import reach_of
from feedcurate.program.expr import (
    And,
    Compare,
    Const,
    Expr,
    ExprId,
    Fold,
    Habit,
    HabitOver,
    Input,
    Mentions,
    Or,
    Over,
    Root,
    Scope,
    Stream,
    Window,
)
from feedcurate.program.program import Program
from feedcurate.review.audit_figures import Rated
from feedcurate.syntax.nodes import CompareOp

_MIRRORED = {
    CompareOp.LT: CompareOp.GT,
    CompareOp.LE: CompareOp.GE,
    CompareOp.GT: CompareOp.LT,
    CompareOp.GE: CompareOp.LE,
    CompareOp.EQ: CompareOp.EQ,
}
_REACHED: Mapping[CompareOp, Callable[[float, float], bool]] = {
    CompareOp.GT: operator.gt,
    CompareOp.GE: operator.ge,
    CompareOp.EQ: operator.ge,
}
_ORDERED: Mapping[CompareOp, Callable[[float, float], bool]] = {
    CompareOp.LT: operator.lt,
    CompareOp.LE: operator.le,
    CompareOp.GT: operator.gt,
    CompareOp.GE: operator.ge,
}


@frozen
class Counts:
    """What was counted of one account: its posts and reposts, those on each topic, and check-ins after seeing it.

    The check-ins are told by their places among all.
    """

    posts: int
    topics: Mapping[int, int]
    checkins: Collection[int]


@frozen(eq=False)
class Concern:
    """The rules for accounts of a program, the period in which was counted, and its check-ins."""

    program: Program
    start: datetime
    end: datetime
    reader: ReadersTime
    rated: Rated
    _felt: dict[Window, Rated | None] = field(factory=dict, init=False)

    @property
    def period(self) -> timedelta:
        """How long it is."""
        return self.end - self.start

    def rules_for(self, counts: Counts) -> tuple[int, ...]:
        """The rules that may be true of an account, by their places among those for accounts."""
        rules = enumerate(self.program.account_rules)
        return tuple(place for place, rule in rules if self._may_be_true(rule.when, counts))

    def _may_be_true(self, condition: ExprId, counts: Counts) -> bool:
        waiting, answers = [condition], dict[ExprId, bool]()
        while waiting:
            expr = self.program.exprs[waiting[-1]]
            parts = expr.operands if isinstance(expr, And | Or) else ()
            missing = [part for part in parts if part not in answers]
            if missing:
                waiting += missing
                continue
            current = waiting.pop()
            match expr:
                case And():
                    answers[current] = all(answers[part] for part in parts)
                case Or():
                    answers[current] = any(answers[part] for part in parts)
                case Compare():
                    answers[current] = self._may_hold(expr, counts)
                case _:
                    answers[current] = True
        return answers[condition]

    def _may_hold(self, compared: Compare, counts: Counts) -> bool:
        left, right = self.program.exprs[compared.left], self.program.exprs[compared.right]
        op = compared.op
        if isinstance(left, Const):
            left, right, op = right, left, _MIRRORED.get(compared.op, CompareOp.NE)
        if isinstance(left, HabitOver) and left.habit is Habit.MOOD_SHIFT:
            return self._may_shift(left.window, op, right, counts.checkins)
        if not isinstance(left, Over) or not isinstance(right, Const) or not self._is_bounded(left):
            return True
        most, limit = self._most(left, counts), right.value
        if op not in _REACHED or not isinstance(limit, int | float):
            return True
        match left.fold:
            case Fold.COUNT | Fold.DAYS:
                return _REACHED[op](most, limit)
            case Fold.SHARE:
                return most > 0
            case _:
                return True

    def _may_shift(self, window: Window, op: CompareOp, limit: Expr, checkins: Collection[int]) -> bool:
        """Whether the mood shift of an account may be on this side of a limit."""
        if window not in self._felt:
            self._felt[window] = self._felt_in(window)
        felt = self._felt[window]
        if felt is None:
            return True
        shift = felt.shift(place for place in checkins if place < len(felt.times))
        if shift is None:
            return False
        if op not in _ORDERED or not isinstance(limit, Const) or not isinstance(limit.value, int | float):
            return True
        return _ORDERED[op](shift, limit.value)

    def _felt_in(self, window: Window) -> Rated | None:
        """The check-ins that a window looks at, at their places among all; None where it reaches out of the period."""
        span = stretch(window, self.end, self.reader)
        if span is None or reach_of(window) > self.period:
            return None
        times, moods = self.rated.times, self.rated.moods
        first, last = bisect_left(times, span.first), bisect_right(times, span.last)
        return Rated(times[:last], moods[:last], first)

    def _is_bounded(self, over: Over) -> bool:
        """Whether it is over posts of the account, in a window that lies in the period."""
        if over.stream is not Stream.POSTS or over.whose is None or over.window is None:
            return False
        return self.program.exprs[over.whose] == Root(Input.ACCOUNT) and reach_of(over.window) <= self.period

    def _most(self, over: Over, counts: Counts) -> int:
        """No more elements than that can be counted."""
        bounds = [counts.posts]
        waiting = [] if over.where is None else [over.where]
        while waiting:
            match self.program.exprs[waiting.pop()]:
                case And(operands):
                    waiting += operands
                case Mentions(target, Scope.POST, topic) if self.program.exprs[target] == Root(Input.POST):
                    bounds.append(counts.topics.get(topic, 0))
                case _:
                    pass
        return min(bounds)

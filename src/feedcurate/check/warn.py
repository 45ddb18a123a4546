"""Warnings about a whole program: what runs, but is probably not meant.

In: the elaboration with everything in it, and the checked rules. Out: warnings, added to the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import frozen

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import warnings as say
from feedcurate.check.rules import Rules
from feedcurate.program.expr import (
    And,
    Expr,
    ExprId,
    Get,
    HabitOver,
    InMe,
    Input,
    Known,
    MentionsAccount,
    Not,
    Or,
    Over,
    Root,
    children,
    inner,
)
from feedcurate.program.program import AnyRule, Clause, Connective, Settings

_ABSENT = {
    "via": ("is no repost", "post is repost"),
    "quote": ("quotes nothing", "post is quote"),
    "in_reply_to": ("is no reply", "post is reply"),
    "poll": ("has no poll", "post has poll"),
}
"""The parts that most posts do not have, by field: what such a post is called, and how a rule asks for the others."""

Structures = frozenset[str]


@frozen
class _Below:
    """What stands somewhere below an expression; `through` are the absent parts that can make it unknown."""

    asks: Structures = frozenset()
    through: Structures = frozenset()
    me: bool = False

    def __or__(self, other: _Below) -> _Below:
        if other in (_NOTHING, self):
            return self
        return _Below(self.asks | other.asks, self.through | other.through, self.me or other.me)


_NOTHING = _Below()


def warn(e: Elaboration, rules: Rules, settings: Settings) -> None:
    """Add all warnings that need the whole program."""
    _warn_of_short_memory(e, settings)
    if "timezone" not in e.settings and e.zone_uses:
        e.report(say.no_timezone(min(e.zone_uses, key=lambda s: (s.source.name, s.start))))
    below = _all_below(e)
    absent = _Absent(e, below)
    told: set[int] = set()
    for rule in rules:
        if below[rule.when].me and "me" not in e.settings:
            for clause in _clauses(rule.clause, told):
                if not clause.children and below[clause.expr].me:
                    e.report(say.me_not_set(clause.span))
        absent.warn(rule)


def _warn_of_short_memory(e: Elaboration, settings: Settings) -> None:
    """Warn where the history is to forget what a window still looks at."""
    kept = settings.keep_history
    if kept is None or e.keep_history_span is None:
        return
    windows = (expr.window for expr in e.table.exprs() if isinstance(expr, Over | HabitOver))
    longest = max((window for window in windows if isinstance(window, timedelta)), default=kept)
    if longest > kept:
        e.report(say.forgets_too_early(longest.days, e.keep_history_span))


def _clauses(root: Clause, seen: set[int]) -> Iterator[Clause]:
    """Every clause of a condition that was not seen before, those of its `let`s too."""
    waiting = [root]
    while waiting:
        clause = waiting.pop()
        if clause.id not in seen:
            seen.add(clause.id)
            yield clause
            waiting.extend(clause.children)


def _all_below(e: Elaboration) -> list[_Below]:
    """What stands below each expression, by its id; parts have smaller ids than what is made of them."""
    found: list[_Below] = []
    for expr in e.table.exprs():
        summary = _own(e, expr)
        for child in children(expr):
            summary |= found[child]
        if any(found[part].me for part in inner(expr)):
            summary |= _Below(me=True)
        # `has` and `is` on a structure answer also where there is none.
        found.append(_Below(summary.asks, frozenset(), summary.me) if isinstance(expr, Known) else summary)
    return found


def _own(e: Elaboration, expr: Expr) -> _Below:
    match expr:
        case Known(operand) if isinstance(field := e.table[operand], Get) and field.field in _ABSENT:
            return _Below(asks=frozenset({field.field}))
        case Root(Input.REPOSTER):
            return _Below(through=frozenset({"via"}))
        case Get(base) if isinstance(structure := e.table[base], Get) and structure.field in _ABSENT:
            return _Below(through=frozenset({structure.field}))
        case InMe() | MentionsAccount(_, None) | Over(mine=True):
            return _Below(me=True)
        case _:
            return _NOTHING


class _Absent:
    """Rules that can fire only through a `not` over a part that most posts lack, and do not ask for that part."""

    def __init__(self, e: Elaboration, below: list[_Below]) -> None:
        self._e = e
        self._below = below
        self._can: dict[tuple[ExprId, bool, bool, Structures], bool] = {}
        self._told: dict[Structures, set[int]] = {}

    def warn(self, rule: AnyRule) -> None:
        """Warn of every such `not` of a rule."""
        asked = self._below[rule.when].asks
        if not self._below[rule.when].through - asked:
            return
        if self._can_be(True, rule.when, False, asked) or not self._can_be(True, rule.when, True, asked):
            return
        for clause in _clauses(rule.clause, self._told.setdefault(asked, set())):
            negated = self._e.table[clause.expr]
            if isinstance(negated, Not) and clause.connective is not Connective.LET:
                for field in sorted(self._below[negated.operand].through - asked)[:1]:
                    self._e.report(say.absent_under_not(clause.text, *_ABSENT[field], clause.span))

    def _can_be(self, wanted: bool, expr: ExprId, never: bool, asked: Structures) -> bool:
        """Whether an expression can be as wanted if what leans on an absent part never is as `never` wants it."""
        key = (expr, wanted, never, asked)
        if key not in self._can:
            self._can[key] = self._work_out(wanted, expr, never, asked)
        return self._can[key]

    def _work_out(self, wanted: bool, expr: ExprId, never: bool, asked: Structures) -> bool:
        match self._e.table[expr]:
            case Not(operand):
                return self._can_be(not wanted, operand, never, asked)
            case And(operands) | Or(operands) as node:
                found = (self._can_be(wanted, operand, never, asked) for operand in operands)
                return all(found) if isinstance(node, And) is wanted else any(found)
            case _:
                return wanted is not never or not self._below[expr].through - asked

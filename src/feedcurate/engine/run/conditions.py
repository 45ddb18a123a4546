"""What is left to ask of a rule that is awake, as functions made once a program.

In: a condition of a rule for posts. Out: a function from a reading to whether the condition is true.

Two values are enough here: `and` is true where all parts are, false where one is; `or` the other way round; `not` is
true where its part is false. So a condition is taken apart into questions whether something is *wanted* (true, or
false), and whoever is asked stops at the first answer that settles it. What reads a post's own fields is a function of
the post; everything else, and what several conditions share, is asked of the reading, which remembers it.

Source that is generated and compiled was measured too: it ran a twentieth faster, as nearly all the time goes into the
leaves, and closures are easier to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import define, field

from feedcurate.engine.compare import compared
from feedcurate.engine.interpret import Reading
from feedcurate.plan.paths import Follow, follow, is_path
from feedcurate.program.bounds import OPERATORS
from feedcurate.program.expr import (
    And,
    Compare,
    Const,
    ExprId,
    Get,
    HabitOver,
    How,
    InAccounts,
    Input,
    Known,
    Mentions,
    Not,
    OneOf,
    Or,
    Over,
    Root,
    Scope,
    SignalOf,
    children,
)
from feedcurate.program.once import once_a_program
from feedcurate.program.program import AnyRule, Program
from feedcurate.syntax.enumerations import CompareOp

Ask = Callable[[Reading], bool]


def asks_of(program: Program) -> tuple[Ask, ...]:
    """For each rule for posts, whether its condition is true."""
    conditions = conditions_of(program)
    return tuple(conditions.ask(rule.when, wanted=True, shared=False) for rule in program.rules)


def asks_by_name(program: Program, rules: Iterable[AnyRule]) -> dict[str, Ask]:
    """The same for rules of any subject, by name."""
    conditions = conditions_of(program)
    return {rule.name: conditions.ask(rule.when, wanted=True) for rule in rules}


@once_a_program
def conditions_of(program: Program) -> Conditions:
    """What makes the functions of a program, kept with it."""
    return Conditions(program, Counter(child for expr in program.exprs for child in children(expr)))


@define(eq=False)
class Conditions:
    """Makes the functions; `uses` is how many expressions each expression is part of."""

    program: Program
    uses: Mapping[ExprId, int]
    _made: dict[tuple[ExprId, bool], Ask] = field(factory=dict)
    _slow: dict[ExprId, bool] = field(factory=dict)

    def ask(self, expr: ExprId, wanted: bool, *, shared: bool = True) -> Ask:
        """Whether an expression is true, or false, as wanted; a connective that is `shared` is asked of the reading."""
        key = (expr, wanted)
        if key not in self._made:
            is_connective = isinstance(self.program.exprs[expr], And | Or)
            is_again = shared and is_connective and self.uses[expr] > 1
            self._made[key] = _of_reading(expr, wanted) if is_again else self._make(expr, wanted)
        return self._made[key]

    def _make(self, expr: ExprId, wanted: bool) -> Ask:
        match self.program.exprs[expr]:
            case Not(operand):
                return self.ask(operand, not wanted)
            case And(operands) | Or(operands):
                parts = tuple(self.ask(operand, wanted) for operand in self._slow_ones_last(operands))
                return _all(parts) if isinstance(self.program.exprs[expr], And) is wanted else _any(parts)
            case Const(value):
                return lambda _: value is wanted
            case Mentions(target, Scope.POST, topic) if self.program.exprs[target] == Root(Input.POST):
                return lambda reading: reading.search.mentions(reading.search.post(reading.item), topic) is wanted
            case Get() if is_path(self.program, expr):
                value_of = follow(self.program, expr)
                return lambda reading: value_of(reading.subject) is wanted
            case Known(operand) if is_path(self.program, operand):
                return _there(follow(self.program, operand), wanted)
            case InAccounts(operand, accounts) if is_path(self.program, operand):
                has, account_of = self.program.account_sets[accounts].has, follow(self.program, operand)
                return lambda reading: has(account_of(reading.subject)) is wanted
            case OneOf(operand, values, How.PLAIN | How.ENUM) if is_path(self.program, operand):
                return _among(follow(self.program, operand), values, wanted)
            case Compare(op, left, right, how) if self._is_plain(op, how) and is_path(self.program, left):
                constant = self.program.exprs[right]
                if isinstance(constant, Const) and constant.value is not None:
                    return _compared(follow(self.program, left), OPERATORS[op], constant.value, wanted)
                return _of_reading(expr, wanted)
            case Compare(op, left, right, how, order) if isinstance(self.program.exprs[left], Over | HabitOver):
                bound = self.program.exprs[right]
                if isinstance(bound, Const):
                    return lambda reading: compared(op, reading.value(left), bound.value, how, order) is wanted
                return _of_reading(expr, wanted)
            case _:
                return _of_reading(expr, wanted)

    def _slow_ones_last(self, operands: Sequence[ExprId]) -> Sequence[ExprId]:
        """A function of the host may take a thousand times as long as all else; what asks one comes last."""
        return sorted(operands, key=self._is_slow) if self.program.computed else operands

    def _is_slow(self, expr: ExprId) -> bool:
        """Whether a signal has to be worked out for it."""
        if expr not in self._slow:
            node = self.program.exprs[expr]
            is_signal = isinstance(node, SignalOf) and node.name in self.program.computed
            self._slow[expr] = is_signal or any(self._is_slow(child) for child in children(node))
        return self._slow[expr]

    def _is_plain(self, op: CompareOp, how: How) -> bool:
        """Whether values are compared as Python compares them."""
        return how is How.PLAIN or (how is How.ENUM and op in (CompareOp.EQ, CompareOp.NE))


def _of_reading(expr: ExprId, wanted: bool) -> Ask:
    return lambda reading: reading.value(expr) is wanted


def _all(parts: tuple[Ask, ...]) -> Ask:
    if len(parts) == 2:
        first, second = parts
        return lambda reading: first(reading) and second(reading)

    def ask(reading: Reading) -> bool:
        for part in parts:  # noqa: SIM110 - a generator would cost as much as the parts
            if not part(reading):
                return False
        return True

    return ask


def _any(parts: tuple[Ask, ...]) -> Ask:
    if len(parts) == 2:
        first, second = parts
        return lambda reading: first(reading) or second(reading)

    def ask(reading: Reading) -> bool:
        for part in parts:  # noqa: SIM110 - a generator would cost as much as the parts
            if part(reading):
                return True
        return False

    return ask


def _there(value_of: Follow, wanted: bool) -> Ask:
    return lambda reading: (value_of(reading.subject) not in (None, "", ())) is wanted


def _among(value_of: Follow, values: frozenset[object], wanted: bool) -> Ask:
    def ask(reading: Reading) -> bool:
        value = value_of(reading.subject)
        return value is not None and (value in values) is wanted

    return ask


def _compared(value_of: Follow, compare: Callable[[Any, Any], bool], constant: Any, wanted: bool) -> Ask:
    def ask(reading: Reading) -> bool:
        value = value_of(reading.subject)
        return value is not None and compare(value, constant) is wanted

    return ask

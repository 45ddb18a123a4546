"""Guards of a condition: what has to be there for it to be true, in terms that an index can look up.

In: a program's expressions. Out: for a condition, guards. It is true only where every guard is *tripped*, which is
where at least one of the guard's keys is found; `exact` says that it is true wherever all of them are.

Guards speak of truth alone: a condition that is false trips no more and no fewer of them than one that is unknown, so
three values need no more than two here. Of a conjunction all guards count; of a disjunction the rarest guards of its
parts together are one; what denies something is a guard only where the denial can be looked up too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import reduce
from typing import Any

from attrs import Factory, define, field, frozen

from feedcurate.matching.normalise import whole
from feedcurate.matching.tags import tag_key
from feedcurate.model.identity import site_of
from feedcurate.model.kinds import Simple
from feedcurate.plan.paths import is_age, is_narrowed, is_path
from feedcurate.plan.sifting import sieve_for
from feedcurate.program.bounds import MIRRORED
from feedcurate.program.expr import (
    And,
    Compare,
    Const,
    Expr,
    ExprId,
    Get,
    How,
    InAccounts,
    Input,
    InSites,
    Known,
    Matches,
    Mentions,
    Not,
    OneOf,
    Or,
    Quantified,
    Quantifier,
    Root,
    Scope,
    Var,
    Within,
)
from feedcurate.program.once import once_a_program
from feedcurate.program.program import Program, Topic
from feedcurate.syntax.enumerations import CompareOp


class Look(StrEnum):
    """How the keys of a column are looked up, the rarest to find first."""

    PATTERN = "pattern"
    """Numbers of patterns that the text has, or all texts of the post."""
    SITE = "site"
    """Indexes of lists of sites that have the value."""
    COVER = "cover"
    """Sites that cover the value."""
    ACCOUNT = "account"
    """Indexes of lists of accounts that have the value."""
    TEXT = "text"
    """Texts, as `whole` has them."""
    HASHTAG = "hashtag"
    """Hashtags, as `tag_key` has them."""
    REGEX = "regex"
    """Numbers of regular expressions that the text, or one of the post's, has the letters for (`matching.sieve`)."""
    VALUE = "value"
    """The value itself."""
    LANGUAGE = "language"
    """Ranges of languages that cover the value."""
    BAND = "band"
    """Pairs of an operator and a bound."""
    AGE = "age"
    """The same, for how long ago an instant is."""
    THERE = "there"
    """Whether there is a value, and not an empty one."""


_RARITY = {look: rank for rank, look in enumerate(Look)}


@frozen(cache_hash=True)
class Column:
    """One thing that is asked of a post, by whatever many rules. `element`: of each element of the list `target`."""

    target: ExprId
    look: Look
    element: ExprId | None = None


@frozen(eq=False)
class Guard:
    """What trips it: at least one key in at least one column."""

    keys: Mapping[Column, frozenset[Any]]

    @property
    def rarity(self) -> tuple[int, int]:
        """Least for the guard that is tripped least often, as far as its columns tell."""
        return max((_RARITY[column.look] for column in self.keys), default=-1), sum(map(len, self.keys.values()))


@frozen(eq=False)
class Guarded:
    """The guards of a condition, the rarest first."""

    guards: tuple[Guard, ...]
    exact: bool


_NOTHING_KNOWN = Guarded((), exact=False)
_ALWAYS = Guarded((), exact=True)
_NEVER = Guarded((Guard({}),), exact=True)


def guards_of(program: Program, condition: ExprId) -> Guarded:
    """The guards of a condition of a program's rule for posts."""
    return guarding(program).of(condition)


@once_a_program
def guarding(program: Program) -> Guarding:
    """What finds the guards of a program's conditions."""
    return Guarding(program)


@define(eq=False)
class Guarding:
    """Finds guards; what was found of an expression is kept, as other rules may have it too."""

    program: Program
    _known: dict[tuple[ExprId, bool], Guarded] = field(factory=dict)
    _topics: dict[int, Guarded] = Factory(dict)

    def of(self, expr: ExprId, wanted: bool = True) -> Guarded:
        """The guards of an expression being true, or being false."""
        key = (expr, wanted)
        if key not in self._known:
            self._known[key] = self._find(expr, self.program.exprs[expr], wanted)
        return self._known[key]

    def _find(self, expr: ExprId, node: Expr, wanted: bool) -> Guarded:
        match node:
            case Not(operand):
                return self.of(operand, not wanted)
            case And(operands) | Or(operands):
                parts = [self.of(operand, wanted) for operand in operands]
                return _all_of(parts) if isinstance(node, And) is wanted else _any_of(parts)
            case Const(value):
                return _ALWAYS if value is wanted else _NEVER
            case Known(operand) if is_path(self.program, operand):
                return _one(Column(operand, Look.THERE), {wanted})
            case Get() if self.program.kinds[expr] is Simple.TRUTH and is_path(self.program, expr):
                return _one(Column(expr, Look.VALUE), {wanted})
            case _ if wanted:
                return self._find_true(node)
            case Compare(CompareOp.NE, left, right, how, order):
                return self._compared(Compare(CompareOp.EQ, left, right, how, order), None)
            case Compare(op, left, right, how, order) if op in _OPPOSITE and how is How.PLAIN:
                return self._compared(Compare(_OPPOSITE[op], left, right, how, order), None)
            case _:
                return _NOTHING_KNOWN

    def _find_true(self, node: Expr, element: tuple[ExprId, int] | None = None) -> Guarded:
        """The guards of something being true; `element`: for any element of a list, and its level."""
        match node:
            case Mentions(target, scope, topic) if element is None and self._is_searched(target, scope):
                return self._mentioned(target, topic)
            case Matches(target, scope, regex) if element is None and self._is_searched(target, scope):
                return self._sifted({Column(target, Look.REGEX): frozenset({regex})}, exact=False)
            case InAccounts(operand, accounts) if self._is_asked(operand, element):
                return _one(self._column(operand, Look.ACCOUNT, element), {accounts})
            case InSites(operand, sites) if self._is_asked(operand, element):
                return _one(self._column(operand, Look.SITE, element), {sites})
            case OneOf(operand, values, how) if how in _COMPARABLE and self._is_asked(operand, element):
                look, form = _COMPARABLE[how]
                return _one(self._column(operand, look, element), map(form, values))
            case Compare():
                return self._compared(node, element)
            case Within(operand, low, high, wraps) if not wraps and element is None:
                ends = (Compare(CompareOp.GE, operand, low), Compare(CompareOp.LE, operand, high))
                return _all_of([self._compared(end, None) for end in ends])
            case Quantified(Quantifier.ANY, operand, level, where) if element is None:
                if where is None or not (is_path(self.program, operand) or is_narrowed(self.program, operand)):
                    return _NOTHING_KNOWN
                return self._find_any(operand, level, where)
            case _:
                return _NOTHING_KNOWN

    def _find_any(self, operand: ExprId, level: int, where: ExprId) -> Guarded:
        """Of `any(list where C)`: an element for which all guards of C are tripped is one that trips the rarest."""
        node = self.program.exprs[where]
        parts = [self.program.exprs[part] for part in node.operands] if isinstance(node, And) else [node]
        found = [guard for part in parts for guard in self._find_true(part, (operand, level)).guards]
        is_whole = len(parts) == 1 and not is_narrowed(self.program, operand)
        exact = is_whole and self._find_true(node, (operand, level)).exact
        return Guarded(tuple(sorted(found, key=lambda guard: guard.rarity)), exact)

    def _compared(self, node: Compare, element: tuple[ExprId, int] | None) -> Guarded:
        """Of a comparison with a constant: a key, or a band of numbers or instants."""
        left, right, op = node.left, node.right, node.op
        if isinstance(self.program.exprs[left], Const):
            left, right, op = right, left, MIRRORED[op]
            if node.how in (How.LANGUAGE, How.SITE):
                return _NOTHING_KNOWN
        constant = self.program.exprs[right]
        if not isinstance(constant, Const) or constant.value is None:
            return _NOTHING_KNOWN
        value = constant.value
        if op in _OPPOSITE and element is None and is_age(self.program, left):
            return _one(Column(left, Look.AGE), {(op, value)})
        if not self._is_asked(left, element):
            return _NOTHING_KNOWN
        if op is CompareOp.EQ and node.how in _COMPARABLE:
            look, form = _COMPARABLE[node.how]
            return _one(self._column(left, look, element), {form(value)})
        if op is CompareOp.EQ and node.how is How.SITE:
            site = site_of(str(value))
            return _one(self._column(left, Look.COVER, element), [] if site is None else [site])
        if op is CompareOp.EQ and node.how is How.LANGUAGE:
            return _one(self._column(left, Look.LANGUAGE, element), {value})
        if op not in _OPPOSITE or element is not None:
            return _NOTHING_KNOWN
        if node.how is How.PLAIN and self.program.kinds[left] in _MEASURED:
            return _one(Column(left, Look.BAND), {(op, value)})
        if node.how is How.ENUM and value in node.order:
            at = node.order.index(value)
            kept = [one for i, one in enumerate(node.order) if _holds(op, i, at)]
            return _one(Column(left, Look.VALUE), kept)
        return _NOTHING_KNOWN

    def _is_asked(self, expr: ExprId, element: tuple[ExprId, int] | None) -> bool:
        """Whether a value can be had of the post, or of an element, without looking at anything else."""
        return is_path(self.program, expr, None if element is None else Var(element[1]))

    def _is_searched(self, target: ExprId, scope: Scope) -> bool:
        """Whether an index looks for patterns there: in all texts of the post, or in one that is a path."""
        return self._is_asked(target, None) if scope is Scope.TEXT else self.program.exprs[target] == Root(Input.POST)

    def _column(self, expr: ExprId, look: Look, element: tuple[ExprId, int] | None) -> Column:
        return Column(expr, look) if element is None else Column(element[0], look, expr)

    def _mentioned(self, target: ExprId, topic: int) -> Guarded:
        """Of a topic: all patterns and expressions by which it, or one that it includes, could be mentioned."""
        if topic not in self._topics:
            reached = _included(self.program.topics, topic)
            patterns = frozenset[int]().union(*(one.entries.patterns for one in reached))
            regexes = frozenset[int]().union(*(one.entries.regexes for one in reached))
            plain = not regexes and not any(_has_exceptions(one) for one in reached)
            # The columns' target does not matter here; it is put in below.
            keys = {Column(0, Look.PATTERN): patterns, Column(0, Look.REGEX): regexes}
            self._topics[topic] = self._sifted({one: keys[one] for one in keys if keys[one]}, exact=plain)
        found = self._topics[topic]
        return Guarded(
            tuple(
                Guard({Column(target, column.look): one.keys[column] for column in one.keys}) for one in found.guards
            ),
            found.exact,
        )

    def _sifted(self, keys: Mapping[Column, frozenset[Any]], *, exact: bool) -> Guarded:
        """A guard with regular expressions among its keys; none where anything could match one of them."""
        always = sieve_for(self.program).always
        if any(column.look is Look.REGEX and not found.isdisjoint(always) for column, found in keys.items()):
            return _NOTHING_KNOWN
        return Guarded((Guard(keys),), exact)


_COMPARABLE: Mapping[How, tuple[Look, Callable[[Any], Any]]] = {
    How.TEXT: (Look.TEXT, whole),
    How.HASHTAG: (Look.HASHTAG, tag_key),
    How.PLAIN: (Look.VALUE, lambda value: value),
    How.ENUM: (Look.VALUE, lambda value: value),
}
_OPPOSITE: Mapping[CompareOp, CompareOp] = {
    CompareOp.LT: CompareOp.GE,
    CompareOp.LE: CompareOp.GT,
    CompareOp.GT: CompareOp.LE,
    CompareOp.GE: CompareOp.LT,
}
_MEASURED = frozenset({Simple.NUMBER, Simple.SHARE, Simple.DURATION, Simple.INSTANT})


def _holds(op: CompareOp, left: int, right: int) -> bool:
    match op:
        case CompareOp.LT:
            return left < right
        case CompareOp.LE:
            return left <= right
        case CompareOp.GT:
            return left > right
        case _:
            return left >= right


def _one(column: Column, keys: Iterable[Any]) -> Guarded:
    return Guarded((Guard({column: frozenset(keys)}),), exact=True)


def _all_of(parts: Iterable[Guarded]) -> Guarded:
    parts = list(parts)
    guards = dict.fromkeys(guard for part in parts for guard in part.guards)
    return Guarded(tuple(sorted(guards, key=lambda guard: guard.rarity)), exact=all(part.exact for part in parts))


def _any_of(parts: list[Guarded]) -> Guarded:
    """The rarest guards of all parts together; none where a part has none."""
    if not all(part.guards for part in parts):
        return _NOTHING_KNOWN
    together = reduce(_union, (part.guards[0] for part in parts))
    return Guarded((together,), exact=all(part.exact and len(part.guards) == 1 for part in parts))


def _union(left: Guard, right: Guard) -> Guard:
    columns = {**left.keys, **right.keys}
    return Guard({one: left.keys.get(one, frozenset()) | right.keys.get(one, frozenset()) for one in columns})


def _has_exceptions(topic: Topic) -> bool:
    return bool(topic.exceptions.patterns or topic.exceptions.regexes or topic.excluded)


def _included(topics: tuple[Topic, ...], start: int) -> list[Topic]:
    """A topic and those that it includes, each once."""
    found: dict[int, Topic] = {}
    waiting = [start]
    while waiting:
        topic = waiting.pop()
        if topic not in found:
            found[topic] = topics[topic]
            waiting.extend(topics[topic].includes)
    return list(found.values())

"""The meaning of every expression, written to be read: a walk over the checked program, in three values.

In: a program, a context and what a rule is about. Out: a `Reading` of it: the value of any expression, None where it is
unknown.
Each expression that does not speak of a list's element is worked out at most once a post. Nothing here can raise on a
checked program; how deep expressions nest is bounded by the checker.
"""

from __future__ import annotations

from typing import Any, assert_never, cast

from attrs import Factory, define, frozen

from feedcurate.engine import kleene
from feedcurate.engine.compare import between, comparable, compared, equal
from feedcurate.engine.context import Context
from feedcurate.engine.derive import derive
from feedcurate.engine.elements import Element
from feedcurate.engine.kleene import Truth
from feedcurate.engine.naming import names_account
from feedcurate.engine.result import Result
from feedcurate.engine.search import Place, Scanned, Search
from feedcurate.engine.signals import signal_of
from feedcurate.engine.tables import Tables, tables_of
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, Simple
from feedcurate.model.session import Session
from feedcurate.program.arithmetic import calculated
from feedcurate.program.bounds import AtLeast, one_of_bound
from feedcurate.program.expr import (
    And,
    Arith,
    Becomes,
    Compare,
    Const,
    Derive,
    ExprId,
    Fires,
    Get,
    HabitOver,
    How,
    InAccounts,
    InMe,
    Input,
    InSites,
    Known,
    Labelled,
    Matches,
    Mentions,
    MentionsAccount,
    Not,
    OneOf,
    Or,
    Over,
    Quantified,
    Quantifier,
    Root,
    Scope,
    SignalOf,
    Var,
    Within,
)
from feedcurate.program.program import Program
from feedcurate.program.values import double, field_value

Elements = tuple[Any, ...]
"""The elements that the enclosing quantifiers look at, by level."""


@frozen(eq=False)
class Judge:
    """A program in a context, ready to read posts."""

    program: Program
    context: Context
    tables: Tables
    kinds_of_signals: dict[str, Kind]

    def read(self, item: Item, known: Scanned | None = None) -> Reading:
        """A fresh reading of a post; it remembers what it has worked out. `known` are the patterns in its texts."""
        reposter = None if item.via is None else item.via.account
        search = Search(self.program) if known is None else Search(self.program, known)
        return Reading(item, self, search, item.author, reposter)

    def of_element(self, element: Element) -> Reading:
        """A reading of an element of a stream."""
        return Reading(element.subject, self, Search(self.program), element.author, element.reposter)

    def of_account(self, account: Account) -> Reading:
        """A reading of an account."""
        return Reading(account, self, Search(self.program))

    def of_draft(self, draft: Draft) -> Reading:
        """A reading of a draft."""
        return Reading(draft, self, Search(self.program))

    def of_session(self) -> Reading:
        """A reading of the reader's session, which is worked out where a rule looks at it."""
        return Reading(None, self, Search(self.program))


def judge_of(program: Program, context: Context) -> Judge:
    """The judge of a program in a context."""
    return Judge(program, context, tables_of(program), dict(program.signals))


@define(eq=False)
class Reading:
    """One post, account, draft, session or element of a stream as a program reads it."""

    subject: Item | Account | Draft | Activity | Session | None
    judge: Judge
    search: Search
    author: Account | None = None
    reposter: Account | None = None
    result: Result | None = None
    """What the rules made of the post, once that is known: claims ask for it (`claiming`)."""
    _known: dict[ExprId, Any] = Factory(lambda self: dict(self.judge.tables.constants), takes_self=True)

    @property
    def item(self) -> Item:
        """The post that this is a reading of."""
        return cast(Item, self.subject)

    def truth(self, expr: ExprId) -> Truth:
        """The value of a condition."""
        return self.value(expr)  # type: ignore[no-any-return]  # the checker has made sure that it is a truth

    def value(self, expr: ExprId, elements: Elements = ()) -> Any:
        """The value of an expression; None where it is unknown."""
        if expr in self._known:
            return self._known[expr]
        value = self._work_out(expr, elements)
        if not self.judge.tables.open[expr]:
            self._known[expr] = value
        return value

    def place(self, target: Any, scope: Scope) -> Place:
        """Where `mentions` and `matches` look: all of a post, or one text."""
        return self.search.post(target) if scope is Scope.POST else self.search.text(target)

    def _work_out(self, expr: ExprId, elements: Elements) -> Any:
        """The cases that most conditions are made of come first, as they are tried in turn."""
        match node := self.judge.program.exprs[expr]:
            case And(operands):
                return kleene.conjunction(self.value(operand, elements) for operand in operands)
            case Or(operands):
                return kleene.disjunction(self.value(operand, elements) for operand in operands)
            case Not(operand):
                return kleene.negated(self.value(operand, elements))
            case Mentions(target, scope, topic):
                return self._mentions(self.value(target, elements), scope, topic)
            case Compare(op, left, right, how, order):
                return compared(op, self.value(left, elements), self.value(right, elements), how, order)
            case Get(base, field):
                return field_value(self.value(base, elements), field)
            case Over(whose=whose):
                return self._over(node, whose, elements)
            case HabitOver(whose=whose):
                account = None if whose is None else self.value(whose, elements)
                return self.judge.context.past.habit(node, account)
            case Const(value):
                return value
            case InAccounts(operand, accounts):
                return self.judge.program.account_sets[accounts].has(self.value(operand, elements))
            case OneOf(operand):
                return self._one_of(expr, node, self.value(operand, elements))
            case Known(operand):
                return self.value(operand, elements) not in (None, "", ())
            case Derive(base, name):
                return derive(self.value(base, elements), name, self.judge.context)
            case Root(start):
                return self._root(start)
            case Var(level):
                return elements[level]
            case SignalOf(name):
                return self._signal(name)
            case Arith(op, left, right):
                return calculated(op, self.value(left, elements), self.value(right, elements))
            case Within(operand, low, high, wraps):
                value, ends = self.value(operand, elements), (self.value(low, elements), self.value(high, elements))
                return between(value, *ends, wraps)
            case InMe(operand):
                me = self.judge.context.me
                return me.has(self.value(operand, elements)) if me else None
            case InSites(operand, sites):
                return self.judge.program.site_sets[sites].has(self.value(operand, elements))
            case MentionsAccount(target, accounts):
                return self._mentions_account(self.value(target, elements), accounts)
            case Matches(target, scope, regex):
                return self._matches(self.value(target, elements), scope, regex)
            case Quantified():
                return self._quantified(node, elements)
            case Becomes() | Labelled() | Fires():
                return None if self.result is None else self.result.answer(node)
            case _:
                assert_never(node)

    def _root(self, start: Input) -> Any:
        match start:
            case Input.AUTHOR:
                return self.author
            case Input.REPOSTER:
                return self.reposter
            case Input.NOW:
                return self.judge.context.now
            case Input.SESSION:
                return self.judge.context.past.session()
            case _:
                return self.subject

    def _signal(self, name: str) -> Any:
        """A value of another kind than declared is unknown."""
        value = signal_of(self.judge.program, self.judge.context, self.item, name)
        match self.judge.kinds_of_signals[name]:
            case Simple.TRUTH:
                return value if isinstance(value, bool) else None
            case Simple.TEXT:
                return value if isinstance(value, str) else None
            case _:
                return double(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def _over(self, over: Over, whose: ExprId | None, elements: Elements) -> Any:
        account = None if whose is None else self.value(whose, elements)
        if whose is not None and account is None:
            return None
        return self.judge.context.past.aggregate(over, account)

    def _one_of(self, expr: ExprId, node: OneOf, value: Any) -> Truth:
        if value is None:
            return None
        if isinstance(value, AtLeast):
            return one_of_bound(value, node.values)
        match node.how:
            case How.TEXT | How.HASHTAG:
                return comparable(value, node.how) in self.judge.tables.values[expr]
            case How.PLAIN | How.ENUM:
                return value in node.values
            case _:
                return kleene.disjunction(equal(value, constant, node.how) for constant in node.values)

    def _mentions(self, target: Any, scope: Scope, topic: int) -> Truth:
        return None if target is None else self.search.mentions(self.place(target, scope), topic)

    def _mentions_account(self, target: Item | None, accounts: int | None) -> Truth:
        me = self.judge.context.me
        if target is None or (accounts is None and not me):
            return None
        return names_account(target, me if accounts is None else self.judge.program.account_sets[accounts])

    def _matches(self, target: Any, scope: Scope, regex: int) -> Truth:
        return None if target is None else self.search.matches(self.place(target, scope), regex)

    def _quantified(self, node: Quantified, elements: Elements) -> Any:
        every = self.value(node.operand, elements)
        if every is None:
            return None
        where, outer = node.where, elements[: node.level]
        truths = (True if where is None else self.value(where, (*outer, element)) for element in every)
        match node.quantifier:
            case Quantifier.ANY:
                return kleene.disjunction(truths)
            case Quantifier.ALL:
                return kleene.conjunction(truths)
            case Quantifier.COUNT:
                return float(sum(1 for truth in truths if truth is True))
            case _:
                assert_never(node.quantifier)

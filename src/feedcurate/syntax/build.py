"""Nodes made during the parse: one method for every rule and alias of the grammar.

In: what the grammar says stands in an alternative, in its order (None for an optional part that is absent), and the
span of the whole. Out: nodes, without their comments, which `comments` adds. A mistake that the grammar cannot see (a
reversed range, a tree that is too deep) leaves as `Mistake`.
"""

# ruff: noqa: D102  # what a method makes is said by the rule of the grammar that it is named after
from __future__ import annotations

from typing import TypeVar

from feedcurate.syntax import literals, messages, nodes
from feedcurate.syntax.habits import VERBS, VERBS_WITH_WORD
from feedcurate.syntax.lexer import Token
from feedcurate.syntax.mistake import Mistake
from feedcurate.syntax.nodes import ArithmeticOp, ClaimKind, CompareOp, Expr, ListKind, LogicOp, Mode
from feedcurate.syntax.ranges import range_mistake
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source, Span

NodeT = TypeVar("NodeT", bound=nodes.Node)

Value = nodes.Name | nodes.TextLit
Path = nodes.Name | nodes.Attribute
Whom = nodes.AccountLit | nodes.TextLit
Entries = tuple[nodes.Entry, ...]


class Builder:
    """Makes the nodes of one source; the methods' names are those of the grammar."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._heights: dict[int, int] = {}
        """How high the expressions of the statement at hand are, by the identity of their roots; a leaf is 1."""

    def start_statement(self) -> None:
        """Forget the heights of the statement before."""
        self._heights.clear()

    def _raised(self, node: NodeT, *parts: nodes.Node | None) -> NodeT:
        """The node, once it is known that it stands no deeper than the limit over these parts."""
        height = 1 + max(self._heights.get(id(part), 1) for part in parts)
        if height > self._limits.nesting:
            raise Mistake(messages.nested_too_deep(self._limits.nesting, node.span))
        self._heights[id(node)] = height
        return node

    # --- Statements -------------------------------------------------------------------------------

    def file(self, span: Span, *statements: nodes.Statement) -> nodes.File:
        return nodes.File(statements, span=span)

    def many(self, _span: Span, *items: object) -> tuple[object, ...]:
        return items

    def use(self, span: Span, path: nodes.TextLit, alias: nodes.Name | None) -> nodes.Use:
        return nodes.Use(path, alias, span=span)

    def set(self, span: Span, key: Path, values: tuple[Expr, ...]) -> nodes.Set:
        return nodes.Set(key, values, span=span)

    def signal(self, span: Span, name: nodes.Name, kind: nodes.Name) -> nodes.Signal:
        return nodes.Signal(name, kind, span=span)

    def list_here(
        self, span: Span, kind: Token, name: nodes.Name, entries: Entries, exceptions: Entries | None = None
    ) -> nodes.List:
        return nodes.List(ListKind(kind.text), name, entries, exceptions=exceptions or (), span=span)

    def list_from(
        self, span: Span, kind: Token, name: nodes.Name, file: nodes.TextLit, exceptions: Entries | None = None
    ) -> nodes.List:
        return nodes.List(ListKind(kind.text), name, file=file, exceptions=exceptions or (), span=span)

    def entry(self, span: Span, value: nodes.EntryValue) -> nodes.Entry:
        return nodes.Entry(value, span=span)

    def like(self, span: Span, text: Token) -> nodes.LikeLit:
        place = Span(self._source, text.start, text.end)
        return nodes.LikeLit(literals.text(text.text, place), span=span)

    def let(self, span: Span, name: nodes.Name, value: Expr) -> nodes.Let:
        return nodes.Let(name, value, span=span)

    def rule(
        self,
        span: Span,
        name: nodes.Name,
        title: nodes.TextLit | None,
        subject: nodes.Name | None,
        start: nodes.Moment | None,
        end: nodes.Moment | None,
        mode: Token | None,
        _when: Token,
        condition: Expr,
        actions: tuple[nodes.Action, ...],
    ) -> nodes.Rule:
        return nodes.Rule(
            name,
            condition,
            actions,
            title,
            subject,
            start,
            end,
            Mode(mode.text) if mode else Mode.LIVE,
            span=span,
        )

    def moment(self, span: Span, date: nodes.DateLit, clock: nodes.ClockLit | None) -> nodes.Moment:
        return nodes.Moment(date, clock, span=span)

    def action(
        self, span: Span, verb: nodes.Name, word: nodes.Name | None, until: Token | None, value: Expr | None
    ) -> nodes.Action:
        if word and word.id in VERBS and verb.id not in VERBS_WITH_WORD:
            raise Mistake(messages.missing_comma(f"`{word.id}`", "the actions", word.span))
        return nodes.Action(verb, word, until is not None, value, span=span)

    def action_of_word(self, span: Span, verb: nodes.Name, word: nodes.Name, value: nodes.Name) -> nodes.Action:
        return self.action(span, verb, word, None, value)

    def action_until(self, span: Span, verb: nodes.Name, until: Token, value: nodes.Name) -> nodes.Action:
        return self.action(span, verb, None, until, value)

    def feed(self, span: Span, *quotas: nodes.Quota) -> nodes.Feed:
        return nodes.Feed(quotas, span=span)

    def at_least(self, span: Span, count: nodes.Count, window: nodes.Count, when: Expr) -> nodes.AtLeast:
        return nodes.AtLeast(count, window, when, span=span)

    def at_most(self, span: Span, count: nodes.Count, window: nodes.Count, when: Expr) -> nodes.AtMost:
        return nodes.AtMost(count, window, when, span=span)

    def in_a_row(self, span: Span, count: nodes.Count, key: nodes.Name, when: Expr | None) -> nodes.InARow:
        return nodes.InARow(count, key, when, span=span)

    def per(
        self,
        span: Span,
        count: nodes.Count,
        period: nodes.Name | nodes.DurationLit,
        key: nodes.Name | None,
        when: Expr | None,
    ) -> nodes.Per:
        return nodes.Per(count, period, key, when, span=span)

    def once(self, span: Span, key: nodes.Name, within: nodes.Name | nodes.DurationLit | None) -> nodes.Once:
        return nodes.Once(key, within, span=span)

    def order_by(self, span: Span, key: nodes.Name) -> nodes.OrderBy:
        return nodes.OrderBy(key, span=span)

    def example(self, span: Span, title: nodes.TextLit, *lines: nodes.ExampleLine) -> nodes.Example:
        return nodes.Example(title, lines, span=span)

    def at(self, span: Span, moment: nodes.Moment) -> nodes.At:
        return nodes.At(moment, span=span)

    def given_list(self, span: Span, kind: Token, name: Path, entries: Entries) -> nodes.GivenList:
        return nodes.GivenList(ListKind(kind.text), name, entries, span=span)

    def given_posts(
        self,
        span: Span,
        count: nodes.NumberLit | None,
        _posts: Token,
        by: Whom | nodes.Name | None,
        saying: nodes.TextLit | None,
        over: nodes.DurationLit | None,
        details: tuple[Expr, ...] | None,
    ) -> nodes.GivenPosts:
        return nodes.GivenPosts(by, saying, details or (), count, over, span=span)

    def given_views(
        self,
        span: Span,
        duration: nodes.DurationLit,
        whom: Whom | None,
        window: nodes.Name | nodes.This | nodes.DurationLit | None,
    ) -> nodes.GivenViews:
        return nodes.GivenViews(duration, whom, window, span=span)

    def given_draft(
        self, span: Span, saying: nodes.TextLit | None, details: tuple[Expr, ...] | None
    ) -> nodes.GivenDraft:
        return nodes.GivenDraft(saying, details or (), span=span)

    def expect(
        self, span: Span, negated: Token | None, verb: nodes.Name, word: Value | None, by: Path | None
    ) -> nodes.Expect:
        return nodes.Expect(verb, negated is not None, word=word, by=by, span=span)

    def expect_of(
        self,
        span: Span,
        negated: Token | None,
        subject: nodes.Name,
        whom: Whom | None,
        verb: nodes.Name,
        word: Value | None,
        by: Path | None,
    ) -> nodes.Expect:
        return nodes.Expect(verb, negated is not None, subject, whom, word, by, span=span)

    def claim(self, span: Span, kind: Token, title: nodes.TextLit, condition: Expr) -> nodes.Claim:
        return nodes.Claim(ClaimKind(kind.text), title, condition, span=span)

    # --- Expressions ------------------------------------------------------------------------------

    def always(self, span: Span, _word: Token) -> nodes.Always:
        return nodes.Always(span=span)

    def implies(self, span: Span, left: Expr, right: Expr) -> nodes.Implies:
        return self._raised(nodes.Implies(left, right, span=span), left, right)

    def any_of(self, span: Span, *operands: Expr) -> nodes.Logic:
        return self._raised(nodes.Logic(LogicOp.OR, operands, span=span), *operands)

    def all_of(self, span: Span, *operands: Expr) -> nodes.Logic:
        return self._raised(nodes.Logic(LogicOp.AND, operands, span=span), *operands)

    def negate(self, span: Span, operand: Expr) -> nodes.Not:
        return self._raised(nodes.Not(operand, span=span), operand)

    def compare(self, span: Span, left: Expr, op: Token, right: Expr) -> nodes.Compare:
        return self._raised(nodes.Compare(CompareOp(op.text), left, right, span=span), left, right)

    def is_in(self, span: Span, left: Expr, negated: Token | None, right: Expr) -> nodes.In:
        return self._raised(nodes.In(left, right, negated is not None, span=span), left, right)

    def mentions(self, span: Span, left: Expr, right: Expr) -> nodes.Mentions:
        return self._raised(nodes.Mentions(left, right, span=span), left, right)

    def matches(self, span: Span, left: Expr, right: Expr) -> nodes.Matches:
        return self._raised(nodes.Matches(left, right, span=span), left, right)

    def is_value(self, span: Span, left: Expr, negated: Token | None, value: Value) -> nodes.Is:
        return self._raised(nodes.Is(left, value, negated is not None, span=span), left)

    def has(self, span: Span, left: Expr, value: Value) -> nodes.Has:
        return self._raised(nodes.Has(left, value, span=span), left)

    def between(self, span: Span, operand: Expr, low: Expr, high: Expr) -> nodes.Between:
        return self._raised(nodes.Between(operand, low, high, span=span), operand, low, high)

    def arithmetic(self, span: Span, left: Expr, op: Token, right: Expr) -> nodes.Arithmetic:
        return self._raised(nodes.Arithmetic(ArithmeticOp(op.text), left, right, span=span), left, right)

    def labelled(self, span: Span, name: Value) -> nodes.Labelled:
        return nodes.Labelled(name, span=span)

    def fires(self, span: Span, rule: Path) -> nodes.Fires:
        return nodes.Fires(rule, span=span)

    def attribute(self, span: Span, value: Expr, name: Token) -> nodes.Attribute:
        return self._raised(nodes.Attribute(value, self._name(name), span=span), value)

    def call(
        self, span: Span, name: Token, source: Expr, where: Expr | None, arguments: tuple[Expr, ...] | None
    ) -> nodes.Call:
        node = nodes.Call(self._name(name), source, where, arguments or (), span=span)
        return self._raised(node, source, where, *node.arguments)

    def by(self, span: Span, stream: Expr, whom: Expr) -> nodes.By:
        return self._raised(nodes.By(stream, whom, span=span), stream, whom)

    def of(self, span: Span, left: Expr, right: Expr) -> nodes.Of:
        return self._raised(nodes.Of(left, right, span=span), left, right)

    def set_literal(self, span: Span, items: tuple[Expr, ...]) -> nodes.SetLit:
        return self._raised(nodes.SetLit(items, span=span), *items)

    def this(self, span: Span, name: Token) -> nodes.This:
        return nodes.This(self._name(name), span=span)

    def range(self, span: Span, low: Expr, high: Expr) -> nodes.RangeLit:
        if mistake := range_mistake(low, high, span):
            raise Mistake(mistake)
        return nodes.RangeLit(low, high, span=span)

    # --- Leaves -----------------------------------------------------------------------------------

    def path(self, span: Span, name: nodes.Name, attribute: Token | None) -> Path:
        return nodes.Attribute(name, self._name(attribute), span=span) if attribute else name

    def name(self, span: Span, word: Token) -> nodes.Name:
        return nodes.Name(literals.name(word.text, span), span=span)

    def text(self, span: Span, word: Token) -> nodes.TextLit:
        return nodes.TextLit(literals.text(word.text, span), span=span)

    def number(self, span: Span, *tokens: Token) -> nodes.NumberLit:
        return nodes.NumberLit(self._amount(tokens), span=span)

    def share(self, span: Span, *tokens: Token) -> nodes.ShareLit:
        return nodes.ShareLit(self._amount(tokens), span=span)

    def duration(self, span: Span, *tokens: Token) -> nodes.DurationLit:
        *amount, unit = tokens
        value = self._amount(tuple(amount))
        return nodes.DurationLit(value, literals.duration(value, unit.text, span), span=span)

    def clock(self, span: Span, word: Token) -> nodes.ClockLit:
        return nodes.ClockLit(literals.clock(word.text, span), span=span)

    def date(self, span: Span, word: Token) -> nodes.DateLit:
        return nodes.DateLit(literals.day(word.text, span), span=span)

    def hashtag(self, span: Span, word: Token) -> nodes.HashtagLit:
        return nodes.HashtagLit(literals.hashtag(word.text, span), span=span)

    def account(self, span: Span, word: Token) -> nodes.AccountLit:
        return nodes.AccountLit(word.text, span=span)

    def site(self, span: Span, word: Token) -> nodes.SiteLit:
        return nodes.SiteLit(word.text, span=span)

    def regex(self, span: Span, word: Token) -> nodes.RegexLit:
        pattern, ignore_case = literals.regex(word.text, span)
        return nodes.RegexLit(pattern, ignore_case, span=span)

    def _name(self, word: Token) -> str:
        return literals.name(word.text, Span(self._source, word.start, word.end))

    def _amount(self, tokens: tuple[Token, ...]) -> float:
        *minus, number = tokens
        value = literals.number(number.text, Span(self._source, number.start, number.end))
        return -value if minus else value

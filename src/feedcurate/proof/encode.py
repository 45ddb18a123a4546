"""Expressions of a program as terms of Z3, in three values: the one place that knows all theories.

In: a checked program. Out: an `Encoding`: for any expression what it means, for any rule whether it fires, and the
laws that hold of every post, every history and every instant. Whatever the engine can make of a program is a model of
the laws; so a condition that no model meets is met by no post. What the laws leave open (`Encoding.left_open`) only
makes fewer things impossible.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, assert_never, cast

import z3
from attrs import evolve

from feedcurate.model.account import Account
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, Simple, Structure
from feedcurate.model.session import Session
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
    Root,
    Scope,
    SignalOf,
    Var,
    Within,
)
from feedcurate.program.program import Program, Rule
from feedcurate.program.reach import made_of
from feedcurate.proof.calculating import calculated, doubles_in
from feedcurate.proof.comparing import between, compared, one_of
from feedcurate.proof.covering import Covering
from feedcurate.proof.deriving import Deriving
from feedcurate.proof.fields import Fields
from feedcurate.proof.lists import Lists, asked_of, is_empty
from feedcurate.proof.moments import Moments
from feedcurate.proof.outcomes import Outcomes
from feedcurate.proof.people import ME, People, classes_of
from feedcurate.proof.phrases import implied_by
from feedcurate.proof.quantities import known_constant, sized, text_number, variable
from feedcurate.proof.terms import (
    FALSE,
    TRUE,
    Listing,
    Meaning,
    Term,
    Thing,
    Truth,
    Value,
    conjunction,
    constant,
    decided,
    disjunction,
    either,
    negated,
)
from feedcurate.proof.theory import Theory
from feedcurate.proof.windows import Windows
from feedcurate.proof.words import Searching
from feedcurate.syntax.nodes import CompareOp

Elements = tuple[Thing | Value, ...]
"""The elements that the enclosing quantifiers look at, by level."""


class Encoding:
    """A program as terms. One instant, one post, one history; expressions are encoded when they are asked for."""

    def __init__(self, program: Program) -> None:
        # A claim is about any value that a signal may have, so nothing here works one out.
        self.program = program = evolve(program, computed={}) if program.computed else program
        self.theory = Theory()
        self.lists = Lists(self.theory, asked_of(program))
        self.fields = Fields(self.theory, self.lists)
        lists = {**dict(enumerate(program.account_sets)), ME: program.settings.me}
        self.people = People(self.theory, self.fields, classes_of(lists), bool(program.settings.me))
        self.covering = Covering(self.theory)
        self.searching = Searching(program, self.theory, implied_by(program.patterns))
        self.windows = Windows(program, self.theory)
        self.moments = Moments(self.theory)
        self.post = Thing("post", TRUE, program.item)
        self.deriving = Deriving(self.theory, self.fields, self.people, self.moments)
        self.outcomes = Outcomes(program.rules, self.fires, self.own)
        self._doubles = doubles_in(program.exprs)
        self._meanings: dict[tuple[ExprId, tuple[str, ...]], Meaning] = {}
        self._fires: dict[str, Term] = {}
        self.places: set[str] = set()
        """The paths of the posts in which words are looked for."""

    # --- What can be asked ------------------------------------------------------------------------

    def truth(self, expr: ExprId, elements: Elements = ()) -> Truth:
        """What a condition means."""
        return cast(Truth, self.meaning(expr, elements))

    def fires(self, rule: Rule) -> Term:
        """Whether a rule for posts is in force and its condition true."""
        if rule.name not in self._fires:
            self._fires[rule.name] = z3.And(self.moments.in_force(rule), self.truth(rule.when).yes)
        return self._fires[rule.name]

    def own(self) -> Term:
        """Whether the post is kept as the reader's own."""
        return self._own if self.program.settings.keep_own_posts else FALSE

    @cached_property
    def _own(self) -> Term:
        return self.deriving.mine(self.post).yes

    def left_open(self, exprs: Iterator[ExprId]) -> dict[ExprId, str]:
        """Which of some expressions, and of what they are made of, are treated as if they could be anything."""
        known = self.theory.open
        return {expr: known[expr] for expr in made_of(self.program.exprs, exprs) if expr in known}

    # --- Expressions ------------------------------------------------------------------------------

    def meaning(self, expr: ExprId, elements: Elements = ()) -> Meaning:
        """What any expression means where the enclosing lists' elements are these."""
        key = (expr, tuple(element.path for element in elements))
        if key not in self._meanings:
            self._meanings[key] = self._work_out(expr, elements)
        return self._meanings[key]

    def _value(self, expr: ExprId, elements: Elements) -> Value:
        return cast(Value, self.meaning(expr, elements))

    def _thing(self, expr: ExprId, elements: Elements) -> Thing:
        return cast(Thing, self.meaning(expr, elements))

    def _work_out(self, expr: ExprId, elements: Elements) -> Meaning:
        match node := self.program.exprs[expr]:
            case And(operands):
                return conjunction(self.truth(operand, elements) for operand in operands)
            case Or(operands):
                return disjunction(self.truth(operand, elements) for operand in operands)
            case Not(operand):
                return negated(self.truth(operand, elements))
            case Const(value, kind):
                return constant(bool(value)) if kind is Simple.TRUTH else self._constant(expr, node)
            case Root(start):
                return self._root(start)
            case Var(level):
                return elements[level]
            case Get(base, name):
                return self.fields.get(self._thing(base, elements), name)
            case Derive(base, name):
                return self._derived(expr, self.meaning(base, elements), name)
            case SignalOf(name):
                return self._signal(expr, name)
            case Arith(op, left, right):
                parts = (self._value(left, elements), self._value(right, elements))
                name = self._named("sum", expr, elements)
                return calculated(self.theory, op, *parts, self.program.kinds[expr], name, self._doubles)
            case Compare():
                return self._compared(expr, node, elements)
            case Within(operand, low, high, wraps):
                ends = (self._value(low, elements), self._value(high, elements))
                return between(self._value(operand, elements), *ends, wraps=wraps)
            case OneOf(operand):
                return self._one_of(node, self._value(operand, elements), operand)
            case InAccounts(operand, accounts):
                return self.people.within(self._thing(operand, elements), accounts)
            case InMe(operand):
                return self.people.me(self._thing(operand, elements))
            case InSites(operand, sites):
                return self.covering.sites(self._value(operand, elements), self.program.site_sets[sites])
            case Known(operand):
                known = is_known(self.meaning(operand, elements))
                return Truth(known, z3.Not(known))
            case Mentions(target, scope, topic):
                known, path = self._place(self.meaning(target, elements), scope)
                return _gated(known, self.searching.mentions(path, topic))
            case Matches(target, scope, regex):
                self._leave_open(expr, f"what /{self.program.regexes[regex].source}/ matches")
                known, path = self._place(self.meaning(target, elements), scope)
                return _gated(known, self.searching.matches(path, regex))
            case MentionsAccount(target, accounts):
                return self.people.named(self._thing(target, elements), accounts)
            case Quantified():
                return self._quantified(expr, node, elements)
            case Over(whose=whose):
                self._leave_open(expr, self.program.calls.get(expr, "what a window counts"))
                return self.windows.over(expr, node, None if whose is None else self._thing(whose, elements))
            case HabitOver(whose=whose):
                self._leave_open(expr, self.program.calls.get(expr, "the reader's time"))
                return self.windows.habit(expr, node, None if whose is None else self._thing(whose, elements))
            case Becomes() | Labelled() | Fires():
                holds = self.outcomes.holds(node)
                return Truth(holds, z3.Not(holds))
            case _:
                assert_never(node)

    def _named(self, what: str, expr: ExprId, elements: Elements) -> str:
        return " ".join([what, str(expr), *(element.path for element in elements)])

    def _leave_open(self, expr: ExprId, told: str) -> None:
        self.theory.open[expr] = told

    def _constant(self, expr: ExprId, node: Const) -> Meaning:
        if isinstance(node.kind, Structure):  # an account: which one is asked by `InAccounts`
            return Thing(f"constant {expr}", TRUE, Account)
        return known_constant(self.theory, node.kind, node.value, f"constant {expr}")

    def _root(self, start: Input) -> Meaning:
        match start:
            case Input.POST:
                return self.post
            case Input.AUTHOR:
                return self.fields.get(self.post, "author")
            case Input.REPOSTER:
                return self.fields.get(self.fields.thing(self.post, "via"), "account")
            case Input.NOW:
                return self.moments.now()
            case Input.SESSION:
                return Thing("session", self.theory.flag("session?"), Session)
            case _:
                raise ValueError(f"a claim cannot be about `{start}`")

    def _derived(self, expr: ExprId, base: Meaning, name: str) -> Meaning:
        if isinstance(base, Thing) and issubclass(base.cls, Item) and name == "labels":
            return self.deriving.labels(base)
        meaning, is_open = self.deriving.get(base, name, self.program.kinds[expr])
        if is_open:
            self._leave_open(expr, f"`{name}`")
        return meaning

    def _signal(self, expr: ExprId, name: str) -> Meaning:
        kind, path = self.program.kinds[expr], f"post.signals.{name}"
        known = self.theory.flag(f"{path}?")
        if kind is Simple.TRUTH:
            return decided(known, self.theory.flag(path))
        return variable(self.theory, kind, path, known)

    # --- Comparisons ------------------------------------------------------------------------------

    def _compared(self, expr: ExprId, node: Compare, elements: Elements) -> Truth:
        left, right = self.meaning(node.left, elements), self.meaning(node.right, elements)
        if isinstance(left, Truth) and isinstance(right, Truth):
            return _same_truth(node.op, left, right)
        if isinstance(left, Thing) and isinstance(right, Thing):
            self._leave_open(expr, "whether two accounts are the same")
            same = self.theory.anything(self._named("same", expr, elements), z3.And(left.present, right.present))
            return same if node.op is CompareOp.EQ else negated(same)
        return self._compared_values(expr, node, cast(Value, left), cast(Value, right), elements)

    def _compared_values(self, expr: ExprId, node: Compare, left: Value, right: Value, elements: Elements) -> Truth:
        match node.how:
            case How.LANGUAGE | How.SITE:
                equal = self._covered(expr, node, left, right, elements)
                return equal if node.op is CompareOp.EQ else negated(equal)
            case How.ENUM if node.op not in (CompareOp.EQ, CompareOp.NE):
                return self._in_order(node, left, right)
            case _:
                return compared(node.op, left, right)

    def _covered(self, expr: ExprId, node: Compare, left: Value, right: Value, elements: Elements) -> Truth:
        wanted = self.program.exprs[node.right]
        if isinstance(wanted, Const) and not isinstance(self.program.exprs[node.left], Const):
            ask = self.covering.language if node.how is How.LANGUAGE else self.covering.site
            return ask(left, str(wanted.value))
        if left.path == right.path:
            return decided(left.known, TRUE)
        self._leave_open(expr, f"whether one {self.program.kinds[node.left]} covers another")
        return decided(z3.And(left.known, right.known), self.theory.flag(self._named("covers", expr, elements)))

    def _in_order(self, node: Compare, left: Value, right: Value) -> Truth:
        """By position; unknown where a value is not in the order."""
        words = [text_number(self.theory, Enumeration("", ()), word) for word in node.order]
        listed = [either(side.term == word for word in words) for side in (left, right)]
        known = z3.And(left.known, right.known, *listed)
        places = [Value(known, _position(side.term, words)) for side in (left, right)]
        return compared(node.op, *places)

    def _one_of(self, node: OneOf, value: Value, operand: ExprId) -> Truth:
        match node.how:
            case How.LANGUAGE:
                return disjunction(self.covering.language(value, str(one)) for one in sorted(map(str, node.values)))
            case How.SITE:
                return disjunction(self.covering.site(value, str(one)) for one in sorted(map(str, node.values)))
            case _:
                kind = self.program.kinds[operand]
                constants = sorted(node.values, key=repr)
                return one_of(value, (sized(self.theory, kind, one) for one in constants))

    # --- Words and lists --------------------------------------------------------------------------

    def _place(self, target: Meaning, scope: Scope) -> tuple[Term, str]:
        """Whether there is anything to search, and the place."""
        if scope is Scope.TEXT or not isinstance(target, Thing):
            text = cast(Value, target)
            return text.known, self.searching.place(text.path, empty=text.empty)
        blind = z3.Not(z3.Or(self.fields.value(target, "title").known, self.fields.value(target, "text").known))
        self.places.add(target.path)
        return target.present, self.searching.place(target.path, blind=blind)

    def _quantified(self, expr: ExprId, node: Quantified, elements: Elements) -> Meaning:
        listing, outer = self.meaning(node.operand, elements), elements[: node.level]
        name = self._named(node.quantifier.value, expr, elements)
        if isinstance(listing, Listing) and self.lists.can_name(expr, listing):
            where, parts = node.where, listing.elements
            truths = [TRUTH if where is None else self.truth(where, (*outer, part.value)) for part in parts]
            return self.lists.said(node, listing, truths, name)
        self._leave_open(expr, f"`{node.quantifier}` over a list of which much is asked")
        known = cast(Listing, listing).known
        if isinstance(self.program.kinds[expr], Simple) and self.program.kinds[expr] is Simple.NUMBER:
            count = variable(self.theory, Simple.NUMBER, name, known, is_whole=True)
            self.theory.require(count.term >= 0)
            return count
        return self.theory.anything(name, known)


TRUTH = constant(True)


def is_known(meaning: Meaning) -> Term:
    """Whether something is known and not empty, as `has` asks."""
    match meaning:
        case Truth():
            return meaning.known
        case Value():
            return z3.And(meaning.known, z3.Not(meaning.empty))
        case Thing():
            return meaning.present
        case Listing():
            return z3.And(meaning.known, z3.Not(is_empty(meaning)))
        case _:
            assert_never(meaning)


def _gated(known: Term, truth: Truth) -> Truth:
    return Truth(z3.And(known, truth.yes), z3.And(known, truth.no))


def _same_truth(op: CompareOp, left: Truth, right: Truth) -> Truth:
    same = decided(z3.And(left.known, right.known), left.yes == right.yes)
    return same if op is CompareOp.EQ else negated(same)


def _position(term: Term, words: list[int]) -> Term:
    place: Any = z3.IntVal(len(words))
    for number, word in reversed(list(enumerate(words))):
        place = z3.If(term == word, number, place)
    return place

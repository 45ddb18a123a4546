"""Two programs as one, so that the solver can be asked about both at once.

In: two checked programs. Out: `Joined`: one program with the rules for posts of both, and what else each of them says,
in the numbers of that program: what is the same in both is one thing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from attrs import Factory, define, evolve, frozen

from feedcurate.check.table import ExprTable, Interner
from feedcurate.matching.automaton import Matcher
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.regexes import Regex
from feedcurate.model.identity import AccountSet, SiteSet
from feedcurate.program.expr import (
    And,
    Arith,
    Becomes,
    Compare,
    Const,
    Derive,
    Expr,
    ExprId,
    Fires,
    Get,
    HabitOver,
    InAccounts,
    InMe,
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
    SignalOf,
    Var,
    Within,
)
from feedcurate.program.program import (
    Program,
    Rule,
    Topic,
    Words,
)
from feedcurate.program.reach import everything, made_of
from feedcurate.proof.renumbering import named_by_quota, named_by_rule, renumbered_rule

_SIDES = ("old", "new")


@frozen(eq=False)
class Side:
    """What one of the programs says, in the numbers of both; its rules for posts are in the order of their names."""

    rules: tuple[Rule, ...]
    exprs: Mapping[ExprId, ExprId]
    """What its own expressions are in both."""


@frozen(eq=False)
class Joined:
    """A program with the rules for posts of two others, and what these others say.

    Own posts are not left to the rules in it: what `set own_posts` says is for whoever looks at one side.
    """

    program: Program
    old: Side
    new: Side


def joined(old: Program, new: Program) -> Joined:
    """Both programs as one; the settings are the old one's, but for the reader's accounts, which are those of both.

    Raises ValueError where they are about different classes of items, or give a signal two kinds.
    """
    if old.item is not new.item:
        raise ValueError("the rule sets are about different classes of items")
    signals = dict(old.signals)
    for name, kind in new.signals:
        if signals.setdefault(name, kind) != kind:
            raise ValueError(f"the signal `{name}` is a {signals[name]} in one rule set and a {kind} in the other")
    tables = _Tables()
    sides = tuple(_Mover(tables, program).side(name) for name, program in zip(_SIDES, (old, new), strict=True))
    patterns = tables.patterns.all()
    program = evolve(
        old,
        exprs=tables.exprs.exprs(),
        kinds=tables.exprs.kinds(),
        rules=tuple(rule for side in sides for rule in side.rules),
        account_rules=(),
        session_rules=(),
        draft_rules=(),
        quotas=(),
        settings=evolve(old.settings, keep_own_posts=True, me=old.settings.me | new.settings.me),
        topics=tables.topics.all(),
        patterns=patterns,
        regexes=tables.regexes.all(),
        account_sets=tables.account_sets.all(),
        account_lists=(),
        site_sets=tables.site_sets.all(),
        signals=tuple(sorted(signals.items())),
        matcher=Matcher(patterns),
        calls=tables.calls,
        digest=f"{old.digest} {new.digest}",
        claims=(),
        examples=(),
        changing_accounts={},
        changing_sites={},
    )
    return Joined(program, *sides)


@define(eq=False)
class _Tables:
    """What both programs are made of, each distinct thing once."""

    exprs: ExprTable = Factory(ExprTable)
    topics: Interner[Topic] = Factory(Interner)
    patterns: Interner[Pattern] = Factory(Interner)
    regexes: Interner[Regex] = Factory(Interner)
    account_sets: Interner[AccountSet] = Factory(Interner)
    site_sets: Interner[SiteSet] = Factory(Interner)
    calls: dict[ExprId, str] = Factory(dict)


@define(eq=False)
class _Mover:
    """What brings one program into the tables of both."""

    tables: _Tables
    program: Program
    _moved: dict[ExprId, ExprId] = Factory(dict)
    _topics: dict[int, int] = Factory(dict)

    def side(self, name: str) -> Side:
        """The program in the numbers of both."""
        named = [expr for rule in self.program.all_rules for expr in named_by_rule(rule)]
        named += [expr for quota in self.program.quotas for expr in named_by_quota(quota)]
        for expr in sorted(self._below(named)):
            self._move(expr)
        rules = (renumbered_rule(rule, self._moved) for rule in self.program.rules)
        return Side(tuple(evolve(rule, name=f"{name} {rule.name}") for rule in rules), self._moved)

    def _below(self, roots: Iterable[ExprId]) -> set[ExprId]:
        """Expressions and all that they are made of; parts have smaller numbers."""
        return set(made_of(self.program.exprs, roots, everything))

    def _move(self, expr: ExprId) -> None:
        node, kind = self.program.exprs[expr], self.program.kinds[expr]
        self._moved[expr] = made = self.tables.exprs.add(self._node(node), kind)
        if expr in self.program.calls:
            self.tables.calls.setdefault(made, self.program.calls[expr])

    def _node(self, node: Expr) -> Expr:
        """A node whose parts have been moved."""
        at = self._moved
        match node:
            case Const() | Root() | Var() | SignalOf() | Becomes() | Labelled() | Fires():
                return node
            case Get(base) | Derive(base):
                return evolve(node, base=at[base])
            case Arith(_, left, right) | Compare(_, left, right):
                return evolve(node, left=at[left], right=at[right])
            case And(operands) | Or(operands):  # their order does not matter
                return evolve(node, operands=tuple(sorted({at[one] for one in operands})))
            case Within(operand, low, high):
                return evolve(node, operand=at[operand], low=at[low], high=at[high])
            case Not(operand) | OneOf(operand) | Known(operand) | InMe(operand):
                return evolve(node, operand=at[operand])
            case InAccounts(operand, accounts):
                return InAccounts(at[operand], self._accounts(accounts))
            case InSites(operand, sites):
                return InSites(at[operand], self.tables.site_sets.add(self.program.site_sets[sites]))
            case Mentions(target, _, topic):
                return evolve(node, target=at[target], topic=self._topic(topic))
            case MentionsAccount(target, accounts):
                return MentionsAccount(at[target], None if accounts is None else self._accounts(accounts))
            case Matches(target, _, regex):
                return evolve(node, target=at[target], regex=self.tables.regexes.add(self.program.regexes[regex]))
            case Quantified(_, operand, _, where):
                return evolve(node, operand=at[operand], where=self._maybe(where))
            case Over(whose=whose, accounts=accounts, where=where, measure=measure):
                return evolve(
                    node,
                    whose=self._maybe(whose),
                    accounts=None if accounts is None else self._accounts(accounts),
                    where=self._maybe(where),
                    measure=self._maybe(measure),
                )
            case HabitOver(whose=whose):
                return evolve(node, whose=self._maybe(whose))
            case _:
                assert_never(node)

    def _maybe(self, expr: ExprId | None) -> ExprId | None:
        return None if expr is None else self._moved[expr]

    def _accounts(self, index: int) -> int:
        return self.tables.account_sets.add(self.program.account_sets[index])

    def _topic(self, topic: int) -> int:
        """A topic; those that it leans on come first, in chains of any length, so no recursion."""
        waiting = [topic]
        while waiting:
            current = waiting[-1]
            one = self.program.topics[current]
            missing = [other for other in (*one.includes, *one.excluded) if other not in self._topics]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            self._topics[current] = self.tables.topics.add(
                Topic(
                    "",  # equal topics of different names are one
                    self._words(one.entries),
                    self._words(one.exceptions),
                    frozenset(self._topics[other] for other in one.includes),
                    frozenset(self._topics[other] for other in one.excluded),
                )
            )
        return self._topics[topic]

    def _words(self, words: Words) -> Words:
        patterns = (self.program.patterns[number] for number in words.patterns)
        regexes = (self.program.regexes[number] for number in words.regexes)
        return Words(
            frozenset(self.tables.patterns.add(Pattern(one.key, one.key)) for one in patterns),
            frozenset(self.tables.regexes.add(one) for one in regexes),
        )

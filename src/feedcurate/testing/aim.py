"""One post, changed part by part so that a condition holds of it, or does not.

In: a program, a post, and Hypothesis' `draw` for every choice. Out: the changed post. What cannot be changed on its own
(windows over time, sums of two fields) stays as it was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from hypothesis import strategies as st

from feedcurate.engine.compare import compared
from feedcurate.engine.context import Context
from feedcurate.engine.interpret import judge_of
from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from feedcurate.model.kinds import ListOf, Simple, Structure
from feedcurate.program.bounds import MIRRORED
from feedcurate.program.expr import (
    And,
    Compare,
    Const,
    Derive,
    ExprId,
    Get,
    How,
    InAccounts,
    InMe,
    InSites,
    Known,
    Matches,
    Mentions,
    MentionsAccount,
    Not,
    OneOf,
    Or,
    Quantified,
    Quantifier,
    SignalOf,
    Within,
)
from feedcurate.program.program import Program
from feedcurate.syntax.nodes import CompareOp
from feedcurate.testing.edges import STRANGER, people, phrases, sites
from feedcurate.testing.near import at_and_beside
from feedcurate.testing.placing import Placing
from feedcurate.testing.supply import Supply
from feedcurate.testing.wording import beside

_MOST = 40
"""Elements that are made for a `count(…)`."""


class Aim:
    """Changes a post so that conditions get an answer; `item` is the post as it is by now."""

    def __init__(self, draw: st.DrawFn, program: Program, supply: Supply, item: Item) -> None:
        self._draw = draw
        self._program = program
        self._supply = supply
        self._context = Context(now=supply.now)
        self._placing = Placing(program, item, self._context)
        self._until_edge = 0

    @property
    def item(self) -> Item:
        """The post by now."""
        return self._placing.item

    def aim(self, condition: ExprId, want: bool) -> None:
        """Change the post so that a condition is true, or false; half of the time one part is put on its edge."""
        self._until_edge = self._draw(st.integers(1, 2 * self._parts(condition)))
        self._at(condition, want)

    def _parts(self, expr: ExprId) -> int:
        """How many parts of a condition can be put on their edge."""
        match self._program.exprs[expr]:
            case Not(operand) | Quantified(where=int(operand)):
                return self._parts(operand)
            case And(operands) | Or(operands):
                return sum(self._parts(operand) for operand in operands)
            case _:
                return 1

    def _at(self, expr: ExprId, want: bool) -> None:
        """Change the post so that a condition is true, or false."""
        match node := self._program.exprs[expr]:
            case Not(operand):
                self._at(operand, not want)
            case And(operands) | Or(operands):
                every = isinstance(node, And) is want
                for operand in operands if every else [self._draw(st.sampled_from(operands))]:
                    self._at(operand, want)
            case Compare():
                self._compare(node, want)
            case Within(operand, low, high):
                ends = self._limit(low), self._limit(high)
                if None not in ends:
                    self._quantity(operand, [*ends], lambda value: (ends[0] <= value <= ends[1]) is want)
            case OneOf(operand, values):
                self._put(operand, sorted(values, key=str), self._others(operand, values), want)
            case InAccounts(operand, accounts):
                self._person(operand, people(self._program.account_sets[accounts]), want)
            case InMe(operand):
                self._person(operand, people(self._program.settings.me), want)
            case InSites(operand, number):
                self._put(operand, sites(self._program.site_sets[number].sites), ["ok.example"], want)
            case Known(operand):
                self._placing.put(operand, self._something(operand) if want else None)
            case Mentions(target, _, topic):
                self._words(target, topic, want)
            case Matches(target, _, regex):
                self._pattern(target, regex, want)
            case MentionsAccount(target, accounts):
                wanted = self._program.settings.me if accounts is None else self._program.account_sets[accounts]
                self._named(target, people(wanted), want)
            case Quantified():
                self._elements(node, want)
            case Get() | Derive() | SignalOf():
                self._put(expr, [want], [not want], True)
            case _:
                pass

    def _on_edge(self) -> bool:
        """Whether this part is the one that is put on its edge instead."""
        self._until_edge -= 1
        return self._until_edge == 0

    def _limit(self, expr: ExprId) -> Any:
        """What something is compared with; None where it is not known, or speaks of an element."""
        node = self._program.exprs[expr]
        if isinstance(node, Const):
            return node.value
        judge = judge_of(self._program, self._context)
        return None if judge.tables.open[expr] else judge.read(self.item).value(expr)

    def _compare(self, node: Compare, want: bool) -> None:
        for target, other, op in ((node.left, node.right, node.op), (node.right, node.left, MIRRORED[node.op])):
            limit = self._limit(other) if self._placing.can(target) or self._is_count(target) else None
            if limit is None:
                continue
            if node.how is How.ENUM and node.order:
                fits = [one for one in node.order if compared(op, one, limit, node.how, node.order) is want]
                self._put(target, fits, [*node.order], True)
            elif node.how is How.PLAIN:
                self._quantity(target, [limit], partial(_fits, op, limit, want))
            else:
                self._put(target, [limit], self._others(target, [limit]), want is (op is CompareOp.EQ))
            return

    def _is_count(self, expr: ExprId) -> bool:
        node = self._program.exprs[expr]
        return isinstance(node, Quantified) and node.quantifier is Quantifier.COUNT

    def _quantity(self, target: ExprId, limits: Sequence[Any], fits: Callable[[Any], bool]) -> None:
        """A value at or beside a limit: one that fits, or any of them."""
        every = [value for limit in limits for value in at_and_beside(limit, self._program.kinds[target])]
        good = [value for value in every if fits(value)]
        value = self._draw(st.sampled_from([*every, *limits, None] if self._on_edge() or not good else good))
        node = self._program.exprs[target]
        if isinstance(node, Quantified):
            self._fill(node, 0 if value is None else min(_MOST, max(0, int(value))))
        else:
            self._placing.put(target, value)

    def _put(self, target: ExprId, inside: Sequence[Any], outside: Sequence[Any], want: bool) -> None:
        good = list(inside if want else outside)
        every = [*inside, *outside, None]
        self._placing.put(target, self._draw(st.sampled_from(every if self._on_edge() or not good else good)))

    def _others(self, target: ExprId, but: Any) -> list[Any]:
        """Values of a kind that are none of some."""
        values = [self._draw(self._supply.kind(self._program.kinds[target])) for _ in range(2)]
        return [value for value in values if value not in but]

    def _person(self, target: ExprId, inside: Sequence[tuple[str, str]], want: bool) -> None:
        outside = [STRANGER, ("name", "Nobody")]
        good = list(inside) if want else outside[:1]
        name, value = self._draw(st.sampled_from([*inside, *outside] if self._on_edge() or not good else good))
        account = self._placing.owner(target)
        if isinstance(account, Account):
            known = {"id": None, "handle": None, "url": None, name: value}
            self._placing.put(target, account.model_copy(update=known))

    def _words(self, target: ExprId, topic: int, want: bool) -> None:
        """A phrase of the topic put in; or what is close to one, or one together with an exception."""
        entries, exceptions, patterns = self._entries(topic)
        edge = self._on_edge()
        if patterns and want and (not entries or not self._draw(st.integers(0, 3))):
            self._pattern(target, self._draw(st.sampled_from(patterns)), want)
        elif entries:
            phrase = self._draw(st.sampled_from(entries))
            if edge or not want:
                undone = self._draw(st.booleans()) if exceptions else False
                close = [f"{phrase} … {one}" for one in exceptions] if undone else [*beside(phrase), ""]
                phrase = self._draw(st.sampled_from(close))
            self._write(target, phrase)

    def _entries(self, topic: int) -> tuple[list[str], list[str], list[int]]:
        """The phrases of a topic and of those it includes, those of its exceptions, and its regular expressions."""
        waiting, seen = [topic], set[int]()
        entries, exceptions, regexes = list[str](), list[str](), list[int]()
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                found = self._program.topics[number]
                entries += phrases(self._program, found.entries.patterns)
                exceptions += phrases(self._program, found.exceptions.patterns)
                regexes += sorted(found.entries.regexes)
                waiting += sorted(found.includes)
        return entries, exceptions, regexes

    def _pattern(self, target: ExprId, regex: int, want: bool) -> None:
        """A text that a regular expression finds, as far as Python reads it as RE2 does."""
        found = self._program.regexes[regex]
        try:
            pattern = re.compile(found.source, re.IGNORECASE if found.ignore_case else 0)
        except re.error:
            return
        if want and not self._on_edge():
            self._write(target, self._draw(st.from_regex(pattern, fullmatch=True)))

    def _write(self, target: ExprId, phrase: str) -> None:
        """Put a phrase into a text, or into the text or the title of a post."""
        owner = self._placing.owner(target)
        if isinstance(owner, Item | Draft):
            name = self._draw(st.sampled_from(("text", "text", "text", "title")))
            text = f"{getattr(owner, name) or ''}\n{phrase}".strip("\n")
            self._placing.put(target, owner.model_copy(update={name: text}))
        elif owner is None or isinstance(owner, str):
            self._placing.put(target, f"{owner or ''}\n{phrase}".strip("\n"))

    def _named(self, target: ExprId, inside: Sequence[tuple[str, str]], want: bool) -> None:
        owner = self._placing.owner(target)
        if isinstance(owner, Item) and inside:
            name, value = self._draw(st.sampled_from([*inside, STRANGER] if self._on_edge() else inside))
            mentions = (Account.model_validate({name: value}),) if want else ()
            self._placing.put(target, owner.model_copy(update={"mentions": mentions}))

    def _elements(self, node: Quantified, want: bool) -> None:
        if node.quantifier is Quantifier.ANY and want:
            self._fill(node, 1)
        elif node.quantifier is Quantifier.ALL and not want:
            self._fill(node, 1, fits=False)
        else:
            self._placing.put(node.operand, self._draw(st.sampled_from(((), (), None))))

    def _fill(self, node: Quantified, count: int, *, fits: bool = True) -> None:
        """So many elements for which what is asked of each holds, or does not."""
        kind = self._program.kinds[node.operand]
        if not isinstance(kind, ListOf):
            return
        made = []
        for _ in range(count):
            element = self._draw(self._supply.kind(kind.element, kind.singular, 1))
            with self._placing.inside(node.level, element):
                if node.where is not None:
                    self._at(node.where, fits)
                made.append(self._placing.element(node.level))
        self._placing.put(node.operand, tuple(made))

    def _something(self, expr: ExprId) -> Any:
        """A value that is known and not empty."""
        kind = self._program.kinds[expr]
        if isinstance(kind, Structure):
            return self._placing.owner(expr)
        if kind is Simple.TEXT:
            return self._placing.owner(expr) or "something"
        return self._draw(self._supply.kind(kind, depth=1))


def _fits(op: CompareOp, limit: Any, want: bool, value: Any) -> bool:
    return compared(op, value, limit, How.PLAIN) is want

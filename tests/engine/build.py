"""What the tests of this room are made with: expressions by hand, rules by their text, and posts.

In: expressions, rule texts and fields. Out: small programs, posts, and what the engine makes of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import feedcurate as fc
from feedcurate.engine.interpret import Reading
from feedcurate.engine.scene import scene_of
from feedcurate.matching.automaton import Matcher
from feedcurate.model.decision import Decision
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, Simple
from feedcurate.program.expr import Const, Expr, ExprId
from feedcurate.program.program import Order, Program, Settings

NOW = datetime(2026, 5, 1, 21, 10, tzinfo=UTC)
"""A Friday; 23:10 in Berlin."""


_EMPTY = (
    "rules", "account_rules", "session_rules", "draft_rules", "quotas", "topics", "patterns", "regexes",
    "account_sets", "account_lists", "site_sets", "signals",
)  # fmt: skip


class Exprs:
    """A table of expressions, each distinct one once, as the checker makes it."""

    def __init__(self) -> None:
        self._table: dict[tuple[Expr, Kind], ExprId] = {}

    def add(self, expr: Expr, kind: Kind = Simple.TRUTH) -> ExprId:
        """The id of an expression."""
        return self._table.setdefault((expr, kind), len(self._table))

    def const(self, value: Any, kind: Kind = Simple.TRUTH) -> ExprId:
        """The id of a constant; None stands for unknown."""
        return self.add(Const(value, kind), kind)

    def program(self, **parts: Any) -> Program:
        """A program of these expressions and nothing else, but for some parts."""
        nothing: dict[str, Any] = dict.fromkeys(_EMPTY, ())
        exprs, kinds = zip(*self._table, strict=True)
        given = {"order": Order.RANK, "settings": Settings(), "matcher": Matcher(()), "item": Item}
        given |= {"calls": {}, "digest": ""}
        return Program(exprs=exprs, kinds=kinds, **{**nothing, **given, **parts})

    def value(self, expr: ExprId, item: Item | None = None, facts: Facts = NO_FACTS, **parts: Any) -> Any:
        """What an expression is for a post."""
        return reading(self.program(**parts), item or post(), facts).value(expr)


def post(text: str | None = None, **fields: Any) -> Item:
    """A post; fields that are not given are unknown."""
    return Item(**{"id": "1", "source": "mastodon", "text": text, **fields})


def reading(program: Program, item: Item, facts: Facts = NO_FACTS, now: datetime = NOW) -> Reading:
    """A post as a program reads it."""
    return scene_of(program, [item], facts, now).judge.read(item)


def truth(condition: str, item: Item, facts: Facts = NO_FACTS, *, before: str = "", now: datetime = NOW) -> bool | None:
    """What a condition, as it is written in a rule file, is for a post; `before` are statements that it leans on."""
    program = fc.loads(f"{before}\nrule it when {condition} then hide").program
    return reading(program, item, facts, now).truth(program.rules[0].when)


def decided(rules: str, item: Item, facts: Facts = NO_FACTS, *, now: datetime = NOW) -> Decision:
    """The decision on one post."""
    [decision] = fc.evaluate(fc.loads(rules), [item], facts, now=now).posts
    return decision


def ago(**amount: float) -> datetime:
    """The instant that long before NOW."""
    return NOW - timedelta(**amount)

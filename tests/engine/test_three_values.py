from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.kinds import Simple
from feedcurate.program.expr import And, Arith, Compare, ExprId, Not, OneOf, Or, Within
from feedcurate.syntax.nodes import ArithmeticOp, CompareOp
from tests.engine.build import Exprs

NUMBERS = st.sampled_from([None, -1.0, 0.0, 0.5, 1.0, 2.0])
KNOWN = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0])


class Pair:
    """An expression of ours and what SQLite is asked instead."""

    def __init__(self, ours: ExprId, sql: str) -> None:
        self.ours = ours
        self.sql = sql


def sql_of(number: float | None) -> str:
    """A number as SQLite reads it: a double, or NULL for unknown."""
    return "NULL" if number is None else repr(number)


@st.composite
def conditions(draw: st.DrawFn, table: Exprs, depth: int = 4) -> Pair:
    """A condition over known and unknown numbers, in both languages."""
    kinds = ["compare", "in", "between", "truth"] + (["and", "or", "not"] * 2 if depth else [])
    match draw(st.sampled_from(kinds)):
        case "compare":
            op = draw(st.sampled_from(CompareOp))
            left, right = draw(numbers(table)), draw(numbers(table))
            return Pair(table.add(Compare(op, left.ours, right.ours)), f"({left.sql} {op.value} {right.sql})")
        case "in":
            left, values = draw(numbers(table)), draw(st.frozensets(KNOWN, min_size=1))
            return Pair(table.add(OneOf(left.ours, values)), f"({left.sql} IN ({', '.join(map(repr, values))}))")
        case "between":
            left, low, high = draw(numbers(table)), draw(KNOWN), draw(KNOWN)
            least, most = table.const(low, Simple.NUMBER), table.const(high, Simple.NUMBER)
            return Pair(table.add(Within(left.ours, least, most)), f"({left.sql} BETWEEN {low} AND {high})")
        case "truth":
            value = draw(st.sampled_from([None, True, False]))
            return Pair(table.const(value), "NULL" if value is None else str(int(value)))
        case "not":
            operand = draw(conditions(table, depth - 1))
            return Pair(table.add(Not(operand.ours)), f"(NOT {operand.sql})")
        case connective:
            parts = draw(st.lists(conditions(table, depth - 1), min_size=2, max_size=3))
            ids = tuple(part.ours for part in parts)
            joined = f" {connective.upper()} ".join(part.sql for part in parts)
            return Pair(table.add(And(ids) if connective == "and" else Or(ids)), f"({joined})")


@st.composite
def numbers(draw: st.DrawFn, table: Exprs) -> Pair:
    """A number or a sum, known or not."""
    first, second = draw(NUMBERS), draw(NUMBERS)
    op = draw(st.sampled_from([None, *ArithmeticOp]))
    left, right = (table.const(number, Simple.NUMBER) for number in (first, second))
    if op is None:
        return Pair(left, sql_of(first))
    return Pair(table.add(Arith(op, left, right), Simple.NUMBER), f"({sql_of(first)} {op.value} {sql_of(second)})")


@given(st.data())
def test_conditions_are_what_sqlite_makes_of_null(data: st.DataObject) -> None:
    """`and`, `or`, `not`, comparisons, `in`, `between` and arithmetic agree with SQLite's NULL."""
    table = Exprs()
    pair = data.draw(conditions(table))
    with closing(sqlite3.connect(":memory:")) as database:
        [expected] = database.execute(f"SELECT {pair.sql}").fetchone()
    assert table.value(pair.ours) is (None if expected is None else bool(expected))


def test_between_with_an_unknown_end_is_unknown_even_where_the_other_end_decides() -> None:
    """`3 between 5 and …` is unknown, unlike the `and` of two comparisons: language.md, *Known and unknown*."""
    table = Exprs()
    three, five, unknown = (table.const(value, Simple.NUMBER) for value in (3.0, 5.0, None))
    assert table.value(table.add(Within(three, five, unknown))) is None

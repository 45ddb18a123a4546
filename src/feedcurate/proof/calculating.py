"""Sums and products, as doubles and microseconds have them.

In: an operation and two values. Out: a value with laws that hold of what `program.arithmetic` makes of them.

A double is not a real number: `0.1 + 0.2` is not `0.3`. What is exact is encoded so: whole numbers up to 2^53, and
microseconds. Of other sums, and of products with a constant, the laws say what rounding keeps: the error is at most
one part in 2^53, and nothing is rounded past a constant of the program. Where neither can be said the result may be
anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction

import z3

from feedcurate.model.kinds import Kind, Simple
from feedcurate.program.expr import Const, Expr
from feedcurate.proof.quantities import EXACT, LARGEST, LIMITS, number, variable
from feedcurate.proof.terms import FALSE, Term, Value
from feedcurate.proof.theory import Theory
from feedcurate.syntax.nodes import ArithmeticOp

_PRECISION = z3.Q(1, EXACT)
_SMALLEST = number(5e-324)
_TICK = timedelta(microseconds=1)
_LINEAR = (Simple.NUMBER, Simple.SHARE)


def doubles_in(exprs: Iterable[Expr]) -> tuple[float, ...]:
    """The numbers and shares that a program names, and zero."""
    found = {float(e.value) for e in exprs if isinstance(e, Const) and isinstance(e.value, float)}
    return tuple(sorted(found | {0.0}))


def calculated(
    theory: Theory, op: ArithmeticOp, left: Value, right: Value, kind: Kind, name: str, doubles: tuple[float, ...]
) -> Value:
    """`left op right`, of a kind; `doubles` are numbers that rounding does not cross."""
    known = theory.flag(f"{name} is known")
    exact = _exact(op, left.term, right.term)
    is_number = kind in _LINEAR
    is_whole = is_number and op is not ArithmeticOp.DIV and left.is_whole and right.is_whole
    bound = theory.flag(f"{name} is a bound") if _may_be_bound(left, right) else FALSE
    result = variable(theory, kind, name, known, is_whole=is_whole)
    theory.require(z3.Implies(known, z3.And(left.known, right.known)))
    if exact is None:
        return Value(known, result.term, bound, is_whole=is_whole, path=name)
    plain = z3.And(left.known, right.known, z3.Not(left.bound), z3.Not(right.bound))
    theory.require(z3.Implies(plain, z3.Not(bound)))
    laws = _rounded(result.term, exact, is_whole, doubles) if is_number else _in_ticks(result.term, exact, op)
    theory.require(*(z3.Implies(z3.And(plain, known), law) for law in laws))
    reach = _reach(exact, kind, is_number)
    if reach is not None:
        theory.require(z3.Implies(z3.And(plain, reach), known))
    return Value(known, result.term, bound, is_whole=is_whole, path=name)


def _may_be_bound(left: Value, right: Value) -> bool:
    return not (z3.is_false(left.bound) and z3.is_false(right.bound))


def _exact(op: ArithmeticOp, left: Term, right: Term) -> Term | None:
    """The result without rounding; None where that is no linear term, or where there is none."""
    if op is ArithmeticOp.ADD:
        return left + right
    if op is ArithmeticOp.SUB:
        return left - right
    left, right = _as_real(left), _as_real(right)
    if op is ArithmeticOp.MUL:
        return left * right if _fraction(left) is not None or _fraction(right) is not None else None
    divisor = _fraction(right)
    return None if divisor is None or divisor == 0 else left / right


def _as_real(term: Term) -> Term:
    return z3.ToReal(term) if z3.is_int(term) else term


def _fraction(term: Term) -> Fraction | None:
    """The value of a term that is a constant."""
    simple = z3.simplify(term)
    return simple.as_fraction() if z3.is_rational_value(simple) else None


def _rounded(result: Term, exact: Term, is_whole: bool, doubles: tuple[float, ...]) -> list[Term]:
    """What a double nearest to an exact result has to do with it."""
    size = z3.If(exact >= 0, exact, -exact)
    slack = size * _PRECISION + _SMALLEST
    laws = [result - exact <= slack, exact - result <= slack]
    for double in doubles:
        limit = number(double)
        laws += [z3.Implies(exact >= limit, result >= limit), z3.Implies(exact <= limit, result <= limit)]
    if is_whole:
        laws.append(z3.Implies(size <= EXACT, result == exact))
    return laws


def _in_ticks(result: Term, exact: Term, op: ArithmeticOp) -> list[Term]:
    """Microseconds are added exactly; a product or a quotient is rounded to the nearest."""
    if op in (ArithmeticOp.ADD, ArithmeticOp.SUB):
        return [result == exact]
    return [z3.ToReal(result) - exact <= z3.Q(1, 2), exact - z3.ToReal(result) <= z3.Q(1, 2)]


def _reach(exact: Term, kind: Kind, is_number: bool) -> Term | None:
    """Where the result is surely known: well inside what its kind can hold."""
    if is_number:
        most = number(LARGEST / 2)
        return z3.And(exact <= most, exact >= -most)
    low, high = LIMITS[Simple(str(kind))]
    return z3.And(exact >= low + 1, exact <= high - 1)

"""Comparisons of values as truths, values of which only the least is known among them.

In: an operator and values. Out: truths that say what `engine.compare` says.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable

import z3

from feedcurate.program.bounds import MIRRORED, OPERATORS
from feedcurate.proof.terms import Term, Truth, Value, conjunction, decided, either
from feedcurate.syntax.nodes import CompareOp

_TRUE_ABOVE = {CompareOp.GE: operator.ge, CompareOp.GT: operator.gt, CompareOp.NE: operator.gt}
_FALSE_ABOVE = {CompareOp.LT: operator.ge, CompareOp.LE: operator.gt, CompareOp.EQ: operator.gt}


def compared(op: CompareOp, left: Value, right: Value) -> Truth:
    """`left op right` as Python compares them."""
    known = z3.And(left.known, right.known)
    exact = decided(known, OPERATORS[op](left.term, right.term))
    if z3.is_false(left.bound) and z3.is_false(right.bound):
        return exact
    left_only = _bounded(op, left.term, right.term)
    right_only = _bounded(MIRRORED[op], right.term, left.term)
    cases = (
        (z3.And(z3.Not(left.bound), z3.Not(right.bound)), exact),
        (z3.And(known, left.bound, z3.Not(right.bound)), left_only),
        (z3.And(known, right.bound, z3.Not(left.bound)), right_only),
    )
    return Truth(
        either(z3.And(case, truth.yes) for case, truth in cases),
        either(z3.And(case, truth.no) for case, truth in cases),
    )


def _bounded(op: CompareOp, least: Term, other: Term) -> Truth:
    """`left op right`, of which the left is at least something (`program.bounds.compared_bound`)."""
    if op in _TRUE_ABOVE:
        return Truth(_TRUE_ABOVE[op](least, other), z3.BoolVal(False))
    return Truth(z3.BoolVal(False), _FALSE_ABOVE[op](least, other))


def between(value: Value, low: Value, high: Value, *, wraps: bool) -> Truth:
    """Whether a value lies between two others; where it `wraps`, a low above the high goes round."""
    known = z3.And(value.known, low.known, high.known)
    inside = z3.And(low.term <= value.term, value.term <= high.term)
    if wraps:
        outside = z3.Or(value.term >= low.term, value.term <= high.term)
        inside = z3.If(low.term > high.term, outside, inside)
    exact = decided(known, inside)
    bound = either((value.bound, low.bound, high.bound))
    if z3.is_false(bound):
        return exact
    apart = conjunction((compared(CompareOp.LE, low, value), compared(CompareOp.LE, value, high)))
    return Truth(z3.And(known, z3.If(bound, apart.yes, exact.yes)), z3.And(known, z3.If(bound, apart.no, exact.no)))


def one_of(value: Value, constants: Iterable[Term]) -> Truth:
    """Whether a value is one of some."""
    terms = list(constants)
    exact = decided(value.known, either(value.term == term for term in terms))
    if z3.is_false(value.bound):
        return exact
    below = z3.And([term < value.term for term in terms]) if terms else z3.BoolVal(True)
    no = z3.If(value.bound, below, exact.no)
    return Truth(z3.And(z3.Not(value.bound), exact.yes), z3.And(value.known, no))

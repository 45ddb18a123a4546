"""How two known values compare, and what lies between two others.

In: values, an operator and the way of comparing. Out: true, false, or None where that cannot be said.
"""

from __future__ import annotations

from typing import Any, assert_never

from feedcurate.engine.kleene import Truth, conjunction, negated
from feedcurate.matching.languages import covers
from feedcurate.matching.normalise import whole
from feedcurate.matching.tags import tag_key
from feedcurate.model.identity import covers_site, same_account, same_address, site_of
from feedcurate.program.bounds import OPERATORS, AtLeast, compared_bound
from feedcurate.program.expr import How
from feedcurate.syntax.enumerations import CompareOp


def compared(op: CompareOp, left: Any, right: Any, how: How, order: tuple[str, ...] = ()) -> Truth:
    """`left op right`; unknown where either is, or where an ordered enumeration does not list a value."""
    if left is None or right is None:
        return None
    if isinstance(left, AtLeast) or isinstance(right, AtLeast):
        return compared_bound(op, left, right)
    if how is How.PLAIN:
        return OPERATORS[op](left, right)
    if op is CompareOp.EQ:
        return equal(left, right, how)
    if op is CompareOp.NE:
        return negated(equal(left, right, how))
    if left not in order or right not in order:
        return None
    return OPERATORS[op](order.index(left), order.index(right))


def equal(left: Any, right: Any, how: How) -> Truth:
    """Whether two known values are the same, in a way of comparing; the right side may cover more than itself."""
    match how:
        case How.PLAIN | How.ENUM:
            return bool(left == right)
        case How.TEXT | How.HASHTAG:
            return comparable(left, how) == comparable(right, how)
        case How.LANGUAGE:
            return covers(right, left)
        case How.SITE:
            site, pattern = site_of(left), site_of(right)
            return None if site is None or pattern is None else covers_site(pattern, site)
        case How.ACCOUNT:
            return same_account(left, right)
        case How.ADDRESS:
            return same_address(left, right)
        case _:
            assert_never(how)


def comparable(text: str, how: How) -> str:
    """A text or hashtag in the form in which equal ones are the same."""
    return tag_key(text) if how is How.HASHTAG else whole(text)


def between(value: Any, low: Any, high: Any, wraps: bool) -> Truth:
    """Whether a value lies between two others, both included; where it `wraps`, a low above the high goes round."""
    if value is None or low is None or high is None:
        return None
    if any(isinstance(part, AtLeast) for part in (value, low, high)):
        ends = ((low, value), (value, high))
        return conjunction(compared(CompareOp.LE, least, most, How.PLAIN) for least, most in ends)
    if wraps and low > high:
        return bool(value >= low or value <= high)
    return bool(low <= value <= high)

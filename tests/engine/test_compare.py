"""Each way of comparing has a case that no other way decides the same."""

from __future__ import annotations

from typing import Any

import pytest

from feedcurate.engine.compare import compared, equal
from feedcurate.model.account import Account
from feedcurate.program.bounds import AtLeast
from feedcurate.program.expr import How
from feedcurate.syntax.enumerations import CompareOp

ORDER = ("low", "middle", "high")


@pytest.mark.parametrize(
    ("how", "left", "right", "same"),
    [
        (How.ENUM, "video", "video", True),
        (How.ENUM, "video", "Video", False),
        (How.TEXT, "So  GOOD", "so good", True),
        (How.TEXT, "so-good", "so good", False),
        (How.HASHTAG, "So Good", "#sogood", True),
        (How.HASHTAG, "so", "#good", False),
        (How.LANGUAGE, "en-GB", "en", True),
        (How.LANGUAGE, "en", "en-GB", False),
        (How.SITE, "https://www.blog.example.com/a", "example.com", True),
        (How.SITE, "https://example.com", "blog.example.com", False),
        (How.SITE, "https://", "example.com", None),
        (How.SITE, "https://example.com", "", None),
        (How.ACCOUNT, Account(handle="Ann@a.example", name="Ann"), Account(handle="ann@a.example"), True),
        (How.ACCOUNT, Account(handle="ann@a.example"), Account(handle="bob@a.example"), False),
        (How.ACCOUNT, Account(handle="ann@a.example"), Account(id="did:plc:ann"), None),
        (How.ADDRESS, "HTTPS://A.example/1", "https://a.example/1", True),
        (How.ADDRESS, "https://a.example/1", "https://a.example/2", False),
    ],
)
def test_each_way_of_comparing_says_what_is_the_same(how: How, left: Any, right: Any, same: bool | None) -> None:
    """Texts without case, tags without spaces, languages and sites below others, accounts by what is known of them."""
    assert equal(left, right, how) is same
    assert compared(CompareOp.EQ, left, right, how) is same
    assert compared(CompareOp.NE, left, right, how) is (None if same is None else not same)


@pytest.mark.parametrize(
    ("op", "below", "same", "above"),
    [
        (CompareOp.EQ, False, True, False),
        (CompareOp.NE, True, False, True),
        (CompareOp.LT, True, False, False),
        (CompareOp.LE, True, True, False),
        (CompareOp.GT, False, False, True),
        (CompareOp.GE, False, True, True),
    ],
)
def test_numbers_compare_as_their_operator_says(op: CompareOp, below: bool, same: bool, above: bool) -> None:
    """One with two, two with two, three with two."""
    assert [compared(op, number, 2.0, How.PLAIN) for number in (1.0, 2.0, 3.0)] == [below, same, above]


def test_what_is_at_least_three_is_not_two_on_either_side() -> None:
    """More than something is different from it, and not the same."""
    assert compared(CompareOp.NE, AtLeast(3.0), 2.0, How.PLAIN) is True
    assert compared(CompareOp.NE, 2.0, AtLeast(3.0), How.PLAIN) is True
    assert compared(CompareOp.EQ, 2.0, AtLeast(3.0), How.PLAIN) is False


@pytest.mark.parametrize("op", [CompareOp.LT, CompareOp.LE, CompareOp.GT, CompareOp.GE])
def test_an_order_says_nothing_of_what_is_not_in_it(op: CompareOp) -> None:
    """A word that the order does not list is neither more nor less, on either side."""
    assert compared(op, "low", "high", How.ENUM, ORDER) is (op in (CompareOp.LT, CompareOp.LE))
    assert compared(op, "other", "high", How.ENUM, ORDER) is None
    assert compared(op, "low", "other", How.ENUM, ORDER) is None

"""Which post comes before which.

In: judged posts and an order. Out: their indexes, the first of the feed first; a total order, whatever order they
came in. Instants are compared as whole microseconds, which no boost can overflow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from feedcurate.engine.elements import dated
from feedcurate.engine.judged import Judged
from feedcurate.program.program import Order

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

RankKey = tuple[bool, int, int, str, str]


def rank_key(judged: Judged, order: Order) -> RankKey:
    """Least for the post that comes first.

    By rank: the later date plus shift, a tie to the later date, then to the smaller (id, source) by code points.
    By newest or oldest: the date alone. A post without a date is last in every order.
    """
    item = judged.item
    date = dated(item)
    if date is None:
        return (True, 0, 0, item.id, item.source)
    at = (date - _EPOCH) // _MICROSECOND
    match order:
        case Order.RANK:
            shift = judged.shift // _MICROSECOND if judged.shift else 0
            return (False, -(at + shift), -at, item.id, item.source)
        case Order.NEWEST:
            return (False, -at, 0, item.id, item.source)
        case Order.OLDEST:
            return (False, at, 0, item.id, item.source)


def in_order(judged: Sequence[Judged], order: Order) -> list[int]:
    """The indexes of posts, each (source, id) of which is there once; the first of the feed first."""
    keys = [rank_key(one, order) for one in judged]
    return sorted(range(len(judged)), key=keys.__getitem__)

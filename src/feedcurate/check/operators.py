"""Which kinds the operators take: one table, read by the checker and printed in the reference.

In: operators and kinds. Out: the kind of the result, or how two kinds are compared.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedcurate.model.account import Account
from feedcurate.model.kinds import Enumeration, Kind, Simple, Structure
from feedcurate.program.expr import How
from feedcurate.syntax.nodes import ArithmeticOp

_ADD, _SUB, _MUL, _DIV = ArithmeticOp.ADD, ArithmeticOp.SUB, ArithmeticOp.MUL, ArithmeticOp.DIV
_N, _S, _D, _I = Simple.NUMBER, Simple.SHARE, Simple.DURATION, Simple.INSTANT

ARITHMETIC: Mapping[tuple[ArithmeticOp, Simple, Simple], Simple] = {
    (_ADD, _N, _N): _N,
    (_SUB, _N, _N): _N,
    (_MUL, _N, _N): _N,
    (_DIV, _N, _N): _N,
    (_ADD, _S, _S): _S,
    (_SUB, _S, _S): _S,
    (_MUL, _S, _N): _S,
    (_MUL, _N, _S): _S,
    (_DIV, _S, _N): _S,
    (_DIV, _S, _S): _N,
    (_ADD, _D, _D): _D,
    (_SUB, _D, _D): _D,
    (_MUL, _D, _N): _D,
    (_MUL, _N, _D): _D,
    (_DIV, _D, _N): _D,
    (_DIV, _D, _D): _N,
    (_SUB, _I, _I): _D,
    (_ADD, _I, _D): _I,
    (_ADD, _D, _I): _I,
    (_SUB, _I, _D): _I,
}
"""The kind of the result by operation and operands; what is not here is an error (E124)."""

ORDERED = frozenset({Simple.NUMBER, Simple.SHARE, Simple.DURATION, Simple.INSTANT, Simple.DATE, Simple.CLOCK})
"""The simple kinds that `<`, `<=`, `>` and `>=` compare; an enumeration is ordered where its field says so."""

RANGES = ORDERED | {Simple.DAY}
"""The kinds that ranges and `between` are made of."""

WRAPPING = frozenset({Simple.CLOCK, Simple.DAY})
"""The kinds whose ranges go over the end: `22:30..07:00`, `fri..mon`."""

_HOW: Mapping[Simple, How] = {
    **dict.fromkeys((*RANGES, Simple.TRUTH), How.PLAIN),
    Simple.TEXT: How.TEXT,
    Simple.LANGUAGE: How.LANGUAGE,
    Simple.SITE: How.SITE,
    Simple.HASHTAG: How.HASHTAG,
    Simple.ADDRESS: How.ADDRESS,
}


def how_compared(kind: Kind) -> How | None:
    """How two values of a kind are compared for equality; None where they cannot be."""
    if isinstance(kind, Enumeration):
        return How.ENUM
    if isinstance(kind, Structure):
        return How.ACCOUNT if issubclass(kind.cls, Account) else None
    return _HOW.get(kind) if isinstance(kind, Simple) else None


def is_ordered(kind: Kind) -> bool:
    """Whether `<` means something for a kind."""
    return kind.ordered if isinstance(kind, Enumeration) else kind in ORDERED


def same_kind(left: Kind, right: Kind) -> bool:
    """Whether values of two kinds can equal each other; structures do where one class is the other's."""
    if isinstance(left, Structure) and isinstance(right, Structure):
        return issubclass(left.cls, right.cls) or issubclass(right.cls, left.cls)
    return left == right


def is_account(kind: Kind) -> bool:
    """Whether a kind is that of accounts."""
    return isinstance(kind, Structure) and issubclass(kind.cls, Account)

"""Conditions and values that are made of others.

In: nothing. Out: the node classes of operators, calls, sets and ranges, and the union `Expr` of all expressions.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from feedcurate.syntax.enumerations import ArithmeticOp, CompareOp
from feedcurate.syntax.nodes.base import Node
from feedcurate.syntax.nodes.literals import (
    AccountLit,
    ClockLit,
    DateLit,
    DurationLit,
    HashtagLit,
    Name,
    NumberLit,
    RegexLit,
    ShareLit,
    SiteLit,
    TextLit,
)


@frozen
class RangeLit(Node):
    """`22:30..07:00`, `10..20`, `mon..fri`; both ends are included."""

    low: Expr
    high: Expr


@frozen
class SetLit(Node):
    """`{a, b, c}`."""

    items: tuple[Expr, ...]


@frozen
class Attribute(Node):
    """`post.likes`, `balance.late`."""

    value: Expr
    name: str


@frozen
class Not(Node):
    """`not x`."""

    operand: Expr


class LogicOp(StrEnum):
    """The connectives that take any number of operands."""

    AND = "and"
    OR = "or"


@frozen
class Logic(Node):
    """`a and b and c`: at least two operands, flat; a nested node of the same connective was in parentheses."""

    op: LogicOp
    operands: tuple[Expr, ...]


@frozen
class Implies(Node):
    """`a implies b`, right-associative."""

    left: Expr
    right: Expr


@frozen
class Compare(Node):
    """`a >= b`."""

    op: CompareOp
    left: Expr
    right: Expr


@frozen
class In(Node):
    """`a in xs`, `a not in xs`."""

    left: Expr
    right: Expr
    negated: bool = False


@frozen
class Mentions(Node):
    """`post mentions topic`."""

    left: Expr
    right: Expr


@frozen
class Matches(Node):
    """`post.text matches /re/`."""

    left: Expr
    right: Expr


@frozen
class Is(Node):
    """`post is repost`, `media.kind is not video`; the value is a bare word or a quoted one."""

    left: Expr
    value: Name | TextLit
    negated: bool = False


@frozen
class Has(Node):
    """`post has video`."""

    left: Expr
    value: Name | TextLit


@frozen
class Between(Node):
    """`x between 3 and 5`, both ends included."""

    operand: Expr
    low: Expr
    high: Expr


@frozen
class Arithmetic(Node):
    """`a + b`, left-associative."""

    op: ArithmeticOp
    left: Expr
    right: Expr


@frozen
class By(Node):
    """`posts by account`, inside a call."""

    stream: Expr
    whom: Expr


@frozen
class Of(Node):
    """`views of author`, `post.likes of posts by me`, inside a call; right-associative."""

    left: Expr
    right: Expr


@frozen
class Call(Node):
    """`count(posts by me where C, 14 days)`: a source, an optional `where`, and further arguments."""

    name: str
    source: Expr
    where: Expr | None = None
    arguments: tuple[Expr, ...] = ()


@frozen
class This(Node):
    """`this week`, `this session`."""

    name: str


@frozen
class Always(Node):
    """`when always`: a whole condition that holds."""


@frozen
class Labelled(Node):
    """`labelled NAME`, in a claim."""

    name: Name | TextLit


@frozen
class Fires(Node):
    """`fires RULE`, in a claim; the rule may stand behind a pack's name."""

    rule: Name | Attribute


Expr = (
    Name | TextLit | NumberLit | ShareLit | DurationLit | ClockLit | DateLit | RangeLit | HashtagLit | AccountLit
    | SiteLit | RegexLit | SetLit | Attribute | Not | Logic | Implies | Compare | In | Mentions | Matches | Is | Has
    | Between | Arithmetic | By | Of | Call | This | Always | Labelled | Fires
)  # fmt: skip

"""Tests that live with the rules: examples and claims.

In: nothing. Out: the node classes of `example` and its lines, and of `always` and `never`.
"""

from __future__ import annotations

from attrs import frozen

from feedcurate.syntax.enumerations import ClaimKind
from feedcurate.syntax.nodes.base import Line
from feedcurate.syntax.nodes.expressions import Attribute, Expr, This
from feedcurate.syntax.nodes.literals import AccountLit, DurationLit, Name, NumberLit, TextLit
from feedcurate.syntax.nodes.statements import Entry, ListKind, Moment


@frozen
class At(Line):
    """`at 2026-05-01 23:10`: the clock of an example."""

    moment: Moment


@frozen
class GivenList(Line):
    """`given accounts close: @a@b`: replaces a list for this example."""

    kind: ListKind
    name: Name | Attribute
    entries: tuple[Entry, ...]


@frozen
class GivenPosts(Line):
    """`given 3 posts by @a saying "…" over 10 days with …`; `count` is None for `given post`."""

    by: AccountLit | TextLit | Name | None = None
    saying: TextLit | None = None
    details: tuple[Expr, ...] = ()
    count: NumberLit | None = None
    over: DurationLit | None = None


@frozen
class GivenViews(Line):
    """`given 25 minutes of views of @a today`."""

    duration: DurationLit
    whom: AccountLit | TextLit | None = None
    window: Name | This | DurationLit | None = None


@frozen
class GivenDraft(Line):
    """`given draft saying "…" with …`."""

    saying: TextLit | None = None
    details: tuple[Expr, ...] = ()


@frozen
class Expect(Line):
    """`expect not account @a suggests unfollow by RULE`; without a subject it speaks of the last given post."""

    verb: Name
    negated: bool = False
    subject: Name | None = None
    whom: AccountLit | TextLit | None = None
    word: Name | TextLit | None = None
    by: Name | Attribute | None = None


ExampleLine = At | GivenList | GivenPosts | GivenViews | GivenDraft | Expect


@frozen
class Example(Line):
    """`example "title"` and its lines, which keep their order."""

    title: TextLit
    lines: tuple[ExampleLine, ...]


@frozen
class Claim(Line):
    """`always "title": EXPR`."""

    kind: ClaimKind
    title: TextLit
    condition: Expr

"""Names and values as they are written, each on its own.

In: nothing. Out: the node classes of words, quantities, texts and patterns.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from attrs import frozen

from feedcurate.syntax.nodes.base import Node


@frozen
class Name(Node):
    """A bare word: a declared name, a word in scope, or a value where the other side expects one."""

    id: str


@frozen
class TextLit(Node):
    """`"…"`, escapes undone."""

    value: str


@frozen
class NumberLit(Node):
    """`3`, `-5`, `0.5`, `10_000`: an IEEE double."""

    value: float


@frozen
class ShareLit(Node):
    """`30%`; the value is in percent (30.0), as written."""

    percent: float


class Unit(StrEnum):
    """The units of a duration, by their singular."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@frozen
class DurationLit(Node):
    """`20 minutes`: an amount and its unit, as written."""

    amount: float
    unit: Unit


@frozen
class ClockLit(Node):
    """`22:30` (or `22:30:15`), a time of day."""

    value: time


@frozen
class DateLit(Node):
    """`2026-12-31`."""

    value: date


@frozen
class HashtagLit(Node):
    """`#tag`; the value has no `#`."""

    tag: str


@frozen
class AccountLit(Node):
    """`@name@host`, `@name.bsky.social`, `@name` or a bare DID, as written (with the `@`)."""

    value: str


@frozen
class SiteLit(Node):
    """`neowin.net/deals`: a domain with an optional path; bare only in a `sites` list."""

    value: str


@frozen
class RegexLit(Node):
    r"""`/…/` or `/…/i`; the pattern is as written, but `\/` is `/`."""

    pattern: str
    ignore_case: bool = False


@frozen
class LikeLit(Node):
    """`like "…"` in a topic: matched by meaning."""

    value: str

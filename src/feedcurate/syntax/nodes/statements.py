"""What a file says: uses, settings, lists, rules and the feed.

In: nothing. Out: the node classes of statements and of the lines inside them.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from feedcurate.syntax.enumerations import Mode
from feedcurate.syntax.nodes.base import NO_COMMENTS, Comments, Line, Node
from feedcurate.syntax.nodes.expressions import Attribute, Expr
from feedcurate.syntax.nodes.literals import (
    AccountLit,
    ClockLit,
    DateLit,
    DurationLit,
    HashtagLit,
    LikeLit,
    Name,
    NumberLit,
    RegexLit,
    SiteLit,
    TextLit,
)


@frozen
class Use(Line):
    """`use "file.curate" as NAME`."""

    path: TextLit
    alias: Name | None = None


@frozen
class Set(Line):
    """`set timezone: "Europe/Berlin"`; the key may stand behind a pack's name, the values may be several."""

    key: Name | Attribute
    values: tuple[Expr, ...]


@frozen
class Signal(Line):
    """`signal toxicity: share`."""

    name: Name
    type: Name


class ListKind(StrEnum):
    """The three kinds of named lists."""

    ACCOUNTS = "accounts"
    SITES = "sites"
    TOPIC = "topic"


EntryValue = AccountLit | SiteLit | TextLit | HashtagLit | RegexLit | LikeLit | Name | Attribute


@frozen
class Entry(Line):
    """One entry of a list: a value, or the name of another list of the same kind."""

    value: EntryValue


@frozen
class List(Line):
    """`accounts`, `sites` or `topic`: entries here or in a file, and, for a topic, exceptions."""

    kind: ListKind
    name: Name
    entries: tuple[Entry, ...] = ()
    file: TextLit | None = None
    exceptions: tuple[Entry, ...] = ()


@frozen
class Let(Line):
    """`let NAME = EXPR`."""

    name: Name
    value: Expr


class Subject(StrEnum):
    """What a rule is about."""

    POST = "post"
    ACCOUNT = "account"
    SESSION = "session"
    DRAFT = "draft"


@frozen
class Moment(Node):
    """`2026-12-31 18:00`, in the reader's zone; without a clock, the whole day."""

    date: DateLit
    clock: ClockLit | None = None


@frozen
class Action(Line):
    """`hide`, `boost 6 hours`, `label x`, `suggest snooze 3 days`, `pause until 07:00`.

    `word` is the bare word behind the verb, `value` the quantity, text or clock behind that, or the name of a `let`;
    which verbs take which is the checker's business. `pause rest` has `rest` as its `word`.
    """

    verb: Name
    word: Name | None = None
    until: bool = False
    value: Expr | None = None


@frozen
class Rule(Line):
    """`rule NAME "title" for SUBJECT from … until … MODE when EXPR then ACTION, …`.

    `subject` is the word as written (the checker knows the four), None when left out.
    """

    name: Name
    when: Expr
    actions: tuple[Action, ...]
    title: TextLit | None = None
    subject: Name | None = None
    start: Moment | None = None
    end: Moment | None = None
    mode: Mode = Mode.LIVE
    when_comments: Comments = field(default=NO_COMMENTS, eq=False, repr=False, kw_only=True)


Count = NumberLit | Name
"""How many: a number, or the name of a `let`."""


@frozen
class AtLeast(Line):
    """`at least 3 in 10 when C`."""

    count: Count
    window: Count
    when: Expr


@frozen
class AtMost(Line):
    """`at most 1 in 5 when C`."""

    count: Count
    window: Count
    when: Expr


@frozen
class InARow(Line):
    """`at most 2 in a row by author when C`."""

    count: Count
    key: Name
    when: Expr | None = None


@frozen
class Per(Line):
    """`at most 40 per day by author when C`; the period is `day`, `session`, a duration or the name of a `let`."""

    count: Count
    period: Name | DurationLit
    key: Name | None = None
    when: Expr | None = None


@frozen
class Once(Line):
    """`once per link in 3 days`."""

    key: Name
    within: Name | DurationLit | None = None


@frozen
class OrderBy(Line):
    """`order by newest`."""

    key: Name


Quota = AtLeast | AtMost | InARow | Per | Once | OrderBy


@frozen
class Feed(Line):
    """`feed` and its quotas."""

    quotas: tuple[Quota, ...]

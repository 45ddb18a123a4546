"""The tree of a rule file: frozen, and equal when the written program is equal.

In: nothing. Out: the node classes that `build` makes, `printer` prints and `check` reads.
Spans and comments are carried along but left out of equality, so that two layouts of one program are equal trees.
Nothing is ever written into a node later: what the checker learns stands in the program it returns.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from attrs import field, frozen

from feedcurate.text.span import NOWHERE, Span

BLANK = "\n"
"""Stands among comments for a blank line that the layout keeps; no comment holds a line end."""


@frozen
class Comments:
    """The comments that belong to a node: those on lines of their own before it, and the one behind it.

    A comment is what stands behind `--`, without the space after that. `before` may hold `BLANK`s.
    """

    before: tuple[str, ...] = ()
    behind: str | None = None


NO_COMMENTS = Comments()


@frozen(kw_only=True)
class Node:
    """Anything that stands in a file."""

    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen(kw_only=True)
class Line(Node):
    """A node that has a line of its own in the canonical layout, so that comments can belong to it."""

    comments: Comments = field(default=NO_COMMENTS, eq=False, repr=False)


# --- Literals -------------------------------------------------------------------------------------


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
class RangeLit(Node):
    """`22:30..07:00`, `10..20`, `mon..fri`; both ends are included."""

    low: Expr
    high: Expr


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


@frozen
class SetLit(Node):
    """`{a, b, c}`."""

    items: tuple[Expr, ...]


# --- Expressions ----------------------------------------------------------------------------------


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


class CompareOp(StrEnum):
    """The comparisons; they are not chained."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


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


class ArithmeticOp(StrEnum):
    """The four operations."""

    ADD = "+"
    SUB = "-"
    MUL = "*"
    DIV = "/"


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


# --- Statements -----------------------------------------------------------------------------------


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


class Mode(StrEnum):
    """Whether a rule acts, is only reported, or is left out."""

    LIVE = "live"
    SHADOW = "shadow"
    OFF = "off"


@frozen
class Moment(Node):
    """`2026-12-31 18:00`, in the reader's zone; without a clock, the whole day."""

    date: DateLit
    clock: ClockLit | None = None


@frozen
class Action(Line):
    """`hide`, `boost 6 hours`, `label x`, `suggest snooze 3 days`, `pause until 07:00`.

    `word` is the bare word behind the verb, `value` the quantity, text or clock behind that; which verbs take
    which is the checker's business.
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


@frozen
class AtLeast(Line):
    """`at least 3 in 10 when C`."""

    count: NumberLit
    window: NumberLit
    when: Expr


@frozen
class AtMost(Line):
    """`at most 1 in 5 when C`."""

    count: NumberLit
    window: NumberLit
    when: Expr


@frozen
class InARow(Line):
    """`at most 2 in a row by author when C`."""

    count: NumberLit
    key: Name
    when: Expr | None = None


@frozen
class Per(Line):
    """`at most 40 per day by author when C`; the period is `day`, `session` or a duration."""

    count: NumberLit
    period: Name | DurationLit
    key: Name | None = None
    when: Expr | None = None


@frozen
class Once(Line):
    """`once per link in 3 days`."""

    key: Name
    within: DurationLit | None = None


@frozen
class OrderBy(Line):
    """`order by newest`."""

    key: Name


Quota = AtLeast | AtMost | InARow | Per | Once | OrderBy


@frozen
class Feed(Line):
    """`feed` and its quotas."""

    quotas: tuple[Quota, ...]


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


class ClaimKind(StrEnum):
    """Whether a claim must always hold or never."""

    ALWAYS = "always"
    NEVER = "never"


@frozen
class Claim(Line):
    """`always "title": EXPR`."""

    kind: ClaimKind
    title: TextLit
    condition: Expr


Statement = Use | Set | Signal | List | Let | Rule | Feed | Example | Claim


@frozen
class Broken(Line):
    """A statement that could not be parsed; its name is kept so that uses of it raise nothing further."""

    keyword: str
    name: str | None = None


@frozen
class File(Node):
    """A whole rule file: its statements in order, the broken ones beside them, and the comments at its end."""

    statements: tuple[Statement, ...]
    broken: tuple[Broken, ...] = ()
    end_comments: tuple[str, ...] = field(default=(), eq=False)

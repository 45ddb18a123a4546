"""Checked expressions: closed, typed, each distinct one once.

In: nothing. Out: the node classes. A child is the id (an index into `Program.exprs`) of another expression, always a
smaller number than the node's own: the table is in topological order and has no cycles.

Values at run time: numbers and shares are floats (a share of 30% is 0.3), durations `timedelta`, instants aware
`datetime`s in UTC, clocks `time`, dates `date`, days 0 (Monday) to 6, texts, sites, languages, hashtags and
enumeration values `str`, structures model instances, lists tuples. None is *unknown* throughout; truth is Kleene's.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from attrs import frozen

from feedcurate.model.kinds import Kind
from feedcurate.syntax.enumerations import ArithmeticOp, CompareOp

ExprId = int


@frozen
class Const:
    """A value written in the file; a text is as written (`OneOf` and `Compare` normalise)."""

    value: object
    kind: Kind


class Input(StrEnum):
    """What a condition can start from."""

    POST = "post"
    AUTHOR = "author"
    REPOSTER = "reposter"
    ACCOUNT = "account"
    SESSION = "session"
    DRAFT = "draft"
    NOW = "now"
    VIEW = "view"
    LIKE = "like"
    REPLY = "reply"
    REPOST = "repost"
    OPEN = "open"
    CHECKIN = "checkin"


@frozen
class Root:
    """One of the inputs."""

    input: Input


@frozen
class Var:
    """The element that the enclosing `Quantified` of this level (0 is the outermost) looks at."""

    level: int


@frozen
class Get:
    """A field of a structure, by its Python name; unknown where the structure is unknown or absent."""

    base: ExprId
    field: str


@frozen
class Derive:
    """A derived value (`model.derived` lists them by name): age, words, shouting, site, mine, followed."""

    base: ExprId
    name: str


@frozen
class SignalOf:
    """A declared signal of the post."""

    name: str


@frozen
class Arith:
    """Arithmetic on kinds that the checker has matched; division by zero is unknown."""

    op: ArithmeticOp
    left: ExprId
    right: ExprId


@frozen
class Not:
    """Kleene's not."""

    operand: ExprId


@frozen
class And:
    """Kleene's and, over any number of operands."""

    operands: tuple[ExprId, ...]


@frozen
class Or:
    """Kleene's or, over any number of operands."""

    operands: tuple[ExprId, ...]


class How(StrEnum):
    """How two values are compared."""

    PLAIN = "plain"
    """Numbers, shares, durations, instants, dates, clocks, days, truth: as Python compares them."""
    TEXT = "text"
    """`matching.normalise.whole` of both."""
    ENUM = "enum"
    """Equal words; by position in `order` where it is ordered."""
    LANGUAGE = "language"
    """The right side is a range that covers the left (RFC 4647 basic filtering)."""
    SITE = "site"
    """The right side covers the left: the same domain or a subdomain, and the path where there is one."""
    HASHTAG = "hashtag"
    """Equal after normalisation."""
    ACCOUNT = "account"
    """`model.identity.same_account`."""
    ADDRESS = "address"
    """`model.identity.same_address`: ids and addresses of threads."""


@frozen
class Compare:
    """`left op right`; `order` lists an ordered enumeration's values, least first."""

    op: CompareOp
    left: ExprId
    right: ExprId
    how: How = How.PLAIN
    order: tuple[str, ...] = ()


@frozen
class Within:
    """`low <= operand <= high`; where `wraps`, a low above the high goes over midnight or the week's end."""

    operand: ExprId
    low: ExprId
    high: ExprId
    wraps: bool = False


@frozen
class OneOf:
    """`operand in {…}` for constants; equal to the `Or` of equalities."""

    operand: ExprId
    values: frozenset[object]
    how: How = How.PLAIN


@frozen
class InAccounts:
    """An account in a named or written list of accounts (an index into `Program.account_sets`)."""

    operand: ExprId
    accounts: int


@frozen
class InMe:
    """An account among the reader's own; unknown where nobody said which those are."""

    operand: ExprId


@frozen
class InSites:
    """A site in a list of sites (an index into `Program.site_sets`)."""

    operand: ExprId
    sites: int


@frozen
class Known:
    """Known and not empty: `has`, and `is` on a structure. Never unknown."""

    operand: ExprId


class Scope(StrEnum):
    """Where words are looked for."""

    POST = "post"
    """Everything a reader sees of a post (title, summary, text, tags, alts, cards, options, the quote's)."""
    TEXT = "text"
    """One text field."""


@frozen
class Mentions:
    """Words of a topic (an index into `Program.topics`) in a post or a text."""

    target: ExprId
    scope: Scope
    topic: int


@frozen
class MentionsAccount:
    """A post that names an account of a list (an index into `Program.account_sets`; None: the reader's own)."""

    target: ExprId
    accounts: int | None


@frozen
class Matches:
    """A regular expression (an index into `Program.regexes`) found in a post's fields or in a text."""

    target: ExprId
    scope: Scope
    regex: int


class Quantifier(StrEnum):
    """What is asked of a list's elements."""

    ANY = "any"
    ALL = "all"
    COUNT = "count"


@frozen
class Quantified:
    """`any(list where C)`, `all(…)`, `count(…)`; the condition speaks of `Var(level)`; None: every element counts.

    Unknown where the list is unknown; `any` and `all` are Kleene's or and and; `count` counts where C is true.
    """

    quantifier: Quantifier
    operand: ExprId
    level: int
    where: ExprId | None = None


class Stream(StrEnum):
    """What is counted over time."""

    POSTS = "posts"
    VIEWS = "views"
    LIKES = "likes"
    REPLIES = "replies"
    REPOSTS = "reposts"
    OPENS = "opens"
    CHECKINS = "checkins"


class Calendar(StrEnum):
    """A window that begins where the reader's calendar, or their session, does."""

    TODAY = "today"
    WEEK = "this week"
    SESSION = "this session"


Window = timedelta | Calendar


class Fold(StrEnum):
    """What an aggregate makes of the elements in its window."""

    COUNT = "count"
    SHARE = "share"
    SUM = "sum"
    AVERAGE = "average"
    DAYS = "days"
    SINCE = "since"


@frozen(cache_hash=True)
class Over:
    """An aggregate over a stream; `where` and `measure` speak of one element and of nothing outside.

    `whose` is the account that the elements are by or of, `accounts` a written one (an index into
    `Program.account_sets`); `mine`: the reader's own posts; none of these: all elements.
    `window` None, for `since`: as far back as the history goes. Never unknown where a history holds the window whole,
    but for `share`, `average` and `since` of nothing.
    """

    fold: Fold
    stream: Stream
    window: Window | None = None
    whose: ExprId | None = None
    accounts: int | None = None
    mine: bool = False
    where: ExprId | None = None
    measure: ExprId | None = None


class Habit(StrEnum):
    """What is asked of the reader's time in a window."""

    PASSIVE_TIME = "passive_time"
    ACTIVE_TIME = "active_time"
    PASSIVE_SHARE = "passive_share"
    SESSIONS = "sessions"
    POSTS_SEEN = "posts_seen"
    MOOD_SHIFT = "mood_shift"


@frozen(cache_hash=True)
class HabitOver:
    """`passive_time(today)`; `whose` is the account of `mood_shift`."""

    habit: Habit
    window: Window
    whose: ExprId | None = None


class OutcomeWord(StrEnum):
    """What a claim may say of a post after all rules have spoken, quotas aside."""

    SHOWN = "shown"
    """Neither collapsed nor hidden nor blocked."""
    COLLAPSED = "collapsed"
    HIDDEN = "hidden"
    BLOCKED = "blocked"
    BOOSTED = "boosted"
    """Its boosts come to more than its demotes."""
    DEMOTED = "demoted"


@frozen
class Becomes:
    """What the rules make of the post, in a claim. Never unknown where there is an outcome, and unknown elsewhere."""

    word: OutcomeWord


@frozen
class Labelled:
    """A rule that fired puts this label on the post; as `Becomes`."""

    label: str


@frozen
class Fires:
    """The rule of this name, live or shadow, is in force and fires; as `Becomes`."""

    rule: str


Expr = (
    Const | Root | Var | Get | Derive | SignalOf | Arith | Not | And | Or | Compare | Within | OneOf | InAccounts
    | InMe | InSites | Known | Mentions | MentionsAccount | Matches | Quantified | Over | HabitOver
    | Becomes | Labelled | Fires
)  # fmt: skip


def children(expr: Expr) -> tuple[ExprId, ...]:
    """The expressions a node is made of, in the order they are written.

    What an aggregate asks of its elements is not among them: it speaks of another subject (`inner`).
    """
    match expr:
        case Const() | Root() | Var() | SignalOf() | Becomes() | Labelled() | Fires():
            return ()
        case Get(base) | Derive(base):
            return (base,)
        case Arith(_, left, right) | Compare(_, left, right):
            return (left, right)
        case And(operands) | Or(operands):
            return operands
        case Within(operand, low, high):
            return (operand, low, high)
        case Quantified(_, operand, _, where):
            return (operand,) if where is None else (operand, where)
        case Mentions(target) | MentionsAccount(target) | Matches(target):
            return (target,)
        case Over(whose=whose) | HabitOver(whose=whose):
            return () if whose is None else (whose,)
        case Not(operand) | OneOf(operand) | InAccounts(operand) | InMe(operand) | InSites(operand) | Known(operand):
            return (operand,)


def inner(expr: Expr) -> tuple[ExprId, ...]:
    """What an aggregate asks of its elements: its condition and what it measures."""
    if not isinstance(expr, Over):
        return ()
    return tuple(part for part in (expr.where, expr.measure) if part is not None)

"""A checked program: rules, quotas, lists, topics and settings, with expressions by id.

In: nothing. Out: frozen classes. Everything a decision needs is here, and nothing depends on the order in which
statements were written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import field, fields, frozen

from feedcurate.matching.automaton import Matcher
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.regexes import Regex
from feedcurate.model.identity import AccountSet, SiteSet
from feedcurate.model.kinds import Kind
from feedcurate.model.outcomes import AdviceWord
from feedcurate.program.claims import Claim
from feedcurate.program.examples import Example, Listed
from feedcurate.program.expr import Expr, ExprId, Window
from feedcurate.syntax.enumerations import Mode
from feedcurate.text.span import Span

if TYPE_CHECKING:
    from feedcurate.model.item import Item
    from feedcurate.program.computed import Computed


class Connective(StrEnum):
    """How a clause is made of others."""

    AND = "and"
    OR = "or"
    NOT = "not"
    IMPLIES = "implies"
    LET = "let"
    """A use of a `let`: its one child is the root clause of the definition, shared by all uses."""


@frozen(eq=False)
class Clause:
    """A part of a condition as it is written; explanations, coverage and diffs name it by `id`.

    Clauses are a graph, not a tree: a `let` used twice is one child of two parents. Walk them once each, by id.
    """

    id: int
    expr: ExprId
    text: str
    span: Span
    connective: Connective | None = None
    children: tuple[Clause, ...] = ()


@frozen
class Words:
    """What is looked for: patterns (indexes into `Program.patterns`) and regular expressions (`Program.regexes`)."""

    patterns: frozenset[int] = frozenset()
    regexes: frozenset[int] = frozenset()


@frozen
class Topic:
    """Mentioned where any of its own entries matches and no exception does, or where an included topic is.

    An exception may include topics too: they count where they are mentioned, their own exceptions respected.
    """

    name: str
    entries: Words
    exceptions: Words = Words()
    includes: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()


@frozen
class Template:
    """A text with places to fill in: literal parts and expressions, in turn."""

    parts: tuple[str | ExprId, ...]


class Strength(StrEnum):
    """What a rule does with a post, weakest first; the strongest of all rules that fire wins."""

    SHOW = "show"
    COLLAPSE = "collapse"
    HIDE = "hide"
    KEEP = "keep"
    BLOCK = "block"


@frozen
class PostActions:
    """What a rule for posts does when it fires; `shift` is its boosts less its demotes."""

    strength: Strength = Strength.SHOW
    collapse: Template | None = None
    shift: timedelta = timedelta(0)
    labels: tuple[str, ...] = ()
    notes: tuple[Template, ...] = ()
    because: Template | None = None


@frozen
class Moment:
    """A date, or a date and a clock, of the reader."""

    date: date
    clock: time | None = None


@frozen
class AccountActions:
    """What a rule for accounts advises; `snooze` is for how long."""

    advice: AdviceWord | None = None
    snooze: timedelta | None = None
    because: Template | None = None


Until = timedelta | time
"""For how long, or until which clock of the reader."""


@frozen
class SessionActions:
    """What a rule for sessions advises."""

    stop: bool = False
    pause: Until | None = None
    wait: timedelta | None = None
    nudges: tuple[Template, ...] = ()
    suggestions: tuple[Template, ...] = ()
    because: Template | None = None


@frozen
class DraftActions:
    """What a rule for drafts asks."""

    hold: Until | None = None
    asks: tuple[Template, ...] = ()
    warns: tuple[Template, ...] = ()
    because: Template | None = None


A = TypeVar("A", PostActions, AccountActions, SessionActions, DraftActions)


@frozen
class RuleOf(Generic[A]):
    """A checked rule. `name` has the pack's or file's alias in front (`balance.late`)."""

    name: str
    title: str | None
    span: Span
    mode: Mode
    when: ExprId
    clause: Clause
    actions: A
    start: Moment | None = None
    end: Moment | None = None


Rule = RuleOf[PostActions]
AccountRule = RuleOf[AccountActions]
SessionRule = RuleOf[SessionActions]
DraftRule = RuleOf[DraftActions]
AnyRule = Rule | AccountRule | SessionRule | DraftRule


class Key(StrEnum):
    """By what posts in the feed are grouped."""

    AUTHOR = "author"
    REPOSTER = "reposter"
    SENDER = "sender"
    SITE = "site"
    COMMUNITY = "community"
    FEED = "feed"
    THREAD = "thread"


@frozen(kw_only=True)
class QuotaBase:
    """What every quota has: its canonical text and its place."""

    text: str
    span: Span = field(eq=False)


@frozen
class AtLeast(QuotaBase):
    """`at least count in window when C`."""

    count: int
    window: int
    when: ExprId


@frozen
class AtMost(QuotaBase):
    """`at most count in window when C`."""

    count: int
    window: int
    when: ExprId


@frozen
class InARow(QuotaBase):
    """`at most count in a row by key [when C]`."""

    count: int
    key: Key
    when: ExprId | None = None


@frozen
class Per(QuotaBase):
    """`at most count per period [by key] [when C]`."""

    count: int
    period: Window
    key: Key | None = None
    when: ExprId | None = None


class OnceKey(StrEnum):
    """By what two posts count as the same."""

    POST = "post"
    LINK = "link"
    TITLE = "title"


@frozen
class Once(QuotaBase):
    """`once per key [in within]`; a key that is a plain text is a declared text signal."""

    key: OnceKey | str
    within: timedelta | None = None


class Order(StrEnum):
    """How the feed is ordered."""

    RANK = "rank"
    NEWEST = "newest"
    OLDEST = "oldest"


Quota = AtLeast | AtMost | InARow | Per | Once


@frozen
class Settings:
    """What `set` says; None where the file says nothing."""

    timezone: str | None = None
    week_start: int = 0
    day_start: time = time(0)
    me: AccountSet = AccountSet()
    session_gap: timedelta = timedelta(minutes=5)
    active: frozenset[str] = frozenset({"reply", "post", "message", "share"})
    keep_own_posts: bool = True
    keep_history: timedelta | None = None


_APART = frozenset({"computed", "matcher", "worked_out"})
"""What of a program is not in the dictionary that is pickled."""


@frozen(eq=False)
class Program:
    """A checked rule file with everything it uses.

    `rules` are those for posts; all rules are sorted by name, off ones left out. `matcher` finds all `patterns` at
    once; `kinds[i]` is the kind of `exprs[i]`. `digest` is a hash of the canonical text of all files: equal programs
    have equal digests.
    """

    exprs: tuple[Expr, ...]
    kinds: tuple[Kind, ...]
    rules: tuple[Rule, ...]
    account_rules: tuple[AccountRule, ...]
    session_rules: tuple[SessionRule, ...]
    draft_rules: tuple[DraftRule, ...]
    quotas: tuple[Quota, ...]
    order: Order
    settings: Settings
    topics: tuple[Topic, ...]
    patterns: tuple[Pattern, ...]
    regexes: tuple[Regex, ...]
    account_sets: tuple[AccountSet, ...]
    account_lists: tuple[tuple[str, int], ...]
    """The named lists of accounts, by their names, as indexes into `account_sets`."""
    site_sets: tuple[SiteSet, ...]
    signals: tuple[tuple[str, Kind], ...]
    matcher: Matcher
    item: type[Item]
    calls: Mapping[ExprId, str]
    """How what looks back over time is written."""
    digest: str
    claims: tuple[Claim, ...] = ()
    """Sorted by title, then by what they say."""
    examples: tuple[Example, ...] = ()
    """Sorted by title."""
    changing_accounts: Mapping[str, Listed[AccountSet]] = field(factory=dict)
    """The lists of accounts that examples replace, those that these are in, and those in them, by name."""
    changing_sites: Mapping[str, Listed[SiteSet]] = field(factory=dict)
    """The same of the lists of sites."""
    computed: Mapping[str, Computed] = field(factory=dict)
    """What works out signals, by their names. It is no part of the rules: it is not pickled with them."""
    worked_out: dict[Callable[..., object], object] = field(init=False, factory=dict, repr=False)
    """What engines have worked out of it, by what does so (see `once`); no part of the rules either."""

    @property
    def all_rules(self) -> tuple[AnyRule, ...]:
        """The rules for every subject."""
        return (*self.rules, *self.account_rules, *self.session_rules, *self.draft_rules)

    def __getstate__(self) -> tuple[Matcher, list[Clause], dict[str, object]]:
        """What is pickled. The matcher stands in front, since it is the largest and needs room that others then take.

        Then come the clauses, each after its parts, so that none is pickled inside of another.
        """
        state = {one.name: getattr(self, one.name) for one in fields(type(self)) if one.name not in _APART}
        if self.patterns is self.matcher.patterns:
            del state["patterns"]
        return self.matcher, _parts_first([one.clause for one in (*self.all_rules, *self.claims)]), state

    def __setstate__(self, state: tuple[Matcher, list[Clause], dict[str, object]]) -> None:
        """Undo `__getstate__`."""
        matcher, _, others = state
        for name, value in {
            "matcher": matcher,
            "patterns": matcher.patterns,
            "computed": {},
            "worked_out": {},
            **others,
        }.items():
            object.__setattr__(self, name, value)


def _parts_first(roots: list[Clause]) -> list[Clause]:
    """The clauses below some others and these themselves, each once, parts before what is made of them."""
    found: dict[int, Clause] = {}
    waiting = list(reversed(roots))
    while waiting:
        clause = waiting[-1]
        missing = [part for part in clause.children if part.id not in found]
        if missing and clause.id not in found:
            waiting += missing
        else:
            found.setdefault(waiting.pop().id, clause)
    return list(found.values())

"""Examples of a checked rule file: what is given, line by line, and what is expected of it.

In: nothing. Out: frozen classes. The lines of an example keep their order, as they tell a story.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import field, frozen

from feedcurate.model.identity import AccountSet, SiteSet
from feedcurate.program.expr import ExprId, Window
from feedcurate.text.span import Span

if TYPE_CHECKING:
    from feedcurate.model.account import Account
    from feedcurate.model.draft import Draft
    from feedcurate.model.item import Item
    from feedcurate.program.program import Moment, Topic

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
"""The instant of an example that does not say `at`; a Friday."""
UNNAMED = "example"
"""The id of a post that is given without one; each gets its own as the example runs."""


@frozen(kw_only=True)
class Step:
    """A line, as it is written."""

    text: str
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class At(Step):
    """From here on it is another time, by the reader's clock."""

    moment: Moment


@frozen(kw_only=True)
class Detail:
    """What `with` says of a post or a draft: a condition that has to be true of it as it was made."""

    text: str
    condition: ExprId
    span: Span = field(eq=False, repr=False)


@frozen(kw_only=True)
class GivenPosts(Step):
    """So many posts like one; `over` is how long before now the first of them was, None for posts at hand.

    `post` has no date; `age` is how long before that it was written, where a detail says so, `seen` whether the reader
    saw it.
    """

    post: Item
    count: int = 1
    over: timedelta | None = None
    age: timedelta | None = None
    author_age: timedelta | None = None
    seen: bool | None = None
    details: tuple[Detail, ...] = ()


@frozen(kw_only=True)
class GivenViews(Step):
    """So much time on views, in a window; of posts by an account, or by nobody in particular."""

    duration: timedelta
    account: Account | None = None
    window: Window | None = None


@frozen(kw_only=True)
class GivenDraft(Step):
    """A draft."""

    draft: Draft
    details: tuple[Detail, ...] = ()


class About(StrEnum):
    """What an expectation is about."""

    POST = "post"
    ACCOUNT = "account"
    SESSION = "session"
    DRAFT = "draft"


@frozen(kw_only=True)
class Expect(Step):
    """What should come out: `word` of the post given last, of an account, of the session or of the draft given last.

    `value` is what stands behind the word: a label, an account's advice, a text. `by` is the rule that should be why.
    """

    about: About
    word: str
    value: str | None = None
    account: Account | None = None
    negated: bool = False
    by: str | None = None


AnyStep = At | GivenPosts | GivenViews | GivenDraft | Expect


L = TypeVar("L", AccountSet, SiteSet)


@frozen
class Entries(Generic[L]):
    """What a list of accounts or sites is made of: its own entries, and the lists in it by name."""

    own: L
    lists: tuple[str, ...] = ()


@frozen
class Listed(Generic[L]):
    """A list of accounts or sites that examples may change: where the program has it, and what it is made of."""

    index: int
    entries: Entries[L]


@frozen
class Example:
    """An example.

    `accounts` and `sites` are the lists that it replaces, by name; `topics` those of words, by index.
    """

    title: str
    steps: tuple[AnyStep, ...]
    span: Span = field(eq=False, repr=False)
    accounts: tuple[tuple[str, Entries[AccountSet]], ...] = ()
    sites: tuple[tuple[str, Entries[SiteSet]], ...] = ()
    topics: tuple[tuple[int, Topic], ...] = ()

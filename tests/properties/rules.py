"""Rule files that check without an error, and items they bite on, as Hypothesis strategies.

The vocabulary is small on purpose: words, accounts and numbers of the rules are those of the items, so that most
generated programs fire. A program is kept as parts, so that tests can shuffle what must not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.item import Item, Label, Link, Media, MediaKind, Option, Poll, PostKind, Reason, Reference, Via

NOW = datetime(2026, 5, 8, 8, 0, tzinfo=UTC)

HANDLES = ("ann@a.example", "bob@b.example", "cat@b.example", "dan.bsky.social")
PHRASES = ("summer body", "Straße", "diyet", "cure anxiety", "crème brûlée", "ダイエット", "🙂 fine")
TAGS = ("fitspo", "SummerBody", "news")
SITES = ("tab.example", "good.example/blog")

# --- Conditions -----------------------------------------------------------------------------------

ATOMS = (
    "post mentions t1", "post mentions t2", 'post.text mentions "summer body"', 'post mentions {"cure*", #fitspo}',
    'post.title = "crème brûlée"', "author in close", "author in others", "author = @ann@a.example", "post is repost",
    "post is reply", "post has video", "post has link", "post has title", "post.likes >= 10", "post.likes < 3",
    "post.likes between 2 and 20", "post.replies + post.likes > 12", "post.likes / post.replies > 2",
    "post.language in {en, de}", "post.language = en", "post.shouting > 50%", "post.words < 4", "post.emoji >= 1",
    "post.age > 2 days", "post.age < 12 hours",
    "any(post.media where media.kind = video and media.duration > 1 minute)",
    "all(post.media where media.alt mentions t1)", "count(post.tags) > 1", "#fitspo in post.tags",
    "nsfw in post.labels", "post.reason = suggested", "post is suggested", "post.source = mastodon",
    "any(post.links where link.site in tabloids)", "post.text matches /summer|fine/i", "post matches /[A-Z]{4}/",
    "now.day in mon..fri", "post.published.time in 22:30..07:00", "author.credential >= link",
    "post.quote.likes > 3", "author is followed", "author is bot", "post is sensitive", "author is not bot",
    "reposter in close", "post mentions @bob@b.example", "post has poll", "author not in close", "l1", "l2",
    "post.published > post.updated", 'post.community = "Book Club"', "always_true", "post.kind = video",
)  # fmt: skip
INFORMATIVE = tuple(
    a
    for a in ATOMS
    if not any(w in a for w in (" has ", "is repost", "is reply", "count(", "quote", "reposter", "l1", "l2"))
)
"""Atoms in which knowing more can only turn unknown into an answer: no `has`, no counts, no absent structures."""


def _join(parts: Sequence[str], word: str) -> str:
    return f"({f' {word} '.join(parts)})" if len(parts) > 1 else parts[0]


def conditions(atoms: Sequence[str] = ATOMS) -> st.SearchStrategy[str]:
    """Conditions of up to a handful of atoms under every connective."""
    return st.recursive(
        st.sampled_from(atoms),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda p: _join(p, "or")),
            st.lists(inner, min_size=2, max_size=2).map(lambda p: _join(p, "and")),
            inner.map(lambda c: f"not ({c})"),
            st.tuples(inner, inner).map(lambda p: f"({p[0]} implies {p[1]})"),
        ),
        max_leaves=4,
    )


# --- Programs -------------------------------------------------------------------------------------


@frozen
class RuleParts:
    """One rule, its actions apart."""

    name: str
    when: str
    actions: tuple[str, ...]
    mode: str = ""

    def text(self) -> str:
        """As written."""
        return f"rule {self.name} {self.mode} when {self.when} then {', '.join(self.actions)}"


@frozen
class ListParts:
    """One list, its entries apart."""

    head: str
    entries: tuple[str, ...]
    tail: str = ""

    def text(self) -> str:
        """As written."""
        return f"{self.head}: {', '.join(self.entries)}{self.tail}"


@frozen
class Parts:
    """A program as parts."""

    lists: tuple[ListParts, ...]
    others: tuple[str, ...]
    rules: tuple[RuleParts, ...]
    quotas: tuple[str, ...]

    def statements(self) -> list[str]:
        """Every statement's text."""
        feed = [f"feed {' '.join(self.quotas)}"] if self.quotas else []
        return [*(p.text() for p in self.lists), *self.others, *(r.text() for r in self.rules), *feed]

    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.statements())


LISTS = (
    ListParts("accounts close", ("@ann@a.example", "@cat", '"https://b.example/@bob"')),
    ListParts("accounts others", ("close", "@dan.bsky.social", "@bob@b.example")),
    ListParts("sites tabloids", ("tab.example", "good.example/blog")),
    ListParts("topic t1", ('"summer body"', "#fitspo", '"straße"', '"diyet"'), ' except "recovery"'),
    ListParts("topic t2", ("t1", '"cure *"', '"ダイエット"', "/fine/i", '"crème*"')),
)
SETTINGS = ('set timezone: "Europe/Berlin"', "let l1 = post mentions t1 and not author in close",
            "let l2 = l1 or post.likes > 5", "let always_true = post.id = post.id")  # fmt: skip
OUTCOMES = ("hide", "keep", "block", 'collapse "why {author.name}"')
EXTRAS = (
    "boost 6 hours",
    "demote 90 minutes",
    "label spicy",
    'note "n {post.likes}"',
    'because "since {author.handle}"',
)
QUOTAS = (
    "at least 3 in 10 when author in close", "at most 1 in 5 when post is suggested", "at most 2 in a row by author",
    "at most 40 per day", "at most 2 per 3 hours by author", "once per link", "once per title",
    "once per post in 3 days",
    "at least 1 in 4 when post.likes >= 10", "at most 1 in 3 when post mentions t1",
    "at most 3 per day by sender when l1",
    "at most 1 in a row by site",
)  # fmt: skip


def rules(atoms: Sequence[str] = ATOMS, modes: Sequence[str] = ("", "", "", "shadow")) -> st.SearchStrategy[Any]:
    """Between two and five rules, named in order, with different outcomes as far as there are."""
    one = st.tuples(
        conditions(atoms),
        st.lists(st.sampled_from(EXTRAS), unique=True, max_size=2),
        st.sampled_from(modes),
    )
    return st.tuples(st.lists(one, min_size=2, max_size=5), st.permutations(OUTCOMES)).map(
        lambda drawn: tuple(
            RuleParts(f"r{number}", when, (outcome, *extras), mode)
            for number, ((when, extras, mode), outcome) in enumerate(zip(drawn[0], cycle(drawn[1]), strict=False))
        )
    )


def programs(atoms: Sequence[str] = ATOMS, *, quotas: bool = False) -> st.SearchStrategy[Parts]:
    """Whole programs; with `quotas`, a feed of one to four lines."""
    lines = st.lists(st.sampled_from(QUOTAS), unique=True, min_size=1, max_size=4) if quotas else st.just([])
    return st.builds(lambda found, feed: Parts(LISTS, SETTINGS, found, tuple(feed)), rules(atoms), lines)


# --- Items ----------------------------------------------------------------------------------------

WORDS = (*PHRASES, "recovery", "hello", "READ THIS NOW", "#SummerBody", "#fitspo", "l'été", "body", "a plan", "\n")


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value or, one time in four, unknown."""
    return st.one_of(st.none(), strategy, strategy, strategy)


def texts() -> st.SearchStrategy[str]:
    """A few words that rules look for among others."""
    return st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)


def accounts() -> st.SearchStrategy[Account]:
    """People whose names stand in the rules' lists."""
    return st.builds(
        Account,
        handle=st.sampled_from(HANDLES),
        name=maybe(st.sampled_from(("Ann", "Bob", "Cät"))),
        url=maybe(st.sampled_from(("https://b.example/@bob", "https://www.a.example/@ann/"))),
        bot=maybe(st.booleans()),
        claims=maybe(st.lists(st.builds(Claim, kind=st.sampled_from(ClaimKind)), max_size=2).map(tuple)),
        relation=maybe(st.builds(Relation, followed=maybe(st.booleans()))),
    )


def instants() -> st.SearchStrategy[datetime]:
    """Instants of the week before now, some to the microsecond."""
    return st.integers(0, 7 * 24 * 3600).map(lambda s: NOW - timedelta(seconds=s))


def media() -> st.SearchStrategy[Media]:
    """Pictures and clips."""
    return st.builds(
        Media,
        kind=maybe(st.sampled_from(MediaKind)),
        alt=maybe(texts()),
        duration=maybe(st.integers(0, 200).map(lambda s: timedelta(seconds=s))),
    )


def links() -> st.SearchStrategy[Link]:
    """Links into and beside the rules' sites."""
    return st.builds(
        Link,
        url=st.sampled_from(
            ("https://tab.example/a?utm_source=x", "http://www.good.example/blog/1", "https://ok.example")
        ),
        title=maybe(texts()),
    )


def items(identifiers: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Item]:
    """Posts, any field of which may be unknown."""
    counts = maybe(st.integers(0, 25))
    return st.builds(
        Item,
        id=identifiers or st.integers(0, 40).map(str),
        source=st.sampled_from(("mastodon", "rss")),
        url=maybe(st.sampled_from(("https://a.example/1", "https://tab.example/2"))),
        kind=maybe(st.sampled_from(PostKind)),
        author=maybe(accounts()),
        via=st.one_of(st.none(), st.none(), st.builds(Via, account=accounts(), at=maybe(instants()))),
        mentions=maybe(st.lists(accounts(), max_size=2).map(tuple)),
        community=maybe(st.just("book club")),
        title=maybe(texts()),
        text=maybe(texts()),
        language=maybe(st.sampled_from(("en", "en-GB", "de", "fr"))),
        tags=maybe(st.lists(st.sampled_from(TAGS), max_size=3).map(tuple)),
        published=maybe(instants()),
        updated=maybe(instants()),
        fetched_at=maybe(instants()),
        in_reply_to=st.one_of(st.none(), st.builds(Reference, author=maybe(accounts()))),
        quote=st.one_of(st.none(), st.none(), st.builds(Item, id=st.just("q"), text=maybe(texts()), likes=counts)),
        media=maybe(st.lists(media(), max_size=2).map(tuple)),
        links=maybe(st.lists(links(), max_size=2).map(tuple)),
        poll=st.one_of(st.none(), st.builds(Poll, options=st.tuples(st.builds(Option, text=texts())))),
        sensitive=maybe(st.booleans()),
        labels=maybe(
            st.lists(st.builds(Label, value=st.sampled_from(("nsfw", "ok")), negated=st.booleans())).map(tuple)
        ),
        likes=counts,
        replies=counts,
        reason=maybe(st.sampled_from(Reason)),
        seen_at=st.one_of(st.none(), st.none(), instants()),
    )


def feeds(most: int = 12) -> st.SearchStrategy[tuple[Item, ...]]:
    """Between three and `most` posts with ids of their own."""
    return st.lists(items(), min_size=3, max_size=most, unique_by=lambda item: (item.source, item.id)).map(tuple)

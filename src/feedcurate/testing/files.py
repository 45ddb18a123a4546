"""Rule files that check without an error, as Hypothesis strategies.

In: nothing, or the atoms that conditions are made of. Out: `Parts`, a rule file whose parts stand apart, so that a test
can shuffle, leave out or add what it is about; `Parts.text()` is the file.

The vocabulary is small on purpose: `items_for(feedcurate.loads(parts.text()))` gives posts on which most files fire.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from attrs import frozen
from hypothesis import strategies as st

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
"""Conditions of every kind, each by itself."""


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


def rules(
    atoms: Sequence[str] = ATOMS, modes: Sequence[str] = ("", "", "", "shadow")
) -> st.SearchStrategy[tuple[RuleParts, ...]]:
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
    """Whole rule files of two to five rules for posts, with lists, topics and `let`s; every one of them checks.

    `atoms` are what conditions are made of; they may use the lists `close`, `others` and `tabloids`, the topics `t1`
    and `t2`, and the lets `l1`, `l2` and `always_true`. With `quotas`, there is a feed of one to four lines.
    """
    lines = st.lists(st.sampled_from(QUOTAS), unique=True, min_size=1, max_size=4) if quotas else st.just([])
    return st.builds(lambda found, feed: Parts(LISTS, SETTINGS, found, tuple(feed)), rules(atoms), lines)

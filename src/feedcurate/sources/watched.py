"""Watched addresses → the posts, accounts and sites that a history knows.

In: addresses of pages that the reader looked at. Out: which post or account each is, or the source it belongs to.
A database can answer `Addresses` by look-ups of its own; `StoreAddresses` answers for any history, after one walk
through its posts and people.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

from attrs import define, field, frozen

from feedcurate.engine.moments import LATEST
from feedcurate.model.account import Account
from feedcurate.model.facts import BEGINNING, Store
from feedcurate.model.identity import account_key
from feedcurate.model.item import Item
from feedcurate.sources.watched_keys import (
    account_keys_of,
    bare_host,
    keys_of_account,
    keys_of_post,
    post_keys_of,
    social_source,
)

_FIRST, _LAST = datetime(2005, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)
_STEP = timedelta(days=7)


@frozen
class KnownPost:
    """A post that an address leads to: its source and id, and who wrote it, as far as accounts are told apart."""

    source: str
    id: str
    author: Account | None = None


class Addresses(Protocol):
    """What is known of the addresses of posts and accounts."""

    def post_at(self, address: str) -> KnownPost | None:
        """The post at an address."""
        ...

    def account_at(self, address: str) -> Account | None:
        """The account whose page, or a page below it, is at an address."""
        ...

    def source_at(self, address: str) -> str | None:
        """The source of the site that an address is on; None where it is on no site of a post."""
        ...


@frozen
class Match:
    """What a watched address is, as far as it is feed use."""

    source: str | None = None
    item: str | None = None
    account: Account | None = None


def match(address: str, known: Addresses) -> Match | None:
    """The post, the account or the site at an address; None where looking at it is no use of a feed."""
    post = known.post_at(address)
    if post is not None:
        return Match(post.source, post.id, post.author)
    account = known.account_at(address)
    source = known.source_at(address) or social_source(address)
    if account is None and source is None:
        return None
    return Match((account.source if account else None) or source, None, account)


@frozen
class NoAddresses:
    """Nothing is known; only the sites that everybody knows are feed use."""

    def post_at(self, address: str) -> KnownPost | None:  # noqa: ARG002 - the protocol's signature
        """None."""
        return None

    def account_at(self, address: str) -> Account | None:  # noqa: ARG002
        """None."""
        return None

    def source_at(self, address: str) -> str | None:  # noqa: ARG002
        """None."""
        return None


@define
class _Index:
    """Posts and accounts by their keys, sources by host."""

    posts: dict[str, KnownPost] = field(factory=dict)
    accounts: dict[str, Account] = field(factory=dict)
    sources: dict[str, str] = field(factory=dict)


@define
class StoreAddresses:
    """The addresses of a history as it is when first asked; posts without a date are not among them.

    It holds the addresses of all posts in memory, about half a kilobyte each, but never the posts.
    """

    store: Store
    _made: _Index | None = None

    def post_at(self, address: str) -> KnownPost | None:
        """The post at an address, the original before reposts of it."""
        found = self._index.posts
        return next((found[key] for key in post_keys_of(address) if key in found), None)

    def account_at(self, address: str) -> Account | None:
        """The account at an address, as far as accounts are told apart."""
        found = self._index.accounts
        return next((found[key] for key in account_keys_of(address) if key in found), None)

    def source_at(self, address: str) -> str | None:
        """The source of the posts on the same host, of several the first in the order of code points."""
        host = bare_host(address)
        return None if host is None else self._index.sources.get(host)

    @property
    def _index(self) -> _Index:
        if self._made is None:
            with self.store.reading():
                self._made = _indexed(self.store)
        return self._made


def _indexed(store: Store) -> _Index:
    made = _Index()
    ranks: dict[str, tuple[bool, str, str]] = {}
    authors: dict[str, Account] = {}
    for item in _posts(store):
        post = KnownPost(item.source, item.id, _once(item.author, authors))
        for key in keys_of_post(item):
            # An address of several posts is the original's; else, whatever came first, the first by code points.
            rank = item.via is not None, item.source, item.id
            if key not in ranks or rank < ranks[key]:
                ranks[key] = rank
                made.posts[key] = post
        _learn(made.sources, item.url, item.source)
    for account in sorted(store.people(), key=lambda account: account_key(account) or ""):
        for key in keys_of_account(account):
            made.accounts.setdefault(key, _slim(account))
        for address in _homes(account):
            _learn(made.sources, address, account.source)
    return made


def _posts(store: Store) -> Iterator[Item]:
    """Every post, week by week, since a history may hold more of them than memory does; some come twice."""
    start, end = BEGINNING, _FIRST
    while start < _LAST:
        yield from store.posts(start, end)
        start, end = end, end + _STEP
    yield from store.posts(start, LATEST)


def _learn(sources: dict[str, str], address: str | None, source: str | None) -> None:
    """A host is of a source; where two say so, of the first in the order of code points, whichever came first."""
    host = bare_host(address) if address is not None else None
    if host is not None and source is not None:
        sources[host] = min(source, sources.get(host, source))


def _homes(account: Account) -> Iterator[str]:
    if account.url is not None:
        yield account.url
    # The host of a handle is a server with pages of its own only where names have one (`name@host`).
    if account.handle is not None and "@" in account.handle:
        yield account.handle.rpartition("@")[2]


def _once(account: Account | None, known: dict[str, Account]) -> Account | None:
    """One object an account, however many posts it has."""
    key = None if account is None else account_key(account)
    if account is None or key is None:
        return None
    if key not in known:
        known[key] = _slim(account)
    return known[key]


def _slim(account: Account) -> Account:
    """What an account is told apart by."""
    return Account(id=account.id, handle=account.handle, name=account.name, url=account.url, source=account.source)

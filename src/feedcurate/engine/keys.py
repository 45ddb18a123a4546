"""By what the quotas of a feed hold posts together.

In: posts. Out: one value a post for `by KEY`, and for `once per …` the set of values of which one shared with another
post makes the two the same. Values are only ever compared; what is unknown gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import assert_never

from feedcurate.matching.normalise import whole
from feedcurate.model.account import Account
from feedcurate.model.identity import account_key, canonical_address, site_of
from feedcurate.model.item import Item, PostKind
from feedcurate.program.program import Key, OnceKey

_STANDS_AT_ITS_ADDRESS = frozenset({PostKind.ARTICLE, PostKind.VIDEO, PostKind.AUDIO})
"""Kinds whose own address others share: a page, a clip or an episode, where a note's address is just the note."""


def key_of(key: Key, item: Item) -> Hashable | None:
    """The group of a post; None, which belongs to no group, where it is unknown.

    A repost without a known account has no known sender. A post that answers nothing starts a thread of its own,
    unless it is a repost: its id is the repost's, and so is no thread's.
    """
    match key:
        case Key.AUTHOR:
            return _account(item.author)
        case Key.REPOSTER:
            return None if item.via is None else _account(item.via.account)
        case Key.SENDER:
            return _account(item.author if item.via is None else item.via.account)
        case Key.SITE:
            site = None if item.url is None else site_of(item.url)
            return None if site is None else site.partition("/")[0]
        case Key.COMMUNITY:
            return _text(item.community)
        case Key.FEED:
            return _text(item.feed)
        case Key.THREAD:
            if item.thread is not None:
                return (item.source, item.thread)
            return (item.source, item.id) if item.in_reply_to is None and item.via is None else None
        case _:
            assert_never(key)


def _text(text: str | None) -> str | None:
    """A text as `=` compares it; one with nothing in it is none."""
    return (whole(text) or None) if text is not None else None


def _account(account: Account | None) -> str | None:
    return None if account is None else account_key(account)


def once_values(key: OnceKey | str, item: Item, signal: Callable[[Item, str], object]) -> frozenset[Hashable]:
    """What a post shares with those that count as the same; empty where nothing is known.

    A post equals another of the same original's address, and itself by (source, id). Links are those of its cards and
    text and, for an article, a video or a recording, its own address.
    """
    match key:
        case OnceKey.POST:
            return _addresses([item.url]) | {(item.source, item.id)}
        case OnceKey.LINK:
            shared = [link.url for link in item.links or ()]
            if item.kind in _STANDS_AT_ITS_ADDRESS:
                shared.append(item.url)
            return _addresses(shared)
        case OnceKey.TITLE:
            title = _text(item.title)
            return frozenset(() if title is None else {title})
        case str():
            value = signal(item, key)
            return frozenset({value} if isinstance(value, str) else ())
        case _:
            assert_never(key)


def _addresses(urls: Iterable[str | None]) -> frozenset[Hashable]:
    """Addresses as they are compared; one with nothing in it (`#top`) is none."""
    return frozenset(address for url in urls if url is not None and (address := canonical_address(url)))

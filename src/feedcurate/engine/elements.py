"""One element of a stream: what it is, when it was, and whose.

In: posts and activities of a store. Out: `Element`s, dated as language.md says.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from attrs import frozen

from feedcurate.engine.moments import TICK
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Act
from feedcurate.model.identity import canonical_address, same_account
from feedcurate.model.item import Item
from feedcurate.program.expr import Stream

KIND_OF: dict[Stream, ActivityKind] = {
    Stream.VIEWS: ActivityKind.VIEW,
    Stream.LIKES: ActivityKind.LIKE,
    Stream.REPLIES: ActivityKind.REPLY,
    Stream.REPOSTS: ActivityKind.REPOST,
    Stream.OPENS: ActivityKind.OPEN,
    Stream.CHECKINS: ActivityKind.CHECKIN,
}
"""Which activities a stream is made of; `posts` are posts."""


@frozen
class Element:
    """A post or an activity in a stream.

    `key` is equal for two states of one element, None for an activity that nothing replaces. `arrived` is when it came
    into the reader's sight, at which what is asked of it is decided.
    """

    at: datetime
    key: Hashable
    subject: Item | Activity
    author: Account | None
    reposter: Account | None
    arrived: datetime


def written_at(item: Item) -> datetime | None:
    """When an author's post is from: written, else fetched."""
    return item.published if item.published is not None else item.fetched_at


def reposted_at(item: Item) -> datetime | None:
    """When a repost is from: reposted, else fetched."""
    return item.via.at if item.via is not None and item.via.at is not None else item.fetched_at


def dated(item: Item) -> datetime | None:
    """When a post is from: written, or for a repost reposted; else fetched; None where neither is known."""
    return written_at(item) if item.via is None else reposted_at(item)


def post_element(item: Item, at: datetime | None) -> Element | None:
    """A post as an element dated so; None without a date."""
    if at is None:
        return None
    reposter = None if item.via is None else item.via.account
    return Element(at, (item.source, item.id), item, item.author, reposter, arrived(item, at) or at)


def arrived(item: Item, at: datetime | None) -> datetime | None:
    """When a post of a date came into the reader's sight: when it was fetched, where that was later."""
    return at if at is None or item.fetched_at is None else max(at, item.fetched_at)


def posts_of(items: Iterable[Item], accounts: Collection[Account], *, mine: bool = False) -> Iterator[Element]:
    """The posts among some that one of some accounts wrote or reposted; `mine`: also those marked as the reader's own.

    Their own reposts are dated by the repost, what they wrote by the writing. What they wrote counts once, be it there
    as itself, as others' reposts, or both.
    """
    reposts_by_others: list[Element] = []
    addresses: set[str] = set()
    for item in items:
        via = item.via
        if via is not None and is_one_of(via.account, accounts):
            element = post_element(item, reposted_at(item))
        elif is_one_of(item.author, accounts) or (mine and item.mine):
            element = post_element(item, written_at(item))
            if via is not None and element is not None:
                reposts_by_others.append(element)
                continue
        else:
            continue
        if element is not None:
            addresses |= addresses_of(item)
            yield element
    for element in sorted(reposts_by_others, key=lambda one: str(one.key)):
        if isinstance(element.subject, Item) and addresses.isdisjoint(addresses_of(element.subject)):
            addresses |= addresses_of(element.subject)
            yield element


def is_one_of(account: Account | None, accounts: Iterable[Account]) -> bool:
    """Whether an account is surely one of some."""
    return any(same_account(account, one) is True for one in accounts)


def addresses_of(item: Item) -> set[str]:
    """By which a post and reposts of it are one: its canonical address, where it has one."""
    return set() if item.url is None else {_address(item.url)}


_address = lru_cache(maxsize=1_000)(canonical_address)
"""The address of a post that is put on a shelf is asked for several times in a row."""


def act_element(act: Act) -> Element:
    """An activity as an element."""
    activity = act.activity
    key = None if activity.id is None else (activity.source, activity.id)
    return Element(activity.at, key, activity, act.author, act.reposter, activity.at)


def length_of(element: Element) -> int:
    """How long an activity took, in microseconds; nothing where that is not known, and for a post."""
    duration = element.subject.duration if isinstance(element.subject, Activity) else None
    return 0 if duration is None else duration // TICK


def postings(posting: Iterable[Act], known: Collection[tuple[str, str]]) -> Iterator[Element]:
    """What the reader recorded as posting, each post once, at first; without those that are `known` otherwise."""
    known = set(known)
    for act in sorted(posting, key=lambda one: (one.activity.at, repr(one.activity))):
        if act.post is None or act.post not in known:
            if act.post is not None:
                known.add(act.post)
            yield _posted(act)


def _posted(act: Act) -> Element:
    """A post of which nothing is known but that it was made."""
    activity = act.activity
    source, number = act.post or (activity.source or "unknown", activity.id or activity.at.isoformat())
    item = Item(id=number, source=source, published=activity.at, author=act.author, mine=True)
    return Element(activity.at, ("posting", source, number, activity.at), item, act.author, None, activity.at)

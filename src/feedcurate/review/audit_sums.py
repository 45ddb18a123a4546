"""What came in and what was seen, added up by account and by reason.

In: posts as plain rows, who is who, and where the time went. Out: `Sums`, by the numbers of `audit_people.People`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from attrs import Factory, define, frozen

from feedcurate.history.audit_rows import NOBODY, REASONS, PostRows
from feedcurate.review.audit_people import People
from feedcurate.review.audit_time import Named, Time

NamedByPost = dict[int, list[tuple[int, Named]]]
"""The accounts that views of a post name themselves."""


@define
class Sums:
    """Lists are by account, with one more place at the end for nobody; `own` are the reader's accounts.

    `wrote` counts what came in by its author, `seen_of` what was seen; both are what the ten most frequent are shares
    of. `topics` counts the posts on each topic. `checkins` are those after the account was seen, by their places.
    """

    own: set[int]
    posts: list[int]
    reposts: list[int]
    wrote: list[int]
    seen_of: list[int]
    seen: list[int]
    spent: list[int]
    matches: list[int]
    topics: defaultdict[int, Counter[int]] = Factory(lambda: defaultdict(Counter))
    views: defaultdict[int, list[int]] = Factory(lambda: defaultdict(list))
    checkins: defaultdict[int, set[int]] = Factory(lambda: defaultdict(set))
    came_for: list[int] = Factory(lambda: [0] * len(REASONS))
    seen_for: list[int] = Factory(lambda: [0] * len(REASONS))

    @classmethod
    def of(cls, own: Iterable[int], count: int) -> Sums:
        """Nothing yet, for so many accounts, nobody included."""
        posts, reposts, wrote, seen_of, seen, spent, matches = ([0] * count for _ in range(7))
        return cls(set(own), posts, reposts, wrote, seen_of, seen, spent, matches)


@frozen
class Looked:
    """What was looked at: the time, and the posts that were seen, by their numbers."""

    time: Time
    seen: Collection[int]


def sums_of(pieces: Iterable[PostRows], people: People, own: Collection[int], looked: Looked) -> Sums:
    """Add up some posts; each comes once."""
    count = people.nobody + 1
    sums = Sums.of(own, count)
    by_post: NamedByPost = {}
    for (post, form), named in looked.time.named.items():
        by_post.setdefault(post, []).append((people.who.get(form, people.nobody), named))
    for rows in pieces:
        _add(rows, people, own, sums, looked, by_post)
    for named_alone in by_post.values():
        # What is left are views of no post, or of one that the history does not have.
        for account, named in named_alone:
            looked.time.unplaced -= named.length
            _set_down(sums, account, named.length, named.checkins)
    looked.time.unplaced += sum(looked.time.spent.values())
    return sums


def _add(
    rows: PostRows, people: People, own: Collection[int], sums: Sums, looked: Looked, by_post: NamedByPost
) -> None:
    who, nobody, seen = people.who, people.nobody, looked.seen
    posts, reposts, wrote, came_for = sums.posts, sums.reposts, sums.wrote, sums.came_for
    lists = zip(rows.numbers, rows.authors, rows.reposters, rows.mine, rows.reasons, strict=True)
    for place, (post, author_form, reposter_form, mine, reason) in enumerate(lists):
        author = who[author_form]
        reposter = nobody if reposter_form == NOBODY else who[reposter_form]
        is_own = mine or author in own
        if mine and author != nobody:
            sums.own.add(author)
        if rows.came:
            if reposter != nobody:
                reposts[reposter] += 1
            if author != reposter:
                posts[author] += 1
            if not is_own:
                wrote[author] += 1
                came_for[reason] += 1
        if post in seen:
            _look_at(post, author, reposter, sums, looked, by_post)
            if not is_own:
                sums.seen_of[author] += 1
                sums.seen_for[reason] += 1
        if place in rows.topics:
            _match(rows.topics[place], {author, reposter}, sums)
        if place in rows.views and rows.came:
            sums.views[author].append(rows.views[place])


def _match(topics: Iterable[int], accounts: Iterable[int], sums: Sums) -> None:
    for account in accounts:
        sums.matches[account] += 1
        sums.topics[account].update(topics)


def _look_at(
    post: int,
    author: int,
    reposter: int,
    sums: Sums,
    looked: Looked,
    by_post: NamedByPost,
) -> None:
    """A post that was seen: it, the time and the check-ins after it are set down to all whom it is by."""
    length = looked.time.spent.pop(post, 0)
    checkins = looked.time.followed.get(post, ())
    sums.seen[author] += 1
    _set_down(sums, author, length, checkins)
    if reposter != author:
        sums.seen[reposter] += 1
        _set_down(sums, reposter, length, checkins)
    if post in by_post:
        for account, named in by_post.pop(post):
            if account not in (author, reposter):
                _set_down(sums, account, named.length, named.checkins)


def _set_down(sums: Sums, account: int, length: int, checkins: Collection[int]) -> None:
    sums.spent[account] += length
    if checkins:
        sums.checkins[account].update(checkins)

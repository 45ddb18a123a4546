"""What came in and what was seen, added up by account and by reason.

In: posts as plain rows, who is who, and where the time went. Out: `Sums`, by the numbers of `audit_people.People`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from attrs import Factory, define, frozen

from feedcurate.history.audit_rows import NOBODY, REASONS, Kind, PostRows
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
    adding = _Adding(Sums.of(own, people.nobody + 1), people, looked)
    for (post, form), named in looked.time.named.items():
        adding.by_post.setdefault(post, []).append((people.who.get(form, people.nobody), named))
    for rows in pieces:
        adding.take(rows)
    adding.finish(own)
    return adding.sums


@define
class _Adding:
    """Posts are counted by their kinds, of which there are fewer, and set down to accounts when all are there."""

    sums: Sums
    people: People
    looked: Looked
    by_post: NamedByPost = Factory(dict)
    came: Counter[Kind] = Factory(Counter)
    seen: Counter[Kind] = Factory(Counter)
    spent: defaultdict[Kind, int] = Factory(lambda: defaultdict(int))
    followed: defaultdict[Kind, set[int]] = Factory(lambda: defaultdict(set))
    all: set[Kind] = Factory(set)

    def take(self, rows: PostRows) -> None:
        """Some more posts."""
        time = self.looked.time
        kinds = dict(zip(rows.numbers, rows.kinds, strict=True))
        self.all.update(rows.kinds)
        self.seen.update([kinds[post] for post in rows.numbers if post in self.looked.seen])
        for post in time.spent.keys() & kinds.keys():
            self.spent[kinds[post]] += time.spent.pop(post)
        for post in time.followed.keys() & kinds.keys():
            self.followed[kinds[post]] |= time.followed[post]
        for post in self.by_post.keys() & kinds.keys():
            people = self._people(kinds[post])
            for account, named in self.by_post.pop(post):
                if account not in people:
                    _set_down(self.sums, account, named.length, named.checkins)
        for place, topics in rows.topics.items():
            _match(topics, set(self._people(rows.kinds[place])), self.sums)
        if rows.came:
            self.came.update(rows.kinds)
            for place, views in rows.views.items():
                self.sums.views[self._people(rows.kinds[place])[0]].append(views)

    def _people(self, kind: Kind) -> tuple[int, int]:
        """The author and the reposter."""
        reposter = self.people.nobody if kind.reposter == NOBODY else self.people.who[kind.reposter]
        return self.people.who[kind.author], reposter

    def finish(self, own: Collection[int]) -> None:
        """Set down what was counted; nothing comes after this."""
        sums, nobody, time = self.sums, self.people.nobody, self.looked.time
        people = {kind: self._people(kind) for kind in self.all}
        sums.own |= {author for kind, (author, _) in people.items() if kind.mine and author != nobody}
        for kind, count in self.came.items():
            author, reposter = people[kind]
            if reposter != nobody:
                sums.reposts[reposter] += count
            if author != reposter:
                sums.posts[author] += count
            if not kind.mine and author not in own:
                sums.wrote[author] += count
                sums.came_for[kind.reason] += count
        for kind, count in self.seen.items():
            author, reposter = people[kind]
            for account in {author, reposter}:
                sums.seen[account] += count
                _set_down(sums, account, self.spent.get(kind, 0), ())
            if not kind.mine and author not in own:
                sums.seen_of[author] += count
                sums.seen_for[kind.reason] += count
        for kind, checkins in self.followed.items():
            for account in set(people[kind]):
                _set_down(sums, account, 0, checkins)
        for named_alone in self.by_post.values():
            # What is left are views of no post, or of one that the history does not have.
            for account, named in named_alone:
                time.unplaced -= named.length
                _set_down(sums, account, named.length, named.checkins)
        time.unplaced += sum(time.spent.values())


def _match(topics: Iterable[int], accounts: Iterable[int], sums: Sums) -> None:
    for account in accounts:
        sums.matches[account] += 1
        sums.topics[account].update(topics)


def _set_down(sums: Sums, account: int, length: int, checkins: Collection[int]) -> None:
    sums.spent[account] += length
    if checkins:
        sums.checkins[account].update(checkins)

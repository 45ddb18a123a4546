"""A reader's past: three months of posts and of what the reader did, one after the other, never all at once.

In: a size. Out: the same posts and activities for the same size, in the order of their times; and the two files that
hold them as JSON Lines, as `feedcurate import` reads them.

A post is shaped like those of `workload`, by one of 20,000 accounts whose frequency follows Zipf's law. One in five
came as a suggestion, one in 500 is the reader's own. The reader comes in sessions of 400 activities, mostly views of
posts of the last day; likes, answers and what else there is follow the view they belong to, and about every other
session is followed by a check-in. A post of the reader's is there twice, as a post and as the activity of writing it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, count, islice
from pathlib import Path
from random import Random

from attrs import frozen

from benchmarks.vocabulary import vocabulary, zipf
from benchmarks.workload import NOW, SEED, accounts, handles, post
from feedcurate import Account, Activity, Item, Via
from feedcurate.model.activity import ActivityKind
from feedcurate.model.item import Reason

SPAN = timedelta(days=90)
START = NOW - SPAN
ACCOUNTS = 20_000
READER = "reader@social.example"
POSTS, ACTIVITIES = "posts.jsonl", "activities.jsonl"

_OWN = 500
"""One post in so many is the reader's."""
_ELSEWHERE = 4
"""For so many posts the reader writes one more, in an app whose posts are not there."""
_SESSION = 400
_REPOSTED = timedelta(minutes=9)
_LINES = 2_000
_SOURCES = ("mastodon", "mastodon", "mastodon", "bluesky", "bluesky", "reddit", "rss")
_AFTER_A_VIEW = (ActivityKind.LIKE, ActivityKind.REPLY, ActivityKind.SHARE)
_HOW_OFTEN = (0.04, 0.015, 0.005)


@frozen
class Size:
    """How many posts and activities there are."""

    posts: int
    activities: int


FULL = Size(1_000_000, 1_000_000)
SMOKE = Size(20_000, 20_000)


def posts(size: Size) -> Iterator[Item]:
    """All of them, the oldest first."""
    return islice(_endless(size, SEED + 10), size.posts)


def arriving(size: Size, number: int) -> list[Item]:
    """Posts that come in now, after all the others, each by somebody else; none is the reader's or a repost."""
    found: dict[Account | None, Item] = {}
    for place, item in enumerate(_endless(size, SEED + 12)):
        if len(found) == number:
            break
        if item.mine is None:
            found.setdefault(item.author, item.model_copy(update={"id": f"n{place:06}", "published": NOW, "via": None}))
    return list(found.values())


def activities(size: Size) -> Iterator[Activity]:
    """All of them, the earliest first."""
    written = list(_writing(size))
    looking = _looking(size.activities - len(written), size)
    return heapq.merge(looking, written, key=lambda activity: activity.at)


def write(folder: Path, size: Size) -> None:
    """Both files; what is there already stays."""
    for name, things in ((POSTS, posts(size)), (ACTIVITIES, activities(size))):
        path = folder / name
        if path.exists():
            continue
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("w", encoding="utf-8") as file:
            lines = (f"{thing.model_dump_json(exclude_none=True)}\n" for thing in things)
            while part := "".join(islice(lines, _LINES)):
                file.write(part)
        unfinished.rename(path)


def _endless(size: Size, seed: int) -> Iterator[Item]:
    words = vocabulary(Random(SEED))
    random = Random(seed)
    authors = accounts(handles(Random(SEED + 11), ACCOUNTS), random)
    frequency = list(accumulate(zipf(ACCOUNTS)))
    for number in count():
        yield _placed(post(number, words, authors, frequency, random), number, size)


def _placed(item: Item, number: int, size: Size) -> Item:
    """A post in its place among all: dated, with a source that its number tells, and some of them the reader's."""
    at = _published(number, size)
    is_own = _is_own(number)
    reposted = at + _REPOSTED
    by = None if item.via is None else item.via.account
    is_repost = not is_own and by is not None and by != item.author and reposted <= NOW
    return item.model_copy(
        update={
            "source": _source(number),
            "author": Account(handle=READER) if is_own else item.author,
            "via": Via(account=by, at=reposted) if is_repost else None,
            "published": min(at, NOW),
            "reason": Reason.SUGGESTED if number % 5 == 3 else Reason.FOLLOWING,
            "mine": True if is_own else None,
        }
    )


def _writing(size: Size) -> Iterator[Activity]:
    """What the reader posted: the posts that are there, at their time, and some that are not."""
    own = 0
    for number in range(size.posts):
        if not _is_own(number):
            continue
        own += 1
        at, source = _published(number, size), _source(number)
        yield Activity(id=f"p{number:08}", kind=ActivityKind.POST, at=at, item=f"{number:08}", source=source)
        if own % _ELSEWHERE == 0:
            at += timedelta(milliseconds=1)
            yield Activity(id=f"q{number:08}", kind=ActivityKind.POST, at=at, item=f"q{number:08}", source="elsewhere")


def _looking(number: int, size: Size) -> Iterator[Activity]:
    """So many activities in sessions, each in its share of the time."""
    random = Random(SEED + 13)
    numbers = count()
    sessions = max(1, number // _SESSION)
    share = SPAN / sessions
    for place in range(sessions):
        at = START + share * place + share * (random.random() / 5)
        budget = number * (place + 1) // sessions - number * place // sessions
        yield from _session(size, at, numbers, budget, random)


def _session(size: Size, at: datetime, numbers: Iterator[int], budget: int, random: Random) -> Iterator[Activity]:
    """From opening an app to closing it, and half of the time how the reader felt within the hour after."""
    is_felt = random.random() < 0.5
    left = budget - 2 - is_felt
    yield _done(ActivityKind.OPEN, at, numbers)
    while left > 0:
        at += timedelta(milliseconds=random.randrange(10, 1_500))
        number = _recent(size, at, random)
        spent = timedelta(milliseconds=min(59_900, 100 * round(10 * random.lognormvariate(0.7, 0.8))))
        yield _done(ActivityKind.VIEW, at, numbers, number, duration=spent)
        at += spent
        left -= 1
        for kind, often in zip(_AFTER_A_VIEW, _HOW_OFTEN, strict=True):
            if left > 0 and random.random() < often:
                at += timedelta(milliseconds=random.randrange(10, 900))
                yield _done(kind, at, numbers, number)
                left -= 1
    at += timedelta(milliseconds=5)
    yield _done(ActivityKind.CLOSE, at, numbers)
    if is_felt:
        at += timedelta(seconds=random.randrange(60, 600))
        yield _done(ActivityKind.CHECKIN, at, numbers, mood=random.choice((1, 2, 3, 3, 4, 4, 5)))


def _done(
    kind: ActivityKind,
    at: datetime,
    numbers: Iterator[int],
    number: int | None = None,
    *,
    duration: timedelta | None = None,
    mood: int | None = None,
) -> Activity:
    """An activity with the next id, about the post with a number."""
    item, source = (None, None) if number is None else (f"{number:08}", _source(number))
    return Activity(id=f"a{next(numbers):08}", kind=kind, at=at, duration=duration, item=item, source=source, mood=mood)


def _recent(size: Size, at: datetime, random: Random) -> int:
    """The number of a post of the hours before, half a day old on average."""
    latest = int((at - START) / SPAN * size.posts) - 1
    return max(0, min(latest, size.posts - 1) - int(random.expovariate(180 / size.posts)))


def _published(number: int, size: Size) -> datetime:
    """When a post was written: after the one before and before the next, to the millisecond."""
    step = int(SPAN / timedelta(milliseconds=1)) // size.posts
    return START + timedelta(milliseconds=number * step + number * 7_919 % step)


def _source(number: int) -> str:
    return _SOURCES[number * 7_919 % len(_SOURCES)]


def _is_own(number: int) -> bool:
    return number % _OWN == _OWN - 1

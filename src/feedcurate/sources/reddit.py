"""Posts and comments of Reddit (https://www.reddit.com/dev/api/, `kind` t3 and t1).

In: listings, threads, single things, or the bare data of things, as archives have them. Out: items.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.reddit_posts import comment, post
from feedcurate.sources.reddit_table import TABLE
from feedcurate.sources.values import Record, elements, fields, words

_COMMENT, _POST, _LISTING = "t1", "t3", "Listing"


@frozen
class _Thing:
    """The data of a post or comment, and its place where it came in a listing of posts."""

    given: Record
    rank: int | None


class Reddit:
    """The format `Reddit`, known by `kind` and `data`, or by a subreddit beside a text."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A listing, a thread, a thing, or a list of them."""
        several = elements(document) if isinstance(document, list) else (document,)
        return "Reddit" if any(_kind(one) is not None for one in several) else None

    def records(self, document: object) -> Iterator[_Thing]:
        """Posts and comments, the replies to a comment after it."""
        return _things(document)

    def item(self, make: type[ItemT], record: _Thing, dates: Dates) -> ItemT:
        """One post or comment."""
        name = words(record.given.get("name")) or ""
        if name.startswith(f"{_COMMENT}_") or "body" in record.given:
            return comment(make, record.given, dates)
        if name.startswith(f"{_POST}_") or "title" in record.given:
            return post(make, record.given, dates, rank=record.rank)
        raise Unreadable("is no post or comment of Reddit")


def _kind(given: object) -> str | None:
    thing = fields(given)
    kind, data = thing.get("kind"), thing.get("data")
    if isinstance(kind, str) and isinstance(data, dict):
        is_ours = kind in (_COMMENT, _POST) or (kind == _LISTING and isinstance(data.get("children"), list))
        return kind if is_ours else None
    if "subreddit" in thing and ("body" in thing or "selftext" in thing):
        return _COMMENT if "body" in thing else _POST
    return None


def _things(document: object) -> Iterator[_Thing]:
    """In the order of the page, without recursion: a tree of comments may be as deep as JSON can be."""
    waiting: list[tuple[object, int | None]] = [(document, None)]
    while waiting:
        one, rank = waiting.pop()
        if isinstance(one, list):
            waiting.extend((each, None) for each in reversed(one))
            continue
        thing = fields(one)
        data = fields(thing.get("data")) if "kind" in thing else thing
        match thing.get("kind"):
            case "Listing":
                children = elements(data.get("children"))
                # Comments under a post stand in a tree, not in an order of their own.
                is_ranked = all(fields(child).get("kind") == _POST for child in children) and len(children) > 1
                ranks = range(1, len(children) + 1) if is_ranked else [None] * len(children)
                waiting.extend(reversed(list(zip(children, ranks, strict=True))))
            case "more":
                continue
            case _:
                yield _Thing(data, rank)
                if isinstance(data.get("replies"), dict):
                    waiting.append((data["replies"], None))

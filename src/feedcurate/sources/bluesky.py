"""Posts of Bluesky (https://docs.bsky.app/docs/api/app-bsky-feed-get-timeline, lexicon `app.bsky.feed.defs`).

In: feed views, post views, threads, bookmarks and records, alone, in lists, or in the answers that hold them. Out:
items.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.bluesky_post import is_post, item_of
from feedcurate.sources.bluesky_table import TABLE
from feedcurate.sources.dates import Dates
from feedcurate.sources.values import Record, elements, fields, text

_RECORD = "app.bsky.feed.post"
# What answers call their lists; `thread` is one in the second form of threads.
_LISTS = ("posts", "records", "bookmarks", "notifications", "thread")
# What there is beside a post where more than that post is given.
_AROUND = frozenset({*_LISTS, "feed", "replies", "parent", *("value", "item", "subject", "depth")})
_MISSING = ("notFound", "blocked")
_GONE = ("#threadItemNotFound", "#threadItemBlocked", "#threadItemNoUnauthenticated")


@frozen
class _View:
    """A feed view, a post view or a record, and its place where the answer is a feed."""

    given: Record
    rank: int | None


class Bluesky:
    """The format `Bluesky`, known by `at://` addresses beside records."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A view or a record of a post, or something that holds one."""
        if isinstance(document, dict) and is_post(document):
            return "Bluesky"
        return "Bluesky" if any(_is_ours(view.given) for view in _views(document)) else None

    def records(self, document: object) -> Iterator[_View]:
        """The views, those of a thread from its first post on; posts that are only said to be missing are none."""
        if isinstance(document, dict) and _AROUND.isdisjoint(document) and is_post(document):
            return iter((_View(document, None),))
        return _views(document)

    def item(self, make: type[ItemT], record: _View, dates: Dates) -> ItemT:
        """One view."""
        if is_post(record.given):
            return item_of(make, record.given, dates, rank=record.rank)
        if record.given.get("$type") == _RECORD:
            raise Unreadable("is the record of a post without its address (`uri`)")
        raise Unreadable("is no post of Bluesky")


def _is_ours(given: Record) -> bool:
    return is_post(given) or (given.get("$type") == _RECORD and "text" in given)


def _views(document: object) -> Iterator[_View]:
    """Depth first without recursion: a thread may be as deep as JSON can be."""
    waiting: list[object] = [document]
    feed = fields(document).get("feed")
    if isinstance(feed, list):
        waiting = [_View(fields(given), rank) for rank, given in reversed(list(enumerate(feed, 1)))]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _View):
            yield one
            continue
        given = fields(one)
        held = one if isinstance(one, list) else next((x for k in _LISTS if isinstance(x := given.get(k), list)), None)
        if held is not None:
            waiting.extend(reversed(elements(held)))
        elif isinstance(given.get("thread"), dict):
            waiting.append(given["thread"])
        elif "post" in given and ("replies" in given or "parent" in given):
            waiting.extend(reversed(elements(given.get("replies"))))
            waiting.append({"post": given["post"]})
            waiting.extend(() if given.get("parent") is None else (given["parent"],))
        else:
            found = _shown(given)
            if found is not None:
                yield _View(found, None)


def _shown(given: Record) -> Record | None:
    """The view in a bookmark or in a line of a thread, else the object itself; None for what is said to be missing."""
    inside = fields(given.get("value")) if "depth" in given else fields(given.get("item")) if "subject" in given else {}
    shown = inside or given
    if any(shown.get(missing) is True for missing in _MISSING) or (text(shown.get("$type")) or "").endswith(_GONE):
        return None
    return shown

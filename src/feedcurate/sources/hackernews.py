"""Items of Hacker News, from Firebase (https://github.com/HackerNews/API) and Algolia (https://hn.algolia.com/api).

In: items, alone or in lists, the answer of a search, or an item with the comments below it. Out: items.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.item import Reason
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.hackernews_items import item_of, kind_in
from feedcurate.sources.hackernews_table import TABLE
from feedcurate.sources.values import Record, count, elements, fields, identifier, whole, words

_FIREBASE = frozenset({"by", "time", "deleted", "dead", "kids"})
_ALGOLIA = frozenset({"author", "created_at_i", "story_id"})


@frozen
class _Found:
    """An item, its place where a search found it, and that it was looked for."""

    given: Record
    rank: int | None = None
    reason: Reason | None = None


class HackerNews:
    """The format `Hacker News`, known by the types of its items beside their ids."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """An item, a list with one in it, or the answer of a search."""
        return "Hacker News" if any(_is_item(found.given) for found in _found(document)) else None

    def records(self, document: object) -> Iterator[_Found]:
        """The items, the comments below one after it."""
        return _found(document)

    def item(self, make: type[ItemT], record: _Found, dates: Dates) -> ItemT:
        """One item."""
        if not _is_item(record.given):
            raise Unreadable("is no item of Hacker News")
        return item_of(make, record.given, dates, rank=record.rank, reason=record.reason)


def _is_item(given: Record) -> bool:
    if kind_in(given) is None:
        return False
    if isinstance(given.get("objectID"), str | int):
        return bool(_ALGOLIA & given.keys())
    return identifier(given.get("id")) is not None and bool((_FIREBASE | _ALGOLIA) & given.keys())


def _found(document: object) -> Iterator[_Found]:
    """In the order of the page, without recursion: comments may be as deep as JSON can be."""
    answer = fields(document)
    if isinstance(answer.get("hits"), list):
        before = whole((count(answer.get("page")) or 0) * (count(answer.get("hitsPerPage")) or 0)) or 0
        reason = Reason.SEARCH if words(answer.get("query")) else None
        for rank, hit in enumerate(elements(answer["hits"]), before + 1):
            yield _Found(fields(hit), rank, reason)
        return
    waiting = list(reversed(elements(document))) if isinstance(document, list) else [document]
    while waiting:
        given = fields(waiting.pop())
        yield _Found(given)
        # A hit of a search names its comments by number; an item has them whole.
        waiting.extend(reversed([one for one in elements(given.get("children")) if isinstance(one, dict)]))

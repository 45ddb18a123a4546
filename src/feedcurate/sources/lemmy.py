"""Posts and comments of Lemmy, and of servers that speak its API (https://join-lemmy.org/docs/contributors/04-api.html).

In: views, alone, in lists, or in the answers that hold them. Out: items, known by the address that means the same on
every server.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.lemmy_table import TABLE
from feedcurate.sources.lemmy_views import comment, numbered, post
from feedcurate.sources.values import Record, elements, fields

_ALONE = ("post_view", "comment_view")
# What answers call their lists; `items`, `data` and `results` are of version 1.0.
_LISTS = ("posts", "comments", "replies", "mentions", "saved", "items", "data", "results")


@frozen
class _View:
    """A view, its place where it came in a list of posts, and the comments beside it by their number."""

    given: Record
    rank: int | None = None
    near: Mapping[str, Record] = field(factory=dict)


class Lemmy:
    """The format `Lemmy`, known by a post with its community and its creator."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A view, a list with one in it, or an answer that holds such a list."""
        return "Lemmy" if any(_is_view(view.given) for view in _views(document)) else None

    def records(self, document: object) -> Iterator[_View]:
        """The views."""
        return _views(document)

    def item(self, make: type[ItemT], record: _View, dates: Dates) -> ItemT:
        """One post or comment."""
        if not _is_view(record.given):
            raise Unreadable("is no post or comment of Lemmy")
        if isinstance(record.given.get("comment"), dict):
            return comment(make, record.given, dates, record.near)
        return post(make, record.given, dates, rank=record.rank)


def _is_view(given: Record) -> bool:
    shown = fields(given.get("comment")) or fields(given.get("post"))
    has_people = isinstance(given.get("community"), dict) or isinstance(given.get("creator"), dict)
    is_ours = ("ap_id" in shown or "creator_id" in shown) and ("name" in shown or "content" in shown)
    return has_people and is_ours


def _views(document: object) -> Iterator[_View]:
    several = document if isinstance(document, list) else (document,)
    near = numbered(several if isinstance(several, list) else [])
    for one in several:
        given = fields(one)
        if _is_view(given):
            yield _View(given, near=near)
            continue
        alone = [given[key] for key in _ALONE if isinstance(given.get(key), dict)]
        lists = [(key, elements(given[key])) for key in _LISTS if isinstance(given.get(key), list)]
        yield from (_View(fields(view)) for view in alone)
        for name, views in lists:
            beside = numbered(views)
            # A list of comments is a tree, not an order of its own.
            is_ranked = name != "comments" and len(views) > 1 and not any("comment" in fields(view) for view in views)
            yield from (_View(fields(view), rank if is_ranked else None, beside) for rank, view in enumerate(views, 1))
        if not alone and not lists:
            yield _View(given)

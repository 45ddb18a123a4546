"""Stories and comments of Lobsters, and of sites that run its program (https://lobste.rs/about).

In: the JSON beside every page: a list of stories, or a story with its comments. Out: items, known by their short
addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.lobsters_items import Place, comment, story
from feedcurate.sources.lobsters_table import TABLE
from feedcurate.sources.values import Record, elements, fields, text, whole, words


@frozen
class _Thing:
    """A story with its place in a list, or a comment with what it answers."""

    given: Record
    rank: int | None = None
    place: Place = field(factory=Place)


class Lobsters:
    """The format `Lobsters`, known by short ids with their addresses."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A story, a comment, or a list with one in it."""
        several = elements(document) if isinstance(document, list) else (document,)
        return "Lobsters" if any(_is_story(fields(one)) or _is_comment(fields(one)) for one in several) else None

    def records(self, document: object) -> Iterator[_Thing]:
        """The stories, the comments on one after it."""
        return _things(document)

    def item(self, make: type[ItemT], record: _Thing, dates: Dates) -> ItemT:
        """One story or comment."""
        if _is_comment(record.given):
            return comment(make, record.given, dates, record.place)
        if _is_story(record.given):
            return story(make, record.given, dates, rank=record.rank)
        raise Unreadable("is no story or comment of Lobsters")


def _is_story(given: Record) -> bool:
    return isinstance(given.get("short_id"), str) and "title" in given and "comments_url" in given


def _is_comment(given: Record) -> bool:
    return isinstance(given.get("short_id"), str) and "comment" in given and "commenting_user" in given


def _things(document: object) -> Iterator[_Thing]:
    several = elements(document) if isinstance(document, list) else (document,)
    is_ranked = len(several) > 1 and all(_is_story(fields(one)) for one in several)
    for rank, one in enumerate(several, 1):
        given = fields(one)
        yield _Thing(given, rank if is_ranked else None)
        if _is_story(given):
            yield from _comments(given)


def _comments(given: Record) -> Iterator[_Thing]:
    """The comments on a story; before they named what they answer, only how far they are set in said it."""
    above: list[str] = []
    for one in elements(given.get("comments")):
        below = fields(one)
        parent = text(below.get("parent_comment"))
        depth = whole(below.get("indent_level"))
        if "parent_comment" not in below and depth is not None and 1 <= depth <= len(above) + 1:
            del above[depth - 1 :]
            parent = above[-1] if above else None
            above.append(words(below.get("short_id")) or "")
        yield _Thing(below, place=Place(story=given, parent=parent))

"""The archive of an account of Mastodon: `likes.json` and `bookmarks.json`.

In: a collection of addresses. Out: posts of which nothing is known but the address, and that the reader liked or kept
them. The account's own posts, in `outbox.json`, are ActivityStreams.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.model.item import SourceName
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.tables import Gap, Row, Table
from feedcurate.sources.values import elements, fields, words

TABLE = Table(
    name="mastodon-archive",
    title="Mastodon archive",
    reads=(
        "`likes.json` and `bookmarks.json` of the archive of an account, or the whole archive. Known by the name of "
        "the collection and by addresses in place of posts. The account's own posts, in `outbox.json`, are "
        "[ActivityStreams](activitystreams.md)."
    ),
    described=("https://docs.joinmastodon.org/user/moving/#export",),
    posts=(
        Row("id", "the address"),
        Row("source", "", "`mastodon`"),
        Row("url", "the address"),
        Row("liked", "", "of `likes.json`: true"),
        Row("bookmarked", "", "of `bookmarks.json`: true"),
    ),
    gaps=(
        Gap("text", "the archive has addresses alone"),
        Gap("published", "and no dates, neither of the posts nor of the likes"),
    ),
)

_NAMES = {"likes.json": "liked", "bookmarks.json": "bookmarked"}


class MastodonArchive:
    """The format `Mastodon archive`."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """One of the two collections."""
        given = fields(document)
        is_ours = given.get("type") == "OrderedCollection" and _mark(document) is not None
        return "Mastodon archive" if is_ours and isinstance(given.get("orderedItems"), list) else None

    def records(self, document: object) -> Iterable[object]:
        """Each address, with what the reader did with the post there."""
        mark = _mark(document)
        return [(mark, address) for address in elements(fields(document).get("orderedItems"))]

    def item(self, make: type[ItemT], record: tuple[str, object], dates: Dates) -> ItemT:  # noqa: ARG002 (has none)
        """The post at an address."""
        mark, address = record[0], words(record[1])
        if address is None:
            raise Unreadable("is no address")
        return make(
            id=address,
            source=SourceName.MASTODON,
            url=address,
            liked=True if mark == "liked" else None,
            bookmarked=True if mark == "bookmarked" else None,
        )


def _mark(document: object) -> str | None:
    """What the collection's name, or the address it ends, says of the posts in it."""
    name = words(fields(document).get("id")) or ""
    return _NAMES.get(name.rpartition("/")[2])

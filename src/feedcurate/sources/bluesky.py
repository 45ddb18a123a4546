"""Posts of Bluesky (https://docs.bsky.app/docs/api/app-bsky-feed-get-timeline, lexicon `app.bsky.feed.defs`).

In: feed views, post views, threads and records, alone, in lists, or in the answers that hold them. Out: items; a
repost is the post it repeats, `via` whoever repeated it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from feedcurate.model.item import Item, Link, Reference, SourceName, Via, Visibility
from feedcurate.sources.addresses import distinct_links
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.bluesky_account import account, did_of, page
from feedcurate.sources.bluesky_embeds import Embeds, embeds
from feedcurate.sources.bluesky_labels import is_adult, labels
from feedcurate.sources.bluesky_text import facets
from feedcurate.sources.dates import Dates
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.values import Record, count, elements, fields, flag, language, text, words

_POSTS = "/app.bsky.feed.post/"
_QUOTES = 4


@frozen
class _View:
    """A feed view or a post view, and its place where the answer is a feed."""

    given: Record
    rank: int | None


class Bluesky:
    """The format `Bluesky`, known by `at://` addresses beside records."""

    def recognise(self, document: object) -> str | None:
        """A view or a record of a post, or something that holds one."""
        return "Bluesky" if any(_is_post(view.given) for view in _views(document)) else None

    def records(self, document: object) -> Iterator[_View]:
        """The views, those of a thread from its first post on; posts that are only said to be missing are none."""
        return _views(document)

    def item(self, make: type[ItemT], record: _View, dates: Dates) -> ItemT:
        """One view."""
        if not _is_post(record.given):
            raise Unreadable("is no post of Bluesky")
        return _item(make, record, dates, _QUOTES)


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
        if isinstance(one, list) or isinstance(given.get("posts"), list):
            waiting.extend(reversed(elements(one) or elements(given.get("posts"))))
        elif isinstance(given.get("thread"), dict):
            waiting.append(given["thread"])
        elif "post" in given and ("replies" in given or "parent" in given):
            waiting.extend(reversed(elements(given.get("replies"))))
            waiting.append({"post": given["post"]})
            waiting.extend(() if given.get("parent") is None else (given["parent"],))
        elif not any(given.get(missing) is True for missing in ("notFound", "blocked")):
            yield _View(given, None)


def _post(given: Record) -> Record:
    """The post view in a feed view, else the view itself."""
    return fields(given.get("post")) or given


def _is_post(given: Record) -> bool:
    post = _post(given)
    uri = post.get("uri")
    has_record = isinstance(post.get("record"), dict) or isinstance(post.get("value"), dict)
    return isinstance(uri, str) and uri.startswith("at://") and _POSTS in uri and has_record


def _item(make: type[ItemT], view: _View, dates: Dates, quotes: int) -> ItemT:
    """The item of a view; `quotes` bounds how many quotes inside quotes are followed."""
    post = _post(view.given)
    record = fields(post.get("record")) or fields(post.get("value"))
    uri = text(post.get("uri")) or ""
    author = account(fields(post.get("author")), dates, did_of(uri))
    shown, found = embeds(post, record), facets(record)
    body = text(record.get("text"))
    marks = labels(post, record, dates)
    viewer = fields(post.get("viewer"))
    reason = fields(view.given.get("reason"))
    via = _via(uri, reason, dates)
    is_feed_view = "post" in view.given
    return make(
        id=uri if via is None or via.id is None else via.id,
        source=SourceName.BLUESKY,
        url=page(uri, author),
        kind=kind_of_note(body, shown.media),
        author=author,
        via=via,
        mentions=found.mentions,
        title="",
        summary="",
        text=body,
        language=next((tag for one in elements(record.get("langs")) if (tag := language(one))), None),
        tags=found.tags,
        published=_published(post, record, dates),
        in_reply_to=_in_reply_to(view.given, record, dates),
        thread=words(fields(fields(fields(record.get("reply")).get("root"))).get("uri")) or uri,
        quote=_quote(shown, dates, quotes),
        media=shown.media,
        links=distinct_links((*(Link(url=url) for url in found.links), *shown.links)),
        sensitive=is_adult(marks),
        labels=marks,
        likes=count(post.get("likeCount")),
        reposts=count(post.get("repostCount")),
        replies=count(post.get("replyCount")),
        quotes=count(post.get("quoteCount")),
        pinned=_is_kind(reason, "reasonPin") if is_feed_view else None,
        visibility=Visibility.PUBLIC,
        rank=view.rank,
        liked=bool(viewer.get("like")) if viewer else None,
        reposted=bool(viewer.get("repost")) if viewer else None,
        bookmarked=flag(viewer.get("bookmarked")),
    )


def _is_kind(given: Record, name: str) -> bool:
    return str(given.get("$type", "")).endswith(f"#{name}")


def _published(post: Record, record: Record, dates: Dates) -> datetime | None:
    """What the author's program says, unless it is later than the server saw the post."""
    created, indexed = dates.iso(record.get("createdAt")), dates.iso(post.get("indexedAt"))
    if created is None or indexed is None:
        return created or indexed
    return min(created, indexed)


def _via(uri: str, reason: Record, dates: Dates) -> Via | None:
    """The repost; servers that leave out its address get one that is as stable."""
    if not _is_kind(reason, "reasonRepost"):
        return None
    by = account(fields(reason.get("by")), dates)
    return Via(
        id=words(reason.get("uri")) or f"{uri}#repost-by-{by.id or by.handle}",
        account=by,
        at=dates.iso(reason.get("indexedAt")),
    )


def _in_reply_to(given: Record, record: Record, dates: Dates) -> Reference | None:
    uri = words(fields(fields(record.get("reply")).get("parent")).get("uri"))
    if uri is None:
        return None
    parent = fields(fields(given.get("reply")).get("parent"))
    known = fields(parent.get("author")) if parent.get("uri") == uri else {}
    return Reference(id=uri, author=account(known, dates, did_of(uri)))


def _quote(shown: Embeds, dates: Dates, quotes: int) -> Item | None:
    """The quoted post; of one that is gone, blocked or too deep, only what its address says."""
    quoted = shown.quoted
    uri = words(quoted.get("uri"))
    if uri is None or _POSTS not in uri:
        return None
    if not _is_post(quoted) or quotes == 0:
        author = account(fields(quoted.get("author")), dates, did_of(uri))
        return Item(id=uri, source=SourceName.BLUESKY, url=page(uri, author), author=author)
    return _item(Item, _View(quoted, None), dates, quotes - 1)

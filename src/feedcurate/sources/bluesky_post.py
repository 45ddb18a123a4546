"""One view or record of a post of Bluesky → an item.

In: a feed view, a post view, or a record with its address. Out: its item; a repost is the post it repeats, `via`
whoever repeated it.
"""

from __future__ import annotations

from datetime import datetime

from feedcurate.model.account import Account
from feedcurate.model.item import Item, Link, Reference, SourceName, Via, Visibility
from feedcurate.sources.addresses import distinct_links
from feedcurate.sources.base import ItemT
from feedcurate.sources.bluesky_account import account, did_of, page
from feedcurate.sources.bluesky_embeds import Embeds, embeds
from feedcurate.sources.bluesky_labels import is_adult, labels
from feedcurate.sources.bluesky_text import Facets, facets
from feedcurate.sources.dates import Dates
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.making import quickly
from feedcurate.sources.values import Record, count, elements, fields, flag, language, text, words

_item, _link, _reference, _via_of = quickly(Item), quickly(Link), quickly(Reference), quickly(Via)
_SOURCE = SourceName.BLUESKY.value
POSTS = "/app.bsky.feed.post/"
# A quote of a quote of … ends somewhere, whoever wrote the file.
_QUOTES = 4


def is_post(view: Record) -> bool:
    """Whether a view or a record is of a post, by its address."""
    post = _post(view)
    uri = post.get("uri")
    if not isinstance(uri, str) or not uri.startswith("at://") or POSTS not in uri:
        return False
    return isinstance(post.get("record"), dict) or isinstance(post.get("value"), dict)


def item_of(make: type[ItemT], view: Record, dates: Dates, *, rank: int | None = None, quotes: int = _QUOTES) -> ItemT:
    """The item of a view; `quotes` bounds how many quotes inside quotes are followed."""
    post = _post(view)
    record = fields(post.get("record")) or fields(post.get("value"))
    uri = text(post.get("uri")) or ""
    author = account(fields(post.get("author")), dates, did_of(uri))
    shown, found = embeds(post, record), facets(record)
    body = text(record.get("text"))
    marks = labels(post, record, dates)
    viewer, reason, reply = fields(post.get("viewer")), fields(view.get("reason")), fields(record.get("reply"))
    via = _via(uri, reason, dates) if reason else None
    return quickly(make)(
        id=uri if via is None or via.id is None else via.id,
        source=_SOURCE,
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
        in_reply_to=_in_reply_to(view, reply, dates) if reply else None,
        thread=(words(fields(reply.get("root")).get("uri")) if reply else None) or uri,
        quote=_quote(shown, dates, quotes),
        media=shown.media,
        links=_links(found, shown),
        sensitive=is_adult(marks),
        labels=marks,
        likes=count(post.get("likeCount")),
        reposts=count(post.get("repostCount")),
        replies=count(post.get("replyCount")),
        quotes=count(post.get("quoteCount")),
        pinned=_is_pinned(view, reason, viewer),
        visibility=Visibility.PUBLIC,
        rank=rank,
        liked=bool(viewer.get("like")) if viewer else None,
        reposted=bool(viewer.get("repost")) if viewer else None,
        bookmarked=flag(viewer.get("bookmarked")),
    )


def _post(view: Record) -> Record:
    """The post view in a feed view, else the view itself."""
    return fields(view.get("post")) or view


def _is_kind(given: Record, name: str) -> bool:
    return str(given.get("$type", "")).endswith(f"#{name}")


def _is_pinned(view: Record, reason: Record, viewer: Record) -> bool | None:
    """Whether a profile has it on top, which the reason says, and of one's own posts the view."""
    if flag(viewer.get("pinned")) is True:
        return True
    return _is_kind(reason, "reasonPin") if "post" in view else flag(viewer.get("pinned"))


def _links(found: Facets, shown: Embeds) -> tuple[Link, ...]:
    links = [*(_link(url=url) for url in found.links), *shown.links]
    return distinct_links(links) if len(links) > 1 else tuple(links)


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
    return _via_of(
        id=words(reason.get("uri")) or f"{uri}#repost-by-{by.id or by.handle}",
        account=by,
        at=dates.iso(reason.get("indexedAt")),
    )


def _in_reply_to(view: Record, reply: Record, dates: Dates) -> Reference | None:
    uri = words(fields(reply.get("parent")).get("uri"))
    if uri is None:
        return None
    parent = fields(fields(view.get("reply")).get("parent"))
    known = fields(parent.get("author")) if parent.get("uri") == uri else {}
    author: Account = account(known, dates, did_of(uri))
    return _reference(id=uri, author=author)


def _quote(shown: Embeds, dates: Dates, quotes: int) -> Item | None:
    """The quoted post; of one that is gone, blocked or too deep, only what its address says."""
    quoted = shown.quoted
    uri = words(quoted.get("uri"))
    if uri is None or POSTS not in uri:
        return None
    if not is_post(quoted) or quotes == 0:
        author = account(fields(quoted.get("author")), dates, did_of(uri))
        return _item(id=uri, source=_SOURCE, url=page(uri, author), author=author)
    return item_of(Item, quoted, dates, quotes=quotes - 1)

"""One object of ActivityStreams 2.0 → an item.

In: a post as it was found, with the activities it came in. Out: its item.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.model.account import Account
from feedcurate.model.item import Item, Link, Media, PostKind, SourceName
from feedcurate.sources.activitystreams_account import mentioned, page, total
from feedcurate.sources.activitystreams_parts import poll, shared, shown, visibility
from feedcurate.sources.activitystreams_people import answered, people, via
from feedcurate.sources.activitystreams_words import Said, address, many, said, types
from feedcurate.sources.addresses import distinct_links
from feedcurate.sources.base import ItemT
from feedcurate.sources.dates import Dates
from feedcurate.sources.entries import entry_id, one_line
from feedcurate.sources.html import Prose, prose
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.shown import with_html
from feedcurate.sources.values import Record, count, fields, flag, language, records, text, words

_KINDS = {
    "Question": PostKind.POLL,
    "Video": PostKind.VIDEO,
    "Image": PostKind.IMAGE,
    "Audio": PostKind.AUDIO,
    "Article": PostKind.ARTICLE,
    "Event": PostKind.ARTICLE,
}
POSTS = frozenset({"Note", "Page", "Document", *_KINDS})
_QUOTES = ("quote", "quoteUri", "quoteUrl", "quoteURL", "_misskey_quote")
_QUOTED = 4


@frozen
class Found:
    """A post and what it came in: the activities around it, outermost first, who relayed it, and the collection.

    `why` says of what is no post why it is none; `tongue` is the language of texts that do not say theirs.
    """

    given: Record
    around: tuple[Record, ...] = ()
    relay: object = None
    feed: str | None = None
    tongue: str | None = None
    why: str | None = None


def post(make: type[ItemT], found: Found, dates: Dates, quotes: int = _QUOTED) -> ItemT:
    """The item of a post; `quotes` bounds how many quotes inside quotes are followed."""
    given, tongue = found.given, found.tongue
    announced = next((one for one in found.around if "Announce" in types(one)), None) if found.relay is None else None
    acts = tuple(one for one in found.around if "Announce" not in types(one))
    title, warning, content = (said(given, key, tongue) for key in ("name", "summary", "content"))
    quote = _quote(given, dates, quotes, tongue)
    body = _body(given, content, warning, is_quoting=quote is not None)
    author, community = people(given, found.around, acts, found.relay, dates)
    url = page(given)
    tags, mentions = _tags(given), tuple(_mentions(given))
    asked, media = poll(given, dates), shown(given)
    dated = next((one["published"] for one in (given, *acts) if one.get("published") is not None), None)
    known = next((known for one in (given, *acts) if (known := words(one.get("id")))), None)
    by = None if author is None else author.id or author.name
    own_id = entry_id(None, known, url, (title.text, content.text, by, text(dated)))
    repost = None if announced is None else via(own_id, announced, dates)
    replied = next(iter(many(given.get("inReplyTo"))), None)
    links = distinct_links((*shared(given), *(Link(url=one.url) for one in body.links if not one.is_mention)), url)
    item = make(
        id=own_id if repost is None or repost.id is None else repost.id,
        source=SourceName.ACTIVITYSTREAMS,
        url=url or (own_id if own_id.startswith(("http://", "https://")) else None),
        kind=_kind(given, body, media, links),
        author=author,
        via=repost,
        mentions=mentions,
        community=community,
        title=one_line(title.text) if title.text is not None or "name" in given else "",
        summary=_warning(given, warning),
        text=body.text if content.text is not None or body.text else None,
        language=content.language or title.language or _language(given) or tongue,
        tags=body.hashtags if tags is None else tags,
        published=dates.iso(dated),
        updated=dates.iso(given.get("updated")),
        in_reply_to=None if replied is None else answered(replied, mentions, dates),
        thread=own_id if replied is None and "inReplyTo" in given else None,
        quote=quote,
        media=media,
        links=links,
        poll=asked,
        sensitive=flag(given.get("sensitive")),
        labels=(),
        likes=total(given.get("likes")),
        reposts=total(given.get("shares")),
        replies=total(given.get("replies")),
        quotes=total(given.get("quotes")),
        views=count(given.get("views")),
        feed=found.feed,
        pinned=flag(given.get("stickied")),
        visibility=visibility(given, acts),
    )
    html = content.text if _kind_of_text(given) == "text/html" else None
    return with_html(item, html, url)


def _body(given: Record, content: Said, summary: Said, *, is_quoting: bool) -> Prose:
    """The text, which is HTML unless it says otherwise; of an article without one its abstract."""
    told = content.text
    if told is None and not _has_warning(given):
        told = summary.text
    if told is None:
        return Prose()
    if content.text is not None and _kind_of_text(given) in ("text/markdown", "text/plain"):
        return Prose(told.strip())
    return prose(told, base=page(given), without=("quote-inline",) if is_quoting else ())


def _kind_of_text(given: Record) -> str:
    return (text(given.get("mediaType")) or "text/html").partition(";")[0].strip().lower()


def _has_warning(given: Record) -> bool:
    """Whether `summary` hides the post, as it does on notes, and on anything that is marked as sensitive."""
    return given.get("sensitive") is True or bool(frozenset(types(given)) & {"Note", "Question"}) or not types(given)


def _warning(given: Record, summary: Said) -> str | None:
    if not _has_warning(given):
        return "" if "summary" in given or "sensitive" in given else None
    if summary.text is not None:
        return prose(summary.text).text
    return "" if "summary" in given else None


def _kind(given: Record, body: Prose, media: tuple[Media, ...], links: tuple[Link, ...]) -> PostKind:
    for name in types(given):
        if name in _KINDS:
            return _KINDS[name]
        if name == "Page" and links and not body.text:
            return PostKind.LINK
        if name == "Page" and next(shared(given), None) is not None:
            return PostKind.LINK
        if name == "Page" and body.text:
            return PostKind.ARTICLE
    return kind_of_note(body.text or said(given, "name").text, media)


def _tags(given: Record) -> tuple[str, ...] | None:
    """The hashtags; unknown where the object does not say what it is tagged with."""
    if "tag" not in given:
        return None
    named = ((one, said(one, "name").text or "") for one in records(list(many(given.get("tag")))))
    tags = (name for one, name in named if "Hashtag" in types(one) or (not types(one) and name.startswith("#")))
    return tuple(dict.fromkeys(tag for name in tags if (tag := name.strip().removeprefix("#"))))


def _mentions(given: Record) -> Iterator[Account]:
    tags = (one for one in records(list(many(given.get("tag")))) if "Mention" in types(one))
    return (made for one in tags if (made := mentioned(one)) is not None)


def _language(given: Record) -> str | None:
    return language(given.get("language")) or language(fields(given.get("language")).get("identifier"))


def _quote(given: Record, dates: Dates, quotes: int, tongue: str | None) -> Item | None:
    """The quoted post; of one that is named by its address only, or lies too deep, the address."""
    value = next((one for key in _QUOTES for one in many(given.get(key))), None) or next(_quoting_tags(given), None)
    quoted, known = fields(value), address(value)
    if quotes and frozenset(types(quoted)) & POSTS:
        return post(Item, Found(quoted, tongue=tongue), dates, quotes - 1)
    return None if known is None else Item(id=known, source=SourceName.ACTIVITYSTREAMS, url=page(quoted) or _web(known))


def _web(known: str) -> str | None:
    return known if known.startswith(("http://", "https://")) else None


def _quoting_tags(given: Record) -> Iterator[str]:
    """Links in the text that lead to an object (FEP-e232)."""
    for one in records(list(many(given.get("tag")))):
        kind = (text(one.get("mediaType")) or "").replace(" ", "")
        rel = [text(each) or "" for each in many(one.get("rel"))]
        is_object = "activitystreams" in kind or kind == "application/activity+json"
        if "Link" in types(one) and is_object and any("quote" in each for each in rel) and (known := address(one)):
            yield known

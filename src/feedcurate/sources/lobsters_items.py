"""One story or comment of Lobsters → an item.

In: its JSON. Out: the item; names and ids get the host of the site, of which there are several.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import field, frozen

from feedcurate.model.account import Account, Claim, ClaimKind
from feedcurate.model.item import Link, PostKind, Reference, SourceName, Visibility
from feedcurate.sources.addresses import distinct_links, host_of, web_address
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.html import Prose, plain, prose
from feedcurate.sources.shown import with_html
from feedcurate.sources.values import Record, count, elements, fields, text, whole, words

_HOST = "lobste.rs"
# What is changed within it is no edit for the site either.
_AT_ONCE = timedelta(minutes=1)
# Accounts elsewhere that the site has its users sign in to before it shows them.
_SIGNED_IN = {"github_username": "https://github.com/", "twitter_username": "https://twitter.com/"}


@frozen
class Place:
    """Where a comment stands: on which story, and the short id of the comment that it answers."""

    story: Record = field(factory=dict)
    parent: str | None = None


def story(make: type[ItemT], given: Record, dates: Dates, *, rank: int | None = None) -> ItemT:
    """The item of a story."""
    own_id, site = _id(given, "s"), _site(given)
    url, body = web_address(text(given.get("url")) or "", None), _body(given, "description", site)
    pointed = () if url is None else (Link(url=url),)
    item = make(
        id=own_id,
        source=SourceName.LOBSTERS,
        url=words(given.get("comments_url")) or own_id,
        kind=PostKind.LINK if url is not None else PostKind.ARTICLE if body and body.text else PostKind.NOTE,
        author=_author(given.get("submitter_user"), site, dates),
        mentions=tuple(_mentions(body, site)),
        title=words(given.get("title")) or "",
        summary="",
        text=None if body is None else body.text,
        tags=tuple(name for one in elements(given.get("tags")) if (name := words(one))),
        published=dates.iso(given.get("created_at")),
        updated=_updated(given, dates),
        thread=own_id,
        media=(),
        links=distinct_links((*pointed, *_links(body, site))),
        labels=(),
        replies=count(given.get("comment_count")),
        score=whole(given.get("score")),
        visibility=Visibility.PUBLIC,
        rank=rank,
    )
    return with_html(item, text(given.get("description")), site)


def comment(make: type[ItemT], given: Record, dates: Dates, place: Place) -> ItemT:
    """The item of a comment."""
    own_id, site = _id(given, "c"), _site(given)
    is_gone = given.get("is_deleted") is True or given.get("is_moderated") is True
    body = None if is_gone else _body(given, "comment", site)
    thread = _id(place.story, "s") if place.story else None
    parent = place.parent or words(given.get("parent_comment"))
    item = make(
        id=own_id,
        source=SourceName.LOBSTERS,
        url=words(given.get("url")) or own_id,
        kind=PostKind.NOTE,
        author=_author(given.get("commenting_user"), site, dates),
        mentions=() if is_gone else tuple(_mentions(body, site)),
        title="",
        summary="",
        text=None if body is None else body.text,
        tags=(),
        published=dates.iso(given.get("created_at")),
        updated=_updated(given, dates),
        in_reply_to=Reference(id=f"{site}/c/{parent}" if parent else thread),
        thread=thread,
        media=(),
        links=distinct_links(_links(body, site)),
        labels=(),
        score=whole(given.get("score")),
        visibility=Visibility.PUBLIC,
    )
    return item if is_gone else with_html(item, text(given.get("comment")), site)


def _site(given: Record) -> str:
    """The site it is from, `https://lobste.rs` where it does not say."""
    known = text(given.get("short_id_url")) or text(given.get("comments_url"))
    host = host_of(known)
    return f"{'http' if (known or '').startswith('http:') else 'https'}://{host or _HOST}"


def _id(given: Record, letter: str) -> str:
    short = words(given.get("short_id"))
    if short is None:
        raise Unreadable("has no id")
    return words(given.get("short_id_url")) or f"{_site(given)}/{letter}/{short}"


def _body(given: Record, key: str, site: str) -> Prose | None:
    html = text(given.get(key))
    if html is not None:
        return prose(html, base=site)
    return Prose(plain_text.strip()) if (plain_text := text(given.get(f"{key}_plain"))) is not None else None


def _author(value: object, site: str, dates: Dates) -> Account | None:
    """The account: today only its name is given, earlier all of it was."""
    given = fields(value)
    name = words(value) or words(given.get("username"))
    if name is None:
        return None
    about = text(given.get("about"))
    return Account(
        id=name,
        handle=f"{name}@{host_of(site)}",
        name=name,
        bio=None if about is None else plain(about),
        url=f"{site}/~{name}",
        source=SourceName.LOBSTERS,
        created=dates.iso(given.get("created_at")),
        claims=tuple(_claims(given)) if given else None,
    )


def _claims(given: Record) -> Iterator[Claim]:
    for key, page in _SIGNED_IN.items():
        if name := words(given.get(key)):
            yield Claim(kind=ClaimKind.LINK, text=f"{page}{name}", issuer=host_of(page))


def _mentions(body: Prose | None, site: str) -> Iterator[Account]:
    """Users that the text links to, `/~name` or, earlier, `/u/name`."""
    names = (_user_page(link.url, site) for link in (() if body is None else body.links))
    for name in dict.fromkeys(name for name in names if name):
        yield Account(
            id=name, handle=f"{name}@{host_of(site)}", name=name, url=f"{site}/~{name}", source=SourceName.LOBSTERS
        )


def _links(body: Prose | None, site: str) -> Iterator[Link]:
    links = () if body is None else body.links
    return (Link(url=link.url) for link in links if _user_page(link.url, site) is None)


def _user_page(url: str, site: str) -> str | None:
    for before in (f"{site}/~", f"{site}/u/"):
        name = url.removeprefix(before)
        if name != url and name.replace("-", "").replace("_", "").isalnum():
            return name
    return None


def _updated(given: Record, dates: Dates) -> datetime | None:
    """When it was last edited; comments bear the time of their last change, which may be that of their making."""
    if "last_edited_at" in given:
        edited, made = dates.iso(given.get("last_edited_at")), dates.iso(given.get("created_at"))
    else:
        edited, made = dates.iso(given.get("updated_at")), dates.iso(given.get("created_at"))
    return None if edited is None or (made is not None and edited - made <= _AT_ONCE) else edited

"""One post or comment of Reddit → an item.

In: the data of a thing. Out: its item; a crosspost quotes the post it points to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from feedcurate.model.account import Account, Relation
from feedcurate.model.item import (
    Item,
    Media,
    MediaKind,
    Option,
    Poll,
    PostKind,
    Reason,
    Reference,
    SourceName,
    Visibility,
)
from feedcurate.sources.addresses import distinct_media
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.html import Prose, prose
from feedcurate.sources.reddit_media import SITE, USER_PAGE, addresses, attached, in_text, shared
from feedcurate.sources.shown import with_html
from feedcurate.sources.tags import unescaped
from feedcurate.sources.values import Record, count, fields, flag, identifier, records, text, whole, words

_GONE = frozenset({"[deleted]", "[removed]"})
# What stands for a text that was taken down: in response to a copyright notice, say.
_REMOVED = "[ Removed by Reddit"
_QUOTES = 2


def post(make: type[ItemT], given: Record, dates: Dates, *, rank: int | None = None, quotes: int = _QUOTES) -> ItemT:
    """The item of a post; `quotes` bounds how many crossposts of crossposts are followed."""
    name = _name(given, "t3")
    body = _body(given, "selftext")
    media = attached(given)
    parent = next(records(given.get("crosspost_parent_list")), None)
    poll = _poll(given, dates)
    links = shared(given, media, body)
    is_ad = _is_ad(given)
    item = make(
        id=name,
        source=SourceName.REDDIT,
        url=_url(given) or f"{SITE}/comments/{name.removeprefix('t3_')}/",
        kind=_post_kind(given, media, poll),
        author=_author(given.get("author"), given),
        mentions=None if body is None else tuple(_mentions(body)),
        community=words(given.get("subreddit")),
        title=_escaped_text(given, "title") or "",
        summary="",
        text=None if body is None else body.text,
        tags=tuple(tag for tag in (_escaped_text(given, "link_flair_text"),) if tag),
        published=dates.unix(given.get("created_utc")),
        updated=_edited(given, dates),
        thread=name,
        quote=None if parent is None or quotes == 0 else post(Item, parent, dates, quotes=quotes - 1),
        media=media,
        links=links,
        poll=poll,
        sensitive=flag(given.get("over_18")),
        sponsored=is_ad,
        spoiler=flag(given.get("spoiler")),
        labels=(),
        replies=count(given.get("num_comments")),
        score=None if given.get("hide_score") is True else whole(given.get("score")),
        views=count(given.get("view_count")),
        reason=Reason.AD if is_ad else None,
        pinned=_is_pinned(given),
        visibility=_visibility(given),
        rank=rank,
        liked=_is_liked(given),
        bookmarked=flag(given.get("saved")),
    )
    return with_html(item, None if body is None else _html(given, "selftext"), SITE)


def comment(make: type[ItemT], given: Record, dates: Dates) -> ItemT:
    """The item of a comment."""
    name = _name(given, "t1")
    body = _body(given, "body")
    first, parent = words(given.get("link_id")), words(given.get("parent_id"))
    url = _url(given)
    if url is None and first is not None:
        url = f"{SITE}/comments/{first.removeprefix('t3_')}/_/{name.removeprefix('t1_')}/"
    is_answer_to_post = parent is not None and parent == first
    item = make(
        id=name,
        source=SourceName.REDDIT,
        url=url,
        kind=PostKind.NOTE,
        author=_author(given.get("author"), given),
        mentions=None if body is None else tuple(_mentions(body)),
        community=words(given.get("subreddit")),
        title="",
        summary="",
        text=None if body is None else body.text,
        tags=(),
        published=dates.unix(given.get("created_utc")),
        updated=_edited(given, dates),
        in_reply_to=None
        if parent is None
        else Reference(id=parent, author=_author(given.get("link_author"), {}) if is_answer_to_post else None),
        thread=first,
        media=distinct_media(in_text(given)),
        links=shared(given, (), body),
        sensitive=flag(given.get("over_18")),
        labels=(),
        score=None if given.get("score_hidden") is True else whole(given.get("score")),
        pinned=flag(given.get("stickied")),
        visibility=_visibility(given),
        liked=_is_liked(given),
        bookmarked=flag(given.get("saved")),
    )
    return with_html(item, None if body is None else _html(given, "body"), SITE)


def _name(given: Record, kind: str) -> str:
    name, short = words(given.get("name")), identifier(given.get("id"))
    if name is None and short is None:
        raise Unreadable("has no id")
    return name or f"{kind}_{short}"


def _is_escaped(given: Record) -> bool:
    """Whether the answer was asked for without `raw_json=1`, so that every text has `&lt;` for `<`.

    A post without words of its own gives it away by its addresses.
    """
    html = text(given.get("selftext_html")) or text(given.get("body_html"))
    if html is not None:
        return html.lstrip().startswith("&lt;")
    return any("&amp;" in address for address in addresses(given))


def _escaped_text(given: Record, key: str) -> str | None:
    value = words(given.get(key))
    return unescaped(value) if value is not None and _is_escaped(given) else value


def _body(given: Record, key: str) -> Prose | None:
    """The text as it is shown, else its Markdown; None where it is unknown, or was there and is gone."""
    source, html = text(given.get(key)), _html(given, key)
    if source in _GONE or (source is not None and source.startswith(_REMOVED)):
        return None
    if html is not None:
        return prose(html, base=SITE)
    return None if source is None else Prose(source.strip())


def _html(given: Record, key: str) -> str | None:
    html = words(given.get(f"{key}_html"))
    return unescaped(html) if html is not None and _is_escaped(given) else html


def _author(name: object, given: Record) -> Account | None:
    known = words(name)
    if known is None or known in _GONE:
        return None
    return Account(
        id=words(given.get("author_fullname")),
        handle=f"{known}@reddit.com",
        name=known,
        url=f"{SITE}/user/{known}",
        source=SourceName.REDDIT,
        relation=Relation(blocked=flag(given["author_is_blocked"])) if "author_is_blocked" in given else None,
    )


def _mentions(body: Prose) -> Iterator[Account]:
    named = {found[1].lower(): found[1] for link in body.links if (found := USER_PAGE.fullmatch(link.url))}
    return (account for name in named.values() if (account := _author(name, {})) is not None)


def _url(given: Record) -> str | None:
    path = words(given.get("permalink"))
    return f"{SITE}{path}" if path is not None and path.startswith("/") else path


def _post_kind(given: Record, media: tuple[Media, ...], poll: Poll | None) -> PostKind:
    if poll is not None:
        return PostKind.POLL
    if given.get("is_self") is True:
        return PostKind.ARTICLE if given.get("selftext") else PostKind.NOTE
    own = next((one for one in media if one.kind is not None), None)
    if own is None or words(fields(fields(given.get("media")).get("oembed")).get("type")):
        return PostKind.LINK
    return PostKind.IMAGE if own.kind is MediaKind.IMAGE else PostKind.VIDEO


def _poll(given: Record, dates: Dates) -> Poll | None:
    poll = fields(given.get("poll_data"))
    if not poll:
        return None
    options = (Option(text=text(o.get("text")), votes=count(o.get("vote_count"))) for o in records(poll.get("options")))
    closes = whole(poll.get("voting_end_timestamp"))
    return Poll(options=tuple(options), closes_at=None if closes is None else dates.unix(closes / 1000))


def _edited(given: Record, dates: Dates) -> datetime | None:
    """When it was edited; very old edits are only said to have happened."""
    edited = given.get("edited")
    return None if isinstance(edited, bool) else dates.unix(edited)


def _is_ad(given: Record) -> bool | None:
    known = [flag(given.get(key)) for key in ("promoted", "is_created_from_ads_ui")]
    return True if True in known else None if known == [None, None] else False


def _is_pinned(given: Record) -> bool | None:
    known = [flag(given.get(key)) for key in ("stickied", "pinned")]
    return True if True in known else None if known == [None, None] else False


def _is_liked(given: Record) -> bool | None:
    """The reader's vote: `likes` is true for up, false for down, null for none."""
    return given.get("likes") is True if "likes" in given else None


def _visibility(given: Record) -> Visibility | None:
    """Everyone can read what stands in a community that is not private."""
    return Visibility.PUBLIC if given.get("subreddit_type") in ("public", "restricted", "user") else None

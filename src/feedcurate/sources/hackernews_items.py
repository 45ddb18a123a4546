"""One item of Hacker News → an item.

In: an item as Firebase gives it, or as Algolia's search does. Out: the item of the model.
"""

from __future__ import annotations

from datetime import datetime

from feedcurate.model.account import Account
from feedcurate.model.item import Label, Link, Option, Poll, PostKind, Reason, Reference, SourceName, Visibility
from feedcurate.sources.addresses import distinct_links, web_address
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.html import Prose, prose
from feedcurate.sources.shown import with_html
from feedcurate.sources.values import Record, count, elements, identifier, records, text, whole, words

HOST = "news.ycombinator.com"
SITE = f"https://{HOST}"
KINDS = frozenset({"story", "comment", "job", "poll", "pollopt"})


def kind_in(given: Record) -> str | None:
    """What an item is: its `type`, else the first of Algolia's tags that says so."""
    for name in (given.get("type"), *elements(given.get("_tags"))):
        if isinstance(name, str) and name in KINDS:
            return name
    return None


def item_of(
    make: type[ItemT], given: Record, dates: Dates, *, rank: int | None = None, reason: Reason | None = None
) -> ItemT:
    """The item of a story, comment, job or poll."""
    kind = kind_in(given)
    if kind == "pollopt":
        raise Unreadable("is an answer of a poll, no post")
    number = identifier(given.get("id")) or identifier(given.get("objectID"))
    if number is None:
        raise Unreadable("has no id")
    is_comment, body = kind == "comment", _body(given)
    url = None if is_comment else web_address(text(given.get("url")) or "", SITE)
    parent = identifier(given.get("parent_id")) or identifier(given.get("parent"))
    inside = [Link(url=link.url) for link in body.links] if body else []
    item = make(
        id=number,
        source=SourceName.HACKERNEWS,
        url=f"{SITE}/item?id={number}",
        kind=_kind(kind, url, body),
        author=_author(words(given.get("by")) or words(given.get("author"))),
        mentions=(),
        title=words(given.get("title")) or ("" if is_comment else None),
        summary="",
        text=None if body is None else body.text,
        tags=(),
        published=_published(given, dates),
        in_reply_to=Reference(id=parent) if is_comment and parent is not None else None,
        thread=identifier(given.get("story_id")) if is_comment else number,
        media=(),
        links=distinct_links((*(() if url is None else (Link(url=url),)), *inside)),
        poll=_poll(given) if kind == "poll" else None,
        labels=_labels(given),
        replies=_first_count(given, "descendants", "num_comments"),
        score=whole(given.get("score")) if "score" in given else whole(given.get("points")),
        reason=reason,
        visibility=Visibility.PUBLIC,
        rank=rank,
    )
    return item if body is None else with_html(item, _html(given), SITE)


def _body(given: Record) -> Prose | None:
    """The text; None where it was there and is gone. A story without one has none."""
    if given.get("deleted") is True:
        return None
    return prose(_html(given) or "", base=SITE)


def _html(given: Record) -> str | None:
    return next((found for key in ("text", "story_text", "comment_text") if (found := text(given.get(key)))), None)


def _kind(kind: str | None, url: str | None, body: Prose | None) -> PostKind:
    if kind == "poll":
        return PostKind.POLL
    if url is not None:
        return PostKind.LINK
    return PostKind.ARTICLE if kind != "comment" and body is not None and body.text else PostKind.NOTE


def _author(name: str | None) -> Account | None:
    """Names are told apart by case, so the id keeps it."""
    if name is None:
        return None
    return Account(
        id=name, handle=f"{name}@{HOST}", name=name, url=f"{SITE}/user?id={name}", source=SourceName.HACKERNEWS
    )


def _published(given: Record, dates: Dates) -> datetime | None:
    seconds = given.get("time") if "time" in given else given.get("created_at_i")
    return dates.iso(given.get("created_at")) if seconds is None else dates.unix(seconds)


def _poll(given: Record) -> Poll:
    """The answers, which Firebase keeps in items of their own; polls never close."""
    answers = [*records(given.get("options")), *records(given.get("parts"))]
    options = tuple(Option(text=prose(text(one.get("text")) or "").text, votes=_votes(one)) for one in answers)
    return Poll(options=options or None)


def _votes(given: Record) -> int | None:
    return _first_count(given, "points", "score")


def _first_count(given: Record, *keys: str) -> int | None:
    return next((found for key in keys if (found := count(given.get(key))) is not None), None)


def _labels(given: Record) -> tuple[Label, ...] | None:
    """Whether moderators or flags have killed it, which only Firebase tells."""
    if "objectID" in given or "created_at_i" in given:
        return None
    return (Label(source=HOST, value="dead"),) if given.get("dead") is True else ()

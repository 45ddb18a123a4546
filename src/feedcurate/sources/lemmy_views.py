"""One view of a post or a comment of Lemmy → an item.

In: a view. Out: its item. Until version 0.19 a view has `counts`, `my_vote` and `saved`; in 1.0 the counts stand in
the post or comment, and what the reader did in `post_actions` and `comment_actions`. Text is Markdown and stays so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedcurate.model.item import Link, Media, MediaKind, PostKind, Reference, SourceName, Visibility
from feedcurate.sources.addresses import distinct_links, distinct_media
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.lemmy_account import account, address, community
from feedcurate.sources.lemmy_parts import links, media, mentions, pointed, tags
from feedcurate.sources.values import Record, count, elements, fields, flag, identifier, text, whole, words

_VISIBILITIES = {
    "public": Visibility.PUBLIC,
    "unlisted": Visibility.UNLISTED,
    "private": Visibility.FOLLOWERS,
}
_SHOWN = {MediaKind.IMAGE: PostKind.IMAGE, MediaKind.VIDEO: PostKind.VIDEO, MediaKind.AUDIO: PostKind.AUDIO}


def post(make: type[ItemT], view: Record, dates: Dates, *, rank: int | None = None) -> ItemT:
    """The item of a post."""
    given = fields(view.get("post"))
    own_id = _id(given, "post")
    shown = distinct_media(media(given, fields(view.get("image_details"))))
    body = _text(given, "body")
    target = next(pointed(given, shown), None)
    return make(
        **_common(view, given, "post", body, dates),
        id=own_id,
        url=address(given),
        kind=_kind(shown, target, body),
        title=words(given.get("name")) or "",
        thread=own_id,
        media=shown,
        links=distinct_links((*(() if target is None else (target,)), *links(body))),
        sensitive=flag(given.get("nsfw")),
        replies=count(_counts(view, given).get("comments")),
        pinned=_is_pinned(given),
        rank=rank,
        seen_at=dates.iso(fields(view.get("post_actions")).get("read_at")),
    )


def comment(make: type[ItemT], view: Record, dates: Dates, near: Mapping[str, Record]) -> ItemT:
    """The item of a comment; `near` are the views of the comments in the same answer, by their number."""
    given = fields(view.get("comment"))
    body = _text(given, "content")
    return make(
        **_common(view, given, "comment", body, dates),
        id=_id(given, "comment"),
        url=address(given),
        kind=PostKind.NOTE,
        title="",
        in_reply_to=_in_reply_to(view, given, dates, near),
        thread=_thread(view, given),
        media=(),
        links=distinct_links(links(body)),
        sensitive=flag(fields(view.get("post")).get("nsfw")),
        replies=count(_counts(view, given).get("child_count")),
    )


def _common(view: Record, given: Record, what: str, body: str | None, dates: Dates) -> dict[str, Any]:
    """What posts and comments say in the same way."""
    counts, actions = _counts(view, given), fields(view.get(f"{what}_actions"))
    return {
        "source": SourceName.LEMMY,
        "author": account(fields(view.get("creator")), view, dates),
        "mentions": None if body is None else tuple(mentions(body)),
        "community": community(fields(view.get("community"))),
        "summary": "",
        "text": body,
        "tags": tuple(tags(view)),
        "published": dates.iso(given.get("published_at") or given.get("published")),
        "updated": dates.iso(given.get("updated_at") or given.get("updated")),
        "labels": (),
        "likes": count(counts.get("upvotes")),
        "score": whole(counts.get("score")),
        "visibility": _VISIBILITIES.get((text(fields(view.get("community")).get("visibility")) or "").lower()),
        "liked": _liked(view, actions),
        "bookmarked": actions.get("saved_at") is not None if actions else flag(view.get("saved")),
    }


def _counts(view: Record, given: Record) -> Record:
    return fields(view.get("counts")) or given


def _id(given: Record, what: str) -> str:
    number = identifier(given.get("id"))
    known = address(given) or (None if number is None else f"{what}/{number}")
    if known is None:
        raise Unreadable("has no id")
    return known


def _text(given: Record, key: str) -> str | None:
    """The text; unknown where it was there and is gone. A post without a body has none."""
    if given.get("deleted") is True or given.get("removed") is True:
        return None
    return (text(given.get(key)) or "").strip() if key in given or key == "body" else None


def _kind(shown: tuple[Media, ...], target: Link | None, body: str | None) -> PostKind:
    if target is not None:
        return PostKind.LINK
    if shown and shown[0].kind is not None:
        return _SHOWN.get(shown[0].kind, PostKind.NOTE)
    return PostKind.ARTICLE if body else PostKind.NOTE


def _is_pinned(given: Record) -> bool | None:
    known = [flag(given.get(key)) for key in ("featured_community", "featured_local", "stickied")]
    return True if True in known else None if known == [None] * 3 else False


def _liked(view: Record, actions: Record) -> bool | None:
    """The reader's vote; a server that does not know the reader leaves it out, and so do some for no vote."""
    vote = whole(view.get("my_vote"))
    if vote is None:
        vote = whole(actions.get("like_score"))
    if vote is None and isinstance(actions.get("vote_is_upvote"), bool):
        return actions.get("vote_is_upvote") is True
    return None if vote is None else vote > 0


def _thread(view: Record, given: Record) -> str | None:
    number = identifier(given.get("post_id"))
    return address(fields(view.get("post"))) or (None if number is None else f"post/{number}")


def _in_reply_to(view: Record, given: Record, dates: Dates, near: Mapping[str, Record]) -> Reference:
    """What it answers: the post, or a comment. Of a comment the server gives its own number, which others bear here."""
    path = (text(given.get("path")) or "").split(".")
    if len(path) <= 2:
        return Reference(id=_thread(view, given))
    answered = near.get(path[-2], {})
    author = account(fields(answered.get("creator")), answered, dates)
    return Reference(id=address(fields(answered.get("comment"))) or f"comment/{path[-2]}", author=author)


def numbered(views: object) -> dict[str, Record]:
    """Views of comments by their number."""
    several = ((fields(fields(one).get("comment")), fields(one)) for one in elements(views))
    return {number: view for given, view in several if (number := identifier(given.get("id"))) is not None}

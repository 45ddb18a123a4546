"""The export of an account of Facebook: its posts, comments and reactions, and what it has viewed.

In: the JSON of a file of the export. Out: the account's own posts and comments, and what was liked and viewed. What
stands in titles (`Ada commented on Ben's post.`) is a sentence in the reader's language, and is not taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from attrs import frozen

from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import Link, Media, Reference, SourceName
from feedcurate.sources.addresses import distinct_links, web_address
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.dates import Dates
from feedcurate.sources.exports.done import done, hashed
from feedcurate.sources.exports.meta import meant, media_of
from feedcurate.sources.kinds import kind_of_note
from feedcurate.sources.tables import Gap, Row, Table
from feedcurate.sources.values import Record, fields, records, words

TABLE = Table(
    name="facebook",
    title="Facebook export",
    reads=(
        "The JSON files of an export of Facebook: `your_posts_1.json` (and as it is called in newer ones), "
        "`group_posts_and_comments.json`, `comments.json`, `likes_and_reactions_1.json`, `recently_viewed.json`; or "
        "the whole export as a zip or a folder. Known by the names of their lists, or by `timestamp` beside `data` or "
        "`attachments`."
    ),
    described=("https://www.facebook.com/help/212802592074644",),
    posts=(
        Row("id", "", "made of the instant and the text: the same at every import"),
        Row("source", "", "`facebook`"),
        Row("kind", "", "`note`; without words what it shows first"),
        Row("community", "`group`", "of a comment"),
        Row("title", "", "there is none: `title` is a sentence of Facebook's on what was done"),
        Row(
            "text",
            "`post`, `comment`, `text` of a note",
            "with the characters that were meant: the files hold bytes as characters",
        ),
        Row("published", "`timestamp`"),
        Row("updated", "`update_timestamp`"),
        Row("in_reply_to", "", "of a comment there is something that it answers, and no more is known of it"),
        Row("media.kind", "what `uri` ends in", "the file itself is in the export, its address is not"),
        Row("media.alt", "`description` of a picture", "where it is not the text of the post"),
        Row("links.url", "`url` of `external_context`"),
        Row("links.title", "`name` of `external_context`"),
        Row("mine", "", "true: posts of others are not in the export"),
    ),
    activities=(
        Row("id", "", "made of the kind, the instant and the post: the same at every import"),
        Row("kind", "the list", "`post`, `reply`, `like` (whatever the reaction) or `view`"),
        Row("at", "`timestamp`"),
        Row("item", "`uri` of what was viewed", "of one's own posts the id that is made for them"),
        Row("source", "", "`facebook`"),
    ),
    gaps=(
        Gap("url", "the export does not say where one's own posts are"),
        Gap("account", "whose post was liked stands in a sentence alone"),
        Gap("visibility", "the export does not say who could see a post"),
    ),
)

_DID: Mapping[str, ActivityKind] = {
    "status_updates": ActivityKind.POST,
    "wall_posts_v2": ActivityKind.POST,
    "group_posts": ActivityKind.POST,
    "group_posts_v2": ActivityKind.POST,
    "comments": ActivityKind.REPLY,
    "comments_v2": ActivityKind.REPLY,
    "group_comments_v2": ActivityKind.REPLY,
    "reactions": ActivityKind.LIKE,
    "reactions_v2": ActivityKind.LIKE,
    "recently_viewed": ActivityKind.VIEW,
}
_PARTS = frozenset({"post", "update_timestamp", "backdated_timestamp", "reaction", "comment"})
_DEEPEST = 4


@frozen
class _Record:
    """A record and what it says was done; what is none of Facebook's has no kind."""

    given: Record
    did: ActivityKind | None


class FacebookExport:
    """The format `Facebook export`."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """A list of posts or reactions, or an object with one of Facebook's lists."""
        if isinstance(document, list):
            return (
                "Facebook export" if any(_guessed(given) and _is_sure(given) for given in records(document)) else None
            )
        return "Facebook export" if next(_records(document), None) is not None else None

    def records(self, document: object) -> Iterator[object]:
        """What stands in the lists."""
        return _records(document)

    def item(self, make: type[ItemT], record: _Record, dates: Dates) -> ItemT | None:
        """A post or comment of one's own; None where something was liked or viewed."""
        if record.did is None:
            raise Unreadable("is no record of a Facebook export")
        if record.did not in (ActivityKind.POST, ActivityKind.REPLY):
            return None
        given = record.given
        at, body = _at(given, dates), _text(given)
        if at is None and body is None:
            raise Unreadable("has neither a date nor a text")
        media = tuple(_media(given, body))
        return make(
            id=_id(given),
            source=SourceName.FACEBOOK,
            kind=kind_of_note(body, media),
            community=meant(_part(given, "comment").get("group")),
            title="",
            text=body,
            published=at,
            updated=_updated(given, dates),
            in_reply_to=Reference() if record.did is ActivityKind.REPLY else None,
            media=media,
            links=distinct_links(_links(given)),
            mine=True,
        )

    def activities(self, record: _Record, dates: Dates) -> Iterator[Activity]:
        """What was done."""
        at = _at(record.given, dates)
        if record.did is None or at is None:
            return
        item = None
        if record.did is ActivityKind.POST:
            item = _id(record.given)
        elif record.did is ActivityKind.VIEW:
            item = words(fields(record.given.get("data")).get("uri"))
        yield done(record.did, at, SourceName.FACEBOOK, item)


def _records(document: object) -> Iterator[_Record]:
    if isinstance(document, list):
        yield from (_Record(given, _guessed(given)) for given in records(document))
        return
    for name, several in fields(document).items():
        did = _DID.get(name)
        if did is ActivityKind.VIEW:
            yield from (_Record(given, did) for given in _entries(several, _DEEPEST))
        elif did is not None:
            held = next(iter(fields(several).values()), None) if isinstance(several, dict) else several
            yield from (_Record(given, did) for given in records(held) if "timestamp" in given)


def _entries(several: object, depth: int) -> Iterator[Record]:
    """What was viewed, by the groups in which it is listed."""
    for group in records(several):
        yield from (one for one in records(group.get("entries")) if "timestamp" in one)
        if depth:
            yield from _entries(group.get("children"), depth - 1)


def _guessed(given: Record) -> ActivityKind | None:
    """What a record of a bare list is: such lists are of posts or, in older exports, of reactions."""
    if not isinstance(given.get("timestamp"), int) or not ({"data", "attachments"} & given.keys()):
        return None
    if not all(isinstance(given.get(name, []), list) for name in ("data", "attachments")):
        return None
    return ActivityKind.LIKE if _part(given, "reaction") else ActivityKind.POST


def _is_sure(given: Record) -> bool:
    """Whether something that only Facebook writes is in a record; others have `timestamp` and `data` as well."""
    named = {name for one in records(given.get("data")) for name in one} & _PARTS
    return bool(named) or any(records(group.get("data")) for group in records(given.get("attachments")))


def _part(given: Record, name: str) -> Record:
    return next((fields(one[name]) for one in records(given.get("data")) if name in one), {})


def _attached(given: Record, name: str) -> Iterator[Record]:
    for group in records(given.get("attachments")):
        yield from (fields(one[name]) for one in records(group.get("data")) if name in one)


def _text(given: Record) -> str | None:
    """What was written; a post that only shows something has no text, and that is known."""
    written = [meant(one.get("post")) for one in records(given.get("data"))]
    written.append(meant(_part(given, "comment").get("comment")))
    written += [meant(note.get("text")) for note in _attached(given, "note")]
    found = "\n\n".join(one.strip() for one in written if one)
    return found or ("" if next(_attached(given, "media"), None) is not None else None)


def _id(given: Record) -> str:
    shown = next((one.get("uri") for one in _attached(given, "media")), None)
    return hashed(given.get("timestamp"), _text(given), shown)


def _at(given: Record, dates: Dates) -> datetime | None:
    return dates.unix(given.get("timestamp"))


def _updated(given: Record, dates: Dates) -> datetime | None:
    changed = next((one["update_timestamp"] for one in records(given.get("data")) if one.get("update_timestamp")), None)
    return None if changed == given.get("timestamp") else dates.unix(changed)


def _media(given: Record, body: str | None) -> Iterator[Media]:
    for one in _attached(given, "media"):
        media, description = media_of(one), meant(one.get("description"))
        if media is not None:
            yield media if description in (None, body) else media.model_copy(update={"alt": description})


def _links(given: Record) -> Iterator[Link]:
    for one in _attached(given, "external_context"):
        yield Link(url=web_address(words(one.get("url")) or "", None), title=meant(one.get("name")))

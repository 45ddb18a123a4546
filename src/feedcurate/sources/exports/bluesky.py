"""The repository of an account of Bluesky, as it is exported: a CAR file (https://atproto.com/specs/repository).

In: the bytes of such a file. Out: the account's own posts, as `sources.bluesky` reads them, and what it posted, liked
and reposted. Needs libipld, of the extra `feeds`. Signatures are not checked: nobody has to prove to themselves who
they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from feedcurate.errors import MissingExtra
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.item import SourceName
from feedcurate.sources.base import ItemT, Unreadable
from feedcurate.sources.bluesky import Bluesky
from feedcurate.sources.bluesky_account import did_of
from feedcurate.sources.content import Other
from feedcurate.sources.dates import Dates
from feedcurate.sources.exports.done import done
from feedcurate.sources.tables import Gap, Row, Table
from feedcurate.sources.values import Record, elements, fields, words

TABLE = Table(
    name="bluesky-repository",
    title="Bluesky repository",
    reads=(
        "The repository of an account as Bluesky exports it (Settings, Account, Export my data): a CAR file. Known by "
        "its first bytes. Posts are read as those of [Bluesky](bluesky.md) are."
    ),
    extra="feeds",
    described=("https://atproto.com/specs/repository", "https://docs.bsky.app/blog/repo-export"),
    posts=(
        Row("id", "the account and the record's key", "the `at://` address"),
        Row("source", "", "`bluesky`"),
        Row("url", "the same", "the page on bsky.app"),
        Row("kind", "", "`note`; without words what it shows first"),
        Row("author.id", "`did` of the commit"),
        Row("author.url", "`did` of the commit"),
        Row("author.source", "", "`bluesky`"),
        Row("mentions", "facets `mention`"),
        Row("title", "", "there is none"),
        Row("summary", "", "there is none"),
        Row("text", "`text`"),
        Row("language", "`langs`", "the first"),
        Row("tags", "facets `tag`, `tags`"),
        Row("published", "`createdAt`"),
        Row("in_reply_to", "`reply.parent`"),
        Row("thread", "`reply.root`", "else its own address"),
        Row("quote", "`embed.record`, `embed.recordWithMedia`", "its address alone"),
        Row("media.kind", "`embed.images`, `embed.video`"),
        Row("media.alt", "`alt`"),
        Row("links", "facets `link`, `embed.external`"),
        Row("sensitive", "`labels`", "one of them is for adults"),
        Row("labels", "`labels`", "those the account put on its post"),
        Row("visibility", "", "`public`: all posts are"),
        Row("mine", "", "true"),
    ),
    activities=(
        Row("id", "", "made of the kind, the instant and the post: the same at every import"),
        Row("kind", "the collection", "`post`, `reply`, `like` or `repost`"),
        Row("at", "`createdAt`"),
        Row("item", "`subject`", "of a reply what it answers, of a post its own address"),
        Row("account", "`subject`", "the DID in the address"),
        Row("source", "", "`bluesky`"),
    ),
    gaps=(
        Gap("likes", "a repository holds what its account did, not what others did with it"),
        Gap("media.url", "the pictures themselves are not in the repository"),
        Gap("author.handle", "the repository does not hold the name that the account goes by"),
    ),
)

_BEGINS = b"\xa2eroots"
_POST, _LIKE, _REPOST = "app.bsky.feed.post", "app.bsky.feed.like", "app.bsky.feed.repost"
_DID = {_LIKE: ActivityKind.LIKE, _REPOST: ActivityKind.REPOST}
_LONGEST_KEY = 1024


@frozen
class _Record:
    """A record of the repository, its collection and its address."""

    collection: str
    uri: str
    given: Record


class BlueskyRepository:
    """The format `Bluesky repository`."""

    table = TABLE

    def recognise(self, document: object) -> str | None:
        """Bytes that begin as a CAR file does: a length, then a map with `roots`."""
        is_ours = isinstance(document, Other) and _BEGINS in document.data[:12]
        return "Bluesky repository" if is_ours else None

    def records(self, document: object) -> Iterator[object]:
        """Posts, likes and reposts. Raises `MissingExtra`, and `Unreadable` where there is no repository in it."""
        if isinstance(document, Other):
            yield from _records(*_unpacked(document.data))

    def item(self, make: type[ItemT], record: _Record, dates: Dates) -> ItemT | None:
        """A post; None for a like or repost."""
        if record.collection != _POST:
            return None
        bluesky = Bluesky()
        (view,) = bluesky.records({"uri": record.uri, "record": record.given})
        return bluesky.item(make, view, dates).model_copy(update={"mine": True})

    def activities(self, record: _Record, dates: Dates) -> Iterator[Activity]:
        """What was done."""
        at = dates.iso(record.given.get("createdAt"))
        if at is None:
            return
        if record.collection != _POST:
            yield _about(_DID[record.collection], record.given.get("subject"), at)
        elif isinstance(record.given.get("reply"), dict):
            yield _about(ActivityKind.REPLY, fields(record.given["reply"]).get("parent"), at)
        else:
            yield done(ActivityKind.POST, at, SourceName.BLUESKY, record.uri)


def _about(kind: ActivityKind, subject: object, at: Any) -> Activity:
    uri = words(fields(subject).get("uri"))
    did = did_of(uri or "")
    return done(kind, at, SourceName.BLUESKY, uri, None if did is None else Account(id=did, source=SourceName.BLUESKY))


def _unpacked(data: bytes) -> tuple[Record, Mapping[Any, Any]]:
    """The header of a CAR file and its blocks. Raises `MissingExtra` and `Unreadable`."""
    try:
        import libipld
    except ImportError:
        raise MissingExtra("feeds", "reading a repository of Bluesky") from None
    try:
        header, blocks = libipld.decode_car(data)
    except Exception as error:  # noqa: BLE001 (whatever a parser of others trips over is this document's problem)
        raise Unreadable(f"is a broken CAR file: {str(error)[:100]}") from None
    return fields(header), blocks


def _records(header: Record, blocks: Mapping[Any, Any]) -> Iterator[_Record]:
    root = next(iter(elements(header.get("roots"))), None)
    commit = fields(_at(blocks, root))
    did = words(commit.get("did"))
    if did is None:
        raise Unreadable("is a CAR file, but no repository of Bluesky")
    for key, value in _entries(blocks, commit.get("data")):
        collection, _, name = key.partition("/")
        given = fields(_at(blocks, value))
        if name and given and collection in (_POST, _LIKE, _REPOST):
            yield _Record(collection, f"at://{did}/{key}", given)


def _entries(blocks: Mapping[Any, Any], root: object) -> Iterator[tuple[str, object]]:
    """The keys of the repository's tree in their order, and what they lead to; no node is visited twice."""
    seen: set[object] = set()
    waiting: list[object] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            yield one[0], one[1]
            continue
        node = fields(_at(blocks, one))
        if not node or one in seen:
            continue
        seen.add(one)
        steps: list[object] = [node.get("l")]
        before = b""
        for entry in map(fields, elements(node.get("e"))):
            shared, rest = entry.get("p"), entry.get("k")
            if not isinstance(shared, int) or not isinstance(rest, bytes) or len(rest) > _LONGEST_KEY:
                continue
            before = before[:shared] + rest
            steps += [(before[:_LONGEST_KEY].decode("utf-8", "replace"), entry.get("v")), entry.get("t")]
        waiting.extend(reversed([step for step in steps if step is not None]))


def _at(blocks: Mapping[Any, Any], link: object) -> object:
    """The block that a link leads to."""
    return blocks.get(link) if isinstance(link, bytes | str) else None

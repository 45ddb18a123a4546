"""The formats, in the order in which they are asked.

In: a document. Out: the format that recognises it, and what it takes it for; or what it is besides, when it is
something that people give by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.model.item import Item
from feedcurate.sources.activities_tables import ACTIVITIES, ACTIVITYWATCH
from feedcurate.sources.activitystreams import ActivityStreams
from feedcurate.sources.base import Diary, Format, is_diary
from feedcurate.sources.bluesky import Bluesky
from feedcurate.sources.content import Markup, Other
from feedcurate.sources.exports.mastodon import MastodonArchive
from feedcurate.sources.feeds import Feeds
from feedcurate.sources.hackernews import HackerNews
from feedcurate.sources.items import Items
from feedcurate.sources.jsonfeed import JsonFeed
from feedcurate.sources.lemmy import Lemmy
from feedcurate.sources.lobsters import Lobsters
from feedcurate.sources.mastodon import Mastodon
from feedcurate.sources.reddit import Reddit
from feedcurate.sources.registered import registered
from feedcurate.sources.tables import Table
from feedcurate.sources.values import fields

# A format that could take another's document for its own comes after that one; of the rest those that come in many
# lines, each of which is asked about, come first.
FORMATS: tuple[Format, ...] = (
    Feeds(),
    JsonFeed(),
    Mastodon(),
    Bluesky(),
    MastodonArchive(),
    ActivityStreams(),
    Reddit(),
    Lemmy(),
    HackerNews(),
    Lobsters(),
)

# By what accounts of Mastodon, Bluesky and Hacker News are known.
_OF_ACCOUNTS = (frozenset({"acct", "username"}), frozenset({"did", "handle"}), frozenset({"karma", "created"}))


def recognised(document: object, make: type[Item]) -> tuple[Format, str] | None:
    """The format of a document and what it is taken for, None where no format knows it."""
    for known in _asked(document, Items(make)):
        name = known.recognise(document)
        if name is not None:
            return known, name
    return None


def diary(document: object) -> tuple[Diary, str] | None:
    """The same of the formats that also say what the reader did."""
    for known in _asked(document, Items(Item)):
        if is_diary(known) and (name := known.recognise(document)) is not None:
            return known, name
    return None


def tables() -> tuple[Table, ...]:
    """What becomes what, of every format that ships."""
    from feedcurate.sources.exports.formats import EXPORTS

    return (*(known.table for known in (*FORMATS, *EXPORTS)), Items.table, ACTIVITIES, ACTIVITYWATCH)


def _asked(document: object, items: Items) -> Iterator[Format]:
    """The formats in the order in which they are asked.

    Items of the class wanted are asked for last: what they look like is the host's to say. Formats of other packages
    come before guesses (markup with no known tag, objects with some fields of an item), and after all that is certain,
    so that nobody waits for them to be found who does not need them; nor for those of exports.
    """
    is_certain = not isinstance(document, Markup) or document.root != ""
    if is_certain:
        yield from FORMATS
    if items.is_exact(document):
        yield items
    from feedcurate.sources.exports.formats import EXPORTS

    yield from EXPORTS
    yield from registered().formats
    if not is_certain:
        yield from FORMATS
    yield items


def mistaken_for(document: object) -> str:
    """Why a document that no format recognises is not read."""
    match document:
        case Markup(root="html"):
            return "is a web page, not a feed; give the feed that it links to"
        case Markup(root="opml"):
            return "is a list of feeds (OPML); named by itself, not in a folder, it is fetched"
        case Markup():
            return "is markup, but no feed"
        case []:
            return "holds no posts"
        case dict() if "@context" in fields(document):
            return "is JSON-LD of another vocabulary than ActivityStreams"
        case [int(), *_]:
            return "holds numbers, not posts; give the items they name"
        case dict() if any(keys <= document.keys() for keys in _OF_ACCOUNTS):
            return "is an account, not a post"
        case Other(data):
            return _packed(data)
        case _:
            return "is in no known format"


def _packed(data: bytes) -> str:
    """Why other bytes are not read; archives are opened where they are files."""
    if data.startswith(b"PK\x03\x04"):
        return "is a zip archive; give it as a file, not through a pipe"
    if data.startswith(b"\x1f\x8b"):
        return "is packed with gzip; give it as a file, or unpack it into the pipe"
    if data[257:262] == b"ustar":
        return "is a tar archive; give it as a file, not through a pipe"
    return "is in no known format"

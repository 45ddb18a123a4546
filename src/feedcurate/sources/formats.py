"""The formats, in the order in which they are asked.

In: a document. Out: the format that recognises it, and what it takes it for; or what it is besides, when it is
something that people give by mistake.
"""

from __future__ import annotations

from feedcurate.model.item import Item
from feedcurate.sources.base import Format
from feedcurate.sources.bluesky import Bluesky
from feedcurate.sources.content import Markup
from feedcurate.sources.feeds import Feeds
from feedcurate.sources.items import Items
from feedcurate.sources.jsonfeed import JsonFeed
from feedcurate.sources.mastodon import Mastodon
from feedcurate.sources.reddit import Reddit
from feedcurate.sources.values import fields

# A format that could take another's document for its own comes after that one.
FORMATS: tuple[Format, ...] = (Feeds(), JsonFeed(), Bluesky(), Reddit(), Mastodon())


def recognised(document: object, make: type[Item]) -> tuple[Format, str] | None:
    """The format of a document and what it is taken for, None where no format knows it.

    Items of the class wanted are asked for last: what they look like is the host's to say.
    """
    for known in (*FORMATS, Items(make)):
        name = known.recognise(document)
        if name is not None:
            return known, name
    return None


def mistaken_for(document: object) -> str:
    """Why a document that no format recognises is not read."""
    match document:
        case Markup(root="html"):
            return "is a web page, not a feed; give the feed that it links to"
        case Markup(root="opml"):
            return "is a list of feeds (OPML), not a feed"
        case Markup():
            return "is markup, but no feed"
        case []:
            return "holds no posts"
        case dict() if "@context" in fields(document):
            return "is ActivityStreams JSON, which is not in this version yet"
        case _:
            return "is in no known format"

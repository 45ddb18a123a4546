"""One post of any source.

In: what a source knows of a post. Out: `Item`, in the language `post`. Names follow ActivityStreams 2.0 where it
has one (https://www.w3.org/TR/activitystreams-vocabulary/); labels follow AT Protocol.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from feedcurate.model.account import Account
from feedcurate.model.base import (
    AbsentWhenNone,
    Duration,
    Hashtag,
    Instant,
    KindMark,
    Language,
    Model,
    Open,
    Site,
    Text,
)
from feedcurate.model.kinds import Simple


class PostKind(StrEnum):
    """What a post mainly is."""

    NOTE = "note"
    ARTICLE = "article"
    VIDEO = "video"
    IMAGE = "image"
    AUDIO = "audio"
    POLL = "poll"
    LINK = "link"


class MediaKind(StrEnum):
    """What an attachment is."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    GIFV = "gifv"
    LIVE = "live"


class Reason(StrEnum):
    """Why the source put a post into the feed."""

    FOLLOWING = "following"
    SUGGESTED = "suggested"
    AD = "ad"
    LIST = "list"
    SEARCH = "search"
    GROUP = "group"


class Visibility(StrEnum):
    """Who can see a post."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"
    DIRECT = "direct"


class SourceName(StrEnum):
    """The sources this version reads; the enumeration is open."""

    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    REDDIT = "reddit"
    ACTIVITYSTREAMS = "activitystreams"
    LEMMY = "lemmy"
    HACKERNEWS = "hackernews"
    LOBSTERS = "lobsters"
    YOUTUBE = "youtube"
    RSS = "rss"
    JSONFEED = "jsonfeed"
    X = "x"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    TIKTOK = "tiktok"


class Via(Model):
    """The repost by which a post came."""

    id: Text | None = Field(None, description="the repost's own id")
    account: Account | None = Field(None, description="who reposted")
    at: Instant | None = Field(None, description="when")


class Reference(Model):
    """A post that is only pointed at."""

    id: Text | None = Field(None, description="its id")
    author: Account | None = Field(None, description="who wrote it")


class Media(Model):
    """An attached picture, clip, recording or live stream."""

    kind: MediaKind | None = Field(None, description="what it is")
    url: Text | None = Field(None, description="its address")
    alt: Text | None = Field(None, description="its description in words")
    duration: Duration | None = Field(None, description="how long it runs")
    width: int | None = Field(None, description="in pixels")
    height: int | None = Field(None, description="in pixels")


class Link(Model):
    """An address a post shares, with its card where there is one."""

    url: Text | None = Field(None, description="the address")
    site: Site | None = Field(None, description="its domain and path; from the address where the source gives none")
    title: Text | None = Field(None, description="the card's title")
    description: Text | None = Field(None, description="the card's description")
    provider: Text | None = Field(None, description="the card's provider")


class Option(Model):
    """One answer of a poll."""

    text: Text | None = Field(None, description="the answer")
    votes: int | None = Field(None, description="how many chose it")


class Poll(Model):
    """A question with answers."""

    options: tuple[Option, ...] | None = Field(None, description="the answers")
    closes_at: Instant | None = Field(None, description="when it ends")


class Label(Model):
    """A mark put on a post by its author, its host or a labelling service [atproto: com.atproto.label.defs]."""

    source: Text | None = Field(None, description="who put it there")
    value: Text = Field(description="what it says")
    negated: bool = Field(False, description="it takes an earlier label back")
    expires_at: Instant | None = Field(None, description="when it ends")


class Item(Model):
    """One post. `None` means not known; for `via`, `quote`, `in_reply_to` and `poll` that there is none."""

    id: Text = Field(min_length=1, description="stable within its source; a repost has one of its own")
    source: Annotated[Text, Open()] = Field("unknown", description="where it came from: mastodon, rss, …")
    url: Text | None = Field(None, description="its address; for a repost the original's")
    kind: PostKind | None = Field(None, description="what it mainly is")

    author: Account | None = Field(None, description="who wrote it; for a repost the original's author")
    via: Annotated[Via | None, AbsentWhenNone()] = Field(None, description="the repost by which it came")
    mentions: tuple[Account, ...] | None = Field(None, description="the accounts it names")
    community: Text | None = Field(None, description="subreddit, group, channel or feed title")

    title: Text | None = Field(None, description="its headline")
    summary: Text | None = Field(None, description="content warning or spoiler text")
    text: Text | None = Field(None, description="plain text, paragraphs kept")
    language: Language | None = Field(None, description="BCP 47")
    tags: tuple[Hashtag, ...] | None = Field(None, description="its hashtags, without #")

    published: Instant | None = Field(None, description="when it was written")
    updated: Instant | None = Field(None, description="when it was last changed")
    fetched_at: Instant | None = Field(None, description="when it was read from its source")

    in_reply_to: Annotated[Reference | None, AbsentWhenNone()] = Field(None, description="what it answers")
    thread: Annotated[Text, KindMark(Simple.ADDRESS)] | None = Field(None, description="the id of its thread's root")
    quote: Annotated[Item | None, AbsentWhenNone()] = Field(None, description="the post it quotes")

    media: tuple[Media, ...] | None = Field(None, description="pictures, clips, recordings")
    links: tuple[Link, ...] | None = Field(None, description="the addresses it shares")
    poll: Annotated[Poll | None, AbsentWhenNone()] = Field(None, description="its question")

    sensitive: bool | None = Field(None, description="marked as not for everyone")
    sponsored: bool | None = Field(None, description="paid for")
    spoiler: bool | None = Field(None, description="gives a plot away")
    labels: tuple[Label, ...] | None = Field(None, description="marks put on it")

    likes: int | None = Field(None, description="how many liked it")
    reposts: int | None = Field(None, description="how many reposted it")
    replies: int | None = Field(None, description="how many answered")
    quotes: int | None = Field(None, description="how many quoted it")
    views: int | None = Field(None, description="how many saw it")
    score: int | None = Field(None, description="up votes less down votes")

    feed: Text | None = Field(None, description="title or address of the list, feed or subscription it came by")
    folder: Text | None = Field(None, description="the folder that feed is in")
    reason: Reason | None = Field(None, description="why it is in the feed")
    pinned: bool | None = Field(None, description="kept on top by its source")
    visibility: Visibility | None = Field(None, description="who can see it")
    rank: int | None = Field(None, description="where the source put it, 1 first")

    liked: bool | None = Field(None, description="the reader liked it")
    reposted: bool | None = Field(None, description="the reader reposted it")
    bookmarked: bool | None = Field(None, description="the reader kept it")
    seen_at: Instant | None = Field(None, description="when the reader saw it")
    mine: bool | None = Field(None, description="the reader wrote it")

    signals: Mapping[str, float | bool | Text] = Field(
        default_factory=dict, description="what the host's classifiers say"
    )

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedcurate.model.item import Item
from feedcurate.sources.base import Reading
from tests.sources import (
    test_activitystreams,
    test_bluesky,
    test_hackernews,
    test_lemmy,
    test_lobsters,
    test_mastodon,
    test_reddit,
)
from tests.sources.given import piped_json
from tests.sources.mutating import mutated

_AS, _LEMMY, _LOBSTERS = test_activitystreams, test_lemmy, test_lobsters
DOCUMENTS: dict[str, list[Any]] = {
    "activitystreams": [
        _AS.NOTE,
        {"@context": _AS.AS, "type": "Announce", "actor": _AS.ANN, "object": {**_AS.NOTE, "quote": _AS.NOTE}},
        {"@context": _AS.AS, "type": "Collection", "items": [{"type": "Create", "actor": _AS.ANN, "object": _AS.NOTE}]},
        {
            "@context": [_AS.AS, {"x": "as:content", "y": {"@id": "as:name"}, "@language": "en"}],
            "@type": ["x:Y", "as:Question"],
            "contentMap": {"en": "?"},
            "oneOf": [{"type": "Note", "name": "a", "replies": {"totalItems": 1}}],
            "closed": "2026-05-02T00:00:00Z",
            "url": [{"type": "Link", "mediaType": "video/mp4", "href": "https://x.example/1.mp4", "width": 1}],
            "duration": "PT1S",
            "to": [_AS.PUBLIC],
        },
    ],
    "lemmy": [_LEMMY.VIEW, _LEMMY.REPLY, {"posts": [_LEMMY.VIEW]}, {"comments": [_LEMMY.REPLY, _LEMMY.REPLY]}],
    "hackernews": [
        test_hackernews.STORY,
        {"hits": [test_hackernews.HIT], "page": 0, "hitsPerPage": 20, "query": "x"},
        {
            **{key: test_hackernews.HIT[key] for key in ("author", "created_at", "created_at_i", "points")},
            "id": 1,
            "type": "poll",
            "options": [{"id": 2, "type": "pollopt", "text": "a", "points": 1}],
            "children": [{"id": 3, "type": "comment", "author": "a", "created_at_i": 1, "text": "x", "children": []}],
        },
    ],
    "lobsters": [
        {**_LOBSTERS.STORY, "comments": [_LOBSTERS.COMMENT, {**_LOBSTERS.COMMENT, "indent_level": 2}]},
        [{**_LOBSTERS.STORY, "submitter_user": {"username": "a", "about": "<p>x", "github_username": "b"}}],
    ],
    "mastodon": [
        test_mastodon.STATUS,
        {**test_mastodon.STATUS, "reblog": {**test_mastodon.STATUS, "quote": {"quoted_status": test_mastodon.STATUS}}},
        {"type": "mention", "created_at": "x", "account": test_mastodon.ACCOUNT, "status": test_mastodon.STATUS},
        {**test_mastodon.STATUS, "pleroma": {"quote": test_mastodon.STATUS, "quotes_count": 1}},
    ],
    "bluesky": [
        {"feed": [{"post": test_bluesky.POST, "reply": {"parent": test_bluesky.POST, "root": test_bluesky.POST}}]},
        {"thread": {"post": test_bluesky.POST, "parent": {"post": test_bluesky.POST}, "replies": []}},
        {"records": [{"uri": test_bluesky.URI, "cid": "x", "value": test_bluesky.RECORD}]},
        {
            **test_bluesky.POST,
            "embed": {
                "$type": "app.bsky.embed.recordWithMedia#view",
                "media": {"$type": "app.bsky.embed.images#view", "images": [{"fullsize": "https://x", "alt": "x"}]},
                "record": {"record": {"uri": test_bluesky.URI, "author": {}, "value": test_bluesky.RECORD}},
            },
        },
    ],
    "reddit": [
        {"kind": "t3", "data": {**test_reddit.POST, "crosspost_parent_list": [test_reddit.POST]}},
        {
            "kind": "Listing",
            "data": {"children": [{"kind": "t3", "data": test_reddit.LINK}, {"kind": "more", "data": {}}]},
        },
        [
            {
                "kind": "t1",
                "data": {"name": "t1_a", "body": "x", "replies": {"kind": "Listing", "data": {"children": []}}},
            }
        ],
    ],
}


def told_or_read(reading: Reading[Item]) -> None:
    """What every reading promises: posts that can be written and read again, and messages on one line."""
    for item in reading.items:
        assert repr(Item.model_validate_json(item.model_dump_json())) == repr(item)
    for problem in reading.problems:
        assert problem.message
        assert problem.message.isprintable()


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whatever_is_in_a_document_it_ends_in_posts_or_a_message(name: str, data: st.DataObject) -> None:
    """Values of every kind stand where none of them belongs, and nothing is raised."""
    reading = piped_json(data.draw(mutated(DOCUMENTS[name])))
    told_or_read(reading)
    assert reading.items or reading.problems or reading.sources


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_are_of_the_format_as_they_are(name: str) -> None:
    """Else the test before this one would only try what no format knows."""
    for document in DOCUMENTS[name]:
        reading = piped_json(document)
        assert reading.problems == ()
        assert {item.source for item in reading.items} == {name}


def test_what_fuzzing_found_stays_found() -> None:
    """A handle with two signs before it, which lost one each time that it was read."""
    for document in (
        {**test_mastodon.STATUS, "account": {**test_mastodon.ACCOUNT, "acct": "@@Ann"}},
        {**test_bluesky.POST, "author": {**test_bluesky.AUTHOR, "handle": "@@Ann.example"}},
        {**_LEMMY.VIEW, "creator": {**_LEMMY.CREATOR, "name": "@@Ann"}},
    ):
        reading = piped_json(document)
        told_or_read(reading)
        assert [item.author.handle[:3] for item in reading.items if item.author and item.author.handle] == ["ann"]

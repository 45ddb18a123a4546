from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedcurate.model.item import Item
from feedcurate.sources.exports.x import instant_of
from tests.sources.exports.given import Imported, imported
from tests.sources.given import known

TWEET: dict[str, Any] = {
    "edit_info": {"initial": {"editTweetIds": ["1700000000000000000"], "isEditEligible": True}},
    "retweeted": False,
    "source": '<a href="https://example.org" rel="nofollow">An app</a>',
    "entities": {
        "hashtags": [{"text": "pottery", "indices": ["0", "8"]}],
        "symbols": [],
        "user_mentions": [{"name": "Ines", "screen_name": "Ines", "id_str": "7", "indices": ["0", "5"]}],
        "urls": [
            {
                "url": "https://t.co/aaaa",
                "expanded_url": "https://kiln.example/glaze",
                "display_url": "kiln.example/glaze",
                "indices": ["20", "43"],
            }
        ],
    },
    "display_text_range": ["0", "60"],
    "favorite_count": "12",
    "in_reply_to_status_id_str": "1699999999999999999",
    "id_str": "1700000000000000000",
    "in_reply_to_user_id": "7",
    "truncated": False,
    "retweet_count": "3",
    "id": "1700000000000000000",
    "possibly_sensitive": False,
    "created_at": "Fri Sep 08 04:30:00 +0000 2023",
    "full_text": "@Ines glaze &amp; fire: https://t.co/aaaa #pottery https://t.co/pppp",
    "lang": "en",
    "in_reply_to_screen_name": "Ines",
    "extended_entities": {
        "media": [
            {
                "url": "https://t.co/pppp",
                "media_url_https": "https://pbs.example/a.jpg",
                "type": "video",
                "sizes": {"large": {"w": "1280", "h": "720", "resize": "fit"}},
                "video_info": {
                    "duration_millis": "61500",
                    "variants": [
                        {"bitrate": "256000", "content_type": "video/mp4", "url": "https://video.example/low.mp4"},
                        {"content_type": "application/x-mpegURL", "url": "https://video.example/list.m3u8"},
                        {"bitrate": "832000", "content_type": "video/mp4", "url": "https://video.example/high.mp4"},
                    ],
                },
            }
        ]
    },
}
TWEET["entities"]["media"] = TWEET["extended_entities"]["media"]


def archived(folder: Path, name: str, *records: dict[str, Any]) -> Imported:
    """What comes of a file of the archive with these records."""
    return imported(folder, list(records), f"window.YTD.{name}.part0 = ")


def test_a_post_is_read_with_all_that_the_archive_has_of_it(tmp_path: Path) -> None:
    """Short addresses are written out, and the one of its own film is left away."""
    found = archived(tmp_path, "tweets", {"tweet": TWEET})
    assert found.problems == []
    assert [(source.format, source.count, source.activities) for source in found.sources] == [("X archive", 1, 1)]
    assert known(found.items[0]) == {
        "id": "1700000000000000000",
        "source": "x",
        "url": "https://x.com/i/web/status/1700000000000000000",
        "kind": "note",
        "mentions": [{"handle": "ines@x.com", "url": "https://x.com/Ines", "source": "x"}],
        "title": "",
        "text": "@Ines glaze & fire: https://kiln.example/glaze #pottery",
        "language": "en",
        "tags": ["pottery"],
        "published": "2023-09-08T04:30:00Z",
        "in_reply_to": {
            "id": "1699999999999999999",
            "author": {"handle": "ines@x.com", "url": "https://x.com/Ines", "source": "x"},
        },
        "media": [
            {
                "kind": "video",
                "url": "https://video.example/high.mp4",
                "duration": "PT1M1.5S",
                "width": 1280,
                "height": 720,
            }
        ],
        "links": [{"url": "https://kiln.example/glaze"}],
        "sensitive": False,
        "likes": 12,
        "reposts": 3,
        "mine": True,
    }
    assert found.did == [("reply", "2023-09-08T04:30:00Z", "1699999999999999999", "ines@x.com")]


def test_a_repost_is_told_by_its_text(tmp_path: Path) -> None:
    """Its author is who is reposted; when they wrote it, the archive does not say."""
    given = {"id_str": "1700000000000000001", "full_text": "RT @Kiln: firing now", "created_at": TWEET["created_at"]}
    found = archived(tmp_path, "tweet", {"tweet": given})
    (item,) = found.items
    assert (item.text, item.mine, item.published) == ("firing now", False, None)
    assert item.author is not None
    assert item.author.handle == "kiln@x.com"
    assert item.via is not None
    assert item.via.at == datetime(2023, 9, 8, 4, 30, tzinfo=UTC)
    assert found.did == [("repost", "2023-09-08T04:30:00Z", "1700000000000000001", None)]


def test_old_archives_have_posts_without_a_wrapper(tmp_path: Path) -> None:
    """As `tweet.js` was until 2020."""
    given = {"id_str": "20", "full_text": "hello", "created_at": "Tue Mar 21 20:50:14 +0000 2006"}
    found = archived(tmp_path, "tweet", given)
    assert [item.text for item in found.items] == ["hello"]
    assert found.did == [("post", "2006-03-21T20:50:14Z", "20", None)]


def test_a_like_is_a_post_that_was_liked_at_no_known_time(tmp_path: Path) -> None:
    """When it was written is in its number; one whose text is gone still has that."""
    found = archived(
        tmp_path,
        "like",
        {
            "like": {
                "tweetId": "1212092628029698048",
                "fullText": "a &lt; b",
                "expandedUrl": "https://twitter.com/i/web/status/1212092628029698048",
            }
        },
        {"like": {"tweetId": "20"}},
    )
    assert found.activities == []
    assert [known(item) for item in found.items] == [
        {
            "id": "1212092628029698048",
            "source": "x",
            "url": "https://twitter.com/i/web/status/1212092628029698048",
            "title": "",
            "text": "a < b",
            "published": "2019-12-31T19:26:16.771000Z",
            "liked": True,
            "mine": False,
        },
        {
            "id": "20",
            "source": "x",
            "url": "https://x.com/i/web/status/20",
            "title": "",
            "liked": True,
            "mine": False,
        },
    ]


def test_a_long_post_stands_in_a_file_of_its_own(tmp_path: Path) -> None:
    """With the whole of its text."""
    given = {
        "noteTweetId": "1700000000000000002",
        "createdAt": "2023-09-08T04:30:00.000Z",
        "core": {
            "text": "long " * 100,
            "hashtags": [{"text": "clay"}],
            "urls": [{"expandedUrl": "https://a.example/"}],
        },
    }
    (item,) = archived(tmp_path, "note_tweet", {"noteTweet": given}).items
    assert item.text is not None
    assert len(item.text) == 500
    assert item.tags == ("clay",)
    assert item.mine


@pytest.mark.parametrize(("number", "written"), [("20", None), ("29700859247", None), ("x", None), ("9" * 40, None)])
def test_numbers_that_hold_no_time_say_none(number: str, written: None) -> None:
    """Those of before November 2010, and what is no number of X."""
    assert instant_of(number) is written


def test_dates_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """And the post stays."""
    found = archived(tmp_path, "tweets", {"tweet": {**TWEET, "created_at": "vr 8 sep 2023"}})
    assert [item.published for item in found.items] == [None]
    assert "one date cannot be read (`vr 8 sep 2023`) and stays unknown" in found.problems


def test_other_files_of_the_archive_are_no_posts(tmp_path: Path) -> None:
    """What X knows besides is nobody's feed."""
    found = archived(tmp_path, "ad_engagements", {"ad": {"adsUserData": {}}})
    assert (found.items, found.problems) == ([], ["is in no known format"])


def test_items_can_be_written_and_read_again(tmp_path: Path) -> None:
    """As JSON of our own."""
    for item in archived(tmp_path, "tweets", {"tweet": TWEET}).items:
        assert Item.model_validate_json(item.model_dump_json()) == item

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sources.exports.given import imported
from tests.sources.given import known

SHARE = "https://www.tiktokv.com/share/video/7359012345678901234/"
OLD: dict[str, Any] = {
    "Activity": {
        "Video Browsing History": {"VideoList": [{"Date": "2024-04-20 23:17:46", "VideoLink": SHARE}]},
        "Like List": {"ItemFavoriteList": [{"Date": "2024-04-20 23:18:00", "Link": SHARE}]},
        "Share History": {
            "ShareHistoryList": [
                {"Date": "2024-04-20 23:19:00", "SharedContent": "video", "Link": SHARE, "Method": "x"}
            ]
        },
        "Favorite Videos": {"FavoriteVideoList": [{"Date": "2024-04-20 23:20:00", "Link": SHARE}]},
        "Login History": {"LoginHistoryList": [{"Date": "2024-04-20 10:00:00 UTC", "IP": "192.0.2.1"}]},
    },
    "Comment": {
        "Comments": {"CommentsList": [{"Date": "2024-04-21 08:00:00", "Comment": "", "comment": "lovely glaze"}]}
    },
    "Video": {
        "Videos": {
            "VideoList": [
                {
                    "Date": "2024-04-22 09:00:00",
                    "Link": "https://v16.example/film.mp4",
                    "Likes": "41",
                    "Title": "My first bowl",
                    "WhoCanView": "Public",
                }
            ]
        }
    },
    "Profile": {"Profile Information": {"ProfileMap": {"userName": "ada"}}},
}
NEW: dict[str, Any] = {
    "Your Activity": {
        "Watch History": {"VideoList": [{"Date": "2024-04-20 23:17:46", "Link": SHARE}]},
        "Share History": OLD["Activity"]["Share History"],
    },
    "Likes and Favorites": {"Like List": {"ItemFavoriteList": [{"date": "2024-04-20T23:18:00Z", "link": SHARE}]}},
    "Comment": OLD["Comment"],
    "Post": {"Posts": OLD["Video"]["Videos"]},
}


@pytest.mark.parametrize("document", [OLD, NEW], ids=["2024", "since 2025"])
def test_what_was_watched_liked_shared_and_posted_is_read(tmp_path: Path, document: dict[str, Any]) -> None:
    """Whatever the sections are called at the time; instants are in UTC."""
    found = imported(tmp_path, document)
    assert found.problems == []
    assert [source.format for source in found.sources] == ["TikTok export"]
    assert sorted(found.did) == [
        ("like", "2024-04-20T23:18:00Z", "7359012345678901234", None),
        ("post", "2024-04-22T09:00:00Z", None, None),
        ("reply", "2024-04-21T08:00:00Z", None, None),
        ("share", "2024-04-20T23:19:00Z", "7359012345678901234", None),
        ("view", "2024-04-20T23:17:46Z", "7359012345678901234", None),
    ]
    film, comment = sorted(found.items, key=lambda item: item.text or "")
    assert {key: value for key, value in known(film).items() if key != "id"} == {
        "source": "tiktok",
        "kind": "video",
        "title": "",
        "text": "My first bowl",
        "published": "2024-04-22T09:00:00Z",
        "media": [{"kind": "video"}],
        "likes": 41,
        "visibility": "public",
        "mine": True,
    }
    assert (comment.text, comment.kind, comment.mine) == ("lovely glaze", "note", True)


def test_an_import_that_is_done_again_gives_the_same_ids(tmp_path: Path) -> None:
    """So that nothing is in a history twice."""
    first, second = imported(tmp_path, OLD), imported(tmp_path, OLD)
    assert [done.id for done in first.activities] == [done.id for done in second.activities]
    assert [item.id for item in first.items] == [item.id for item in second.items]
    assert len({done.id for done in first.activities}) == len(first.activities)


def test_a_list_of_nothing_but_views_is_an_export_too(tmp_path: Path) -> None:
    """Nobody has to post anything."""
    found = imported(tmp_path, {"Activity": {"Video Browsing History": {"VideoList": []}}})
    assert (found.items, found.activities, found.problems) == ([], [], [])

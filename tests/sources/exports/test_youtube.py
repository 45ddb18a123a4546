from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feedcurate.sources.activities import read_activities
from tests.sources.exports.given import imported
from tests.sources.given import known

WATCHED: dict[str, Any] = {
    "header": "YouTube",
    "title": "Watched How a kiln is fired",
    "titleUrl": "https://www.youtube.com/watch?v=abcdefghijk",
    "subtitles": [{"name": "Clay & Fire", "url": "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa"}],
    "time": "2026-05-01T17:10:00.123Z",
    "products": ["YouTube"],
    "activityControls": ["YouTube watch history"],
}
CHANNEL = {
    "name": "Clay & Fire",
    "url": "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa",
    "source": "youtube",
}


def test_a_film_that_was_watched_is_a_post_and_a_view(tmp_path: Path) -> None:
    """Under the id that it has in the feed of its channel, so that both are one post."""
    found = imported(tmp_path, [WATCHED])
    assert found.problems == []
    assert [(source.format, source.count, source.activities) for source in found.sources] == [("YouTube history", 1, 1)]
    assert [known(item) for item in found.items] == [
        {
            "id": "yt:video:abcdefghijk",
            "source": "youtube",
            "url": "https://www.youtube.com/watch?v=abcdefghijk",
            "kind": "video",
            "author": CHANNEL,
            "community": "Clay & Fire",
            "title": "How a kiln is fired",
            "fetched_at": "2026-05-01T17:10:00.123000Z",
            "media": [{"kind": "video", "url": "https://www.youtube.com/watch?v=abcdefghijk"}],
            "seen_at": "2026-05-01T17:10:00.123000Z",
        }
    ]
    (view,) = found.activities
    assert view.model_dump(mode="json", exclude_none=True) == {
        "id": "youtube:view:2026-05-01T17:10:00.123000+00:00:yt:video:abcdefghijk",
        "kind": "view",
        "at": "2026-05-01T17:10:00.123000Z",
        "item": "yt:video:abcdefghijk",
        "account": CHANNEL,
        "source": "youtube",
    }


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=abcdefghijk&t=10",
        "https://www.youtube.com/shorts/abcdefghijk",
        "https://youtu.be/abcdefghijk",
        "https://music.youtube.com/watch?v=abcdefghijk",
    ],
)
def test_a_film_is_known_by_any_of_its_addresses(tmp_path: Path, address: str) -> None:
    """Short, long, or with music."""
    found = imported(tmp_path, [{**WATCHED, "titleUrl": address}])
    assert [item.id for item in found.items] == ["yt:video:abcdefghijk"]


def test_an_advertisement_is_told_as_one(tmp_path: Path) -> None:
    """Of all else it is unknown whether somebody paid for it."""
    found = imported(tmp_path, [{**WATCHED, "details": [{"name": "From Google Ads"}]}, WATCHED])
    assert [(item.sponsored, item.reason and item.reason.value) for item in found.items] == [(True, "ad"), (None, None)]


def test_a_film_that_is_gone_has_no_title(tmp_path: Path) -> None:
    """The record has its address in place of one, and no channel."""
    gone = {key: value for key, value in WATCHED.items() if key != "subtitles"}
    found = imported(tmp_path, [{**gone, "title": f"Watched {WATCHED['titleUrl']}"}])
    assert [(item.title, item.author) for item in found.items] == [(None, None)]
    assert found.did == [("view", "2026-05-01T17:10:00.123000Z", "yt:video:abcdefghijk", None)]


def test_a_history_can_be_given_where_activities_are_asked_for(tmp_path: Path) -> None:
    """`--activities` takes the views alone."""
    file = tmp_path / "watch-history.json"
    file.write_text(json.dumps([WATCHED, {**WATCHED, "time": "soon"}]))
    reading = read_activities([file], zone=None)
    assert [done.item for done in reading.activities] == ["yt:video:abcdefghijk"]
    assert [(source.format, source.count) for source in reading.sources] == [("YouTube history", 1)]
    assert [problem.message for problem in reading.problems] == ["one date cannot be read (`soon`) and stays unknown"]


def test_searches_are_neither_posts_nor_views(tmp_path: Path) -> None:
    """And no mistake either."""
    search = {
        **WATCHED,
        "title": "Searched for kilns",
        "titleUrl": "https://www.youtube.com/results?search_query=kilns",
    }
    found = imported(tmp_path, [search])
    assert (found.items, found.activities, found.problems) == ([], [], [])


def test_a_film_that_was_taken_down_is_a_view_of_nothing_known(tmp_path: Path) -> None:
    """Its record has no address any more; other records without one say nothing of watching."""
    gone = {key: value for key, value in WATCHED.items() if key not in ("titleUrl", "subtitles")}
    survey = {**gone, "title": "Answered a question", "activityControls": ["YouTube search history"]}
    found = imported(tmp_path, [WATCHED, {**gone, "title": "Watched a video that has been removed"}, survey])
    assert found.problems == []
    assert len(found.items) == 1
    assert [item for _, _, item, _ in found.did] == ["yt:video:abcdefghijk", None]

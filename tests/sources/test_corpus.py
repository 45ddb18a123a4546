from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from feedcurate.model.item import Item
from feedcurate.sources.base import Reading
from feedcurate.sources.read import read


@pytest.fixture(scope="module")
def feeds(corpus: Path) -> Reading[Item]:
    """All of the corpus' feeds, read as one folder; a warning would be an error here."""
    return read([corpus / "feeds"])


def test_every_feed_ends_in_items_or_a_clear_message(corpus: Path, feeds: Reading[Item]) -> None:
    """No file is silent, none is told twice over, and no message is longer than a line."""
    files = [path for path in (corpus / "feeds").rglob("*") if path.is_file()]
    assert len(files) > 500
    broken = {problem.source for problem in feeds.problems}
    gave = {source.name for source in feeds.sources if source.count or source.name not in broken}
    told = Counter(problem.source for problem in feeds.problems)
    for path in files:
        assert str(path) in gave or told[str(path)] == 1, path
    assert all(len(problem.message) < 120 and problem.message.isprintable() for problem in feeds.problems)


def test_feeds_from_real_servers_are_read_whole(corpus: Path) -> None:
    """Each has posts, and every post has a title or a text, an author, a date, a feed, and an address."""
    reading = read([corpus / "feeds" / "real"])
    assert reading.problems == ()
    assert len(reading.sources) == 13
    assert all(source.count for source in reading.sources)
    for item in reading.items:
        # Groove's feed has nothing but relative links and does not say where it came from.
        assert (item.url is None) == (item.feed == "Groove Blog"), item.id
        assert item.title or item.text, item.id
        assert item.author is not None
        assert item.published is not None, item.id
        assert item.feed
        assert "<p>" not in (item.text or "")


def test_what_is_no_feed_is_told_so(corpus: Path) -> None:
    """Lists of feeds, and JSON of other kinds."""
    listed = {problem.message for problem in read([corpus / "feeds" / "opml"]).problems}
    assert listed == {"is a list of feeds (OPML); named by itself, not in a folder, it is fetched"}
    assert {p.message for p in read([corpus / "mastodon/accounts.jsonl"]).problems} == {"is an account, not a post"}
    for name in ("mastodon/filters_v2.jsonl", "activitywatch/cases.json", "README.md"):
        reading = read([corpus / name])
        assert reading.items == ()
        assert {p.message for p in reading.problems} == {"is in no known format"}, name


@pytest.mark.parametrize(
    ("name", "form", "count"),
    [
        ("mastodon/statuses.jsonl", "Mastodon", 241),
        ("bluesky/feed_view_posts.jsonl", "Bluesky", 44),
        ("bluesky/post_views.jsonl", "Bluesky", 19),
        ("bluesky/thread_views.jsonl", "Bluesky", 25),
        ("bluesky/sdk_samples/post_record.json", "Bluesky", 1),
        ("reddit/posts.jsonl", "Reddit", 1200),
        ("reddit/comments.jsonl", "Reddit", 600),
        ("reddit/comment_trees.jsonl", "Reddit", 57),
        ("reddit/listings/listing_01.json", "Reddit", 10),
        ("reddit/listings/thread_06.json", "Reddit", 5),
    ],
)
def test_recorded_answers_of_platforms_are_read_whole(corpus: Path, name: str, form: str, count: int) -> None:
    """Every record becomes an item; those of a thread are the posts and comments in it, at any depth."""
    reading = read([corpus / name])
    assert reading.problems == ()
    assert [(source.format, source.count) for source in reading.sources] == [(form, count)]


def test_items_of_the_whole_corpus_can_be_written_and_read_again(corpus: Path, feeds: Reading[Item]) -> None:
    """What any format gives is JSON Lines that give the same."""
    posts = [path for folder in ("mastodon", "bluesky", "reddit") for path in (corpus / folder).glob("*s.jsonl")]
    for item in (*feeds.items, *read(posts).items):
        assert Item.model_validate_json(item.model_dump_json()) == item

from __future__ import annotations

import time

import pytest

from feedcurate.sources.lists import is_list, subscriptions

FEED = '<outline text="f{0}" xmlUrl="https://a{0}.example/feed"/>'
OPML = '<?xml version="1.0"?>\n<!-- mine -->\n<opml version="2.0"><body>' + FEED.format(1) + "</body></opml>"
CHANNEL = "UC" + "a" * 22
TABLE = f'Kanal-ID,Kanal-URL,Kanaltitel\n{CHANNEL},http://www.youtube.com/channel/{CHANNEL},"Clay, Fire"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_known_by_its_beginning(encoding: str) -> None:
    """However long it is."""
    for text in (OPML, TABLE, OPML + FEED.format(2) * 5000):
        assert is_list(text.encode(encoding)[:65_536])


def test_a_file_made_to_be_slow_to_tell_is_not() -> None:
    """Comments without end before a tag that is none, and one that never ends."""
    start = time.process_time()
    for text in ("<!---->" * 9_000 + "<", "<!--" * 16_000, " " * 65_000 + "x", "<?a>" * 16_000):
        assert not is_list(text.encode())
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    ["", "<rss/>", "<html>about <opml></html>", '{"opml": 1}', "a,b,c\nd,e,f\n", "kind,at,item\nview,2026-05-01,1\n"],
)
def test_what_is_no_list_is_not_taken_for_one(text: str) -> None:
    """Neither a feed nor a page about lists, nor another table."""
    assert not is_list(text.encode())


def test_feeds_of_both_kinds_of_list_are_found() -> None:
    """Of a channel the address of its feed follows from its id."""
    assert [one.feed for one in subscriptions(OPML.encode(), "a")[0]] == ["https://a1.example/feed"]
    (channel,), problems = subscriptions(TABLE.encode(), "a")
    assert channel.feed == f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
    assert (channel.title, channel.page) == ("Clay, Fire", f"http://www.youtube.com/channel/{CHANNEL}")
    assert problems == ()


def test_rows_that_are_no_channel_are_told_with_their_line() -> None:
    """The others are read."""
    found, (problem,) = subscriptions((TABLE + "x,y\n\n" + TABLE.partition("\n")[2]).encode(), "subs.csv")
    assert len(found) == 2
    assert str(problem) == "subs.csv:3: is no channel of YouTube"


def test_a_table_with_a_cell_without_end_is_told() -> None:
    """A quote that is never closed swallows what follows."""
    found, problems = subscriptions((TABLE + f'{CHANNEL},u,"' + "x" * 200_000).encode(), "a")
    assert len(found) == 1
    assert len(problems) == 1

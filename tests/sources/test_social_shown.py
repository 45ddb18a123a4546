from __future__ import annotations

import io
import json

import pytest

from feedcurate.sources.read import read
from feedcurate.sources.shown import ItemWithHtml

SHOWN = '<p>a <b>loaf</b><script>x()</script> <a href="https://x.example/" onclick="x()">there</a></p>'
ACCOUNT = {"acct": "ann@a.example"}
DOCUMENTS = {
    "mastodon": {"id": "1", "content": SHOWN, "account": ACCOUNT},
    "mastodon, boosted": {"id": "2", "account": ACCOUNT, "reblog": {"id": "1", "content": SHOWN, "account": ACCOUNT}},
    "activitystreams": {"@context": "https://www.w3.org/ns/activitystreams", "type": "Note", "content": SHOWN},
    "reddit, a post": {"kind": "t3", "data": {"name": "t3_a", "selftext": "x", "selftext_html": SHOWN}},
    "reddit, escaped": {"kind": "t1", "data": {"name": "t1_a", "body": "x", "body_html": SHOWN.replace("<", "&lt;")}},
    "hackernews": {"id": 1, "type": "story", "by": "ann", "time": 1, "text": SHOWN},
    "lobsters, a story": {"short_id": "a", "title": "x", "comments_url": "https://lobste.rs/s/a", "description": SHOWN},
    "lobsters, a comment": {"short_id": "a", "comment": SHOWN, "commenting_user": "ann"},
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_who_shows_posts_gets_their_html_and_nothing_in_it_runs(name: str) -> None:
    """Of every source whose texts are HTML."""
    stream = io.BytesIO(json.dumps(DOCUMENTS[name]).encode())
    reading = read(["-"], item=ItemWithHtml, stdin=stream)
    assert reading.problems == ()
    (item,) = reading.items
    assert item.html is not None
    assert "<b>loaf</b>" in item.html
    assert 'href="https://x.example/"' in item.html
    assert "script" not in item.html
    assert "onclick" not in item.html
    assert item.text == "a loaf there"

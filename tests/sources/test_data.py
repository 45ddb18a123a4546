"""What an app has in memory is read as a file with the same in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import feedcurate as fc
from feedcurate.sources.data import Data

STATUS = {
    "id": "1",
    "uri": "https://a.example/users/ann/statuses/1",
    "created_at": "2026-05-01T12:00:00.000Z",
    "content": "<p>Clay is patient.</p>",
    "account": {"id": "7", "acct": "ann", "username": "ann", "url": "https://a.example/@ann"},
    "visibility": "public",
}
RSS = """<rss version="2.0"><channel><title>A</title><item><guid>1</guid><title>Clay</title></item></channel></rss>"""


def test_parsed_json_gives_what_its_text_gives(tmp_path: Path) -> None:
    """As a mapping in a list, as text, as bytes, and from a file."""
    text = json.dumps([STATUS])
    (tmp_path / "home.json").write_text(text)
    expected = fc.read(tmp_path / "home.json").items
    assert [item.text for item in expected] == ["Clay is patient."]
    assert fc.read_data([STATUS]).items == expected
    assert fc.read_data(text).items == expected
    assert fc.read_data(text.encode()).items == expected


def test_what_a_client_library_returns_is_read() -> None:
    """Mastodon.py makes its own kinds of mappings, with dates in them."""
    from mastodon.return_types import Status
    from mastodon.types_base import try_cast_recurse

    status = try_cast_recurse(Status, STATUS)  # type: ignore[no-untyped-call]  # the library has no types here
    assert isinstance(status["created_at"], datetime)
    (item,) = fc.read_data([status]).items
    (plain,) = fc.read_data([STATUS]).items
    assert (item.id, item.text, item.url) == (plain.id, plain.text, plain.url)
    assert item.published == plain.published == datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_text_of_a_feed_is_read() -> None:
    """Text with letters of any script; the format is recognised by what is in it."""
    reading = fc.read_data(RSS.replace("Clay", "Глина"), fetched_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert [item.title for item in reading.items] == ["Глина"]
    assert reading.sources[0].format.startswith("RSS")


@pytest.mark.parametrize("data", [b"", "", [], {}, "nonsense", b"\xff\xfe\x00", "\ud800", [1, None], {"a": [1]}])
def test_what_is_no_feed_is_a_problem_and_no_exception(data: Data) -> None:
    """Told under the name that was given."""
    reading = fc.read_data(data, name="home")
    assert not reading.items
    assert [problem.source for problem in reading.problems] == ["home"]


def test_what_no_json_holds_is_the_callers_mistake() -> None:
    """An object of some class, and an instant without a zone."""
    with pytest.raises(TypeError, match="object is nothing that JSON can hold"):
        fc.read_data([object()])
    with pytest.raises(ValueError, match="offset"):
        fc.read_data([], fetched_at=datetime(2026, 5, 1))  # noqa: DTZ001 - that is the mistake

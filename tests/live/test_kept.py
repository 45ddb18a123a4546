"""What is kept of a feed comes back as it was, or not at all."""

from __future__ import annotations

import io
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.live import kept
from feedcurate.live.kept import Known, Shelf, shelf
from tests.live.asking import RSS, Reader, problems, titles
from tests.live.serving import Server, answer

KNOWN = Known(etag='"v1"', checked=datetime(2026, 5, 8, 8, 0, tzinfo=UTC), hours_of_rest=(1, 2))
ADDRESS = "https://example.com/feed"


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    """All that is known, and the body byte for byte."""
    one = Shelf(tmp_path)
    one.keep(ADDRESS, KNOWN, io.BytesIO(RSS))
    assert one.known(ADDRESS) == KNOWN.model_copy(update={"has_body": True})
    body = one.body(ADDRESS)
    assert body is not None
    with body:
        assert body.read() == RSS
    assert one.known("https://example.com/other") == Known()


def test_the_body_stays_when_only_more_is_known(tmp_path: Path) -> None:
    """As after a 304."""
    one = Shelf(tmp_path)
    one.keep(ADDRESS, KNOWN, io.BytesIO(RSS))
    one.keep(ADDRESS, Known(etag='"v2"'), None)
    assert one.known(ADDRESS).etag == '"v2"'
    body = one.body(ADDRESS)
    assert body is not None
    with body:
        assert body.read() == RSS


def test_something_can_be_known_without_a_body(tmp_path: Path) -> None:
    """As of a server that refused at once."""
    one = Shelf(tmp_path)
    one.keep(ADDRESS, KNOWN, None)
    assert one.known(ADDRESS) == KNOWN
    assert one.body(ADDRESS) is None


@given(st.binary())
def test_a_broken_file_is_no_file(data: bytes) -> None:
    """Whatever stands in the folder, it is only not used."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        one = Shelf(Path(folder))
        one.keep(ADDRESS, KNOWN, io.BytesIO(RSS))
        next(Path(folder).iterdir()).write_bytes(data)
        assert not one.known(ADDRESS).has_body
        assert one.body(ADDRESS) is None


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are another thing there")
def test_a_folder_that_is_not_the_readers_alone_is_not_used(tmp_path: Path, server: Server, reader: Reader) -> None:
    """Others could read along, or write what they like."""
    reader.folder.mkdir(mode=0o777)
    reader.folder.chmod(0o777)
    server.routes["/feed"] = answer(200, RSS)
    assert len(titles(reader.read(server.address()))) == 2
    assert not list(reader.folder.iterdir())
    private = shelf(keeps=True, folder=tmp_path / "new")
    assert private.folder is not None
    assert stat.S_IMODE(private.folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_to_is_no_trouble(server: Server, reader: Reader) -> None:
    """The feed is read all the same."""
    reader.folder.write_text("a file")
    server.routes["/feed"] = answer(200, RSS)
    live = reader.read(server.address())
    assert len(titles(live)) == 2
    assert not problems(live)


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf does not grow without end."""
    import os

    monkeypatch.setattr(kept, "MOST_FEEDS", 3)
    one = Shelf(tmp_path)
    for number in range(5):
        one.keep(f"{ADDRESS}/{number}", KNOWN, io.BytesIO(RSS))
    for age, path in enumerate(sorted(tmp_path.iterdir())):
        os.utime(path, (age, age))
    newest = sorted(tmp_path.iterdir())[2:]
    one.tidy()
    assert sorted(tmp_path.iterdir()) == newest


def test_nothing_is_kept_where_the_environment_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`FEEDCURATE_CACHE` is for all that is kept."""
    monkeypatch.setenv("FEEDCURATE_CACHE", "off")
    assert shelf(keeps=True).folder is None
    monkeypatch.setenv("FEEDCURATE_CACHE", str(tmp_path))
    assert shelf(keeps=True).folder == tmp_path / "feeds"

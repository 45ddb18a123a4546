from __future__ import annotations

import gc
import io
import os
import sys
from datetime import datetime
from pathlib import Path

import pytest

from feedcurate.sources.base import ReadLimits
from feedcurate.sources.read import read
from tests.sources.given import piped

RSS = "<rss version='2.0'><channel><title>T</title><item><title>{}</title></item></channel></rss>"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege on Windows")


def told(*inputs: str | Path) -> list[tuple[str, str]]:
    """The names and messages of the problems with some inputs."""
    return [(Path(p.source).name, p.message) for p in read(inputs).problems]


def test_a_folder_is_read_with_all_in_it_sorted_by_code_points(tmp_path: Path) -> None:
    """Hidden files are left out; what has no known format is told and does not stop the rest."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/z.xml", "a.xml", "B.xml", "b.xml", "ä", ".secret", ".hidden/x.xml"):
        (tmp_path / name).write_text(RSS.format(name), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("buy milk")
    reading = read([tmp_path])
    assert [item.title for item in reading.items] == ["B.xml", "a.xml", "b.xml", "b/z.xml", "ä"]
    assert [(source.name, source.format, source.count) for source in reading.sources][:1] == [
        (str(tmp_path / "B.xml"), "RSS", 1)
    ]
    assert [(Path(p.source).name, p.message) for p in reading.problems] == [("notes.txt", "is in no known format")]


def test_what_a_file_is_called_does_not_matter(tmp_path: Path) -> None:
    """A feed may be called .json, and JSON may be called .xml."""
    (tmp_path / "feed.json").write_text(RSS.format("a"))
    (tmp_path / "lines.xml").write_text('{"id": "1"}\n')
    assert [source.format for source in read([tmp_path]).sources] == ["RSS", "items"]


def test_names_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    """Each in one line, with the system's own words."""
    for name in (tmp_path / "gone", "a\x00b", "x" * 5000):
        ((_, message),) = told(name)
        assert message.startswith("cannot be read: "), message
    assert told("") == [("", "is an empty name")]


@pytest.mark.parametrize("address", ["https://a.example/feed", "HTTP://a.example", "feed://a.example/x"])
def test_a_feed_address_is_not_asked_for(address: str) -> None:
    """Fetching is the business of `feedcurate.live`; nothing is asked of the network here."""
    (problem,) = read([address]).problems
    assert problem.source == address
    assert problem.message == "is an address, and only files are read here"


@needs_links
def test_links_are_followed_and_a_folder_that_leads_back_is_not(tmp_path: Path) -> None:
    """A loop ends; a broken link is told."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text('{"id": "1"}')
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in" / "a")
    (tmp_path / "in" / "broken").symlink_to(tmp_path / "nothing")
    reading = read([tmp_path])
    assert [item.id for item in reading.items] == ["1", "1"]
    assert sorted((Path(p.source).name, p.message.partition(":")[0]) for p in reading.problems) == [
        ("broken", "cannot be read"),
        ("loop", "leads to a folder that is read already"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Neither when it is named nor when a folder holds it."""
    os.mkfifo(tmp_path / "pipe")
    assert told(tmp_path / "pipe") == [("pipe", "is no file or folder")]
    assert told(tmp_path) == [("pipe", "is no file or folder")]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system has no /dev/fd")
def test_a_pipe_that_a_shell_opened_is_read() -> None:
    """`feedcurate run rules <(command)` gives such a name."""
    reader, writer = os.pipe()
    os.write(writer, b'{"id": "1"}\n')
    os.close(writer)
    try:
        assert [item.id for item in read([f"/dev/fd/{reader}"]).items] == ["1"]
    finally:
        os.close(reader)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that even root cannot read")
def test_what_cannot_be_read_is_told() -> None:
    """A file that opens and then refuses to be read."""
    assert [p.message for p in read(["/proc/self/mem"]).problems] == ["cannot be read: input/output error"]


def test_a_folder_with_too_many_files_is_read_up_to_the_limit(tmp_path: Path) -> None:
    """And says so."""
    for number in range(5):
        (tmp_path / f"{number}").write_text(f'{{"id": "{number}"}}')
    reading = read([tmp_path], limits=ReadLimits(files=3))
    assert [item.id for item in reading.items] == ["0", "1", "2"]
    assert [p.message for p in reading.problems] == ["holds more than 3 files; the rest is not read"]


def test_standard_input_is_read_once() -> None:
    """A second `-` is told."""
    reading = read(["-", "-"], stdin=io.BytesIO(b'{"id": "1"}'))
    assert len(reading.items) == 1
    assert [p.message for p in reading.problems] == ["can be read only once"]


def test_inputs_keep_their_order_and_doubles_stay(tmp_path: Path) -> None:
    """What to do with doubles is the engine's business."""
    (tmp_path / "a").write_text('{"id": "1"}')
    reading = read(["-", tmp_path / "a", str(tmp_path / "a")], stdin=io.BytesIO(b'{"id": "0"}'))
    assert [item.id for item in reading.items] == ["0", "1", "1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("[]", "holds no posts"),
        ('{"feed": []}', "is in no known format"),
        ("42", "is in no known format"),
        ('"text"', "is in no known format"),
        ("hello", "is in no known format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is in no known format"),
        (b"\x00" * 100, "is in no known format"),
        ("<!doctype html><html><head></head></html>", "is a web page, not a feed; give the feed that it links to"),
        ("<opml version='2.0'><body/></opml>",
         "is a list of feeds (OPML); named by itself, not in a folder, it is fetched"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "is markup, but no feed"),
        ('{"@context": "https://schema.org", "@type": "Recipe"}',
         "is JSON-LD of another vocabulary than ActivityStreams"),
        (b"PK\x03\x04" + b"\x00" * 40, "is a zip archive; give it as a file, not through a pipe"),
        (b"\x1f\x8b\x08" + b"\x00" * 40, "is packed with gzip; give it as a file, or unpack it into the pipe"),
        (b"a.json" + b"\x00" * 251 + b"ustar" + b"\x00" * 250,
         "is a tar archive; give it as a file, not through a pipe"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"a": ' * 100_000, "is nested too deeply"),
    ],
)  # fmt: skip
def test_an_input_without_posts_says_why(content: bytes | str, message: str) -> None:
    """One clear message for each kind of input that is none."""
    reading = piped(content)
    assert reading.items == ()
    assert [problem.message for problem in reading.problems] == [message]


def test_a_feed_that_is_empty_for_now_is_no_problem() -> None:
    """Nothing of it was lost; what it was taken for is told, with its count."""
    reading = piped("<rss version='2.0'><channel><title>T</title></channel></rss>")
    assert (reading.items, reading.problems) == ((), ())
    assert [source.count for source in reading.sources] == [0]


def test_messages_are_one_printable_line() -> None:
    """Parts of them come from the input, which may hold anything."""
    reading = piped('{"id": "1", "\\u001b[31m\\nred": 1}')
    assert [p.message for p in reading.problems] == ["post 1: `\ufffd[31m red`: there is no such field"]


def test_the_garbage_collector_is_left_as_it_was() -> None:
    """It rests while items are made, whatever its state was."""
    assert gc.isenabled()
    piped('{"id": "1"}')
    assert gc.isenabled()
    gc.disable()
    try:
        piped('{"id": "1"}')
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_fetched_at_without_an_offset_is_refused() -> None:
    """A mistake of the caller, not of the input."""
    with pytest.raises(ValueError, match="needs an offset"):
        read([], fetched_at=datetime(2026, 5, 1))  # noqa: DTZ001 (the mistake under test)

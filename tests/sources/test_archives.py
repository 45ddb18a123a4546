from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.item import Item
from feedcurate.sources.base import Reading, ReadLimits
from feedcurate.sources.read import read

MIB = 1024 * 1024


def zipped(path: Path, files: dict[str, bytes | str]) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def told(reading: Reading[Item]) -> list[tuple[str, str]]:
    """The problems of a reading, by the names behind the archive's folder."""
    return [(problem.source.rpartition("/a.zip")[2], problem.message) for problem in reading.problems]


def test_files_in_a_zip_are_read_like_those_of_a_folder(tmp_path: Path) -> None:
    """Sorted by name, each under its own; folders and empty files are nothing, pictures and films are passed over."""
    path = zipped(
        tmp_path / "a.zip",
        {
            "data/": "",
            "data/b.json": '{"id": "2", "text": "b"}',
            "data/a.jsonl": '{"id": "0", "text": "a"}\n{"id": "1", "text": "a"}\n',
            "data/empty.json": "",
            "media/a.JPG": b"\xff\xd8\xff",
            "notes.txt": "buy milk",
        },
    )
    reading = read([path])
    assert [item.id for item in reading.items] == ["0", "1", "2"]
    assert [source.name.rpartition("a.zip")[2] for source in reading.sources] == ["/data/a.jsonl", "/data/b.json"]
    assert told(reading) == [("/notes.txt", "is in no known format")]


def test_an_archive_of_x_is_read_as_it_was_downloaded(tmp_path: Path) -> None:
    """Posts and likes come in; what is no post is told."""
    tweet = {"id_str": "20", "full_text": "hello", "created_at": "Tue Mar 21 20:50:14 +0000 2006"}
    path = zipped(
        tmp_path / "a.zip",
        {
            "data/tweets.js": "window.YTD.tweets.part0 = " + json.dumps([{"tweet": tweet}]),
            "data/like.js": "window.YTD.like.part0 = " + json.dumps([{"like": {"tweetId": "21"}}]),
            "data/account.js": 'window.YTD.account.part0 = [{"account": {"username": "ada"}}]',
            "data/tweets_media/20-a.mp4": b"\x00" * 100,
        },
    )
    reading = read([path])
    assert [(item.id, item.mine, item.liked) for item in reading.items] == [("21", False, True), ("20", True, None)]
    assert told(reading) == [("/data/account.js", "is in no known format")]


def test_what_gzip_packed_is_read_as_what_it_was(tmp_path: Path) -> None:
    """Whatever it is called; of any length where it is JSON Lines."""
    (tmp_path / "posts").write_bytes(gzip.compress(b'{"id": "1", "text": "a"}\n' * 1000))
    reading = read([tmp_path / "posts"])
    assert (len(reading.items), reading.problems) == (1000, ())


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    """Absolute ones, ones that climb, and ones with control characters are only names: nothing is written."""
    names = ["/etc/passwd.json", "../../up.json", "C:\\up.json", "a\x1b[31m.json"]
    path = zipped(tmp_path / "a.zip", {name: f'{{"id": "{n}", "text": "a"}}' for n, name in enumerate(names)})
    reading = read([path])
    assert len(reading.items) == 4
    assert all(source.name.isprintable() for source in reading.sources)
    assert list(tmp_path.iterdir()) == [path]


def measured(path: Path, limits: ReadLimits | None = None) -> tuple[Reading[Item], float, int]:
    """A reading, the seconds of processor time that it took, and the most memory that Python held meanwhile."""
    tracemalloc.start()
    try:
        start = time.process_time()
        reading = read([path], limits=limits or ReadLimits())
        return reading, time.process_time() - start, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_is_given_up_early(tmp_path: Path) -> None:
    """A gigabyte of one line in a megabyte is never unpacked: what unpacks 200 times is no feed."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.json", "w") as inside:
        inside.write(b"[")
        for _ in range(200):
            inside.write(b" " * MIB)
    assert path.stat().st_size < MIB
    reading, seconds, memory = measured(path)
    assert told(reading) == [("/a.json", "cannot be read: it unpacks to more than 200 times its size")]
    assert seconds < 5
    assert memory < 100 * MIB


def test_a_gzip_bomb_is_given_up_early(tmp_path: Path) -> None:
    """As soon as it is large, and known for what it is."""
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b" " * (200 * MIB)))
    reading, seconds, memory = measured(path)
    assert [problem.message for problem in reading.problems] == [
        "cannot be read: it unpacks to more than 200 times its size"
    ]
    assert seconds < 5
    assert memory < 100 * MIB


def test_a_bomb_of_short_lines_gives_no_more_than_its_beginning(tmp_path: Path) -> None:
    """JSON Lines may be of any length, packed ones only as long as they are plausible."""
    path = tmp_path / "a.gz"
    line = b'{"text": "' + b"a" * 1000 + b'"}\n'
    path.write_bytes(gzip.compress(line * (100 * MIB // len(line))))
    reading = read([path])
    broken, more = reading.problems[-2:]
    assert broken.message == "cannot be read: it unpacks to more than 200 times its size"
    assert more.message.startswith("has 4,0")


def test_many_files_that_unpack_to_much_are_given_up_in_time(tmp_path: Path) -> None:
    """Each is harmless by itself; what all of them unpack to is bounded."""
    path = zipped(tmp_path / "a.zip", {f"{n:03}.json": b"[" + b" " * MIB for n in range(50)})
    reading = read([path], limits=ReadLimits(archive_bytes=10 * MIB))
    messages = [problem.message for problem in reading.problems]
    assert messages[-2:] == [
        "cannot be read: the archive unpacks to more than 10,485,760 bytes",
        "unpacks to too much, and is not read further",
    ]
    assert len(messages) < 15


def test_archives_inside_archives_are_not_opened(tmp_path: Path) -> None:
    """However many there are, and whatever they hold; one that holds itself, too."""
    inner = zipped(tmp_path / "inner.zip", {"a.json": '{"id": "1", "text": "a"}'}).read_bytes()
    path = zipped(tmp_path / "a.zip", {"b.zip": inner, "c.json.gz": gzip.compress(b"[]"), "d": inner})
    reading = read([path])
    assert reading.items == ()
    assert told(reading) == [
        ("/b.zip", "is an archive inside an archive, and is not opened"),
        ("/c.json.gz", "is an archive inside an archive, and is not opened"),
        ("/d", "is a zip archive; give it as a file, not through a pipe"),
    ]


def test_a_zip_of_very_many_files_is_not_even_listed(tmp_path: Path) -> None:
    """The list of files alone would fill the memory; a few too many are cut off."""
    path = zipped(tmp_path / "a.zip", {f"{n}.json": '{"id": "1", "text": "a"}' for n in range(100)})
    assert told(read([path], limits=ReadLimits(files=10))) == [("", "holds more than 10 files, and is not read")]
    reading = read([path], limits=ReadLimits(files=90))
    assert len(reading.items) == 90
    assert told(reading) == [("", "holds more than 90 files; the rest is not read")]


def test_a_zip_that_lies_about_its_list_is_broken(tmp_path: Path) -> None:
    """Also one that says in the new way (ZIP64) how large it is."""
    data = bytearray(zipped(tmp_path / "a.zip", {"a.json": "{}"}).read_bytes())
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 12, 0xFFFFFFFF)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 2**60, 1)
    (tmp_path / "a.zip").write_bytes(bytes(data[:end]) + locator + bytes(data[end:]))
    ((_, message),) = told(read([tmp_path / "a.zip"]))
    assert message.startswith("is a broken zip archive")


def test_a_file_that_is_enciphered_is_told_so(tmp_path: Path) -> None:
    """The others are read."""
    path = zipped(tmp_path / "a.zip", {"a.json": '{"id": "1", "text": "a"}', "b.json": '{"id": "2", "text": "b"}'})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    reading = read([path])
    assert [item.id for item in reading.items] == ["2"]
    assert told(reading) == [("/a.json", "is enciphered, and cannot be read")]


def test_a_zip_that_breaks_off_is_told_so(tmp_path: Path) -> None:
    """And a gzip file gives what stands before the break, if it is lines."""
    path = zipped(tmp_path / "a.zip", {"a.json": '{"id": "1", "text": "a"}'})
    path.write_bytes(path.read_bytes()[:-30])
    ((_, message),) = told(read([path]))
    assert message.startswith("is a broken zip archive")
    lines = b"".join(b'{"id": "%d", "text": "a"}\n' % number for number in range(20_000))
    packed = tmp_path / "a.gz"
    packed.write_bytes(gzip.compress(lines)[:-2000])
    reading = read([packed])
    assert len(reading.items) > 1000
    assert [problem.message.partition(" (")[0] for problem in reading.problems][-1] == "cannot be read: it is damaged"


SMALL = io.BytesIO()
with zipfile.ZipFile(SMALL, "w", zipfile.ZIP_DEFLATED) as written:
    written.writestr("a.json", '{"id": "1", "text": "' + "abc" * 50 + '"}')
    written.writestr("b/c.xml", "<rss><channel><title>T</title></channel></rss>")


@given(st.data())
def test_any_damage_to_an_archive_ends_in_posts_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Nothing is raised, for zips and for gzip files."""
    for whole in (SMALL.getvalue(), gzip.compress(b'{"id": "1"}\n' * 20)):
        damaged = bytearray(whole)
        places = st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255))
        for place, byte in data.draw(st.lists(places, max_size=6)):
            damaged[place] = byte
        path = tmp_path_factory.getbasetemp() / "damaged"
        path.write_bytes(bytes(damaged[: data.draw(st.integers(1, len(whole)))]))
        reading = read([path])
        assert reading.items or reading.problems or reading.sources
        assert all(problem.message.isprintable() for problem in reading.problems)


def tarball(path: Path, files: dict[str, bytes], mode: Literal["w", "w:gz"] = "w:gz") -> Path:
    """A tar archive of these files, packed by gzip unless it is told otherwise."""
    with tarfile.open(path, mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_files_in_a_tar_archive_are_read_in_its_order(tmp_path: Path, mode: Literal["w", "w:gz"]) -> None:
    """As the archives of Mastodon and Google's exports come; packed or not."""
    path = tarball(
        tmp_path / "a.tgz",
        {
            "b.jsonl": b'{"id": "0", "text": "a"}\n{"id": "1", "text": "a"}\n',
            "media/a.png": b"\x89PNG",
            "empty.json": b"",
            "../../up.json": b'{"id": "2", "text": "a"}',
            "c.zip": b"PK\x03\x04",
            "notes.txt": b"buy milk",
        },
        mode,
    )
    reading = read([path])
    assert [item.id for item in reading.items] == ["0", "1", "2"]
    assert [(problem.source.rpartition("a.tgz/")[2], problem.message) for problem in reading.problems] == [
        ("c.zip", "is an archive inside an archive, and is not opened"),
        ("notes.txt", "is in no known format"),
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_links_in_a_tar_archive_lead_nowhere(tmp_path: Path) -> None:
    """Neither out of it nor in it; pipes and devices are not opened."""
    secret = tmp_path / "secret.json"
    secret.write_text('{"id": "secret", "text": "a"}')
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo("link.json")
            member.type, member.linkname = kind, str(secret)
            archive.addfile(member)
    reading = read([path])
    assert (reading.items, reading.problems) == ((), ())


def test_a_tar_bomb_is_given_up_early(tmp_path: Path) -> None:
    """One large file, or very many small ones."""
    path = tarball(tmp_path / "a.tgz", {"a.json": b"[" + b" " * (100 * MIB)})
    reading, seconds, memory = measured(path)
    assert "it unpacks to more than 200 times its size" in reading.problems[-1].message
    assert seconds < 5
    assert memory < 220 * MIB
    path = tarball(tmp_path / "b.tgz", {f"{n}.json": b'{"id": "1", "text": "a"}' for n in range(20)})
    reading = read([path], limits=ReadLimits(files=10))
    assert len(reading.items) == 10
    assert [problem.message for problem in reading.problems] == ["holds more than 10 files; the rest is not read"]


def test_a_tar_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    """And says so."""
    path = tarball(tmp_path / "a.tar", {"a.json": b'{"id": "1", "text": "a"}', "b.json": b" " * 5000}, "w")
    path.write_bytes(path.read_bytes()[:2000])
    reading = read([path])
    assert [item.id for item in reading.items] == ["1"]
    assert reading.problems

"""Entries on disk: whole or not there, never somebody else's, never too many."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.cache.entries import Entries
from feedcurate.cache.folder import HAS_OWNERS, folder_of, private

owners = pytest.mark.skipif(not HAS_OWNERS, reason="files have no owners and modes here")

_WRITE = """
import sys
from pathlib import Path
from feedcurate.cache.entries import Entries
entries = Entries(Path(sys.argv[1]))
print("begun", flush=True)
number = 0
while True:
    number = number % 255 + 1
    entries.write("one", bytes([number]) * 8_000_000)
"""


@pytest.fixture
def entries(tmp_path: Path) -> Entries:
    """Entries in a folder of their own."""
    folder = private(tmp_path / "cache")
    assert folder is not None
    return Entries(folder)


def test_what_was_written_is_read(entries: Entries) -> None:
    """Under its name, and what was written there last."""
    assert entries.read("one") is None
    entries.write("one", b"first")
    entries.write("one", b"second")
    entries.write("two", b"")
    assert (entries.read("one"), entries.read("two")) == (b"second", b"")


@given(data=st.binary(max_size=60), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_bit_can_fall_over_unnoticed(data: bytes, place: float, bit: int) -> None:
    """An entry with any one bit changed is none."""
    with tempfile.TemporaryDirectory() as folder:
        entries = Entries(Path(folder))
        entries.write("one", data)
        path = Path(folder) / "one.feedcurate"
        raw = bytearray(path.read_bytes())
        raw[int(place * len(raw))] ^= 1 << bit
        path.write_bytes(raw)
        assert entries.read("one") is None


@given(data=st.binary(max_size=60), part=st.floats(0, 1, exclude_max=True))
def test_half_an_entry_is_none(data: bytes, part: float) -> None:
    """Wherever it was cut off."""
    with tempfile.TemporaryDirectory() as folder:
        entries = Entries(Path(folder))
        entries.write("one", data)
        path = Path(folder) / "one.feedcurate"
        raw = path.read_bytes()
        path.write_bytes(raw[: int(part * len(raw))])
        assert entries.read("one") is None


def test_a_process_killed_while_writing_leaves_the_entry_whole(entries: Entries) -> None:
    """After every kill there is an entry or none, never a part; what was left half written is removed in time."""
    for number in range(6):
        writer = subprocess.Popen([sys.executable, "-c", _WRITE, str(entries.folder)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"begun\n"
        time.sleep(0.02 + number * 0.013)
        writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=30)
        found = entries.read("one")
        assert found is None or (len(found) == 8_000_000 and len(set(found)) == 1)
    long_ago = time.time() - 7_200
    for path in entries.folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    entries.write("two", b"new")
    assert {path.name for path in entries.folder.iterdir()} <= {"one.feedcurate", "two.feedcurate"}


def test_what_another_process_is_writing_stays(entries: Entries) -> None:
    """A file that was begun just now is nobody's business but its writer's."""
    begun = entries.folder / "one.0123456789abcdef.feedcurate-new"
    begun.write_bytes(b"begun")
    entries.write("two", b"new")
    assert begun.exists()


def test_what_is_not_the_cache_s_stays(tmp_path: Path) -> None:
    """Somebody may name a folder in which there are other things."""
    own = [tmp_path / name for name in ("letter.txt", "rules.curate", ".profile")]
    for path in own:
        path.write_text("mine", encoding="utf-8")
        os.utime(path, (0, 0))
    entries = Entries(tmp_path, most_bytes=300, most_entries=1)
    for number in range(5):
        entries.write(str(number), bytes(50))
    assert all(path.exists() for path in own)
    assert len(list(tmp_path.glob("*.feedcurate"))) == 1


def test_the_entry_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """Reading an entry is using it."""
    entries = Entries(tmp_path, most_entries=2)
    for age, name in ((300, "one"), (200, "two")):
        entries.write(name, b"data")
        os.utime(tmp_path / f"{name}.feedcurate", (time.time() - age, time.time() - age))
    assert entries.read("one") == b"data"
    entries.write("three", b"data")
    assert {path.name for path in tmp_path.iterdir()} == {"one.feedcurate", "three.feedcurate"}


@given(sizes=st.lists(st.integers(0, 400), max_size=20))
def test_entries_take_no_more_room_than_they_may(sizes: list[int]) -> None:
    """Whatever is written, in sum and in number; one that is too large for that is not written at all."""
    with tempfile.TemporaryDirectory() as folder:
        entries = Entries(Path(folder), most_bytes=1_000, most_entries=5)
        for number, size in enumerate(sizes):
            entries.write(str(number), bytes(size))
        files = list(Path(folder).iterdir())
        assert len(files) <= 5
        assert sum(file.stat().st_size for file in files) <= 1_000


@owners
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o640, 0o604, 0o777])
def test_an_entry_that_others_may_touch_is_not_read(mode: int, entries: Entries) -> None:
    """Somebody else may have written it, or read what the user's rules say."""
    entries.write("one", b"data")
    (entries.folder / "one.feedcurate").chmod(mode)
    assert entries.read("one") is None


@owners
def test_a_link_is_no_entry(entries: Entries, tmp_path: Path) -> None:
    """Nor is a folder: only a file of the cache's own is read."""
    entries.write("one", b"data")
    (entries.folder / "one.feedcurate").rename(tmp_path / "elsewhere")
    (entries.folder / "one.feedcurate").symlink_to(tmp_path / "elsewhere")
    (entries.folder / "two.feedcurate").mkdir()
    assert (entries.read("one"), entries.read("two")) == (None, None)


@owners
@pytest.mark.parametrize("mode", [0o755, 0o750, 0o770, 0o707, 0o1777])
def test_a_folder_that_others_may_look_into_is_not_used(mode: int, tmp_path: Path) -> None:
    """It is left as it is: who opened it may have had a reason."""
    folder = tmp_path / "cache"
    assert private(folder) == folder
    folder.chmod(mode)
    assert private(folder) is None


@owners
def test_a_link_to_a_folder_is_not_used(tmp_path: Path) -> None:
    """It may lead anywhere tomorrow."""
    assert private(tmp_path / "real") is not None
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert private(tmp_path / "link") is None


@owners
@pytest.mark.skipif(not HAS_OWNERS or os.geteuid() != 0, reason="only the superuser can give a file away")
def test_what_somebody_else_owns_is_not_used(entries: Entries, tmp_path: Path) -> None:
    """Neither a folder nor an entry, though its mode is the right one."""
    entries.write("one", b"data")
    os.chown(entries.folder / "one.feedcurate", 12_345, -1)
    assert entries.read("one") is None
    os.chown(tmp_path / "cache", 12_345, -1)
    assert private(tmp_path / "cache") is None


def test_no_folder_where_none_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """False is none, `off` is none whatever is wanted, and a name that cannot be is none."""
    monkeypatch.setenv("FEEDCURATE_CACHE", "off")
    assert folder_of(True) is folder_of(tmp_path / "cache") is None
    monkeypatch.setenv("FEEDCURATE_CACHE", str(tmp_path / "named"))
    assert folder_of(False) is None
    assert folder_of(True) == tmp_path / "named"
    assert folder_of(str(tmp_path / "own")) == tmp_path / "own"
    assert folder_of("a\0b") is None

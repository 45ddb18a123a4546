"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from feedcurate.cli.files import write_whole
from feedcurate.cli.streams import CannotWrite


def mode_of(path: Path) -> int:
    """A file's permissions."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    """The text is new, the permissions are not, and nothing else is left in the folder."""
    path = tmp_path / "rules.curate"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, "née\n")
    assert path.read_bytes() == b"n\xc3\xa9e\n"
    assert mode_of(path) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_mode_that_the_mask_leaves(tmp_path: Path) -> None:
    """As if it had been opened for writing the ordinary way."""
    ordinary, ours = tmp_path / "ordinary", tmp_path / "ours"
    ordinary.write_text("")
    write_whole(ours, "")
    assert mode_of(ours) == mode_of(ordinary)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    write_whole(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_what_is_no_ordinary_file_is_written_to() -> None:
    """A device stays the device it is."""
    write_whole(Path(os.devnull), "gone")
    assert not Path(os.devnull).is_file()


def test_a_file_that_may_not_be_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that would let us replace a read-only file is no permission to do so."""
    path = tmp_path / "rules.curate"
    path.write_text("old")
    # The tests may run as root, to whom every file is writable.
    monkeypatch.setattr(os, "access", lambda _path, wanted: wanted != os.W_OK)
    with pytest.raises(CannotWrite, match=r"cannot write `.*rules\.curate`: Permission denied"):
        write_whole(path, "new")
    assert path.read_text() == "old"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The message names the file and the system's reason."""
    with pytest.raises(CannotWrite, match=r"cannot write `.*nowhere/rules`: No such file or directory"):
        write_whole(tmp_path / "nowhere" / "rules", "")


def test_nothing_is_left_where_the_text_cannot_be_written(tmp_path: Path) -> None:
    """A text that is no UTF-8 leaves the old file and no new one."""
    path = tmp_path / "rules.curate"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half a character: \ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]

"""Files are read below one folder and nowhere else, unless a host brings a resolver of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from feedcurate.check.resolver import FolderResolver, Found, OutsideFolder, ResolveError
from feedcurate.ruleset import examine, examine_text
from tests.check.checking import codes_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file, beside one that is nobody's business."""
    (tmp_path / "secret.txt").write_text("@spy@x.example\n", encoding="utf-8")
    inside = tmp_path / "rules"
    (inside / "more").mkdir(parents=True)
    (inside / "friends.txt").write_text("@a@x.example\n", encoding="utf-8")
    return inside


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("friends.txt", None),
        ("./friends.txt", None),
        ("more/../friends.txt", "E161"),
        ("../secret.txt", "E161"),
        ("more/../../secret.txt", "E161"),
        ("/etc/passwd", "E161"),
        ("..\\\\secret.txt", "E161"),
        ("gone.txt", "E160"),
        ("more", "E160"),
        ("", "E160"),
        ("friends.txt/x", "E160"),
        ("x" * 300, "E160"),
        ("nul\\u{0}.txt", "E160"),
        ("a\\u{D7FF}.txt", "E160"),
    ],
)
def test_what_a_path_may_name(folder: Path, path: str, code: str | None) -> None:
    """Files in the folder or below; everything else is a mistake at the path."""
    assert codes_in(folder, {"main.curate": f'accounts a from "{path}"'}) == ([code] if code else [])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
@pytest.mark.parametrize("target", ["../secret.txt", "/etc/passwd"])
def test_a_link_that_leads_out_is_not_followed(folder: Path, target: str) -> None:
    """Neither to a file nor through a folder."""
    (folder / "link.txt").symlink_to(target)
    assert codes_in(folder, {"main.curate": 'accounts a from "link.txt"'}) == ["E161"]
    (folder / "up").symlink_to("..")
    assert codes_in(folder, {"main.curate": 'accounts a from "up/secret.txt"'}) == ["E161"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    """It leads nowhere that could not be named."""
    (folder / "link.txt").symlink_to("friends.txt")
    assert codes_in(folder, {"main.curate": 'accounts a from "link.txt"'}) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_in_a_circle_are_a_file_that_cannot_be_read(folder: Path) -> None:
    """The system's refusal is told, not raised."""
    (folder / "a.txt").symlink_to("b.txt")
    (folder / "b.txt").symlink_to("a.txt")
    assert codes_in(folder, {"main.curate": 'accounts a from "a.txt"'}) == ["E160"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes to make")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    """What is no file is not opened: reading it would never end."""
    os.mkfifo(folder / "pipe.txt")
    assert codes_in(folder, {"main.curate": 'accounts a from "pipe.txt"'}) == ["E160"]


def test_a_file_that_is_too_large_is_refused_without_being_read(folder: Path) -> None:
    """The resolver reads one byte more than is wanted and no further."""
    with pytest.raises(ResolveError, match="larger than 5 bytes"):
        FolderResolver(folder).read("friends.txt", "", 5)
    assert FolderResolver(folder).read("friends.txt", "", 14).data == b"@a@x.example\n"


def test_a_used_file_must_be_text(folder: Path) -> None:
    """Bytes that are no UTF-8 are told in the file that holds them."""
    (folder / "odd.txt").write_bytes(b"@a@x.example\n\xff\n")
    assert codes_in(folder, {"main.curate": 'accounts a from "odd.txt"'}) == ["E001"]


def test_rules_from_a_text_use_no_files() -> None:
    """Nobody said where to look."""
    found = examine_text('use "a.curate"\naccounts a from "a.txt"').diagnostics
    assert [diagnostic.code for diagnostic in found] == ["E162", "E162"]


class Shelf:
    """A resolver of a host: files by name, in memory."""

    def __init__(self, **files: str) -> None:
        self.files = files

    def read(self, path: str, folder: str, most: int) -> Found:
        """The file of a name."""
        if path not in self.files:
            raise OutsideFolder(path) if path == "forbidden" else ResolveError("it is not on the shelf")
        return Found(path, f"shelf:{path}", folder, self.files[path].encode()[:most])


def test_a_host_may_bring_its_own_files() -> None:
    """What it finds is used, and what it says of the rest is told."""
    shelf = Shelf(words='topic t: "x"', broken="let a =")
    text = 'use "words"\nuse "broken"\nuse "gone"\nuse "forbidden"\nrule r when post mentions t then hide'
    found = examine_text(text, resolver=shelf).diagnostics
    assert [(d.code, d.span.source.name) for d in found] == [
        ("E160", "<text>"),
        ("E161", "<text>"),
        ("E041", "shelf:broken"),
    ]
    assert "it is not on the shelf" in found[0].message


@pytest.mark.parametrize("name", ["gone.curate", "", "more", "x" * 5000, "nul\0.curate"])
def test_a_rule_file_that_cannot_be_read_is_a_diagnostic(folder: Path, name: str) -> None:
    """Whatever the name is, looking at the file raises nothing."""
    examined = examine(folder / name)
    assert [diagnostic.code for diagnostic in examined.diagnostics] == ["E167"]
    assert examined.ruleset is None

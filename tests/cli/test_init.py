"""`feedcurate init` writes a rule file that is right, and never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_starter_file_is_right_and_in_form(run: Run) -> None:
    """It checks without a word and formats to itself."""
    assert run("init").exit_code == 0
    checked = run("check", "my.curate")
    assert (checked.exit_code, checked.stdout) == (0, "no errors\n")
    assert run("fmt", "--check", "my.curate").exit_code == 0


def test_it_says_what_to_do_next(run: Run) -> None:
    """On standard error, with the file's own name."""
    done = run("init", "other.curate")
    assert done.stdout == ""
    assert "wrote `other.curate`" in done.stderr
    assert "feedcurate check other.curate" in done.stderr


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_what_is_there_is_never_touched(there: str, run: Run, tmp_path: Path) -> None:
    """Neither a file, nor a folder, nor a link that leads nowhere."""
    path = tmp_path / "my.curate"
    match there:
        case "file":
            path.write_text("mine")
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to(tmp_path / "nowhere")
    done = run("init")
    assert done.exit_code == 2
    assert "my.curate" in done.stderr
    assert not (tmp_path / "nowhere").exists()
    if there == "file":
        assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    """The system's reason, and status 2."""
    done = run("init", "nowhere/my.curate")
    assert done.exit_code == 2
    assert "cannot write `nowhere/my.curate`: No such file or directory" in done.stderr

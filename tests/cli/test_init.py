"""`feedcurate init` writes a rule file that is right, and never over another."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from feedcurate.check.packs import pack_names
from feedcurate.cli.starting import BOTHERS, USUAL, offered
from tests.cli.conftest import Run
from tests.cli.process import PROGRAM, environment

EVERYTHING = (
    "--never-miss", "@ann@example.social", "--never-miss", "https://www.youtube.com/@ben", "--minutes", "45",
    "--night", "23:00..6:30", "--posting", "--me", "@me@example.social", "--timezone", "Europe/Berlin",
)  # fmt: skip


@pytest.mark.parametrize("options", [("--yes",), (), EVERYTHING, ("--minutes", "0", "--night", "-", "--bother", "-")])
def test_the_file_is_right_and_in_form(options: tuple[str, ...], run: Run) -> None:
    """It checks without a word, formats to itself, and its examples and claims hold."""
    assert run("init", *options).exit_code == 0
    checked = run("check", "my.curate")
    assert (checked.exit_code, checked.stdout) == (0, "no errors\n")
    assert run("fmt", "--check", "my.curate").exit_code == 0
    assert run("test", "my.curate").exit_code == 0
    assert run("prove", "--strict", "my.curate").exit_code == 0


def test_what_was_said_stands_in_the_file(run: Run, tmp_path: Path) -> None:
    """Each wish as a line that can be changed."""
    run("init", *EVERYTHING)
    text = (tmp_path / "my.curate").read_text(encoding="utf-8")
    for line in (
        'set timezone: "Europe/Berlin"',
        "set me: @me@example.social",
        'accounts close: @ann@example.social, "https://www.youtube.com/@ben"',
        "set balance.limit: 45 minutes",
        "set balance.bedtime: 23:00",
        "set balance.morning: 06:30",
        'use "feedcurate:mindful_posting"',
    ):
        assert line in text.splitlines()


def test_without_a_word_the_best_packs_are_taken(run: Run, tmp_path: Path) -> None:
    """What bothers most people; and a limit to time."""
    run("init", "--yes")
    text = (tmp_path / "my.curate").read_text(encoding="utf-8")
    assert offered() == tuple(word for word, (pack, _) in BOTHERS.items() if pack in pack_names())
    for word in offered():
        assert (f'use "feedcurate:{BOTHERS[word][0]}"' in text) is (word in USUAL)
    assert 'use "feedcurate:balance"' in text


def test_in_a_terminal_it_asks(tmp_path: Path) -> None:
    """What is wrong is asked for again; Enter takes what stands in brackets."""
    answers = [
        "Europe/Berlin",
        *(["y"] * len(offered())),
        "ann", "@ann@example.social, @ben.bsky.social",  # the first is no account
        "20",
        "", "y", "@me@example.social",
    ]  # fmt: skip
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, "init"], stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, cwd=tmp_path, env=environment()
    ) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        try:
            assert process.wait(30) == 0
        finally:
            process.kill()
    os.close(ours)
    lines = (tmp_path / "my.curate").read_text(encoding="utf-8").splitlines()
    assert "accounts close: @ann@example.social, @ben.bsky.social" in lines
    assert "set balance.limit: 20 minutes" in lines
    assert "set me: @me@example.social" in lines


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--never-miss", "ann", "no account"),
        ("--never-miss", "@ann@example.social, ben", "no account"),
        ("--night", "late", "two clocks"),
        ("--night", "25:00..07:00", "two clocks"),
        ("--timezone", "Berlin", "no time zone"),
        ("--bother", "weather", "'comparison'"),
    ],
)
def test_what_makes_no_sense_is_told(option: str, value: str, told: str, run: Run, tmp_path: Path) -> None:
    """And nothing is written."""
    done = run("init", option, value)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (tmp_path / "my.curate").exists()


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

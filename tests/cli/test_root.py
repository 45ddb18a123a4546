"""The group of all commands: what it lists, what it imports, how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

import feedcurate
from feedcurate.cli import streams
from feedcurate.cli.main import cli
from feedcurate.errors import HistoryError
from tests.cli.conftest import Run

COMMANDS = [
    *("init", "check", "fmt", "run", "explain", "try", "test", "prove", "import", "history", "advice", "replay"),
    *("diff", "audit", "packs", "completion", "help"),
]


def test_help_lists_the_commands_that_there_are(run: Run) -> None:
    """Each with a line of its own that says what it does, in the order in which one needs them."""
    done = run("--help")
    assert done.exit_code == 0
    listed = done.stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == COMMANDS
    assert not [line for line in listed if line.endswith("...")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_of_its_own(command: str, run: Run) -> None:
    """`COMMAND --help` and `help COMMAND` are the same page."""
    page = run(command, "--help")
    assert page.exit_code == 0
    assert page.stdout.startswith(f"Usage: feedcurate {command} ")
    assert run("help", command).stdout == page.stdout


def test_the_version_is_the_package_s(run: Run) -> None:
    """One line, the program and its version."""
    assert run("--version").stdout == f"feedcurate {feedcurate.__version__}\n"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("chek", "did you mean `check`?"), ("xyzzy", "see `feedcurate --help`"), ("Run", "did you mean `run`?")],
)
def test_an_unknown_command_is_told_with_the_nearest(typed: str, hint: str, run: Run) -> None:
    """Wrong usage is status 2, on standard error."""
    done = run(typed)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"there is no command `{typed}`: {hint}" in done.stderr


def test_control_characters_of_arguments_are_written_out(run: Run) -> None:
    """An error may quote what was typed or what a file is called."""
    done = run("check\x9b2J\u202e")
    assert "`check�2J�`" in done.stderr


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (HistoryError("the history is from a later version"), 2, "Error: the history is from a later version\n"),
        (streams.CannotWrite("cannot write `x`: no space"), 2, "Error: cannot write `x`: no space\n"),
        (streams.PipeClosed(), 141, ""),
        (KeyboardInterrupt(), 130, "\n"),
        (click.Abort(), 130, ""),
    ],
)
def test_every_end_has_its_status(
    error: BaseException, status: int, told: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command raises on purpose is a message and a status, never a traceback."""
    command = cli.get_command(click.Context(cli), "completion")
    assert command is not None

    def fail(**_arguments: object) -> None:
        raise error

    monkeypatch.setattr(command, "callback", fail)
    done = run("completion", "bash")
    assert (done.exit_code, done.stdout, done.stderr) == (status, "", told)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["completion", "bash"], ["help", "run"]])
def test_what_needs_no_rules_imports_no_heavy_library(arguments: list[str], tmp_path: Path) -> None:
    """Help is there at once: neither models nor parser nor painter are imported for it."""
    code = f"""
import sys
from feedcurate.cli.main import cli
try:
    cli({arguments!r}, prog_name="feedcurate")
finally:
    heavy = {{"pydantic", "lark", "rich", "regex", "re2", "daachorse", "feedparser", "bs4"}} & sys.modules.keys()
    print(*sorted(heavy), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout
    assert done.stderr == "\n"


def test_a_caller_in_the_same_process_may_take_errors_as_exceptions() -> None:
    """As with any click program: `standalone_mode=False` raises, and does not leave."""
    with pytest.raises(click.UsageError, match="there is no command `chek`"):
        cli.main(["chek"], prog_name="feedcurate", standalone_mode=False)

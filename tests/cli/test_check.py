"""`feedcurate check` tells everything that is wrong with rule files."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from threading import Timer

import pytest

from tests.cli.conftest import Run
from tests.cli.feed import RULES
from tests.cli.process import PROGRAM, environment

WRONG = RULES.replace("post.likes < 1000", "post.liks < 1000")
NO_ZONE = "rule early when now.time < 09:00 then label early\n"


def test_a_file_that_is_right_is_fine(run: Run, tmp_path: Path) -> None:
    """No errors, status 0."""
    (tmp_path / "my.curate").write_text(RULES)
    done = run("check", "my.curate")
    assert (done.exit_code, done.stdout) == (0, "no errors\n")


def test_an_error_is_drawn_and_counted(run: Run, tmp_path: Path) -> None:
    """Its place and what was probably meant, on standard output; status 1."""
    (tmp_path / "my.curate").write_text(WRONG)
    done = run("check", "my.curate")
    assert done.exit_code == 1
    assert "my.curate:12" in done.stdout
    assert "`likes`" in done.stdout
    assert done.stdout.endswith("\n1 error\n")


def test_all_files_are_told_together(run: Run, tmp_path: Path) -> None:
    """Errors and warnings of every file, one count."""
    (tmp_path / "a.curate").write_text(WRONG)
    (tmp_path / "b.curate").write_text(NO_ZONE)
    (tmp_path / "c.curate").write_text(WRONG)
    done = run("check", "a.curate", "b.curate", "c.curate")
    assert done.exit_code == 1
    assert done.stdout.endswith("\n2 errors, 1 warning\n")


def test_warnings_alone_are_fine(run: Run, tmp_path: Path) -> None:
    """They are drawn and counted, and the status is 0."""
    (tmp_path / "b.curate").write_text(NO_ZONE)
    done = run("check", "b.curate")
    assert done.exit_code == 0
    assert done.stdout.endswith("\n1 warning\n")


def test_json_has_every_diagnostic_with_its_place(run: Run, tmp_path: Path) -> None:
    """One array; lines and columns count from 1, columns in characters."""
    (tmp_path / "my.curate").write_text(WRONG)
    done = run("check", "my.curate", "--format", "json")
    assert done.exit_code == 1
    (diagnostic,) = json.loads(done.stdout)
    assert diagnostic.keys() == {
        "code", "severity", "message", "file", "line", "column", "end_line", "end_column", "help", "labels",
    }  # fmt: skip
    line = WRONG.splitlines()[diagnostic["line"] - 1]
    assert line[diagnostic["column"] - 1 : diagnostic["end_column"] - 1] in ("post.liks", "liks")
    assert (diagnostic["file"], diagnostic["severity"]) == ("my.curate", "error")


def test_json_of_a_file_that_is_right_is_empty(run: Run, tmp_path: Path) -> None:
    """An empty array is still JSON."""
    (tmp_path / "my.curate").write_text(RULES)
    assert json.loads(run("check", "my.curate", "--format", "json").stdout) == []


def test_standard_input_can_be_checked(run: Run) -> None:
    """`-` reads it, as an editor would ask."""
    done = run("check", "-", stdin=WRONG)
    assert done.exit_code == 1
    assert "<stdin>:12" in done.stdout


@pytest.mark.parametrize("name", ["nowhere.curate", "folder"])
def test_what_cannot_be_read_is_status_2_and_the_rest_is_checked(name: str, run: Run, tmp_path: Path) -> None:
    """A file that is not there, or a folder, is told among the others."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "my.curate").write_text(WRONG)
    done = run("check", name, "my.curate")
    assert done.exit_code == 2
    assert name in done.stdout
    assert "my.curate:12" in done.stdout


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"\x00" * 100, bytes(range(256)), b"\x89PNG\r\n\x1a\n" + b"\x00" * 50]
)
def test_bytes_that_are_no_rules_are_diagnostics(data: bytes, run: Run, tmp_path: Path) -> None:
    """Whatever is in a file, the answer is a message."""
    (tmp_path / "my.curate").write_bytes(data)
    done = run("check", "my.curate")
    assert done.exit_code == 1
    assert "error" in done.stdout


def test_a_file_of_rules_must_be_named(run: Run) -> None:
    """Without one it is wrong usage."""
    assert run("check").exit_code == 2


def test_watch_checks_again_at_every_save_until_ctrl_c(tmp_path: Path) -> None:
    """Also when a file that the rules use is saved; Ctrl-C ends it with status 130 and no traceback."""
    rules, names = tmp_path / "my.curate", tmp_path / "close.txt"
    names.write_text("@a@example.social\n")
    rules.write_text('set timezone: "UTC"\naccounts close from "close.txt"\nrule r when author in close then keep\n')
    command = [PROGRAM, "check", "--watch", "my.curate"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        last_resort = Timer(30, process.kill)
        last_resort.start()
        assert _until(process, "no errors\n")
        names.write_text("not an account\n")
        assert "close.txt:1" in _until(process, "1 error\n")
        rules.write_text('set timezone: "UTC"\nrule r when post is ad then keep\n')
        assert _until(process, "no errors\n")
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
        last_resort.cancel()
    assert process.returncode == 130
    assert told.replace("watching; Ctrl-C ends\n", "") == "\n"


def _until(process: subprocess.Popen[str], last: str) -> str:
    """What is printed up to a line."""
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if line == last:
            return told
    raise AssertionError(told)

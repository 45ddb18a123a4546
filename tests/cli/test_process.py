"""The program as a process: its streams, its signals, the terminal it runs in."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.feed import NOW, POSTS, RULES, lines, write_feed
from tests.cli.process import PROGRAM, environment, start
from tests.cli.test_run import TABLE

posix = pytest.mark.skipif(sys.platform == "win32", reason="descriptors and terminals as POSIX has them")


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """`run` with rules and a feed that are in the test's folder."""
    rules, home = write_feed(tmp_path)
    return [PROGRAM, "run", str(rules), str(home), "--now", NOW]


def on_terminal(command: list[str], cwd: Path, **settings: str) -> tuple[str, int]:
    """Run a command in a terminal of its own; what appears there, and the exit status."""
    import pty

    primary, secondary = pty.openpty()
    env = environment(**{"TERM": "xterm-256color", "COLUMNS": "100", **settings})
    with subprocess.Popen(command, cwd=cwd, env=env, stdin=secondary, stdout=secondary, stderr=secondary) as process:
        os.close(secondary)
        told = b""
        # Linux ends a terminal whose last program is gone with an error, others with nothing.
        with contextlib.suppress(OSError):
            while part := os.read(primary, 65536):
                told += part
        os.close(primary)
    return told.decode().replace("\r\n", "\n"), process.returncode


@posix
def test_a_terminal_gets_a_table_in_colour(command: list[str], tmp_path: Path) -> None:
    """Without any option: a person is looking."""
    told, status = on_terminal(command, tmp_path)
    assert status == 0
    assert "\x1b[1min the feed (2)" in told
    assert "3 posts in: 1 shown, 1 collapsed, 1 hidden" in told


@posix
@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_no_colour_gets_none(
    settings: dict[str, str], command: list[str], tmp_path: Path
) -> None:
    """The same table without an escape sequence."""
    told, _ = on_terminal(command, tmp_path, **settings)
    assert told == "home.jsonl: items, 3 posts\n" + TABLE


@posix
def test_a_terminal_shows_errors_in_colour(tmp_path: Path) -> None:
    """Diagnostics too, unless NO_COLOR says otherwise."""
    (tmp_path / "my.curate").write_text(RULES.replace("post.likes", "post.liks"))
    command = [PROGRAM, "check", "my.curate"]
    assert "\x1b[" in on_terminal(command, tmp_path)[0]
    assert "\x1b[" not in on_terminal(command, tmp_path, NO_COLOR="1")[0]


def test_a_pipe_gets_json_lines(command: list[str], tmp_path: Path) -> None:
    """Without any option: a program is reading; there are no colours, whatever is in the posts."""
    done = start(*command[1:], cwd=tmp_path)
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2", "3", "1"]


@posix
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    """As with any tool of a shell: status 141, not a word."""
    rules, _ = write_feed(tmp_path)
    (tmp_path / "many.jsonl").write_text(lines([{**POSTS[0], "id": str(i)} for i in range(2_000)]))
    command = [PROGRAM, "run", str(rules), "many.jsonl", "--now", NOW]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (141, b"many.jsonl: items, 2,000 posts\n")


@posix
def test_a_closed_standard_output_is_told(command: list[str], tmp_path: Path) -> None:
    """A result that has no place to go is no success."""
    line = 'exec "$@" >&-'
    shell = ["/bin/sh", "-c", line, "sh", *command]
    done = subprocess.run(shell, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith(b"Error: standard output is closed\n")


@posix
@pytest.mark.parametrize("arguments", [["run", "my.curate", "-"], ["check", "-"], ["fmt", "-"]])
def test_a_closed_standard_input_is_told(arguments: list[str], command: list[str], tmp_path: Path) -> None:
    """Where `-` asks for it; status 2."""
    shell = ["/bin/sh", "-c", 'exec "$@" <&-', "sh", command[0], *arguments]
    done = subprocess.run(shell, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"Error: `-` is standard input, which is closed\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names of files")
def test_names_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    """A name of bytes that are no UTF-8 is shown as far as it goes."""
    name = os.fsdecode(b"f\xffd")
    rules, home = f"{name}.curate", f"{name}.jsonl"
    (tmp_path / "my.curate").write_text(RULES)
    (tmp_path / rules).write_text(RULES)
    (tmp_path / home).write_text(lines(POSTS))
    for form in ("table", "jsonl", "json"):
        done = start("run", "my.curate", home, "--now", NOW, "--format", form, cwd=tmp_path)
        assert (done.returncode, done.stderr.decode()) == (0, "f\ufffdd.jsonl: items, 3 posts\n")
    for arguments in (["check", rules], ["fmt", rules], ["check", rules, "--format", "json"]):
        done = start(*arguments, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_told(command: list[str], tmp_path: Path) -> None:
    """The system's reason, status 2, no traceback."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.endswith(b"Error: cannot write to standard output: No space left on device\n")


@posix
def test_ctrl_c_ends_it_with_130(command: list[str], tmp_path: Path) -> None:
    """While it waits for standard input: no traceback."""
    waiting = [*command[:3], "-", *command[4:]]
    with subprocess.Popen(
        waiting, cwd=tmp_path, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: when all of it is written, the program is reading.
        process.stdin.write(b" " * 1_000_000)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert told.strip() == b""


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "cp1252"])
def test_a_locale_that_is_not_utf_8_loses_no_meaning(encoding: str, tmp_path: Path) -> None:
    """JSON is escaped and reads back whole; a table shows what it can and `?` for the rest."""
    rules, _ = write_feed(tmp_path)
    post = {**POSTS[1], "text": "日本語 – “naïve” 👩‍👩‍👧"}
    (tmp_path / "one.jsonl").write_text(lines([post]))
    env = environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    table = start("run", rules, "one.jsonl", "--now", NOW, "--format", "table", cwd=tmp_path, env=env)
    assert (table.returncode, table.stderr) == (0, b"one.jsonl: items, 1 post\n")
    assert "???" in table.stdout.decode(encoding)
    explained = start("explain", rules, "one.jsonl", "--now", NOW, "--format", "json", cwd=tmp_path, env=env)
    assert explained.returncode == 0
    assert json.loads(explained.stdout)["id"] == "2"
    assert explained.stdout.isascii()

"""`feedcurate fmt` puts rule files into their one layout, whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.feed import RULES

UNTIDY = RULES.replace("    ", "\t").replace("\nfeed\n", "\n\n\nfeed  -- at the end\n")
TIDY = RULES.replace("\nfeed\n", "\nfeed  -- at the end\n")


def test_a_file_is_rewritten_in_place(run: Run, tmp_path: Path) -> None:
    """In the canonical layout, comments and mode kept."""
    path = tmp_path / "my.curate"
    path.write_text(UNTIDY)
    path.chmod(0o600)
    done = run("fmt", "my.curate")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "formatted `my.curate`\n")
    assert path.read_text() == TIDY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_in_form_is_not_touched(run: Run, tmp_path: Path) -> None:
    """Not even its time changes."""
    path = tmp_path / "my.curate"
    path.write_text(RULES)
    before = path.stat()
    done = run("fmt", "my.curate")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_check_only_names_the_files_that_would_change(run: Run, tmp_path: Path) -> None:
    """Status 1 where there is one, and every file stays as it is."""
    (tmp_path / "tidy.curate").write_text(RULES)
    (tmp_path / "untidy.curate").write_text(UNTIDY)
    done = run("fmt", "--check", "tidy.curate", "untidy.curate")
    assert (done.exit_code, done.stdout) == (1, "untidy.curate\n")
    assert (tmp_path / "untidy.curate").read_text() == UNTIDY
    assert run("fmt", "--check", "tidy.curate").exit_code == 0


def test_standard_input_is_formatted_to_standard_output(run: Run) -> None:
    """As an editor would ask; with --check only the status answers."""
    done = run("fmt", "-", stdin=UNTIDY)
    assert (done.exit_code, done.stdout) == (0, TIDY)
    assert run("fmt", "-", "--check", stdin=UNTIDY).exit_code == 1


def test_a_file_with_errors_of_syntax_is_left_and_the_others_are_formatted(run: Run, tmp_path: Path) -> None:
    """The diagnostics say why, on standard error."""
    broken, good = tmp_path / "broken.curate", tmp_path / "good.curate"
    broken.write_text("rule when\n")
    good.write_text(UNTIDY)
    done = run("fmt", "broken.curate", "good.curate")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "broken.curate:1" in done.stderr
    assert broken.read_text() == "rule when\n"
    assert good.read_text() == TIDY


def test_line_ends_and_marks_of_other_systems_go(run: Run, tmp_path: Path) -> None:
    """A byte order mark and CRLF are layout, too."""
    path = tmp_path / "my.curate"
    path.write_bytes(b"\xef\xbb\xbf" + RULES.replace("\n", "\r\n").encode())
    assert run("fmt", "my.curate").exit_code == 0
    assert path.read_bytes() == RULES.encode()


def test_a_file_that_is_not_there_is_status_2(run: Run) -> None:
    """The system's reason."""
    done = run("fmt", "nowhere.curate")
    assert done.exit_code == 2
    assert "cannot read `nowhere.curate`: No such file or directory" in done.stderr


def test_a_file_that_is_no_text_is_left(run: Run, tmp_path: Path) -> None:
    """Its diagnostic says why; status 1."""
    path = tmp_path / "my.curate"
    path.write_bytes("-- für mich\n".encode("latin-1"))
    done = run("fmt", "my.curate")
    assert done.exit_code == 1
    assert "my.curate" in done.stderr
    assert path.read_bytes() == "-- für mich\n".encode("latin-1")

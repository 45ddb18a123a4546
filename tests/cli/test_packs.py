"""`feedcurate packs` lists the packs and prints one."""

from __future__ import annotations

from feedcurate.check.packs import pack_names, pack_text
from tests.cli.conftest import Run


def test_all_packs_are_listed_with_what_they_are_for(run: Run) -> None:
    """A line each."""
    done = run("packs")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(pack_names())
    assert "Passive time has a limit" in done.stdout


def test_a_pack_is_printed_as_it_is_written(run: Run) -> None:
    """It can be the beginning of a file of one's own."""
    assert run("packs", "balance").stdout == pack_text("balance")


def test_a_name_that_is_nearly_right_is_told(run: Run) -> None:
    """With the one that was meant."""
    done = run("packs", "blance")
    assert done.exit_code == 2
    assert "did you mean `balance`?" in done.stderr

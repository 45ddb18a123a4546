"""`feedcurate help` has a page on everything that a message may name."""

from __future__ import annotations

import pytest

from feedcurate.text.codes import all_codes, page
from tests.cli.conftest import Run


def test_every_code_has_a_page(run: Run) -> None:
    """And it is the code's own."""
    for code in all_codes():
        done = run("help", code)
        assert done.exit_code == 0
        assert done.stdout == page(code).text.rstrip("\n") + "\n"


def test_a_code_may_be_typed_in_small_letters(run: Run) -> None:
    """`help e102` is `help E102`."""
    code = all_codes()[0]
    assert run("help", code.lower()).stdout == run("help", code).stdout


def test_codes_lists_all_of_them(run: Run) -> None:
    """A line each, sorted."""
    listed = run("help", "codes").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(all_codes())


def test_help_alone_is_the_help_of_the_program(run: Run) -> None:
    """As `--help`."""
    assert run("help").stdout == run("--help").stdout


@pytest.mark.parametrize(("typed", "hint"), [("chek", "did you mean `check`?"), ("quux", "see `feedcurate help`")])
def test_what_has_no_page_is_told_with_the_nearest(typed: str, hint: str, run: Run) -> None:
    """Status 2, and what to type instead."""
    done = run("help", typed)
    assert done.exit_code == 2
    assert f"there is no help on `{typed}`: {hint}" in done.stderr

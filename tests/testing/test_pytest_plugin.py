"""The pytest plugin, in a pytest of its own, found by its entry point as in anybody's project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RULES = """
accounts close: @sis@a.example
rule no_diets when post mentions "diet" and not author in close then hide

example "a diet is hidden"
    given post by @gym@b.example saying "my diet"
    expect hidden by no_diets

example "a sister's diet is shown"
    given post by @sis@a.example saying "my diet"
    expect shown

always "close friends are shown": author in close implies not hidden
"""


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run pytest in a folder; its status, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:randomly", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def write(folder: Path, text: str, name: str = "my.curate") -> None:
    """A rule file in a folder."""
    (folder / name).write_text(text, encoding="utf-8")


def test_each_example_and_each_claim_is_a_test(tmp_path: Path) -> None:
    """Named by its title, in the order of the file."""
    write(tmp_path, RULES)
    status, told = run(tmp_path, "--collect-only", "-q")
    assert status == 0
    assert told.splitlines()[:3] == [
        "my.curate::a diet is hidden",
        "my.curate::a sister's diet is shown",
        "my.curate::close friends are shown",
    ]
    assert run(tmp_path)[0] == 0


def test_a_failing_example_tells_what_happened_instead(tmp_path: Path) -> None:
    """With the line and the rule's clauses, and no traceback."""
    write(tmp_path, RULES.replace("expect shown", "expect hidden"))
    status, told = run(tmp_path)
    assert status == 1
    assert "my.curate:11:5: expect hidden\n  but: shown\n" in told
    assert "true    author in close (author = @sis@a.example) – this stopped it" in told
    assert "Traceback" not in told
    assert "1 failed, 2 passed" in told


def test_a_refuted_claim_shows_the_post(tmp_path: Path) -> None:
    """As an example to paste."""
    write(tmp_path, RULES + 'never "nothing is hidden": hidden\n')
    status, told = run(tmp_path, "-k", "nothing")
    assert status == 1
    assert 'refuted   never "nothing is hidden"' in told
    assert "expect hidden by no_diets" in told
    assert "1 failed, 3 deselected" in told


def test_a_claim_that_stays_undecided_is_skipped_and_not_passed(tmp_path: Path) -> None:
    """It says so, and how much was tried."""
    claim = 'always "long": post.text matches /^a{9}$/ implies not post.text matches /b{9}/'
    write(tmp_path, f"{RULES}{claim}\n")
    status, told = run(tmp_path, "-k", "long", "-rs")
    assert status == 0
    assert "1 skipped" in told
    assert "undecided" in told


def test_a_broken_rule_file_tells_all_its_mistakes(tmp_path: Path) -> None:
    """As an error of collecting, drawn as `check` draws it; the other files are collected."""
    write(tmp_path, "rule a when pst is repost then hide\nrule b when post is rpost then hide\n", "broken.curate")
    write(tmp_path, RULES)
    status, told = run(tmp_path, "--continue-on-collection-errors")
    assert status == 1
    assert "E101" in told
    assert "E103" in told
    assert "3 passed, 1 error" in told


def test_workers_share_the_tests(tmp_path: Path) -> None:
    """pytest-xdist finds the same tests in each worker."""
    write(tmp_path, RULES)
    status, told = run(tmp_path, "-n", "2")
    assert status == 0
    assert "3 passed" in told


@pytest.mark.parametrize(("setting", "found"), [("curate_files =", 5), ("curate_files = other.curate", 5)])
def test_a_setting_says_which_files_are_meant(tmp_path: Path, setting: str, found: int) -> None:
    """Nothing is collected of others, which pytest tells by its status."""
    write(tmp_path, RULES)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\n{setting}\n", encoding="utf-8")
    assert run(tmp_path)[0] == found


def test_the_plugin_costs_nothing_where_there_is_no_rule_file(tmp_path: Path) -> None:
    """It is there, and the checker is not imported."""
    (tmp_path / "test_it.py").write_text(
        "import sys\n\n\ndef test_it():\n    assert 'feedcurate.testing.pytest_plugin' in sys.modules\n"
        "    assert 'feedcurate.check' not in sys.modules\n    assert 'pydantic' not in sys.modules\n",
        encoding="utf-8",
    )
    status, told = run(tmp_path)
    assert status == 0, told


def test_signals_that_are_worked_out_on_the_command_line_are_here_too(tmp_path: Path) -> None:
    """An example passes in pytest where `feedcurate test` says that it does."""
    write(
        tmp_path,
        'signal sentiment: number\nrule bitter when post.sentiment < -0.5 then hide\nexample "a rant is hidden"\n'
        '    given post by @a@a.example saying "I hate this awful, miserable day."\n    expect hidden by bitter\n',
    )
    status, told = run(tmp_path)
    assert status == 0, told

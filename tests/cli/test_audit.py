"""`feedcurate audit` tells what is in a feed, as a table, as JSON and as a page to print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedcurate.history.texts import item_text, text_of
from feedcurate.review.audit_model import Audit
from tests.cli.conftest import Run
from tests.review.audited import DONE, POSTS, RULES

PERIOD = ("--from", "2026-03-29", "--until", "2026-03-30")


@pytest.fixture
def files(tmp_path: Path, run: Run) -> Run:
    """The small feed as JSON Lines and as a database, and its rules; `run` in their folder."""
    (tmp_path / "my.curate").write_text(RULES, encoding="utf-8")
    (tmp_path / "posts.jsonl").write_text("\n".join(map(item_text, POSTS)), encoding="utf-8")
    (tmp_path / "did.jsonl").write_text("\n".join(map(text_of, DONE)), encoding="utf-8")
    for name in ("posts.jsonl", "did.jsonl"):
        assert run("import", name, "--history", "me.db").exit_code == 0
    return run


def test_a_table_comes_by_default(files: Run) -> None:
    """Dates are days of the reader's zone, which the rules name, and the last day counts whole."""
    told = files("audit", "my.curate", "--history", "me.db", *PERIOD)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith("2026-03-29 to 2026-03-30, by the clock of Europe/Berlin")
    assert "advice: unfollow" in told.stdout


def test_json_has_all_of_it(files: Run) -> None:
    """It reads back as the model it is of."""
    told = files("audit", "my.curate", "--history", "me.db", *PERIOD, "--format", "json")
    found = Audit.model_validate(json.loads(told.stdout))
    assert [one.account.handle for one in found.accounts] == ["gym@a.example", "sis@b.example", "press@c.example"]
    assert (found.start.isoformat(), found.end.isoformat()) == (
        "2026-03-28T23:00:00+00:00",
        "2026-03-30T21:59:59.999999+00:00",
    )


def test_files_give_the_same_as_a_database(files: Run) -> None:
    """But for since when the history is held: files are taken to be complete."""
    options = (*PERIOD, "--format", "json")
    one = json.loads(files("audit", "my.curate", "--history", "me.db", *options).stdout)
    other = json.loads(
        files("audit", "my.curate", "--history", "posts.jsonl", "--activities", "did.jsonl", *options).stdout
    )
    assert (one.pop("posts_since"), one.pop("views_since")) == (None, "2026-03-29T00:50:00Z")
    assert (other.pop("posts_since"), other.pop("views_since")) == (None, None)
    assert one == other


def test_rules_may_be_left_out(files: Run) -> None:
    """Then the reader says where and who they are, and the table says what is missing."""
    told = files("audit", "--history", "me.db", *PERIOD, "--timezone", "Europe/Berlin", "--me", "@me@m.example")
    assert told.exit_code == 0
    assert "Without a rule file" in told.stdout
    assert "@me@m.example" not in told.stdout
    assert "unfollow" not in told.stdout


def test_the_page_goes_into_a_file(files: Run, tmp_path: Path) -> None:
    """Nothing is told on the terminal, and nothing else is written."""
    before = {path.name for path in tmp_path.iterdir()}
    told = files("audit", "my.curate", "--history", "me.db", *PERIOD, "--format", "html", "-o", "audit.html")
    assert (told.exit_code, told.stdout) == (0, "")
    assert (tmp_path / "audit.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    left = {path.name for path in tmp_path.iterdir()} - before
    assert {name for name in left if not name.startswith("me.db-")} == {"audit.html"}


def test_a_period_that_ends_before_it_begins_is_wrong_usage(files: Run) -> None:
    """The message names the option."""
    told = files("audit", "--history", "me.db", "--from", "2026-04-01", "--until", "2026-03-01")
    assert told.exit_code == 2
    assert "`--from` lies after `--until`" in told.stderr


def test_what_cannot_be_read_is_told_and_the_rest_is_audited(files: Run, tmp_path: Path) -> None:
    """The status is 2."""
    (tmp_path / "bad.jsonl").write_text(item_text(POSTS[0]) + "\n{nonsense\n", encoding="utf-8")
    told = files("audit", "--history", "bad.jsonl", *PERIOD)
    assert told.exit_code == 2
    assert "could not read" in told.stderr
    assert "@gym@a.example" in told.stdout


def test_rules_with_errors_are_told(files: Run, tmp_path: Path) -> None:
    """As everywhere, and the status is 1."""
    (tmp_path / "bad.curate").write_text("rule r when nothing then hide", encoding="utf-8")
    assert files("audit", "bad.curate", "--history", "me.db").exit_code == 1

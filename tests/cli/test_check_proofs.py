"""`feedcurate check` beyond mistakes: what is plain to see, what is proved, what a history says, and mending."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

import feedcurate.proof.warnings
from feedcurate import Item
from feedcurate.proof.warnings.questions import Questions
from tests.cli.conftest import Run

RULES = """set timezone: "Europe/Berlin"
accounts close: @sis@a.example
topic bait: "summer body", "my summer body"

rule no_bait
    when post mentions bait
    then hide

rule no_loud_bait
    when post mentions bait and post.likes > 3
    then collapse "loud"

rule friends
    when author in close
    then keep
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rule file with an entry too many, a shadowed rule and a contradiction."""
    path = tmp_path / "my.curate"
    path.write_text(RULES)
    return path


def test_what_is_plain_to_see_is_told_by_itself(run: Run, rules: Path) -> None:
    """Without a solver, and without being asked for; the status stays 0."""
    done = run("check", str(rules))
    assert done.exit_code == 0
    assert "W307" in done.stdout
    assert done.stdout.endswith("\n1 warning\n")


def test_what_is_proved_is_told_where_it_is_asked_for(run: Run, rules: Path) -> None:
    """The shadowed rule, and the contradiction with a post as an example to paste."""
    done = run("check", str(rules), "--prove")
    assert done.exit_code == 0
    assert "`no_loud_bait` never decides anything" in done.stdout
    assert '    example "friends and no_bait"\n        given post by @sis@a.example' in done.stdout
    assert done.stdout.endswith("\n3 warnings\n")


@pytest.mark.parametrize("kept", ["author in close", "author.credential = professional", "author is followed"])
def test_every_example_that_is_offered_passes(kept: str, run: Run, rules: Path) -> None:
    """Whatever it takes to be kept is in the example."""
    rules.write_text(RULES.replace("author in close", kept))
    done = run("check", str(rules), "--prove", "--format", "json")
    [example] = [one["example"] for one in json.loads(done.stdout) if "example" in one]
    rules.write_text(f"{rules.read_text()}\n{example}")
    assert "passed  friends and no_bait\n" in run("test", str(rules)).stdout


def test_no_example_is_offered_that_says_less_than_the_post(run: Run, rules: Path) -> None:
    """It might fail: when a post was edited cannot be said in an example, so the post is told and no more."""
    rules.write_text(RULES.replace("post mentions bait", "post.updated > post.published + 1 hour"))
    told = run("check", str(rules), "--prove").stdout
    assert "`friends` keeps what `no_bait` would hide" in told
    assert "A post that shows it: a post by" in told
    assert 'example "' not in told


def test_without_the_extra_it_is_named(run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked to prove without Z3, it says what to install; otherwise nothing is missing."""
    monkeypatch.setattr(feedcurate.proof.warnings, "find_spec", lambda name: None if name == "z3" else find_spec(name))
    assert run("check", str(rules)).exit_code == 0
    done = run("check", str(rules), "--prove")
    assert done.exit_code == 2
    assert "feedcurate[prove]" in done.stderr


def test_a_history_says_how_often_a_rule_fired(run: Run, rules: Path, tmp_path: Path) -> None:
    """Of late only: what is older than 90 days does not count."""
    now = datetime.now(UTC)
    posts = [
        Item(id=str(days), source="m", text="summer body", likes=9, published=now - timedelta(days=days))
        for days in (1, 20, 100)
    ]
    (tmp_path / "past.jsonl").write_text("".join(f"{post.model_dump_json()}\n" for post in posts))
    done = run("check", str(rules), "--prove", "--history", str(tmp_path / "past.jsonl"))
    assert "`no_loud_bait` fired 2 times in 90 days" in done.stdout
    assert "`friends` fired 0 times in 90 days" in done.stdout


def test_a_file_is_mended_and_shown(run: Run, rules: Path) -> None:
    """The file is written anew, what has changed is a diff, and what is left is told."""
    done = run("check", str(rules), "--prove", "--fix")
    assert done.exit_code == 0
    assert "-rule no_loud_bait\n" in done.stdout
    assert "mended" in done.stderr
    assert "no_loud_bait" not in rules.read_text()
    assert '"my summer body"' not in rules.read_text()
    assert done.stdout.endswith("\n1 warning\n")


def test_a_file_that_needs_nothing_is_not_touched(run: Run, rules: Path) -> None:
    """Neither its layout nor its date changes."""
    rules.write_text("rule a   when post has link then hide\n")
    before = rules.stat().st_mtime_ns
    assert run("check", str(rules), "--fix", "--prove").exit_code == 0
    assert rules.read_text() == "rule a   when post has link then hide\n"
    assert rules.stat().st_mtime_ns == before


def test_standard_input_cannot_be_mended(run: Run) -> None:
    """There is no file to write."""
    assert run("check", "-", "--fix").exit_code == 2


def test_ctrl_c_shows_what_is_known_so_far(run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped while it proves, it tells what it has found, and that this is not all."""
    asked = iter(range(1, 100))
    plainly = Questions.ask_nearby

    def stop(self: Questions, *conditions: object) -> object:
        if next(asked) > 2:
            raise KeyboardInterrupt
        return plainly(self, *conditions)

    monkeypatch.setattr(Questions, "ask_nearby", stop)
    done = run("check", str(rules), "--prove")
    assert done.exit_code == 130
    assert "W307" in done.stdout
    assert "not everything was looked at" in done.stderr

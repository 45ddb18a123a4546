"""Local signals on the command line: declared in a rule file, worked out where the extra is there, else told of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

RULES = """\
set timezone: "UTC"

signal sentiment: number

rule bitter
    when post mentions "day" and post.sentiment < -0.5
    then hide, because "sounds bitter"

example "a bad day is hidden, a good one is not"
    given post by @a@social.example saying "I hate this awful, miserable day."
    expect hidden by bitter
"""
POSTS = [
    {"id": "1", "source": "app", "text": "I hate this awful, miserable day."},
    {"id": "2", "source": "app", "text": "What a lovely day, I love it."},
]
INSTALL = "pip install 'feedcurate[signals]'"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A rule file and two posts."""
    rules, posts = tmp_path / "my.curate", tmp_path / "posts.jsonl"
    rules.write_text(RULES, encoding="utf-8")
    posts.write_text("".join(json.dumps(one) + "\n" for one in POSTS), encoding="utf-8")
    return rules, posts


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the extra is not installed."""
    monkeypatch.setattr("feedcurate.signals.local.find_spec", lambda _: None)


def outcomes(stdout: str) -> dict[str, str]:
    """What became of posts, of JSON Lines."""
    rows = [json.loads(line) for line in stdout.splitlines()]
    return {row["id"]: row["outcome"] for row in rows}


def test_a_declared_signal_is_worked_out(run: Run, files: tuple[Path, Path]) -> None:
    """Declaring it is all; examples see it too, and nothing is said about it."""
    done = run("run", *files, "--format", "jsonl")
    assert outcomes(done.stdout) == {"1": "hidden", "2": "shown"}
    assert "sentiment" not in done.stderr
    assert run("test", files[0]).exit_code == 0


@pytest.mark.usefixtures("bare")
def test_without_the_extra_the_signal_is_unknown_and_it_is_said(run: Run, files: tuple[Path, Path]) -> None:
    """Both `check` and `run` say what to install; the rule does not fire, and the rest runs."""
    checked = run("check", files[0])
    assert (checked.exit_code, checked.stdout) == (0, "no errors\n")
    assert checked.stderr.count(INSTALL) == 1
    done = run("run", *files, "--format", "jsonl")
    assert outcomes(done.stdout) == {"1": "shown", "2": "shown"}
    assert done.stderr.count(INSTALL) == 1


@pytest.mark.usefixtures("bare")
def test_without_the_extra_what_posts_bring_along_counts(run: Run, files: tuple[Path, Path]) -> None:
    """A reader that knows better than we do may say so in its file."""
    files[1].write_text(json.dumps(POSTS[1] | {"signals": {"sentiment": -0.9}}) + "\n", encoding="utf-8")
    assert outcomes(run("run", *files, "--format", "jsonl").stdout) == {"2": "hidden"}


@pytest.mark.usefixtures("bare")
def test_a_file_that_declares_none_hears_nothing(run: Run, rules: Path, feed: tuple[Path, Path]) -> None:
    """Also where the word stands in it."""
    rules.write_text(f"-- no signal\n{rules.read_text(encoding='utf-8')}", encoding="utf-8")
    assert INSTALL not in run("run", *feed).stderr


def test_another_type_than_what_is_worked_out_is_told(run: Run, files: tuple[Path, Path]) -> None:
    """A share of one's own may have that name; then nothing is worked out."""
    files[0].write_text("signal sentiment: share\nrule r when post.sentiment < 50% then hide", encoding="utf-8")
    assert "declared as share, and what is worked out here is number" in run("check", files[0]).stderr
    assert outcomes(run("run", *files, "--format", "jsonl").stdout) == {"1": "shown", "2": "shown"}


def test_a_batch_takes_signals_from_its_columns(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    """It says that nothing is worked out, and believes what is there."""
    bitter, glad = POSTS[0], POSTS[1] | {"signals": {"sentiment": -0.9}}
    table, out = tmp_path / "posts.ndjson", tmp_path / "out.ndjson"
    table.write_text("".join(json.dumps(one) + "\n" for one in (bitter, glad)), encoding="utf-8")
    done = run("run", files[0], "--batch", table, "--out", out)
    assert "`sentiment` is not worked out here" in done.stderr
    assert outcomes(out.read_text(encoding="utf-8")) == {"1": "shown", "2": "hidden"}

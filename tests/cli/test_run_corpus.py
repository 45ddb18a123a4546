from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import PROGRAM

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("feeds", "mastodon", "bluesky", "reddit", "activitystreams")


def curated(corpus: Path, form: str) -> subprocess.CompletedProcess[str]:
    """The whole corpus, curated in one go by a program of its own."""
    inputs = [str(corpus / name) for name in FOLDERS]
    command = [PROGRAM, "run", "examples/balanced.curate", *inputs, "--format", form]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def done(corpus: Path) -> subprocess.CompletedProcess[str]:
    """That, as one JSON document."""
    return curated(corpus, "json")


def test_everything_is_curated_in_one_go(done: subprocess.CompletedProcess[str]) -> None:
    """Posts of every source are decided on, and the status says that something could not be read."""
    assert done.returncode == 2, done.stderr[-2000:]
    posts = json.loads(done.stdout)["posts"]
    assert len(posts) > 2500
    assert {post["source"] for post in posts} >= {"rss", "jsonfeed", "mastodon", "bluesky", "reddit", "activitystreams"}


def test_what_could_not_be_read_is_said_in_few_lines(done: subprocess.CompletedProcess[str]) -> None:
    """In JSON each problem has its place and its message; on standard error those that are alike are one line."""
    problems = json.loads(done.stdout)["problems"]
    assert len(problems) > 500
    assert all(problem["source"] and problem["message"].isprintable() for problem in problems)
    lines = done.stderr.splitlines()
    assert len(lines) < 80
    assert sum(line.startswith("could not read ") for line in lines) > 10
    assert "Traceback" not in done.stderr

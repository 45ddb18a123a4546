"""`run --batch` judges a file of columns and says what it did."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Run
from tests.cli.feed import NOW
from tests.cli.process import PROGRAM, environment

COLUMNS: dict[str, list[Any]] = {
    "id": ["1", "2", "3"],
    "source": ["mastodon", "mastodon", "rss"],
    "text": ["My summer body, week 2", "Breathe out.", "AND NOBODY SLEPT"],
    "likes": [3, 10, None],
    "author": [{"handle": "gym@example.social"}, {"handle": "@slowmind@mind.example"}, None],
}


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """Three posts as Parquet."""
    pq.write_table(pa.table(COLUMNS), tmp_path / "posts.parquet")
    return Path("posts.parquet")


def test_a_file_of_posts_becomes_a_file_of_outcomes(run: Run, rules: Path, posts: Path, tmp_path: Path) -> None:
    """A row for each post, and on standard error what was read and left out."""
    ran = run("run", rules, "--batch", posts, "--out", "out.parquet", "--now", NOW)
    assert ran.exit_code == 0
    assert ran.stdout == ""
    missing = "`links`, `media`, `poll`, `quote`, `summary`, `tags`, `title`"
    assert ran.stderr == (
        "left out, as each post is judged by itself: quotas\n"
        "posts.parquet: Parquet, 3 posts\n"
        f"posts.parquet: no column {missing}; what the rules ask of it is unknown\n"
    )
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [(row["id"], row["outcome"], row["fired"]) for row in found] == [
        ("1", "hidden", ["no_comparison"]),
        ("2", "shown", ["prefer_growth"]),
        ("3", "collapsed", ["less_shouting"]),
    ]
    assert found[2]["collapse"] == "Written in capitals"


def test_rules_that_look_back_are_named(run: Run, posts: Path, tmp_path: Path) -> None:
    """A file is judged post by post, so that what others posted before is not known; nobody has to guess that."""
    lines = [f"rule r{number} when count(posts by author, 9 days) > {number} then hide" for number in range(7)]
    (tmp_path / "back.curate").write_text("\n".join([*lines, "rule plain when post.likes > 3 then hide"]))
    ran = run("run", "back.curate", "--batch", posts, "--out", "out.parquet", "--now", NOW)
    named = "`r0`, `r1`, `r2`, `r3`, `r4` and 2 more"
    assert f"asked as if each post were the only one, as they look back: {named}\n" in ran.stderr


def test_what_cannot_be_read_is_told_and_the_rest_judged(run: Run, rules: Path, tmp_path: Path) -> None:
    """The status is 2, as for any input of which some could not be read."""
    pq.write_table(pa.table({**COLUMNS, "likes": ["3", "10", "1"]}), tmp_path / "posts.parquet")
    ran = run("run", rules, "--batch", "posts.parquet", "--out", "out.ndjson", "--now", NOW)
    assert ran.exit_code == 2
    assert "posts.parquet: column `likes`: is string, not int64, and so unknown in every row" in ran.stderr
    assert [json.loads(line)["id"] for line in (tmp_path / "out.ndjson").read_text().splitlines()] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--batch", "posts.parquet"), "`--batch` needs `--out FILE`"),
        (("--out", "out.parquet"), "`--out` and `--jobs` go with `--batch FILE`"),
        (("--jobs", "2"), "`--out` and `--jobs` go with `--batch FILE`"),
        (("--batch", "posts.parquet", "--out", "out.xlsx"), "`--out out.xlsx` says no format"),
        (("--batch", "posts.parquet", "--out", "o.arrow", "--explain"), "judges each post of one file by itself"),
        (("home.jsonl", "--batch", "posts.parquet", "--out", "o.arrow"), "judges each post of one file by itself"),
        ((), "Missing argument 'INPUT...'"),
    ],
)
@pytest.mark.usefixtures("posts")
def test_options_that_do_not_go_together_are_told(run: Run, rules: Path, arguments: tuple[str, ...], told: str) -> None:
    """Nothing is silently ignored."""
    ran = run("run", rules, *arguments)
    assert ran.exit_code == 2
    assert told in " ".join(ran.stderr.split())


def test_a_file_of_no_format_is_told(run: Run, rules: Path, tmp_path: Path) -> None:
    """In a sentence, without a traceback, and nothing is written."""
    (tmp_path / "posts.parquet").write_bytes(b"PAR1 and no more")
    ran = run("run", rules, "--batch", "posts.parquet", "--out", "out.parquet", "--now", NOW)
    assert ran.exit_code == 2
    assert ran.stderr.endswith("posts.parquet: it is a Parquet file that breaks off: its end is missing\n")
    assert not (tmp_path / "out.parquet").exists()


def test_a_folder_that_cannot_be_written_to_is_told(run: Run, rules: Path, posts: Path) -> None:
    """The file to write is named, not the post."""
    ran = run("run", rules, "--batch", posts, "--out", "nowhere/out.parquet", "--now", NOW)
    assert ran.exit_code == 2
    assert "cannot write `nowhere/out.parquet`" in ran.stderr


def test_ctrl_c_leaves_no_half_of_a_file(rules: Path, tmp_path: Path) -> None:
    """Pressed while workers work, it ends all of them and leaves what was there before."""
    many = {name: values * 200_000 for name, values in COLUMNS.items()}
    pq.write_table(pa.table(many), tmp_path / "posts.parquet")
    (tmp_path / "out.parquet").write_bytes(b"before")
    command = [PROGRAM, "run", str(rules), "--batch", "posts.parquet", "--out", "out.parquet", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE) as program:
        until = time.monotonic() + 30
        while not list(tmp_path.glob(".out.parquet.*")) and time.monotonic() < until:
            time.sleep(0.05)
        program.send_signal(signal.SIGINT)
        _, told = program.communicate(timeout=30)
    assert program.returncode == 130
    assert b"Traceback" not in told
    assert (tmp_path / "out.parquet").read_bytes() == b"before"
    assert not list(tmp_path.glob(".out.parquet.*"))

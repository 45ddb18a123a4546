"""`feedcurate replay` and `feedcurate diff`: pages, JSON, and statuses that scripts can tell apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HEAD = 'set timezone: "UTC"\ntopic comparison: "summer body"\naccounts close: @sis@example.social\n'
OLD = HEAD + 'rule triggers "Comparison" when post mentions comparison then hide\n'
NEW = HEAD + 'rule triggers "Comparison" when post mentions comparison and not author in close then hide\n'
POSTS = (
    ("1", "gym", "My summer body, week 2", "2026-05-01T09:00Z"),
    ("2", "sis", "My summer body plan", "2026-05-02T09:00Z"),
    ("3", "sis", "Tea?", "2026-05-03T09:00Z"),
)
ACTS = (
    {"kind": "view", "at": "2026-05-01T10:00Z", "item": "1", "source": "mastodon", "duration": "PT90S"},
    {"kind": "reply", "at": "2026-05-02T10:00Z", "item": "2", "source": "mastodon"},
)
UNTIL = ("--until", "2026-05-10")

REPLAYED = """\
up to 2026-05-10
3 posts: 1 shown, 2 hidden
you would have been spared 1 post that you looked at, for 1 minute 30 seconds

rules (1)
triggers “Comparison”: 2 posts by 2 accounts, 2026-05-01 to 2026-05-02
  2 hidden; 1 post that you looked at, for 1 minute 30 seconds
  on @gym@example.social (1), @sis@example.social (1)
  2026-05-02  @sis@example.social  “summer body”  My summer body plan
  2026-05-01  @gym@example.social  “summer body”  My summer body, week 2
"""
CHANGED = """\
up to 2026-05-10: 1 of 3 posts changes
  shows 1 more (hidden → shown), 1 of them by people you reply to
  because of triggers (1)

changes (1)
2026-05-02  @sis@example.social: My summer body plan
  hidden → shown · you reply to them
  triggers no longer fires
    + author in close (is true)
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, run: Run) -> None:
    """Rules, posts and activities as files, and as a database."""
    (tmp_path / "old.curate").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.curate").write_text(NEW, encoding="utf-8")
    posts = (
        {"id": n, "source": "mastodon", "author": {"handle": f"{who}@example.social"}, "text": text, "published": at}
        for n, who, text, at in POSTS
    )
    (tmp_path / "posts.jsonl").write_text("\n".join(map(json.dumps, posts)), encoding="utf-8")
    (tmp_path / "acts.jsonl").write_text("\n".join(map(json.dumps, ACTS)), encoding="utf-8")
    assert run("import", "posts.jsonl", "acts.jsonl", "--history", "me.db").exit_code == 0


FILES = ("--history", "posts.jsonl", "--activities", "acts.jsonl")
DATABASE = ("--history", "me.db")


@pytest.mark.parametrize("past", [FILES, DATABASE])
def test_a_replay_is_a_page(run: Run, past: tuple[str, ...]) -> None:
    """The same of files and of a database."""
    done = run("replay", "old.curate", *past, *UNTIL)
    assert (done.stdout, done.exit_code) == (REPLAYED, 0)


def test_a_replay_is_json(run: Run) -> None:
    """With the figures by rule."""
    told = json.loads(run("replay", "old.curate", *DATABASE, *UNTIL, "--format", "json").stdout)
    assert told["totals"] == {
        "posts": 3, "shown": 1, "collapsed": 0, "hidden": 2, "blocked": 0, "held": 0, "batches": 0
    }  # fmt: skip
    assert told["spared"] == {"posts": 1, "time": "PT1M30S"}
    assert [(rule["rule"], rule["fired"]) for rule in told["rules"]] == [("triggers", 2)]


def test_a_date_is_a_whole_day_of_the_reader(run: Run) -> None:
    """From the second to the second is one post; in a zone where that was still the first it is another."""
    days = ("--from", "2026-05-02", "--until", "2026-05-02")
    assert "\n1 post: 1 hidden\n" in run("replay", "old.curate", *DATABASE, *days).stdout
    elsewhere = run("replay", "old.curate", *DATABASE, *days, "--timezone", "Pacific/Kiritimati")
    assert "2026-05-02  @sis@example.social" in elsewhere.stdout


def test_rules_that_never_fired_are_named(run: Run) -> None:
    """Also those that a replay cannot ask."""
    Path("more.curate").write_text(
        OLD + "rule never_mind when post.likes > 9 then hide\nrule later for draft when always then hold 1 hour\n",
        encoding="utf-8",
    )
    told = run("replay", "more.curate", *DATABASE, *UNTIL).stdout
    assert "never fired (1)\nnever_mind\n" in told
    assert "not replayed, as drafts are not kept\nlater\n" in told


@pytest.mark.parametrize("past", [FILES, DATABASE])
def test_a_difference_is_a_page_with_status_1(run: Run, past: tuple[str, ...]) -> None:
    """As diff(1) has it."""
    done = run("diff", "old.curate", "new.curate", *past, *UNTIL)
    assert (done.stdout, done.exit_code) == (CHANGED, 1)


def test_no_difference_has_status_0(run: Run) -> None:
    """A file and itself."""
    done = run("diff", "old.curate", "old.curate", *DATABASE, *UNTIL)
    assert (done.stdout, done.exit_code) == ("up to 2026-05-10: no post changes\n", 0)


def test_a_difference_is_json(run: Run) -> None:
    """With the conditions that made it; `--show 0` leaves out the posts."""
    told = json.loads(run("diff", "old.curate", "new.curate", *DATABASE, *UNTIL, "--format", "json").stdout)
    assert told["changes"][0]["because"][0]["clauses"] == [
        {"text": "author in close", "before": "missing", "after": "true"}
    ]
    none = run("diff", "old.curate", "new.curate", *DATABASE, *UNTIL, "--show", "0", "--format", "json")
    assert (json.loads(none.stdout)["changes"], json.loads(none.stdout)["changed"]) == ([], 1)


def test_errors_in_rules_are_told(run: Run) -> None:
    """Rules that fail are status 1 of a replay; of a difference they are trouble."""
    Path("bad.curate").write_text("rule x when nothing then hide\n", encoding="utf-8")
    replayed, changed = run("replay", "bad.curate", *DATABASE), run("diff", "old.curate", "bad.curate", *DATABASE)
    assert (replayed.exit_code, changed.exit_code) == (1, 2)
    assert "bad.curate:1:13" in replayed.stderr
    assert "bad.curate:1:13" in changed.stderr


def test_a_replay_needs_a_history(run: Run) -> None:
    """A difference can be looked for without one (`test_diff_proof`)."""
    assert run("replay", "old.curate").exit_code == 2


@pytest.mark.parametrize("command", [("replay", "old.curate"), ("diff", "old.curate", "new.curate")])
def test_wrong_usage_is_told(run: Run, command: tuple[str, ...]) -> None:
    """A history that is not there, and dates the wrong way round."""
    assert run(*command, "--history", "nothing.db").exit_code == 2
    turned = run(*command, *DATABASE, "--from", "2026-05-03", "--until", "2026-05-01")
    assert turned.exit_code == 2
    assert "`--from` lies after `--until`" in turned.stderr


@pytest.mark.parametrize("command", [("replay", "old.curate"), ("diff", "old.curate", "old.curate")])
def test_what_cannot_be_read_is_told_and_the_rest_is_looked_at(run: Run, command: tuple[str, ...]) -> None:
    """The status is 2."""
    with Path("posts.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('\n{"id": 5}\n')
    done = run(*command, "--history", "posts.jsonl", *UNTIL)
    assert done.exit_code == 2
    assert "could not read posts.jsonl:4" in done.stderr
    assert "up to 2026-05-10" in done.stdout
